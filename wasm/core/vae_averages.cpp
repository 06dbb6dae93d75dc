#include "core/vae_averages.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/exact_gaussian.h"
#include "core/gaussian.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd times(const MatrixXd& matrix, const VectorXd& vector) { return product(matrix, vector); }
MatrixXd outer(const VectorXd& a, const VectorXd& b) { return product(a, b.transpose()); }

// What is left of x where its latent is set to A x + c: map x + offset over the data has this mean, and this covariance
// with x.
struct Residual {
  MatrixXd map;
  VectorXd mean;
};

Residual residual_of(const VaeDecoder& decoder, const MatrixXd& A, const VectorXd& latent_mean,
                     const DataMoments& data) {
  const Index observed = data.mean.size();
  return {MatrixXd::Identity(observed, observed) - product(decoder.W, A),
          data.mean - decoder.b - times(decoder.W, latent_mean)};
}

// The mean of |map (x - mean of x) + mean|² over the data.
double mean_square(const Residual& of, const DataMoments& data) {
  return congruence(of.map, data.covariance).trace() + of.mean.squaredNorm();
}

MatrixXd posterior_precision(const VaeDecoder& decoder) {
  const Index latent = decoder.W.cols();
  return transposed_product(decoder.W, decoder.W) / decoder.noise_variance + MatrixXd::Identity(latent, latent);
}

// With the posterior's mean B (x - b): log p(x) = log p(x, z)/p(z | x) there, a sum of squares and determinants.
double log_evidence(const VaeDecoder& decoder, const DataMoments& data) {
  const MatrixXd factor = cholesky(posterior_precision(decoder));
  if (factor.size() == 0) {
    fail(Code::domain, {"vae_averages: the posterior precision is singular, or too large, in double precision"}, {},
         "take a larger noise variance, or a smaller W");
  }
  const MatrixXd B = solve_covariance(factor, decoder.W.transpose()) / decoder.noise_variance;
  const VectorXd mean = times(B, data.mean - decoder.b);
  const double squares = mean_square(residual_of(decoder, B, mean, data), data) / decoder.noise_variance +
                         congruence(B, data.covariance).trace() + mean.squaredNorm();
  return -0.5 * double(data.mean.size()) * (log_2pi + std::log(decoder.noise_variance)) - log_determinant(factor) -
         0.5 * squares;
}

// As in vae_elbo: from the slopes of the ELBO in q's mean, whose covariance over the data is map S mapᵀ, and from the
// posterior precision in units of q.
double gap(const LinearVae& vae, const Residual& residual, const VectorXd& latent_mean, const DataMoments& data) {
  const auto& [decoder, encoder] = vae;
  const MatrixXd precision = posterior_precision(decoder);
  const MatrixXd map = transposed_product(decoder.W, residual.map) / decoder.noise_variance - encoder.A;
  const VectorXd mean = VectorXd(transposed_product(decoder.W, residual.mean)) / decoder.noise_variance - latent_mean;
  const MatrixXd slopes = congruence(map, data.covariance) + outer(mean, mean);
  const VectorXd sd = encoder.variance.cwiseSqrt();
  const MatrixXd ratio = precision.cwiseProduct(outer(sd, sd));
  return 0.5 * solve_covariance(cholesky(precision), slopes).trace() + kl_to_unit(exact(ratio)).value();
}

void check(const char* who, const LinearVae& vae, const DataMoments& data) {
  check(who, vae);
  const Index observed = vae.decoder.b.size();
  require_same_size(who, "a row of the data", data.mean.size(), observed, "numbers");
  require_matrix(who, "the covariance of the data", data.covariance, observed, observed);
}

}  // namespace

DataMoments data_moments(const char* who, const MatrixXd& data) {
  require_count(who, "numbers in a row of the data", data.cols(), 1, max_vae_observed);
  check_data(who, data, data.cols());
  const auto rows = double(data.rows());
  DataMoments result{data.colwise().sum().transpose() / rows, {}};
  const MatrixXd centred = data.rowwise() - result.mean.transpose();
  result.covariance = transposed_product(centred, centred) / rows;
  require_matrix(who, "the covariance of the data", result.covariance, data.cols(), data.cols());
  return result;
}

