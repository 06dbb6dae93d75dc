#pragma once

#include <Eigen/Core>
#include <vector>

namespace vi::core {

/// Limits: what one request may build or visit.
inline constexpr int max_state_dimension = 16;
inline constexpr int max_time_steps = 1000;
inline constexpr int max_state_work = 200'000;  // steps × (d + k)³

/// The linear-Gaussian state-space model, hidden states of d and observations of k dimensions (vectors are columns):
/// z_1 ~ N(m0, P0), z_t = F z_{t-1} + b + N(0, Q), y_t = H z_t + c + N(0, R). P0, Q and R positive definite.
struct StateSpace {
  Eigen::MatrixXd F, b, Q;
  Eigen::MatrixXd H, c, R;
  Eigen::MatrixXd m0, P0;
};

/// Error(domain) naming `who` unless 1 <= d, k <= 16, shapes agree, entries are finite, covariances are symmetric
/// positive definite, and y has a row of k for each of 1 to 1,000 steps. Error(limit) if steps × (d + k)³ is above
/// 200,000.
void check(const char* who, const StateSpace& model, const Eigen::MatrixXd& y);

/// Row t of each mean: step t.
struct Kalman {
  double log_likelihood;        // log p(y), in nats
  Eigen::VectorXd increments;   // log p(y_t | y_1 … y_{t-1})
  Eigen::MatrixXd filter_mean;  // of p(z_t | y_1 … y_t)
  Eigen::MatrixXd smooth_mean;  // of p(z_t | y)
  std::vector<Eigen::MatrixXd> filter_covariance;
  std::vector<Eigen::MatrixXd> smooth_covariance;
};

/// Kalman's filter and the smoother of Rauch, Tung & Striebel (Särkkä 2013), with covariances as sums of positive
/// semidefinite terms. Error(domain) where in double precision a covariance is singular or anything overflows.
Kalman kalman(const StateSpace& model, const Eigen::MatrixXd& y);

/// log N(residual; 0, L Lᵀ) in nats.
double log_normal(const Eigen::MatrixXd& scale_tril, const Eigen::MatrixXd& residual);

/// The Cholesky factor of a covariance that was computed; Error(domain) naming `who` where it has none.
Eigen::MatrixXd factor_of(const char* who, const Eigen::MatrixXd& covariance);

}  // namespace vi::core
