#include "core/vae_averages.h"

#include <algorithm>
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

// The map and the mean of what depends on x as map (x - mean of x) + mean.
struct Linear {
  MatrixXd map, mean;  // the mean as a column
};

// The mean of the square of it over the data.
double mean_square(const Linear& of, const DataMoments& data) {
  const MatrixXd covariance = congruence(of.map, data.covariance);
  double sum = 0;
  for (Index i = 0; i < of.mean.size(); ++i) sum += covariance(i, i) + of.mean(i) * of.mean(i);
  return sum;
}

// What is left of x where its latent is set to what `latent` says.
Linear residual_of(const VaeDecoder& decoder, const Linear& latent, const DataMoments& data) {
  Linear residual{product(decoder.W, latent.map), product(decoder.W, latent.mean)};
  for (Index i = 0; i < data.mean.size(); ++i) {
    residual.mean(i) = data.mean(i) - decoder.b(i) - residual.mean(i);
    for (Index j = 0; j < data.mean.size(); ++j) residual.map(i, j) = (i == j ? 1.0 : 0.0) - residual.map(i, j);
  }
  return residual;
}

// The mean of q(z | x).
Linear latent_of(const VaeEncoder& encoder, const DataMoments& data) {
  Linear latent{encoder.A, product(encoder.A, data.mean)};
  for (Index j = 0; j < encoder.c.size(); ++j) latent.mean(j) += encoder.c(j);
  return latent;
}

MatrixXd posterior_precision(const VaeDecoder& decoder) {
  MatrixXd precision = transposed_product(decoder.W, decoder.W);
  for (Index i = 0; i < precision.rows(); ++i) {
    for (Index j = 0; j < precision.rows(); ++j)
      precision(i, j) = precision(i, j) / decoder.noise_variance + (i == j ? 1.0 : 0.0);
  }
  return precision;
}

// With the posterior's mean B (x - b): log p(x) = log p(x, z)/p(z | x) there, a sum of squares and determinants.
double log_evidence(const VaeDecoder& decoder, const DataMoments& data) {
  const MatrixXd factor = cholesky(posterior_precision(decoder));
  if (factor.size() == 0) {
    fail(Code::domain, {"vae_averages: the posterior precision is singular, or too large, in double precision"}, {},
         "take a larger noise variance, or a smaller W");
  }
  Linear latent{solve_covariance(factor, decoder.W.transpose()), data.mean};
  for (Index i = 0; i < latent.map.size(); ++i) latent.map.data()[i] /= decoder.noise_variance;
  for (Index i = 0; i < latent.mean.size(); ++i) latent.mean(i) -= decoder.b(i);
  latent.mean = product(latent.map, latent.mean);
  const double squares =
      mean_square(residual_of(decoder, latent, data), data) / decoder.noise_variance + mean_square(latent, data);
  return -0.5 * double(data.mean.size()) * (log_2pi + std::log(decoder.noise_variance)) - log_determinant(factor) -
         0.5 * squares;
}

// As in vae_elbo: from the slopes of the ELBO in q's mean, which are linear in x, and from the posterior precision in
// units of q.
double gap(const LinearVae& vae, const Linear& latent, const Linear& residual, const DataMoments& data) {
  const auto& [decoder, encoder] = vae;
  const MatrixXd precision = posterior_precision(decoder);
  Linear slope{transposed_product(decoder.W, residual.map), transposed_product(decoder.W, residual.mean)};
  for (Index j = 0; j < precision.rows(); ++j) {
    slope.mean(j) = slope.mean(j) / decoder.noise_variance - latent.mean(j);
    for (Index i = 0; i < data.mean.size(); ++i)
      slope.map(j, i) = slope.map(j, i) / decoder.noise_variance - latent.map(j, i);
  }
  const MatrixXd factor = cholesky(precision);
  const double of_mean = mean_square({solve_lower(factor, slope.map), solve_lower(factor, slope.mean)}, data);
  MatrixXd ratio = precision;
  for (Index i = 0; i < ratio.rows(); ++i) {
    for (Index j = 0; j < ratio.rows(); ++j) ratio(i, j) *= std::sqrt(encoder.variance(i) * encoder.variance(j));
  }
  return 0.5 * of_mean + kl_to_unit(exact(ratio)).value();
}

// What the variance of q adds to the mean square of the residual through a latent dimension.
double spread_of(const LinearVae& vae, Index j) {
  double sum = 0;
  for (Index i = 0; i < vae.decoder.W.rows(); ++i) sum += vae.decoder.W(i, j) * vae.decoder.W(i, j);
  return vae.encoder.variance(j) * sum;
}

void check(const char* who, const LinearVae& vae, const DataMoments& data) {
  check(who, vae);
  const Index observed = vae.decoder.b.size();
  require_same_size(who, "a row of the data", data.mean.size(), observed, "numbers");
  require_matrix(who, "data covariance", data.covariance, observed, observed);
}

}  // namespace