VaeAverages vae_averages(const LinearVae& vae, const DataMoments& data) {
  constexpr const char* who = "vae_averages";
  check(who, vae, data);
  const auto& [decoder, encoder] = vae;
  const VectorXd latent_mean = times(encoder.A, data.mean) + encoder.c;
  const Residual residual = residual_of(decoder, encoder.A, latent_mean, data);
  VaeAverages result{0, log_evidence(decoder, data), gap(vae, residual, latent_mean, data),
                     VectorXd(latent_mean.size()), congruence(encoder.A, data.covariance).diagonal()};
  double squares = mean_square(residual, data);
  for (Index j = 0; j < latent_mean.size(); ++j) {
    result.kl(j) = kl(Normal{latent_mean(j), encoder.variance(j)}, Normal{0, 1}) + 0.5 * result.activity(j);
    squares += encoder.variance(j) * decoder.W.col(j).squaredNorm();
    result.elbo -= result.kl(j);
  }
  result.elbo -= 0.5 * double(data.mean.size()) * (log_2pi + std::log(decoder.noise_variance)) +
                 0.5 * squares / decoder.noise_variance;
  require_finite(who, "elbo", result.elbo);
  require_finite(who, "log evidence", result.log_evidence);
  require_finite(who, "gap", result.gap);
  return result;
}

// With m = A x + c and the residual e = x - b - W m: the ELBO's part that depends on W, b, A and c is
// -E|e|²/(2 noise_variance) - E|m|²/2, and the variances of q add what W and they do to it together.
VaeGradient vae_gradient(const LinearVae& vae, const DataMoments& data) {
  constexpr const char* who = "vae_gradient";
  check(who, vae, data);
  const auto& [decoder, encoder] = vae;
  const double precision = 1 / decoder.noise_variance;
  const VectorXd latent_mean = times(encoder.A, data.mean) + encoder.c;
  const Residual residual = residual_of(decoder, encoder.A, latent_mean, data);
  const MatrixXd left = product(residual.map, data.covariance);  // the covariance of e and x
  const MatrixXd explained = product(encoder.A, data.covariance);
  VaeGradient gradient;
  gradient.W = precision * (product(left, encoder.A.transpose()) + outer(residual.mean, latent_mean) -
                            MatrixXd(decoder.W * encoder.variance.asDiagonal()));
  gradient.b = precision * residual.mean;
  gradient.A = precision * transposed_product(decoder.W, left + outer(residual.mean, data.mean)) - explained -
               outer(latent_mean, data.mean);
  gradient.c = precision * times(decoder.W.transpose(), residual.mean) - latent_mean;
  gradient.log_sd.resize(latent_mean.size());
  double squares = mean_square(residual, data);
  for (Index j = 0; j < latent_mean.size(); ++j) {
    const double spread = encoder.variance(j) * decoder.W.col(j).squaredNorm();
    squares += spread;
    gradient.log_sd(j) = 1 - encoder.variance(j) - precision * spread;
  }
  gradient.log_noise_variance = 0.5 * (precision * squares - double(data.mean.size()));
  const VectorXd entries = flat(gradient);
  for (const double entry : entries) require_finite(who, "gradient", entry);
  return gradient;
}

VectorXd flat(const VaeGradient& gradient) {
  const auto& [W, b, log_noise_variance, A, c, log_sd] = gradient;
  VectorXd entries(2 * W.size() + b.size() + 1 + 2 * c.size());
  entries << W.reshaped(), b, log_noise_variance, A.reshaped(), c, log_sd;
  return entries;
}

VaeGradient vae_gradient_of(const VectorXd& entries, Index latent, Index observed) {
  VaeGradient gradient;
  const double* at = entries.data();
  const auto matrix = [&](Index rows, Index columns) {
    const MatrixXd result = Eigen::Map<const MatrixXd>(at, rows, columns);
    at += result.size();
    return result;
  };
  gradient.W = matrix(observed, latent);
  gradient.b = matrix(observed, 1);
  gradient.log_noise_variance = *at++;
  gradient.A = matrix(latent, observed);
  gradient.c = matrix(latent, 1);
  gradient.log_sd = matrix(latent, 1);
  return gradient;
}

}  // namespace vi::core
