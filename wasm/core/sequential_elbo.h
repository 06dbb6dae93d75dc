#pragma once

#include "core/state_space.h"

namespace vi::core {

// Variational posteriors over the hidden states of a state-space model, and what they miss. Every q here is a chain
// q(z) = q(z_1) ∏ q(z_t | z_{t-1}) of Gaussians; without dependence on z_{t-1} it is factorised over time. Model and y
// as kalman accepts them.

/// Row t of each: step t. In nats.
struct SequentialElbo {
  double elbo;                     // sum of reconstruction - expected_kl
  double gap;                      // KL(q || p(z | y)); 0 exactly for the smoothing chain
  Eigen::VectorXd reconstruction;  // E_q[log p(y_t | z_t)]
  Eigen::VectorXd expected_kl;     // E_q[KL(q(z_t | z_{t-1}) || p(z_t | z_{t-1}))]
  Eigen::MatrixXd mean;            // of q(z_t)
  std::vector<Eigen::MatrixXd> covariance;
};

/// q = ∏ N(mean_t, covariance_t), one row of q_mean and one covariance a step. log p(y) = elbo + gap for every q; the
/// gap does not use kalman: it compares q with the exact conditionals p(z_t | z_{t-1}, y_t … y_T), step by step, as a
/// sum of nonnegative terms. Overflow gives -inf and inf.
SequentialElbo sequential_elbo(const StateSpace& model, const Eigen::MatrixXd& y, const Eigen::MatrixXd& q_mean,
                               const std::vector<Eigen::MatrixXd>& q_covariance);

/// The q of that family with the least gap: its means are the smoothed ones, its covariances the inverses of the blocks
/// of the posterior precision (Bishop, PRML, 10.1.2), or of its diagonal entries where q factorises over the
/// coordinates of a state as well.
enum class Factors { over_time, over_time_and_coordinates };
SequentialElbo best_factorised(const StateSpace& model, const Eigen::MatrixXd& y, Factors factors);

/// ∏ p(z_t | z_{t-1}, y_t): each step sees the present, none sees the future.
SequentialElbo filtering_chain(const StateSpace& model, const Eigen::MatrixXd& y);

/// ∏ p(z_t | z_{t-1}, y_t … y_T), the posterior itself.
SequentialElbo smoothing_chain(const StateSpace& model, const Eigen::MatrixXd& y);

}  // namespace vi::core
