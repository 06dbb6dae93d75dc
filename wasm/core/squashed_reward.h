#pragma once

#include <Eigen/Core>

#include "core/linear_gaussian.h"
#include "core/squashed_normal.h"

namespace vi::core {

// One action a in (-1, 1) with a reward r(a), a polynomial by its coefficients c_0, c_1, … of 1, a, a², …, and the
// objective J(pi) = E_pi[r] + alpha h(pi), h the differential entropy of the action: soft control of a bounded action
// as in SAC (Haarnoja et al. 2018, arXiv 1801.01290). Its maximum over all densities is alpha log Z, Z the integral of
// exp(r/alpha) over (-1, 1), attained by exp(r/alpha)/Z; a squashed normal misses it by alpha KL(pi || exp(r/alpha)/Z).
// 1 to 17 finite coefficients; alpha > 0 and finite; sum of k |c_k| <= 10,000 alpha, which bounds the slope of r/alpha.
// Otherwise Error(domain).

inline constexpr int max_coefficients = 17;

struct SquashedReward {
  Eigen::VectorXd coefficients;
  double alpha;
};
void check(const SquashedReward& problem);

/// r at a, and r'.
struct RewardAt {
  double value;
  double slope;
  double curvature;
};
RewardAt reward_at(const SquashedReward& problem, double a);

/// log Z in nats, by Gauss and Legendre's rule in pieces, within 1e-13 of 1 + its size.
double log_evidence(const SquashedReward& problem);

/// The policies below: a finite mean, and before squashing a standard deviation between exp(-20) and exp(2), SAC's own
/// bounds. Otherwise Error(domain).
void check(const SquashedNormal& policy);

/// J of a policy, by the trapezoidal rule.
struct SquashedObjective {
  double value;            // expected_reward + alpha entropy
  double expected_reward;  // in the unit of the reward
  double entropy;          // of the action, in nats
};
SquashedObjective squashed_objective(const SquashedReward& problem, const SquashedNormal& policy);

/// The gradient of J in (mean, log sd) of the normal, exactly, by the same rule.
ElboGradient squashed_gradient(const SquashedReward& problem, const SquashedNormal& policy);

/// One draw of the reparameterised gradient: with u = mean + sd e and a = tanh u it is (g, sd e g + alpha), where
/// g = r'(a)(1 - a²) - 2 alpha a: the slope of r along the path, and that of alpha log(1 - a²), the log-determinant of
/// the squashing. The alpha is the entropy of the normal.
ElboGradient squashed_gradient_draw(const SquashedReward& problem, const SquashedNormal& policy, double e);

/// The problem with c_0 = 0: it has the same best policies, and keeps the digits that a difference of log Z and J/alpha
/// loses beside a large c_0.
SquashedReward without_constant(SquashedReward problem);

/// The best squashed normal: of the local maxima that Newton's method climbs to from the modes of exp(r/alpha)/Z, seen
/// before squashing, and from its middle, the highest. In u it is the normal of least KL to that density.
struct BestSquashed {
  SquashedNormal policy;
  double objective;
  double kl;  // KL(policy || exp(r/alpha)/Z) in nats, of the distributions of a, which is that of u
};
BestSquashed best_squashed(const SquashedReward& problem);

}  // namespace vi::core
