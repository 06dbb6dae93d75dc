// A scene at given parameters: quantities evaluated on demand, each once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "lesson/evaluate.h"
#include "lesson/lesson.h"

namespace vi::lesson {

// Parameters by name; those that are missing take their book values.
using Settings = Bindings;

class SceneScope : public Scope {
 public:
  // Errors: parameter (unknown name, not a number, outside the range), with the parameter's name in `where`.
  SceneScope(const Lesson& lesson, const Scene& scene, const Settings& settings, Evaluation& evaluation);

  const Value* find(std::string_view name) override;
  NodePtr expression_of(std::string_view name) override;
  std::string_view symbol(std::string_view name) override;
  std::string_view name_of(const Node& node) override;
  std::vector<std::string_view> names() override;

  const Scene& scene() const { return scene_; }
  const Set& set() const { return *scene_.set; }
  Evaluation& evaluation() { return evaluation_; }
  // "lesson.json /sets/gaussian/quantities/gap": `path` as errors name it.
  std::string place(std::string_view path) const;
  // Sum of |term|, terms of named quantities counted by their own terms.
  double deep_magnitude(const NodePtr& node);

 private:
  double quantity_magnitude(std::size_t index);
  // Without its exact form where none is wanted.
  Value kept(const Value& value) const;
  void set_parameter(std::string_view name, const Value& value);
  const Value& quantity_value(std::size_t index);

  const Lesson& lesson_;
  const Scene& scene_;
  Evaluation& evaluation_;
  std::vector<Value> parameters_;
  std::vector<std::optional<Value>> quantities_;
  std::vector<std::optional<double>> magnitudes_;  // of the quantities, each worked out once
};

// Runs `work`; an Error it throws gets `path` and `rest` as `scope` names them in front of its column, unless it
// already names a place.
template <class Work>
auto at_place(const SceneScope& scope, std::string_view path, std::string_view rest, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    const bool placed = error.where.find('/') != std::string::npos;
    if (!placed) error.where = spaced(scope.place(join({path, rest})), error.where);
    throw;
  }
}

enum class IdentityState { proved, numerical, failed };
const char* to_string(IdentityState state);

struct IdentityResult {
  IdentityState state;
  Value left, right;
  double residual;   // |left - right|
  double tolerance;  // 1e-12 (sum of |terms of both sides| + 1e-300)
};

// Two independent paths to one number: proved if the exact forms agree, numerical within the tolerance, failed beyond.
IdentityResult evaluate_identity(const Identity& identity, SceneScope& scope);

}  // namespace vi::lesson
