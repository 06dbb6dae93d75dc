#include "core/state_space.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

// What v | u ~ N(slope u + …, noise) says about u ~ N(…, covariance): the gain on what v was off by, and what remains
// of the covariance in Joseph's form, (I - gain slope) covariance (…)ᵀ + gain noise gainᵀ, which rounding cannot make
// indefinite.
struct Regression {
  MatrixXd scale_tril;  // of v
  MatrixXd gain;
  MatrixXd covariance;
};

Regression regress(const char* who, const MatrixXd& covariance, const MatrixXd& slope, const MatrixXd& noise) {
  Regression result;
  result.scale_tril = factor_of(who, congruence(slope, covariance) + noise);
  result.gain = solve_covariance(result.scale_tril, product(slope, covariance)).transpose();
  const MatrixXd rest = MatrixXd::Identity(covariance.rows(), covariance.rows()) - product(result.gain, slope);
  result.covariance = congruence(rest, covariance) + congruence(result.gain, noise);
  return result;
}

}  // namespace

void check(const char* who, const StateSpace& model, const MatrixXd& y) {
  const Index d = model.m0.rows(), k = model.c.rows(), steps = y.rows();
  require_size(who, "m0", d, 1, max_state_dimension);
  require_size(who, "c", k, 1, max_state_dimension);
  require_size(who, "y", steps, 1, max_time_steps);
  require_matrix(who, "F", model.F, d, d);
  require_matrix(who, "b", model.b, d, 1);
  require_matrix(who, "Q", model.Q, d, d);
  require_matrix(who, "H", model.H, k, d);
  require_matrix(who, "c", model.c, k, 1);
  require_matrix(who, "R", model.R, k, k);
  require_matrix(who, "m0", model.m0, d, 1);
  require_matrix(who, "P0", model.P0, d, d);
  require_matrix(who, "y", y, steps, k);
  const double size = double(d + k);
  if (double(steps) * size * size * size > max_state_work) {
    fail(Code::limit, {who, ": ", steps, " steps are too many for a model of this size"}, {},
         "at most 1,000 steps, and 200,000 for steps times (dimensions of state and observation)³");
  }
  covariance_factor(who, "Q", model.Q);
  covariance_factor(who, "R", model.R);
  covariance_factor(who, "P0", model.P0);
}

MatrixXd factor_of(const char* who, const MatrixXd& covariance) {
  MatrixXd factor = cholesky(covariance);
  if (factor.size() == 0) {
    fail(Code::domain, {who, ": a covariance is singular, or too large, in double precision"}, {},
         "take variances and slopes that are less far apart");
  }
  return factor;
}

double log_normal(const MatrixXd& scale_tril, const MatrixXd& residual) {
  return -0.5 * double(residual.rows()) * log_2pi - log_determinant(scale_tril) -
         0.5 * solve_lower(scale_tril, residual).squaredNorm();
}

Kalman kalman(const StateSpace& model, const MatrixXd& y) {
  constexpr const char* who = "kalman";
  check(who, model, y);
  const Index steps = y.rows(), d = model.m0.rows();
  Kalman result{0, Eigen::VectorXd(steps), MatrixXd(steps, d), MatrixXd(steps, d), {}, {}};

  // Forward: the prediction, what the observation was off by, the filtered state.
  std::vector<MatrixXd> predicted;
  MatrixXd mean = model.m0, covariance = model.P0;
  for (Index t = 0; t < steps; ++t) {
    if (t > 0) {
      mean = product(model.F, mean) + model.b;
      covariance = congruence(model.F, covariance) + model.Q;
    }
    predicted.push_back(mean);
    const Regression seen = regress(who, covariance, model.H, model.R);
    const MatrixXd residual = MatrixXd(y.row(t).transpose()) - product(model.H, mean) - model.c;
    result.increments(t) = log_normal(seen.scale_tril, residual);
    result.log_likelihood += result.increments(t);
    mean += product(seen.gain, residual);
    covariance = seen.covariance;
    result.filter_mean.row(t) = mean.transpose();
    result.filter_covariance.push_back(covariance);
  }
  if (!std::isfinite(result.log_likelihood))
    fail(Code::domain, {who, ": the log likelihood overflows"}, {},
         "bring y nearer to what the model expects, or widen R");

  // Backward: z_t seen through z_{t+1}, which is itself uncertain.
  result.smooth_mean = result.filter_mean;
  result.smooth_covariance = result.filter_covariance;
  for (Index t = steps - 2; t >= 0; --t) {
    const Regression seen = regress(who, result.filter_covariance[t], model.F, model.Q);
    mean = MatrixXd(result.filter_mean.row(t).transpose()) + product(seen.gain, mean - predicted[t + 1]);
    result.smooth_mean.row(t) = mean.transpose();
    result.smooth_covariance[t] = seen.covariance + congruence(seen.gain, result.smooth_covariance[t + 1]);
  }
  return result;
}

}  // namespace vi::core
