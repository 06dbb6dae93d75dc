#include "core/trajectory_marginals.h"

#include "core/policy_evaluation.h"
#include "core/soft_bellman.h"
#include "core/soft_value.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd forward(const Mdp& mdp, const PosteriorMarginals& backward, int s0) {
  MatrixXd states = MatrixXd::Zero(backward.policy.rows() + 1, mdp.states());
  states(0, s0) = 1;
  for (Index t = 0; t < backward.policy.rows(); ++t)
    states.row(t + 1) = states_after(mdp, states.row(t), backward.policy.row(t), backward.dynamics.row(t)).transpose();
  return states;
}

// Bends the dynamics of step t of choice c towards the states of high value, and gives alpha log E[exp(V/alpha)].
double bend(const Mdp& mdp, double alpha, int choice, const VectorXd& later, Index t, MatrixXd& dynamics) {
  const int first = mdp.outcomes[choice], last = mdp.outcomes[choice + 1];
  if (first == last) return 0;
  const VectorXd after = values_after(mdp, choice, later);
  const VectorXd truth = part(mdp.probability, first, last);
  const VectorXd bent = soft_policy(after, alpha, truth);
  for (int o = first; o < last; ++o) dynamics(t, o) = bent(o - first);
  return soft_value(after, alpha, truth);
}

}  // namespace

PosteriorMarginals exact_marginals(const Mdp& given, double alpha, int horizon, int s0) {
  const Mdp mdp = checked_with_prior("posterior_marginals", given, alpha, horizon, s0);
  PosteriorMarginals result{
      0, {}, MatrixXd(horizon, Index(mdp.reward.size())), MatrixXd(horizon, Index(mdp.next.size()))};
  VectorXd later = VectorXd::Zero(mdp.states());
  for (int t = horizon - 1; t >= 0; --t) {
    VectorXd now(mdp.states());
    for (int s = 0; s < mdp.states(); ++s) {
      const int first = mdp.choices[s], last = mdp.choices[s + 1];
      VectorXd q(last - first);
      for (int c = first; c < last; ++c) q(c - first) = mdp.reward[c] + bend(mdp, alpha, c, later, t, result.dynamics);
      require_finite_q(s, q);
      const VectorXd prior = part(mdp.prior, first, last), policy = soft_policy(q, alpha, prior);
      for (int c = first; c < last; ++c) result.policy(t, c) = policy(c - first);
      now(s) = soft_value(q, alpha, prior);
    }
    later = now;
  }
  result.log_evidence = later(s0) / alpha;
  result.states = forward(mdp, result, s0);
  return result;
}

PosteriorMarginals structured_marginals(const Mdp& given, double alpha, int horizon, int s0) {
  const Mdp mdp = checked_with_prior("structured_marginals", given, alpha, horizon, s0);
  const SoftBackward backward = soft_backward(mdp, alpha, 1, horizon);
  const VectorXd truth = part(mdp.probability, 0, static_cast<int>(mdp.probability.size()));
  PosteriorMarginals result{
      backward.value(0, s0) / alpha, {}, backward.policy, truth.transpose().replicate(horizon, 1)};
  result.states = forward(mdp, result, s0);
  return result;
}

}  // namespace vi::core
