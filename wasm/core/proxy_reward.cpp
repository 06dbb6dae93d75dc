#include "core/proxy_reward.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/categorical.h"
#include "core/check.h"
#include "core/tilting.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const char* who, const VectorXd& prior, const VectorXd& proxy, const VectorXd& true_reward) {
  require_size(who, "proxy", proxy.size(), 1, 1000);
  require_same_size(who, "prior", prior.size(), proxy.size());
  require_same_size(who, "true_reward", true_reward.size(), proxy.size());
  require_finite_entries(who, "proxy", proxy);
  require_finite_entries(who, "true_reward", true_reward);
  require_weights(who, "prior", prior, 1000);
}

// Cov(x, y) under a policy, about its likeliest action: where all but one are rare, nothing cancels.
double covariance(const VectorXd& policy, const VectorXd& x, const VectorXd& y) {
  const Index centre = largest(policy);
  double both = 0, of_x = 0, of_y = 0;
  for (Index i = 0; i < policy.size(); ++i) {
    const double off_x = x(i) - x(centre), off_y = y(i) - y(centre);
    both += policy(i) * off_x * off_y;
    of_x += policy(i) * off_x;
    of_y += policy(i) * off_y;
  }
  return both - of_x * of_y;
}

// The same pair of rewards seen at any temperature; `best` is the largest proxy that the prior allows.
struct Sweep {
  const VectorXd& prior;
  const VectorXd& proxy;
  const VectorXd& true_reward;
  double best;

  VectorXd policy(double beta) const {
    VectorXd weights = prior;
    double sum = 0;
    for (Index i = 0; i < prior.size(); ++i) {
      if (prior(i) > 0) weights(i) *= std::exp((proxy(i) - best) / beta);
      sum += weights(i);
    }
    for (double& weight : weights) weight /= sum;
    return weights;
  }
  // dE[true]/d(1/beta).
  double rise(double beta) const { return covariance(policy(beta), proxy, true_reward); }
  double earned(double beta) const { return expectation(policy(beta), true_reward); }
};

// The limit of E[true] for beta -> 0: its mean among the actions of the best proxy.
double earned_by_best_proxy(const Sweep& sweep) {
  double mass = 0, sum = 0;
  for (Index i = 0; i < sweep.proxy.size(); ++i) {
    if (sweep.prior(i) == 0 || sweep.proxy(i) < sweep.best) continue;
    mass += sweep.prior(i);
    sum += sweep.prior(i) * sweep.true_reward(i);
  }
  return sum / mass;
}

// Between a warm beta where colder is better and a cold one where it is worse: bisection of log beta.
double top_between(const Sweep& sweep, double warm, double cold) {
  while (warm > cold * (1 + 1e-13)) {
    const double middle = std::sqrt(warm) * std::sqrt(cold);
    if (!(middle < warm && middle > cold)) break;
    (sweep.rise(middle) > 0 ? warm : cold) = middle;
  }
  return warm;
}

struct Range {
  double warmest, coldest;
};

// The betas between which the policy is neither the prior nor the best proxy, as far as doubles say.
Range range_of(const Sweep& sweep) {
  double bottom = sweep.best, next = -infinity;
  for (Index i = 0; i < sweep.proxy.size(); ++i) {
    if (sweep.prior(i) == 0 || sweep.proxy(i) == sweep.best) continue;
    bottom = std::min(bottom, sweep.proxy(i));
    next = std::max(next, sweep.proxy(i));
  }
  return {std::min(1e6 * (sweep.best - bottom), 1e300), 1e-3 * (sweep.best - next)};
}

double best_proxy(const VectorXd& prior, const VectorXd& proxy) {
  double best = -infinity;
  for (Index i = 0; i < proxy.size(); ++i) {
    if (prior(i) > 0) best = std::max(best, proxy(i));
  }
  return best;
}

// Looks from warm to cold for betas below which colder turns from better to worse.
template <class Found>
void for_each_top(const Sweep& sweep, const Found& found) {
  const auto [warmest, coldest] = range_of(sweep);
  if (!(warmest > coldest && coldest > 0)) return;  // one value of the proxy
  const double factor = std::max(1.04, std::pow(warmest / coldest, 1.0 / 2000));
  double warm = 0;  // the last beta at which colder was better
  for (double beta = warmest; beta > coldest; beta /= factor) {
    const double rise = sweep.rise(beta);
    if (rise < 0 && warm > 0) found(top_between(sweep, warm, beta));
    if (rise != 0) warm = rise > 0 ? beta : 0;
  }
}

}  // namespace

TiltSweep tilt_sweep(const VectorXd& prior, const VectorXd& proxy, const VectorXd& true_reward, const VectorXd& betas) {
  check("tilt_sweep", prior, proxy, true_reward);
  require_size("tilt_sweep", "betas", betas.size(), 1, 1000);
  require_entries(require_positive, "tilt_sweep", "betas", betas);
  TiltSweep result{betas, betas, betas, betas, betas, betas, infinity, 0};
  for (Index i = 0; i < betas.size(); ++i) {
    const Tilt at = tilt(prior, proxy, betas(i));
    result.expected_true(i) = expectation(at.policy, true_reward);
    result.expected_proxy(i) = at.expected_reward;
    result.true_slope(i) = -covariance(at.policy, proxy, true_reward) / betas(i) / betas(i);
    result.proxy_slope(i) = -covariance(at.policy, proxy, proxy) / betas(i) / betas(i);
    result.kl_to_prior(i) = at.kl_to_prior;
    result.kl_slope(i) = result.proxy_slope(i) / betas(i);
  }

  const VectorXd p = probabilities(Categorical{prior});
  const Sweep sweep{p, proxy, true_reward, best_proxy(p, proxy)};
  result.best_true = expectation(p, true_reward);
  const auto consider = [&](double beta, double earned) {
    if (earned > result.best_true) {
      result.best_true = earned;
      result.best_beta = beta;
    }
  };
  for_each_top(sweep, [&](double beta) { consider(beta, sweep.earned(beta)); });
  consider(0, earned_by_best_proxy(sweep));
  return result;
}

// The next value of the proxy above `last` each time, so that nothing needs to be sorted.
Calibration calibration(const VectorXd& prior, const VectorXd& proxy, const VectorXd& true_reward) {
  check("calibration", prior, proxy, true_reward);
  const VectorXd p = probabilities(Categorical{prior});
  double size = 0;
  for (Index i = 0; i < p.size(); ++i) {
    if (p(i) > 0) size = std::max({size, std::abs(proxy(i)), std::abs(true_reward(i))});
  }
  const double tolerance = 1e-12 * size, top = best_proxy(p, proxy);
  std::vector<double> values, expected, masses;
  bool conditional = true, nondecreasing = true;
  for (double last = -infinity; last < top; last = values.back()) {
    double value = infinity, mass = 0, sum = 0;
    for (Index i = 0; i < p.size(); ++i) {
      if (p(i) > 0 && proxy(i) > last) value = std::min(value, proxy(i));
    }
    for (Index i = 0; i < p.size(); ++i) {
      if (proxy(i) != value) continue;
      mass += p(i);
      sum += p(i) * true_reward(i);
    }
    conditional = conditional && std::abs(sum / mass - value) <= tolerance;
    nondecreasing = nondecreasing && (expected.empty() || sum / mass >= expected.back() - tolerance);
    values.push_back(value);
    expected.push_back(sum / mass);
    masses.push_back(mass);
  }
  const bool average = std::abs(expectation(p, proxy) - expectation(p, true_reward)) <= tolerance;
  return {values, expected, masses, conditional, nondecreasing, average};
}

}  // namespace vi::core
