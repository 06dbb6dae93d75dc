#include "lesson/lesson_check.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "core/text.h"
#include "lesson/arena.h"
#include "lesson/derivation.h"
#include "lesson/suggest.h"
#include "lesson/value_json.h"
#include "lesson/variant.h"

namespace vi::lesson {
namespace {

// How many tolerances a residual is; what cannot be compared is beyond all of them.
double ratio_of(double residual, double tolerance) {
  if (residual == 0) return 0;
  return std::isfinite(residual) && std::isfinite(tolerance) ? residual / tolerance : HUGE_VAL;
}

// The tally of that name, made if there is none yet.
template <class Tally>
Tally& tally_named(std::vector<Tally>& tallies, std::string_view name) {
  for (auto& tally : tallies) {
    if (tally.name == name) return tally;
  }
  tallies.emplace_back().name = name;
  return tallies.back();
}

class Audit : public DefinitionAudit {
 public:
  explicit Audit(std::vector<DefinitionTally>& tallies) : tallies_(tallies) {}

  void compare(std::string_view function, double kernel, double definition, double magnitude) override {
    DefinitionTally& tally = tally_named(tallies_, function);
    const double residual = kernel == definition ? 0 : std::fabs(kernel - definition);
    const double ratio = ratio_of(residual, 1e-12 * (magnitude + 1e-300));
    ++tally.checked;
    tally.failed += ratio <= 1 ? 0 : 1;
    tally.worst_residual = std::max(tally.worst_residual, residual);
    tally.worst_ratio = std::max(tally.worst_ratio, ratio);
  }

 private:
  std::vector<DefinitionTally>& tallies_;
};

Number on_grid(const Parameter& parameter, double u) {
  const double steps = std::floor((to_double(parameter.high) - to_double(parameter.low)) / to_double(parameter.step));
  const double k = std::floor(u * (steps + 1));
  const auto along = multiply(parameter.step, Rational{static_cast<std::int64_t>(k), 1});
  const auto value = along ? add(parameter.low, *along) : std::nullopt;
  if (value) return {to_double(*value), Exact(*value)};
  return {to_double(parameter.low) + k * to_double(parameter.step), std::nullopt};
}

Number anywhere(const Parameter& parameter, double u) {
  return {to_double(parameter.low) + u * (to_double(parameter.high) - to_double(parameter.low)), std::nullopt};
}

// The settings number `index` are the same in whatever slice they are asked for.
Settings random_settings(const Set& set, std::uint64_t seed, int index) {
  core::Generator generator(seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(index));
  Settings settings;
  for (const auto& parameter : set.parameters) {
    const double u = generator.uniform();
    settings.emplace_back(parameter.name, index % 2 == 0 ? on_grid(parameter, u) : anywhere(parameter, u));
  }
  return settings;
}

void tally(IdentityTally& tally, const IdentityResult& result, const Settings& settings) {
  tally.proved += result.state == IdentityState::proved ? 1 : 0;
  tally.numerical += result.state == IdentityState::numerical ? 1 : 0;
  tally.failed += result.state == IdentityState::failed ? 1 : 0;
  tally.worst_residual = std::max(tally.worst_residual, result.residual);
  const double ratio = ratio_of(result.residual, result.tolerance);
  if (ratio < tally.worst_ratio || (ratio == tally.worst_ratio && !tally.worst_at.empty())) return;
  tally.worst_ratio = ratio;
  tally.worst_at.clear();
  for (const auto& [name, value] : settings) tally.worst_at.emplace_back(name, constant_text(value));
}

void require_book_values(const Lesson& lesson, const Scene& scene) {
  Evaluation evaluation;
  SceneScope scope(lesson, scene, {}, evaluation);
  for (const auto& quantity : scene.set->quantities) scope.find(quantity.name);
  for (const auto& derivation : scene.set->derivations) derivation_lines(derivation, scope);
}

// An error at a random setting is the lesson's: its ranges allow what its expressions do not.
template <class Work>
void with_settings(const Settings& settings, const Work& work) {
  try {
    work();
  } catch (Error& error) {
    std::string at;
    for (const auto& [name, value] : settings) append_item(at, ", ", {name, " = ", constant_text(value)});
    error.hint = join({"happens at ", at, ": narrow the ranges or mend the expression"});
    throw;
  }
}

void try_settings(const Lesson& lesson, const Scene& scene, const CheckRequest& request, int index,
                  CheckReport& report) {
  const Scratch scratch;
  const Settings settings = random_settings(*scene.set, request.seed, index);
  Audit audit(report.definitions);
  Evaluation evaluation;
  evaluation.audit = &audit;
  SceneScope scope(lesson, scene, settings, evaluation);
  with_settings(settings, [&] {
    for (const auto& identity : scene.set->identities) {
      if (!request.identity.empty() && identity.name != request.identity) continue;
      tally(tally_named(report.identities, join({scene.name, ".", identity.name})), evaluate_identity(identity, scope),
            settings);
    }
    if (!request.identity.empty()) return;
    for (const auto& quantity : scene.set->quantities) scope.find(quantity.name);
    // Lines take most of the time: two settings of twenty, one on the grid and one off it.
    if (index % 20 > 1) return;
    for (const auto& derivation : scene.set->derivations) derivation_lines(derivation, scope);
  });
}

void require_identity(const Lesson& lesson, const CheckRequest& request) {
  if (request.identity.empty()) return;
  std::vector<std::string_view> known;
  for (const auto& scene : lesson.scenes) {
    if (!request.scene.empty() && scene.name != request.scene) continue;
    for (const auto& identity : scene.set->identities) {
      if (identity.name == request.identity) return;
      known.push_back(identity.name);
    }
  }
  fail(Code::unknown_name, {"there is no identity \"", request.identity, "\""}, {},
       did_you_mean(request.identity, known));
}

// With the first slice, since exercises have seeds of their own.
void check_exercises(const Lesson& lesson, const CheckRequest& request) {
  if (request.start > 0 || !request.identity.empty()) return;
  for (const auto& exercise : lesson.exercises) {
    const Scratch scratch;
    if (request.scene.empty() || exercise.scene == request.scene) check_exercise(lesson, exercise);
  }
}

}  // namespace

CheckReport check_lesson(const Lesson& lesson, const CheckRequest& request) {
  if (request.count < 1 || request.count > most_settings || request.start < 0 || request.start > most_settings) {
    fail(Code::limit, {"a check tries between 1 and ", most_settings, " settings"}, "count");
  }
  if (!request.scene.empty()) lesson.scene(request.scene);
  require_identity(lesson, request);
  CheckReport report;
  report.settings = request.count;
  for (const auto& scene : lesson.scenes) {
    if (!request.scene.empty() && scene.name != request.scene) continue;
    require_book_values(lesson, scene);
    // Without parameters there is one setting.
    const int count = scene.set->parameters.empty() ? 1 : request.count;
    for (int i = 0; i < count; ++i) try_settings(lesson, scene, request, request.start + i, report);
  }
  check_exercises(lesson, request);
  for (const auto& entry : report.identities) report.failed += entry.failed > 0 ? 1 : 0;
  for (const auto& entry : report.definitions) report.failed += entry.failed > 0 ? 1 : 0;
  return report;
}

}  // namespace vi::lesson
