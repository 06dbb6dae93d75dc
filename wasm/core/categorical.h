#pragma once

#include <Eigen/Core>

namespace vi::core {

/// The most categories accepted: everything here is linear in them.
inline constexpr int max_categories = 10'000;

/// A distribution over n categories by weights, p_i = w_i / sum w. The weights are normalised exactly: 3 w is the
/// same distribution as w.
struct Categorical {
  Eigen::VectorXd weights;
};

/// The same family by logits, p_i = exp(a_i) / sum exp(a). A logit of -inf is probability 0.
struct CategoricalLogits {
  Eigen::VectorXd logits;
};

/// Checked constructors: 1 <= n <= 10,000; weights >= 0 and finite, not all 0; logits finite or -inf, not all
/// -inf. Otherwise Error(domain) naming "categorical" or "categorical_logits".
Categorical make_categorical(Eigen::VectorXd weights);
CategoricalLogits make_categorical_logits(Eigen::VectorXd logits);

// Below, distributions as the constructors accept them, two of the same n; otherwise Error(domain).

Eigen::VectorXd probabilities(const Categorical& distribution);
Eigen::VectorXd probabilities(const CategoricalLogits& distribution);

/// log p_i in nats, relatively accurate also where p_i is close to 1; -inf where p_i = 0.
Eigen::VectorXd log_probabilities(const Categorical& distribution);
Eigen::VectorXd log_probabilities(const CategoricalLogits& distribution);

/// log(p_i / q_i) in nats, relatively accurate also where the two are nearly equal; 0 where both are 0.
Eigen::VectorXd log_ratios(const Categorical& p, const Categorical& q);
Eigen::VectorXd log_ratios(const CategoricalLogits& p, const CategoricalLogits& q);

/// KL(p || q) = sum p_i log(p_i/q_i) in nats, computed as sum q_i phi((p_i - q_i)/q_i) with phi = bregman_phi: no
/// term is negative, nothing cancels. 0 log 0 = 0; inf if and only if some p_i > 0 = q_i. Weights: within 4 ulp,
/// never negative, 0 if and only if w = c v. Logits: within 4 ulp of what the differences of the logits give.
double kl(const Categorical& p, const Categorical& q);
double kl(const CategoricalLogits& p, const CategoricalLogits& q);

/// Shannon entropy in nats, between 0 and log n; relatively accurate also close to 0.
double entropy(const Categorical& distribution);
double entropy(const CategoricalLogits& distribution);

/// -sum p_i log q_i in nats = entropy(p) + kl(p, q).
double cross_entropy(const Categorical& p, const Categorical& q);
double cross_entropy(const CategoricalLogits& p, const CategoricalLogits& q);

}  // namespace vi::core
