#include "core/squashed_reward.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/quadrature.h"
#include "core/reverse_kl_descent.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

constexpr const char* who = "squashed_reward";
constexpr double steepest = 10'000;

double slope_bound(const SquashedReward& problem) {
  double sum = 0;
  for (Eigen::Index k = 1; k < problem.coefficients.size(); ++k)
    sum += static_cast<double>(k) * std::abs(problem.coefficients(k));
  return sum / problem.alpha;
}

// log exp(r(tanh u)/alpha) (1 - tanh²u): the log density of the best u up to log Z, with its derivatives.
class BestDensity {
 public:
  explicit BestDensity(const SquashedReward& problem) : problem_(problem) {}

  LogDensity at(double u) const {
    const double a = std::tanh(u), slope = std::exp(log_slope(u)), alpha = problem_.alpha;
    const RewardAt r = reward_at(problem_, a);
    return {r.value / alpha + log_slope(u), r.slope * slope / alpha - 2 * a,
            (r.curvature * slope - 2 * a * r.slope) * slope / alpha - 2 * slope};
  }

 private:
  const SquashedReward& problem_;
};

// tanh has its poles pi/2 off the axis, pi/(2 sd) in units of sd: eight nodes there per unit of u are plenty.
int nodes(double sd) { return static_cast<int>(std::clamp(std::ceil(8 * sd), 8.0, 64.0)); }

double sd_of(const SquashedNormal& policy) {
  check(policy);
  return std::sqrt(policy.base.variance);
}

// Where Newton's method sets out: each mode of the density of u, as wide as Laplace's approximation, and the middle.
std::vector<NormalSd> starts(const BestDensity& density) {
  constexpr double step = 1.0 / 16, end = 8;
  std::vector<NormalSd> all{{0, 0.875}};
  for (double u = -end; u <= end; u += step) {
    const LogDensity here = density.at(u);
    if (here.value < density.at(u - step).value || here.value <= density.at(u + step).value) continue;
    all.push_back({u, here.curvature < 0 ? std::clamp(1 / std::sqrt(-here.curvature), step, 1.0) : 1});
  }
  return all;
}

}  // namespace

SquashedReward without_constant(SquashedReward problem) {
  check(problem);
  problem.coefficients(0) = 0;
  return problem;
}

void check(const SquashedReward& problem) {
  require_size(who, "reward", problem.coefficients.size(), 1, max_coefficients);
  require_entries(require_finite, who, "reward", problem.coefficients);
  require_positive(who, "alpha", problem.alpha);
  const double bound = slope_bound(problem);
  if (!(bound <= steepest))
    fail(Code::domain, {who, ": reward/alpha is too steep, its slope may be ", number_text(bound)}, {},
         "the sum of k |c_k| must be at most 10,000 alpha");
}

void check(const SquashedNormal& policy) {
  const double log_sd = 0.5 * std::log(make_normal(policy.base.mean, policy.base.variance).variance);
  if (!(log_sd >= -20 && log_sd <= 2))
    fail(Code::domain, {who, ": log sd must be between -20 and 2, got ", number_text(log_sd)});
}

// Horner's scheme, differentiated twice.
RewardAt reward_at(const SquashedReward& problem, double a) {
  RewardAt result{0, 0, 0};
  for (Eigen::Index k = problem.coefficients.size(); k-- > 0;) {
    result.curvature = result.curvature * a + 2 * result.slope;
    result.slope = result.slope * a + result.value;
    result.value = result.value * a + problem.coefficients(k);
  }
  return result;
}

// Pieces on which the exponent moves by 8 at most, about its largest value at their ends.
double log_evidence(const SquashedReward& problem) {
  check(problem);
  const int pieces = std::max(16, static_cast<int>(std::ceil(slope_bound(problem) / 4)));
  const double width = 2.0 / pieces;
  const SquashedReward varying = without_constant(problem);
  const auto exponent = [&](double a) { return reward_at(varying, a).value / problem.alpha; };
  double top = exponent(1);
  for (int i = 0; i < pieces; ++i) top = std::max(top, exponent(-1 + i * width));
  double sum = 0;
  for (int i = 0; i < pieces; ++i)
    sum += width * gauss_legendre([&](double t) { return std::exp(exponent(-1 + (i + t) * width) - top); });
  return problem.coefficients(0) / problem.alpha + (top + std::log(sum));
}

SquashedObjective squashed_objective(const SquashedReward& problem, const SquashedNormal& policy) {
  check(problem);
  const double sd = sd_of(policy), step = 1.0 / nodes(sd);
  double sum = 0;
  for (int i = -10 * nodes(sd); i <= 10 * nodes(sd); ++i) {
    const double e = i * step;
    sum += std::exp(-0.5 * e * e) * reward_at(problem, std::tanh(policy.base.mean + sd * e)).value;
  }
  const double reward = sum * step / std::sqrt(2 * std::numbers::pi), h = entropy(policy);
  return {reward + problem.alpha * h, reward, h};
}

ElboGradient squashed_gradient(const SquashedReward& problem, const SquashedNormal& policy) {
  check(problem);
  const double sd = sd_of(policy);
  const ReverseKl at = reverse_kl_at(BestDensity(problem), policy.base.mean, std::log(sd), nodes(sd));
  return {-problem.alpha * at.by_mean, -problem.alpha * at.by_log_sd};
}

ElboGradient squashed_gradient_draw(const SquashedReward& problem, const SquashedNormal& policy, double e) {
  const double sd = std::sqrt(policy.base.variance), a = std::tanh(policy.base.mean + sd * e);
  const double g = reward_at(problem, a).slope * (1 - a * a) - 2 * problem.alpha * a;
  return {g, sd * e * g + problem.alpha};
}

BestSquashed best_squashed(const SquashedReward& problem) {
  check(problem);
  const SquashedReward varying = without_constant(problem);
  const BestDensity density(varying);
  constexpr int fine = 64, most = 60;
  ReverseKl best{};
  bool found = false;
  for (const NormalSd& start : starts(density)) {
    ReverseKl at = descend(density, reverse_kl_at(density, start.mean, std::log(start.sd), 8), 8, most);
    if (!(at.log_sd <= 2)) continue;
    at = polish(density, descend(density, reverse_kl_at(density, at.mean, at.log_sd, fine), fine, most), fine);
    if (!found || at.kl < best.kl) best = at;
    found = true;
  }
  if (!found) fail(Code::limit, {who, ": no best squashed normal was found"}, {}, "take a larger alpha");
  const double variance = std::exp(2 * best.log_sd);
  return {{{best.mean, variance}},
          problem.coefficients(0) - problem.alpha * best.kl,
          std::max(0.0, best.kl + log_evidence(varying))};
}

}  // namespace vi::core
