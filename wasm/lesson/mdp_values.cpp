#include "lesson/mdp_values.h"

#include <algorithm>

#include "core/error.h"

namespace vi::lesson {
namespace {

constexpr const char* how_to_write_a_process =
    "write {transitions: [s][a] -> [[next, probability], ...], rewards: [s][a]}, or gridworld(cells, rules)";

const List& items(const char* function, std::string_view what, const Value& value) {
  if (value.list() == nullptr) fail(Code::type, {function, ": ", what, " must be a list, got ", value.described()});
  return *value.list();
}

const Value& process_field(const char* function, const Value& value, std::string_view name) {
  return required_field(function, "mdp", value, name, how_to_write_a_process);
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

core::Mdp as_mdp(const char* function, const Value& value) {
  if (value.object() != nullptr && value.object()->constructor->name == "gridworld")
    return core::to_mdp(as_gridworld(value));
  core::Mdp mdp;
  for (const auto& state : items(function, "transitions", process_field(function, value, "transitions"))) {
    for (const auto& choice : items(function, "transitions", state)) add_choice(function, choice, mdp);
    mdp.choices.push_back(static_cast<int>(mdp.outcomes.size()) - 1);
  }
  const auto numbers = [&](const char* what, const Value& rows) {
    const Eigen::VectorXd all = of_choices(function, what, rows, mdp);
    return std::vector<double>(all.begin(), all.end());
  };
  mdp.reward = numbers("rewards", process_field(function, value, "rewards"));
  if (const Value* prior = optional_field(value, "prior")) mdp.prior = numbers("prior", *prior);
  require_only(function, "mdp", value, {"transitions", "rewards", "prior"});
  return mdp;
}

int as_horizon(const char* function, const Value& value) {
  return as_count(function, "H", value, 1, core::max_horizon);
}

int as_state(const char* function, const Value& value, const core::Mdp& mdp) {
  return as_count(function, "s0", value, 0, std::max(0, mdp.states() - 1));
}

Value to_record(const core::Mdp& mdp) {
  const auto all = [](const std::vector<double>& numbers) { return core::part(numbers, 0, int(numbers.size())); };
  std::vector<RecordField> fields{{"transitions", by_outcome(mdp, all(mdp.probability))},
                                  {"rewards", by_state(mdp, all(mdp.reward))}};
  if (!mdp.prior.empty()) fields.push_back({"prior", by_state(mdp, all(mdp.prior))});
  return make_record(fields);
}

Eigen::VectorXd of_choices(const char* function, const char* what, const Value& value, const core::Mdp& mdp) {
  const List& states = items(function, what, value);
  if (std::ptrdiff_t(states.size()) != mdp.states())
    fail(Code::domain,
         {function, ": ", what, " must have a row for each of the ", mdp.states(), " states, got ", states.size()});
  Eigen::VectorXd numbers(static_cast<Eigen::Index>(mdp.outcomes.size()) - 1);
  for (int s = 0; s < mdp.states(); ++s) {
    const int first = mdp.choices[s], count = mdp.choices[s + 1] - first;
    const List& actions = items(function, what, states[s]);
    if (std::ptrdiff_t(actions.size()) != count)
      fail(Code::domain, {function, ": ", what, " must have as many actions in state ", s, " as transitions, ", count,
                          ", got ", actions.size()});
    for (int a = 0; a < count; ++a) numbers(first + a) = real(function, what, actions[a]);
  }
  return numbers;
}

Eigen::MatrixXd by_step(const char* function, const char* what, const Value& value, const core::Mdp& mdp) {
  const List& rows = items(function, what, value);
  const List* row = rows.empty() ? nullptr : rows.front().list();
  if (row == nullptr || row->empty() || row->front().list() == nullptr)
    return of_choices(function, what, value, mdp).transpose();
  Eigen::MatrixXd steps(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(mdp.reward.size()));
  for (Eigen::Index t = 0; t < steps.rows(); ++t)
    steps.row(t) = of_choices(function, what, rows[std::size_t(t)], mdp).transpose();
  return steps;
}

Value by_state(const core::Mdp& mdp, const Eigen::VectorXd& of_choices) {
  std::vector<Value> states;
  for (int s = 0; s < mdp.states(); ++s) {
    const int first = mdp.choices[s];
    states.push_back(list_of(Eigen::VectorXd(of_choices.segment(first, mdp.choices[s + 1] - first))));
  }
  return make_list(std::move(states));
}

Value by_step_and_state(const core::Mdp& mdp, const Eigen::MatrixXd& rows) {
  std::vector<Value> steps;
  for (Eigen::Index t = 0; t < rows.rows(); ++t) steps.push_back(by_state(mdp, rows.row(t)));
  return make_list(std::move(steps));
}

Value by_outcome(const core::Mdp& mdp, int state, const std::vector<Eigen::VectorXd>& dynamics) {
  std::vector<Value> actions;
  for (std::size_t a = 0; a < dynamics.size(); ++a) {
    std::vector<Value> outcomes;
    const int first = mdp.outcomes[mdp.choices[state] + static_cast<int>(a)];
    for (Eigen::Index i = 0; i < dynamics[a].size(); ++i)
      outcomes.push_back(make_list({double(mdp.next[first + i]), dynamics[a](i)}));
    actions.push_back(make_list(std::move(outcomes)));
  }
  return make_list(std::move(actions));
}

Value by_outcome(const core::Mdp& mdp, const Eigen::VectorXd& dynamics) {
  std::vector<Value> states;
  for (int s = 0; s < mdp.states(); ++s) {
    std::vector<Eigen::VectorXd> actions;
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c)
      actions.emplace_back(dynamics.segment(mdp.outcomes[c], mdp.outcomes[c + 1] - mdp.outcomes[c]));
    states.push_back(by_outcome(mdp, s, actions));
  }
  return make_list(std::move(states));
}

}  // namespace vi::lesson
