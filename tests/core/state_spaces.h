// State-space models that the tests of the core share, and the second path: all states and observations as one
// Gaussian, written down entry by entry and treated with Eigen's own decompositions.
#pragma once

#include <Eigen/Dense>
#include <cmath>

#include "core/random.h"
#include "core/state_space.h"

namespace vi::test {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

inline MatrixXd random_entries(core::Generator& generator, Index rows, Index columns) {
  return MatrixXd::NullaryExpr(rows, columns, [&] { return 2 * generator.uniform() - 1; });
}

inline MatrixXd random_covariance(core::Generator& generator, Index size) {
  const MatrixXd a = random_entries(generator, size, size);
  return a * a.transpose() + 0.2 * MatrixXd::Identity(size, size);
}

struct Sequence {
  core::StateSpace model;
  MatrixXd y;
};

inline Sequence random_sequence(core::Generator& generator, Index d, Index k, Index steps) {
  core::StateSpace model;
  model.F = random_entries(generator, d, d);
  model.b = random_entries(generator, d, 1);
  model.Q = random_covariance(generator, d);
  model.H = random_entries(generator, k, d);
  model.c = random_entries(generator, k, 1);
  model.R = random_covariance(generator, k);
  model.m0 = random_entries(generator, d, 1);
  model.P0 = random_covariance(generator, d);
  return {model, 2 * random_entries(generator, steps, k)};
}

// N(x; mean, covariance) in logs, by LU.
inline double dense_log_density(const VectorXd& x, const VectorXd& mean, const MatrixXd& covariance) {
  const auto lu = covariance.partialPivLu();
  const double two_pi = 6.283185307179586;
  return -0.5 * (double(x.size()) * std::log(two_pi) + std::log(lu.determinant()) +
                 (x - mean).dot(VectorXd(lu.solve(x - mean))));
}

// The joint of all states, their observations, and the posterior, each as one Gaussian.
struct Dense {
  VectorXd state_mean, seen_mean, seen, posterior_mean;
  MatrixXd state_covariance, slope, noise, seen_covariance, posterior_covariance;

  double log_likelihood() const { return dense_log_density(seen, seen_mean, seen_covariance); }
  // E_q[log p(y, z)] + H(q) for any Gaussian q over all states.
  double elbo(const VectorXd& q_mean, const MatrixXd& q_covariance) const {
    const double spread = 0.5 * (state_covariance.inverse() * q_covariance).trace() +
                          0.5 * (noise.inverse() * slope * q_covariance * slope.transpose()).trace();
    const double at_mean = dense_log_density(q_mean, state_mean, state_covariance) +
                           dense_log_density(seen, VectorXd(seen_mean + slope * (q_mean - state_mean)), noise);
    const double e = 2.718281828459045, two_pi = 6.283185307179586;
    const double entropy = 0.5 * std::log((two_pi * e * q_covariance).determinant());
    return at_mean - spread + entropy;
  }
};

inline Dense dense(const Sequence& sequence) {
  const auto& [model, y] = sequence;
  const Index d = model.m0.rows(), k = model.c.rows(), steps = y.rows();
  Dense all;
  all.state_mean.resize(d * steps);
  all.state_covariance = MatrixXd::Zero(d * steps, d * steps);
  all.slope = MatrixXd::Zero(k * steps, d * steps);
  all.noise = MatrixXd::Zero(k * steps, k * steps);
  all.seen.resize(k * steps);
  MatrixXd mean = model.m0, covariance = model.P0;
  for (Index t = 0; t < steps; ++t) {
    if (t > 0) {
      mean = model.F * mean + model.b;
      covariance = MatrixXd(model.F * covariance * model.F.transpose()) + model.Q;
    }
    all.state_mean.segment(t * d, d) = mean;
    MatrixXd shared = covariance;  // of z_s and z_t for s = t, t + 1, …
    for (Index s = t; s < steps; ++s) {
      all.state_covariance.block(s * d, t * d, d, d) = shared;
      all.state_covariance.block(t * d, s * d, d, d) = shared.transpose();
      shared = MatrixXd(model.F * shared);
    }
    all.slope.block(t * k, t * d, k, d) = model.H;
    all.noise.block(t * k, t * k, k, k) = model.R;
    all.seen.segment(t * k, k) = y.row(t).transpose();
  }
  const MatrixXd offset = model.c.replicate(steps, 1);
  all.seen_mean = all.slope * all.state_mean + offset;
  all.seen_covariance = all.slope * all.state_covariance * all.slope.transpose() + all.noise;
  const MatrixXd gain = all.state_covariance * all.slope.transpose() * all.seen_covariance.inverse();
  all.posterior_mean = all.state_mean + gain * (all.seen - all.seen_mean);
  all.posterior_covariance = all.state_covariance - gain * all.slope * all.state_covariance;
  return all;
}

// The first steps of a sequence.
inline Sequence first(const Sequence& sequence, Index steps) { return {sequence.model, sequence.y.topRows(steps)}; }

// One state that forgets slowly, seen with noise.
inline Sequence drift(Index steps) {
  const MatrixXd one = MatrixXd::Ones(1, 1), zero = MatrixXd::Zero(1, 1);
  core::StateSpace model{0.9 * one, zero, 0.25 * one, one, zero, 0.5 * one, zero, one};
  MatrixXd y(steps, 1);
  for (Index t = 0; t < steps; ++t) y(t, 0) = std::sin(double(t));
  return {model, y};
}

}  // namespace vi::test
