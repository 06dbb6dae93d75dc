#include "core/proximal_policy.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/draws.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/policy_surrogates.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr const char* who = "ppo";

// Of a few actions most of the time goes elsewhere.
int work_of_round(const ProximalPolicy& ppo) { return (static_cast<int>(ppo.theta.size()) + 30) * ppo.epochs; }
constexpr int most_work = 2'000'000;  // of a slice

void take_round(ProximalPolicy& ppo) {
  ++ppo.step;
  try {
    const VectorXd theta_old = ppo.theta, advantages = round_advantages(ppo);
    for (int epoch = 0; epoch < ppo.epochs; ++epoch) {
      ppo.theta += next_update(ppo.optimizer, surrogate(ppo, ppo.theta, theta_old, advantages).gradient);
      require_finite_entries(who, "theta", ppo.theta);
    }
  } catch (const Error& error) {
    fail(error.code, {who, ": round ", ppo.step, ": ", without_name(error)}, {}, "take a smaller rate");
  }
}

}  // namespace

void check(const ProximalPolicy& ppo) {
  check(who, ppo.problem, ppo.theta);
  if (!(ppo.epsilon > 0 && ppo.epsilon < 1))
    fail(Code::domain, {who, ": epsilon must be between 0 and 1, got ", number_text(ppo.epsilon)});
  if (ppo.optimizer.method == Ascent::natural_gradient)
    fail(Code::domain, {who, ": the method cannot be natural_gradient"}, {},
         "write adam(1/20) or gradient_ascent(1/20)");
  require_count(who, "epochs", ppo.epochs, 1, max_epochs);
  if (work_of_round(ppo) > most_work)
    fail(Code::limit, {who, ": a round of ", ppo.epochs, " epochs takes too long for ", ppo.theta.size(), " actions"},
         {}, "take fewer epochs");
  require_count(who, "samples", ppo.samples, 0, max_policy_samples);
  require_count(who, "rounds", ppo.steps, 1, max_rounds);
  require_count(who, "round", ppo.step, 0, ppo.steps);
  const std::int64_t updates = std::int64_t{ppo.step} * ppo.epochs;
  check(ppo.optimizer, ppo.theta.size(), updates);
}

int most_steps(const ProximalPolicy& ppo) {
  const auto size = static_cast<int>(ppo.theta.size());
  return std::clamp(std::min(100'000 / size, most_work / work_of_round(ppo)), 1, max_slice_steps);
}

ProximalSurrogate surrogate(const ProximalPolicy& ppo, const VectorXd& theta, const VectorXd& theta_old,
                            const VectorXd& advantages) {
  const CategoricalLogits pi{theta};
  const CategoricalLogits anchor{ppo.anchor == Anchor::reference ? prior_logits(ppo.problem) : theta_old};
  const ClippedSurrogate clipped = ppo_clip(theta, theta_old, advantages, ppo.epsilon);
  const VectorXd policy = probabilities(pi), log_ratio = log_ratios(pi, anchor);
  const double divergence = kl(pi, anchor), beta = ppo.problem.beta;
  ProximalSurrogate result{clipped.value - beta * divergence, clipped.gradient};
  for (Index a = 0; a < policy.size(); ++a) result.gradient(a) -= beta * policy(a) * (log_ratio(a) - divergence);
  return result;
}

VectorXd round_advantages(ProximalPolicy& ppo) {
  const VectorXd policy = probabilities(CategoricalLogits{ppo.theta});
  VectorXd advantages = ppo.problem.reward.array() - expectation(policy, ppo.problem.reward);
  if (ppo.samples == 0) return advantages;
  VectorXd drawn = VectorXd::Zero(policy.size());
  const VectorXd sums = running_sums(policy);
  for (int i = 0; i < ppo.samples; ++i) drawn(draw_categorical(sums, ppo.generator)) += 1;
  for (Index a = 0; a < policy.size(); ++a) {
    if (drawn(a) > 0) drawn(a) /= ppo.samples * policy(a);
  }
  advantages.array() *= drawn.array();
  return advantages;
}

ProximalSlice proximal_policy(const ProximalPolicy& ppo, int budget) {
  check(ppo);
  require_count(who, "budget", budget, 1, max_slice_steps);
  ProximalSlice slice{ppo, {}};
  for (int left = std::min({budget, most_steps(ppo), ppo.steps - ppo.step}); left > 0; --left) {
    take_round(slice.ppo);
    add(slice.trace, slice.ppo.problem, slice.ppo.theta);
  }
  return slice;
}

}  // namespace vi::core
