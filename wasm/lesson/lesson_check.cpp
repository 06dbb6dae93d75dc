#include "lesson/lesson_check.h"

#include <algorithm>
#include <cmath>

#include "core/number_text.h"
#include "core/random.h"
#include "core/text.h"
#include "lesson/derivation.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

class Audit : public DefinitionAudit {
 public:
  explicit Audit(std::map<std::string, DefinitionTally>& tallies) : tallies_(tallies) {}

  void compare(const std::string& function, double kernel, double definition, double magnitude) override {
    DefinitionTally& tally = tallies_[function];
    const double residual = kernel == definition ? 0 : std::fabs(kernel - definition);
    const double ratio = residual / (1e-12 * (magnitude + 1e-300));
    ++tally.checked;
    tally.failed += ratio <= 1 ? 0 : 1;
    tally.worst_residual = std::max(tally.worst_residual, residual);
    tally.worst_ratio = std::max(tally.worst_ratio, ratio);
  }

 private:
  std::map<std::string, DefinitionTally>& tallies_;
};

Number on_grid(const Parameter& parameter, double u) {
  const auto low = parameter.low.exact ? parameter.low.exact->rational() : std::nullopt;
  const auto step = parameter.step.exact ? parameter.step.exact->rational() : std::nullopt;
  const double steps = std::floor((parameter.high.value - parameter.low.value) / parameter.step.value);
  const double k = std::floor(u * (steps + 1));
  Number number{parameter.low.value + k * parameter.step.value, std::nullopt};
  if (!low || !step) return number;
  const auto along = multiply(*step, Rational{static_cast<std::int64_t>(k), 1});
  const auto value = along ? add(*low, *along) : std::nullopt;
  if (!value) return number;
  return {to_double(*value), Exact(*value)};
}

Number anywhere(const Parameter& parameter, double u) {
  return {parameter.low.value + u * (parameter.high.value - parameter.low.value), std::nullopt};
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

std::string as_text(const Value& value) {
  const std::string exact = exact_text(value);
  return exact.empty() ? core::number_text(value.number()->value) : exact;
}

void tally(IdentityTally& tally, const IdentityResult& result, const Settings& settings) {
  tally.proved += result.state == IdentityState::proved ? 1 : 0;
  tally.numerical += result.state == IdentityState::numerical ? 1 : 0;
  tally.failed += result.state == IdentityState::failed ? 1 : 0;
  tally.worst_residual = std::max(tally.worst_residual, result.residual);
  const double ratio = result.residual / result.tolerance;
  if (ratio < tally.worst_ratio || (ratio == tally.worst_ratio && !tally.worst_at.empty())) return;
  tally.worst_ratio = ratio;
  tally.worst_at.clear();
  for (const auto& [name, value] : settings) tally.worst_at.emplace_back(name, as_text(value));
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
    for (const auto& [name, value] : settings) append_item(at, ", ", {name, " = ", as_text(value)});
    error.hint = join({"happens at ", at, ": narrow the ranges or mend the expression"});
    throw;
  }
}

void try_settings(const Lesson& lesson, const Scene& scene, const CheckRequest& request, int index,
                  CheckReport& report) {
  const Settings settings = random_settings(*scene.set, request.seed, index);
  Audit audit(report.definitions);
  Evaluation evaluation;
  evaluation.audit = &audit;
  SceneScope scope(lesson, scene, settings, evaluation);
  with_settings(settings, [&] {
    for (const auto& identity : scene.set->identities) {
      if (!request.identity.empty() && identity.name != request.identity) continue;
      tally(report.identities[join({scene.name, ".", identity.name})], evaluate_identity(identity, scope), settings);
    }
    if (!request.identity.empty()) return;
    for (const auto& quantity : scene.set->quantities) scope.find(quantity.name);
  });
}

void require_identity(const Lesson& lesson, const CheckRequest& request) {
  if (request.identity.empty()) return;
  std::vector<std::string> known;
  for (const auto& scene : lesson.scenes) {
    for (const auto& identity : scene.set->identities) {
      if (identity.name == request.identity) return;
      known.push_back(identity.name);
    }
  }
  fail(Code::unknown_name, {"there is no identity \"", request.identity, "\""}, {},
       did_you_mean(request.identity, known));
}

}  // namespace

CheckReport check_lesson(const Lesson& lesson, const CheckRequest& request) {
  if (request.count < 0 || request.count > most_settings || request.start < 0 || request.start > most_settings) {
    fail(Code::limit, {"a check tries at most ", std::to_string(most_settings), " settings"});
  }
  if (!request.scene.empty()) lesson.scene(request.scene);
  require_identity(lesson, request);
  CheckReport report;
  report.settings = request.count;
  for (const auto& scene : lesson.scenes) {
    if (!request.scene.empty() && scene.name != request.scene) continue;
    require_book_values(lesson, scene);
    for (int i = 0; i < request.count; ++i) try_settings(lesson, scene, request, request.start + i, report);
  }
  for (const auto& entry : report.identities) report.failed += entry.second.failed > 0 ? 1 : 0;
  for (const auto& entry : report.definitions) report.failed += entry.second.failed > 0 ? 1 : 0;
  return report;
}

}  // namespace vi::lesson
