#pragma once

#include <cstdint>

#include "core/state_space.h"

namespace vi::core {

/// A path of the model, row t of each: step t.
struct StateSpacePath {
  Eigen::MatrixXd z;
  Eigen::MatrixXd y;
};

/// `steps` (1 to 1,000) steps of the model by multivariate draws of Generator(seed): z_1, y_1, z_2, y_2, … Model as
/// kalman accepts it.
StateSpacePath sample(const StateSpace& model, int steps, std::uint64_t seed);

/// What is learned of a model whose state has one dimension: its variance Q of a step, or its slope F.
enum class Learned { process_noise, transition };

/// The value of the parameter, and what both objectives are there, in nats.
struct LearnedValue {
  double value;
  double log_evidence;  // log p(y)
  double elbo;          // of the q factorised over time that is best for these parameters
};

/// The same parameter learned twice from y, everything else of the model as it stands: by the evidence, which is
/// maximum likelihood, and by the ELBO of a factorised q, that is by variational EM. The second is biased: it climbs
/// log p(y) - KL, and so prefers parameters whose posterior a factorised q fits (Turner & Sahani 2011).
struct LearnedTwice {
  LearnedValue by_evidence;
  LearnedValue by_elbo;
};

/// The best values in [low, high]: the best of 25 points (of Q spread evenly in log Q), then the zero of the slope
/// beside it, whose closed form is E_q of the slope of log p(y, z), for q the posterior (Fisher's identity) or the best
/// factorised one (the envelope theorem). An end of the range is a result too. Model and y as kalman accepts them, one
/// dimension, two steps or more; low < high finite, and of Q positive. Otherwise Error(domain).
LearnedTwice learn(const StateSpace& model, const Eigen::MatrixXd& y, Learned what, double low, double high);

}  // namespace vi::core
