#include "core/multivariate_linear_gaussian.h"

#include "core/check.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr const char* name = "linear_gaussian";

void check(const MultivariateLinearGaussian& model, const VectorXd& x) {
  check(model);
  require_matrix(name, "x", x, model.offset.size(), 1);
}

void check(const MultivariateLinearGaussian& model, const VectorXd& x, const GaussianVector& q) {
  check(model, x);
  checked_scale_tril(q);
  require_same_size(name, "q", mean(q).size(), mean(model.prior).size(), "dimensions");
}

// The model in units in which its two covariances are the identity.
struct Whitened {
  ExactMatrix prior_factor;
  ExactMatrix noise_factor;
  ExactMatrix slope;    // L_R⁻¹ A
  ExactMatrix inverse;  // L_0⁻¹
};

Whitened whiten(const MultivariateLinearGaussian& model) {
  Whitened w{exact_factor(model.prior),
             factor_of(name, "noise_covariance", exact(symmetrised(model.noise_covariance))),
             {},
             {}};
  w.slope = solve(w.noise_factor, exact(model.slope));
  w.inverse = solve(w.prior_factor, exact(MatrixXd::Identity(w.prior_factor.rows(), w.prior_factor.rows())));
  return w;
}

ExactMatrix precision_of(const Whitened& w) { return sum(gram(w.inverse), gram(w.slope)); }

// x - A z - b, and the same with the noise's covariance made the identity.
ExactMatrix residual(const MultivariateLinearGaussian& model, const VectorXd& x, const VectorXd& z) {
  const ExactMatrix fitted = transposed_product(exact(model.slope.transpose()), exact(z));
  return difference(difference(exact(x), exact(model.offset)), fitted);
}

// d ELBO / d mean.
ExactMatrix slope_at(const MultivariateLinearGaussian& model, const Whitened& w, const VectorXd& x, const VectorXd& z) {
  const ExactMatrix of_x = solve(w.noise_factor, residual(model, x, z));
  const ExactMatrix of_prior = solve(w.prior_factor, difference(exact(z), exact(mean(model.prior))));
  return difference(transposed_product(w.slope, of_x), transposed_product(w.inverse, of_prior));
}

// log N(…; 0, L Lᵀ), of which the squares, in units of L, are given.
double log_normal(const ExactMatrix& factor, DoubleDouble squares) {
  return (DoubleDouble{-0.5 * double(factor.rows()) * log_2pi} - DoubleDouble{log_determinant(factor)} -
          DoubleDouble{0.5 * squares.high, 0.5 * squares.low})
      .value();
}

double expected_log_likelihood(const MultivariateLinearGaussian& model, const Whitened& w, const VectorXd& x,
                               const GaussianVector& q) {
  const ExactMatrix spread = transposed_product(w.slope.transpose(), exact_factor(q));
  return log_normal(w.noise_factor,
                    sum_of_squares(solve(w.noise_factor, residual(model, x, mean(q)))) + sum_of_squares(spread));
}

MultivariateNormal finite(const char* who, const ExactMatrix& centre, const ExactMatrix& covariance) {
  MultivariateNormal result{rounded(centre), rounded(covariance)};
  require_matrix(who, "mean", result.mean, centre.rows(), 1);
  require_matrix(who, "covariance", result.covariance, centre.rows(), centre.rows());
  covariance_factor(who, "covariance", result.covariance);
  return result;
}

double number(const char* who, double result) {
  require_number(who, "the result", result);
  return result;
}

}  // namespace

void check(const MultivariateLinearGaussian& model) {
  const Index d = checked_scale_tril(model.prior).rows(), m = model.offset.size();
  require_size(name, "offset", m, 1, max_gaussian_dimension);
  require_matrix(name, "offset", model.offset, m, 1);
  require_matrix(name, "slope", model.slope, m, d);
  require_matrix(name, "noise_covariance", model.noise_covariance, m, m);
  covariance_factor(name, "noise_covariance", model.noise_covariance);
}

ExactMatrix posterior_precision(const MultivariateLinearGaussian& model) { return precision_of(whiten(model)); }

