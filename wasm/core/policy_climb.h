#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/optimizers.h"
#include "core/random.h"

namespace vi::core {

// One step of control climbed by a softmax policy pi_a proportional to exp(theta_a): the objective
// J(theta) = E_pi[reward] - beta KL(pi || prior), whose maximum tilt(prior, reward, beta) is known, so that each step
// can say how far it is. Prior, reward and beta as kl_objective takes them.

inline constexpr int max_policy_steps = 1'000'000;  // in all
inline constexpr int max_policy_samples = 1'000;    // of actions a step

struct OneStepProblem {
  Eigen::VectorXd prior;
  Eigen::VectorXd reward;
  double beta;
};

/// Error(domain) in the name of `name` unless theta has a finite logit for every action, the prior allows every action,
/// rewards are finite and beta > 0.
void check(const char* name, const OneStepProblem& problem, const Eigen::VectorXd& theta);

/// KL(pi || tilt(prior, reward, beta)) in nats. beta times it is what J misses of its maximum, computed without the
/// difference: it keeps its digits near the optimum. inf where reward/beta leaves the range of a double.
double kl_to_optimal(const OneStepProblem& problem, const Eigen::VectorXd& theta);

/// log prior: the logits of the policy that is the prior.
Eigen::VectorXd prior_logits(const OneStepProblem& problem);

/// The constant b of least variance in the score function's estimator (worth_a - b) grad log pi_a, summed over all
/// logits: the mean of the worth under the weights pi_a |grad log pi_a|² (Greensmith, Bartlett & Baxter 2004). It is
/// near the policy's value E_pi[worth], which itself may raise the variance.
double best_baseline(const Eigen::VectorXd& policy, const Eigen::VectorXd& worth);

/// The score function's estimate of the advantage c - E_pi[c], c = reward - beta log(pi/prior), by the sampled actions
/// alone: it is unbiased, and pi times it is the mean of `samples` draws of (c_a - b) grad log pi_a, the gradient's
/// estimate (Williams 1992). b is 0, or the best baseline.
Eigen::VectorXd sampled_advantage(const OneStepProblem& problem, const Eigen::VectorXd& theta, int samples,
                                  bool baseline, Generator& generator);

/// What a step left behind, computed exactly: J and reward in the unit of the reward, the KLs in nats.
struct PolicyTrace {
  std::vector<double> objective, expected_reward, kl_to_prior, kl_to_optimal;
  std::vector<Eigen::VectorXd> policy;
};
void add(PolicyTrace& trace, const OneStepProblem& problem, const Eigen::VectorXd& theta);

/// A climb between two steps: a plain value and all there is.
struct PolicyClimb {
  OneStepProblem problem;
  Eigen::VectorXd theta;
  Optimizer optimizer{};  // natural_gradient adds rate times the advantage: at rate 1/beta it is there at once
  int samples = 0;        // of actions a step; 0: the exact gradient
  bool baseline = false;  // of the samples
  int steps = 1;          // in all
  int step = 0;           // taken so far
  Generator generator = Generator(1);
};

/// Error(domain) unless theta, prior, reward and beta are as kl_objective takes them and the rest as its comments say.
void check(const PolicyClimb& climb);

/// How many steps one call takes at most: what fits into a fraction of a second, and one at least.
int most_steps(const PolicyClimb& climb);

/// At most `budget` further steps (1 to 5,000) and at most most_steps, one place of the trace for each. In whatever
/// slices a climb is taken, it is the same to the last bit. Error(domain), naming the step, where one leaves the range
/// of a double.
struct PolicySlice {
  PolicyClimb climb;
  PolicyTrace trace;
};
PolicySlice climb_policy(const PolicyClimb& climb, int budget);

}  // namespace vi::core