DataMoments data_moments(const char* who, const MatrixXd& data) {
  const Index observed = data.cols();
  require_count(who, "numbers in a row of the data", observed, 1, max_vae_observed);
  check_data(who, data, observed);
  const auto rows = double(data.rows());
  DataMoments result{MatrixXd::Zero(observed, 1), {}};
  MatrixXd centred = data;
  for (Index i = 0; i < observed; ++i) {
    for (Index t = 0; t < data.rows(); ++t) result.mean(i) += data(t, i);
    result.mean(i) /= rows;
    for (Index t = 0; t < data.rows(); ++t) centred(t, i) -= result.mean(i);
  }
  result.covariance = transposed_product(centred, centred);
  for (Index i = 0; i < result.covariance.size(); ++i) result.covariance.data()[i] /= rows;
  require_matrix(who, "data covariance", result.covariance, observed, observed);
  return result;
}

VaeAverages vae_averages(const LinearVae& vae, const DataMoments& data) {
  constexpr const char* who = "vae_averages";
  check(who, vae, data);
  const auto& [decoder, encoder] = vae;
  const Linear latent = latent_of(encoder, data), residual = residual_of(decoder, latent, data);
  const MatrixXd spread = congruence(encoder.A, data.covariance);
  VaeAverages result{0, log_evidence(decoder, data), gap(vae, latent, residual, data), encoder.c, encoder.c};
  double squares = mean_square(residual, data);
  for (Index j = 0; j < encoder.c.size(); ++j) {
    result.activity(j) = spread(j, j);
    result.kl(j) = kl(Normal{latent.mean(j), encoder.variance(j)}, Normal{0, 1}) + 0.5 * spread(j, j);
    squares += spread_of(vae, j);
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
  const Index latent_size = encoder.c.size(), observed = data.mean.size();
  const double precision = 1 / decoder.noise_variance;
  const Linear latent = latent_of(encoder, data), residual = residual_of(decoder, latent, data);
  const MatrixXd left = product(residual.map, data.covariance);  // the covariance of e and x
  const MatrixXd explained = product(encoder.A, data.covariance);
  const MatrixXd pull = transposed_product(decoder.W, residual.mean);
  VaeGradient gradient{product(left, encoder.A.transpose()), decoder.b, 0,
                       transposed_product(decoder.W, left),  encoder.c, encoder.c};
  double squares = mean_square(residual, data);
  for (Index i = 0; i < observed; ++i) gradient.b(i) = precision * residual.mean(i);
  for (Index j = 0; j < latent_size; ++j) {
    const double spread = spread_of(vae, j), variance = encoder.variance(j);
    squares += spread;
    gradient.c(j) = precision * pull(j) - latent.mean(j);
    gradient.log_sd(j) = 1 - variance - precision * spread;
    for (Index i = 0; i < observed; ++i) {
      double &of_W = gradient.W(i, j), &of_A = gradient.A(j, i);
      of_W = precision * (of_W + residual.mean(i) * latent.mean(j) - decoder.W(i, j) * variance);
      of_A = precision * (of_A + pull(j) * data.mean(i)) - explained(j, i) - latent.mean(j) * data.mean(i);
    }
  }
  gradient.log_noise_variance = 0.5 * (precision * squares - double(observed));
  const VectorXd entries = flat(gradient);
  for (Index i = 0; i < entries.size(); ++i) require_finite(who, "gradient", entries(i));
  return gradient;
}

VectorXd flat(const VaeGradient& gradient) {
  const auto& [W, b, log_noise_variance, A, c, log_sd] = gradient;
  VectorXd entries(2 * W.size() + b.size() + 1 + 2 * c.size());
  double* at = entries.data();
  at = std::copy_n(W.data(), W.size(), at);
  at = std::copy_n(b.data(), b.size(), at);
  *at++ = log_noise_variance;
  at = std::copy_n(A.data(), A.size(), at);
  at = std::copy_n(c.data(), c.size(), at);
  std::copy_n(log_sd.data(), log_sd.size(), at);
  return entries;
}

VaeGradient vae_gradient_of(const VectorXd& entries, Index latent, Index observed) {
  VaeGradient gradient{MatrixXd(observed, latent), VectorXd(observed), 0,
                       MatrixXd(latent, observed), VectorXd(latent),   VectorXd(latent)};
  const double* at = entries.data();
  const auto read = [&](double* to, Index count) {
    std::copy_n(at, count, to);
    at += count;
  };
  read(gradient.W.data(), gradient.W.size());
  read(gradient.b.data(), observed);
  read(&gradient.log_noise_variance, 1);
  read(gradient.A.data(), gradient.A.size());
  read(gradient.c.data(), latent);
  read(gradient.log_sd.data(), latent);
  return gradient;
}

}  // namespace vi::core
