#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "lesson/arguments.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

const List& items(const char* function, const char* what, const Value& value) {
  if (value.list() == nullptr) fail(Code::type, {function, ": ", what, " must be a list, got ", value.described()});
  return *value.list();
}

}  // namespace

const Value* optional_field(const Value& value, std::string_view name) {
  if (value.record() == nullptr) return nullptr;
  for (const auto& [key, part] : *value.record()) {
    if (key == name) return &part;
constexpr const char* how_to_write_a_process =
    "write {transitions: [s][a] -> [[next, probability], ...], rewards: [s][a]}";

// The numbers of a list [s][a], one state after another; each state must have as many as it has choices.
std::vector<double> of_choices(const char* function, const char* what, const Value& value, const core::Mdp& mdp) {
  const List& states = items(function, what, value);
  std::vector<double> numbers;
  for (std::size_t s = 0; s < states.size(); ++s) {
    const List& actions = items(function, what, states[s]);
    const int choices = s + 1 < mdp.choices.size() ? mdp.choices[s + 1] - mdp.choices[s] : -1;
    if (static_cast<int>(actions.size()) != choices)
      fail(Code::domain, {function, ": ", what, " must have the same states and actions as transitions"});
    for (const auto& action : actions) numbers.push_back(real(function, what, action));
  }
  if (states.size() + 1 != mdp.choices.size())
    fail(Code::domain, {function, ": ", what, " must have the same states and actions as transitions"});
  return numbers;
}

void add_choice(const char* function, const Value& outcomes, core::Mdp& mdp) {
  for (const auto& outcome : items(function, "transitions", outcomes)) {
    const List& pair = items(function, "transitions", outcome);
    if (pair.size() != 2) fail(Code::domain, {function, ": an outcome must be [next, probability]"});
    mdp.next.push_back(as_count(function, "next state", pair[0]));
    mdp.probability.push_back(real(function, "transition probability", pair[1]));
  }
  mdp.outcomes.push_back(static_cast<int>(mdp.next.size()));
}

}  // namespace

const Value* optional_field(const Record& record, std::string_view name) {
  for (const auto& [key, value] : record) {
    if (key == name) return &value;
  }
  return nullptr;
}

const Value& required_field(const char* function, const char* what, const Value& value, std::string_view name,
                            const char* hint) {
  const Value* found = optional_field(value, name);
const Record& require_only(const char* function, const char* what, const Value& value,
                           std::initializer_list<std::string_view> known) {
  if (value.record() == nullptr) fail(Code::type, {function, ": ", what, " must be a record, got ", value.described()});
  for (const auto& field : *value.record()) {
    if (std::find(known.begin(), known.end(), field.key) == known.end())
      fail(Code::type, {function, ": ", what, " has no field \"", field.key, "\""}, {},
           did_you_mean(field.key, {known.begin(), known.end()}));
  }
  return *value.record();
}

const Object& require_kind(const char* function, const Value& value, std::string_view kind, const char* hint) {
  const Object* object = value.object();
  if (object == nullptr || object->constructor->kind != kind)
    fail(Code::type, {function, ": ", kind, " cannot be ", value.described()}, {}, hint);
  return *object;
}

const Value& required_field(const char* function, const char* what, const Value& value, std::string_view name,
                            const char* hint) {
  const Value* found = value.record() != nullptr ? optional_field(*value.record(), name) : nullptr;
  if (found == nullptr)
    fail(Code::type, {function, ": ", what, " must be a record with the field \"", name, "\""}, {}, hint);
  return *found;
}

const Value& argument_of(const Value& object, std::size_t place) { return object.object()->arguments[place]; }

core::Categorical as_categorical(const Value& value) {
  return {as_vector("categorical", "weights", argument_of(value, 0))};
}

core::CategoricalLogits as_categorical_logits(const Value& value) {
  return {as_vector("categorical_logits", "logits", argument_of(value, 0))};
}

std::vector<core::NormalSd> as_normals(const char* function, const char* argument, const Value& value) {
  std::vector<core::NormalSd> normals;
  for (const auto& item : items(function, argument, value)) {
    const auto* object = item.object();
    if (object == nullptr || object->constructor->family != "normal")
      fail(Code::type, {function, ": ", argument, " must be normals, got ", item.described()});
    if (object->constructor->name == "normal_sd") {
      normals.push_back(as_normal_sd(item));
    } else {
      const core::Normal normal = as_normal(item);
      normals.push_back({normal.mean, std::sqrt(normal.variance)});
    }
  }
  return normals;
}

core::Mixture as_mixture(const Value& value) {
  return {as_vector("mixture", "weights", argument_of(value, 0)),
          as_normals("mixture", "components", argument_of(value, 1))};
}

Eigen::VectorXd as_weights(const char* function, const char* argument, const Value& value) {
  const auto* object = value.object();
  if (object != nullptr && object->constructor->name == "categorical") return as_categorical(value).weights;
  if (object != nullptr && object->constructor->name == "categorical_logits")
    return core::probabilities(as_categorical_logits(value));
  return as_vector(function, argument, value);
}

std::vector<Number> as_numbers(const char* function, const char* argument, const Value& value) {
  std::vector<Number> numbers;
  for (const auto& item : items(function, argument, value)) {
    real(function, argument, item);
    numbers.push_back(*item.number());
  }
  return numbers;
}

int as_count(const char* function, const char* argument, const Value& value) {
  const double number = real(function, argument, value);
  if (!(number >= 0 && number <= 1e9) || number != std::floor(number))
    fail(Code::domain, {function, ": ", argument, " must be a whole number from 0 to 1e9"});
  return static_cast<int>(number);
}

core::Mdp as_mdp(const char* function, const Value& value) {
  core::Mdp mdp;
  for (const auto& state :
       items(function, "transitions",
             required_field(function, "the process", value, "transitions", how_to_write_a_process))) {
    for (const auto& choice : items(function, "transitions", state)) add_choice(function, choice, mdp);
    mdp.choices.push_back(static_cast<int>(mdp.outcomes.size()) - 1);
  }
  mdp.reward = of_choices(function, "rewards",
                          required_field(function, "the process", value, "rewards", how_to_write_a_process), mdp);
  if (const Value* prior = optional_field(*value.record(), "prior"))
    mdp.prior = of_choices(function, "prior", *prior, mdp);
  return mdp;
}

Value list_of(const Eigen::VectorXd& vector) {
  std::vector<Value> list;
  for (const double entry : vector) list.emplace_back(entry);
  return make_list(list);
}

Value list_of(const std::vector<double>& numbers) { return make_list({numbers.begin(), numbers.end()}); }

Value list_of(const Eigen::MatrixXd& rows) {
  std::vector<Value> list;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) list.push_back(list_of(Eigen::VectorXd(rows.row(i))));
  return make_list(list);
}

Value by_state(const core::Mdp& mdp, const Eigen::VectorXd& of_choices) {
  std::vector<Value> states;
  for (int s = 0; s < mdp.states(); ++s) {
    const int first = mdp.choices[s];
    states.push_back(list_of(Eigen::VectorXd(of_choices.segment(first, mdp.choices[s + 1] - first))));
  }
  return make_list(std::move(states));
}

Value record_of(std::initializer_list<RecordField> fields) { return make_record(fields); }

}  // namespace vi::lesson