// From the prior's mean by one Newton step, which is exact: covariance times gradient.
MultivariateNormal posterior(const MultivariateLinearGaussian& model, const VectorXd& x) {
  check(model, x);
  const Whitened w = whiten(model);
  const ExactMatrix covariance = inverse("posterior", precision_of(w));
  const VectorXd& start = mean(model.prior);
  const ExactMatrix step = transposed_product(covariance, slope_at(model, w, x, start));
  return finite("posterior", sum(exact(start), step), covariance);
}

MultivariateNormal marginal(const MultivariateLinearGaussian& model) {
  check(model);
  const ExactMatrix spread = transposed_product(exact(model.slope.transpose()), exact_factor(model.prior));
  const ExactMatrix fitted = transposed_product(exact(model.slope.transpose()), exact(mean(model.prior)));
  return finite("marginal", sum(exact(model.offset), fitted),
                sum(gram(spread.transpose()), exact(symmetrised(model.noise_covariance))));
}

double log_evidence(const MultivariateLinearGaussian& model, const VectorXd& x) {
  check(model, x);
  const ExactMatrix spread = transposed_product(exact(model.slope.transpose()), exact_factor(model.prior));
  const ExactMatrix covariance = sum(gram(spread.transpose()), exact(symmetrised(model.noise_covariance)));
  const ExactMatrix factor = factor_of("log_evidence", "the covariance of x", covariance);
  return number("log_evidence",
                log_normal(factor, sum_of_squares(solve(factor, residual(model, x, mean(model.prior))))));
}

double expected_log_likelihood(const MultivariateLinearGaussian& model, const VectorXd& x, const GaussianVector& q) {
  check(model, x, q);
  return number("expected_log_likelihood", expected_log_likelihood(model, whiten(model), x, q));
}

double expected_log_joint(const MultivariateLinearGaussian& model, const VectorXd& x, const GaussianVector& q) {
  check(model, x, q);
  const Whitened w = whiten(model);
  const ExactMatrix spread = solve(w.prior_factor, exact_factor(q));
  const ExactMatrix shift = solve(w.prior_factor, difference(exact(mean(q)), exact(mean(model.prior))));
  return number("expected_log_joint", expected_log_likelihood(model, w, x, q) +
                                          log_normal(w.prior_factor, sum_of_squares(shift) + sum_of_squares(spread)));
}

double elbo(const MultivariateLinearGaussian& model, const VectorXd& x, const GaussianVector& q) {
  return number("elbo", expected_log_likelihood(model, x, q) - kl(q, model.prior));
}

MultivariateElboGradient elbo_gradient(const MultivariateLinearGaussian& model, const VectorXd& x,
                                       const GaussianVector& q) {
  check(model, x, q);
  const Whitened w = whiten(model);
  const ExactMatrix factor = exact_factor(q);
  ExactMatrix by_factor = transposed_product(precision_of(w), factor);
  for (Index j = 0; j < factor.cols(); ++j) {
    for (Index i = 0; i < factor.rows(); ++i)
      by_factor(i, j) = i < j   ? DoubleDouble{0}
                        : i > j ? -by_factor(i, j)
                                : DoubleDouble{1} / factor(i, i) - by_factor(i, i);
  }
  const MultivariateElboGradient gradient{rounded(slope_at(model, w, x, mean(q))), rounded(by_factor)};
  require_matrix("elbo_gradient", "mean", gradient.mean, factor.rows(), 1);
  require_matrix("elbo_gradient", "scale_tril", gradient.scale_tril, factor.rows(), factor.rows());
  return gradient;
}

double elbo_gap(const MultivariateLinearGaussian& model, const VectorXd& x, const GaussianVector& q) {
  check(model, x, q);
  const Whitened w = whiten(model);
  const ExactMatrix precision = precision_of(w), factor = exact_factor(q);
  const ExactMatrix by_mean =
      solve(factor_of("elbo_gap", "the posterior precision", precision), slope_at(model, w, x, mean(q)));
  const DoubleDouble squares = sum_of_squares(by_mean);
  const ExactMatrix ratio = transposed_product(factor, transposed_product(precision, factor));
  return number("elbo_gap", (DoubleDouble{0.5 * squares.high, 0.5 * squares.low} + kl_to_unit(ratio)).value());
}

}  // namespace vi::core
