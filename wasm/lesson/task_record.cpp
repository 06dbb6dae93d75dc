#include "lesson/task_record.h"

#include <algorithm>

#include "core/error.h"
#include "lesson/generator_words.h"

namespace vi::lesson {
namespace {

// In the order of core::Ascent.
constexpr std::string_view methods[] = {"gradient_ascent", "natural_gradient", "adam"};

std::vector<std::string_view> together(std::vector<std::string_view> names, const std::vector<std::string_view>& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

}  // namespace

TaskRecord TaskRecord::parameters(const TaskFields& fields, const Value& record, const char* what) {
  require_only(fields.who, what, record, together(fields.given, fields.options));
  return {fields.who, what, record};
}

TaskRecord TaskRecord::state(const TaskFields& fields, const Value& record) {
  auto known = together(together(fields.given, fields.options), fields.kept);
  known.erase(std::remove(known.begin(), known.end(), "seed"), known.end());
  require_only(fields.who, "state", record, known);
  for (const auto name : fields.kept) {
    if (name != "first" && name != "second") required_field(fields.who, "state", record, name, "");
  }
  if (!fields.moved.empty()) required_field(fields.who, "state", record, fields.moved, "");
  return {fields.who, "state", record};
}

int TaskRecord::count_or_0(const char* name) const {
  const Value* found = optional(name);
  return found == nullptr ? 0 : as_count(who_, name, *found);
}

core::Optimizer TaskRecord::optimizer(Eigen::Index size, std::int64_t updates) const {
  core::Optimizer result = as_method(who_, needed("method"));
  result.adam = core::adam_start(size);
  if (result.method == core::Ascent::adam && updates > 0)
    result.adam = {updates, as_vector(who_, "first", needed("first")), as_vector(who_, "second", needed("second"))};
  return result;
}

core::Generator TaskRecord::generator() const {
  if (const Value* words = optional("generator")) return generator_of(who_, *words);
  const Value* seed = optional("seed");
  return core::Generator(seed == nullptr ? 1 : as_seed(who_, *seed));
}

TaskRecord::Estimator TaskRecord::estimator(const std::vector<std::string_view>& names, const char* hint) const {
  const Value* found = optional("estimator");
  if (found == nullptr) return {};
  const Object& estimator = require_kind(who_, *found, "estimator", hint);
  const auto place = std::find(names.begin(), names.end(), estimator.constructor->name);
  if (place == names.end()) fail(Code::type, {who_, ": estimator cannot be ", found->described()}, {}, hint);
  return {as_count(who_, "samples", estimator.arguments[0]), static_cast<int>(place - names.begin())};
}

core::Optimizer as_method(const char* function, const Value& value) {
  const Object& method =
      require_kind(function, value, "method", "write adam(1/20), natural_gradient(1) or gradient_ascent(1/20)");
  const auto place = std::find(std::begin(methods), std::end(methods), method.constructor->name);
  return {static_cast<core::Ascent>(place - std::begin(methods)), real(function, "rate", method.arguments[0])};
}

Value to_value(const core::Optimizer& method) {
  return make_object(*find_constructor(methods[static_cast<int>(method.method)]), {method.rate});
}

void add_climb(std::vector<RecordField>& state, const TaskFields& fields, const core::Optimizer& optimizer, int steps,
               int step, const core::Generator& generator) {
  state.push_back({"method", to_value(optimizer)});
  state.push_back({fields.unit, static_cast<double>(steps)});
  state.push_back({"step", static_cast<double>(step)});
  state.push_back({"generator", words_of(generator)});
  if (optimizer.method != core::Ascent::adam) return;
  state.push_back({"first", list_of(optimizer.adam.first)});
  state.push_back({"second", list_of(optimizer.adam.second)});
}

void add_estimator(std::vector<RecordField>& state, std::string_view name, int samples) {
  if (samples == 0) return;
  state.push_back({"estimator", make_object(*find_constructor(name), {static_cast<double>(samples)})});
}

Value parameters_of(const TaskFields& fields, const Arguments& a) {
  std::vector<RecordField> all;
  for (std::size_t i = 0; i < fields.given.size(); ++i) all.push_back({fields.given[i], a[i]});
  for (const auto& option : require_only(fields.who, "options", a[a.size() - 1], fields.options)) all.push_back(option);
  return make_record(all);
}

std::vector<RecordField> joined(const std::vector<RecordField>& first, const std::vector<RecordField>& later) {
  std::vector<RecordField> result;
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::vector<Value> values(first[i].value.list()->begin(), first[i].value.list()->end());
    values.insert(values.end(), later[i].value.list()->begin(), later[i].value.list()->end());
    result.push_back({first[i].key, make_list(values)});
  }
  return result;
}

void refuse_steps(const TaskFields& fields, int steps, int most) {
  fail(Code::limit,
       {fields.who, ": ", steps, " ", fields.unit, " are too many at once, at most ", most,
        " for a problem of this size"},
       {}, join({"take fewer, or ask for them in slices, as the task ", fields.who}));
}

}  // namespace vi::lesson
