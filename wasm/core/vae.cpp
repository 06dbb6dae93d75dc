#include "core/vae.h"

#include <cmath>

#include "core/check.h"
#include "core/exact_gaussian.h"
#include "core/gaussian.h"
#include "core/matrices.h"
#include "core/normal_stream.h"
#include "core/special.h"
#include "core/text.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// P = I + Wᵀ W/noise_variance, which does not depend on x.
ExactMatrix posterior_precision(const VaeDecoder& decoder) {
  ExactMatrix precision = gram(exact(decoder.W));
  for (Index i = 0; i < precision.rows(); ++i) {
    for (Index j = 0; j < precision.rows(); ++j)
      precision(i, j) = precision(i, j) / DoubleDouble{decoder.noise_variance};
    precision(i, i) = precision(i, i) + DoubleDouble{1};
  }
  return precision;
}

// sqrt(s_i) matrix_ij sqrt(s_j).
ExactMatrix scaled(ExactMatrix matrix, const ExactMatrix& squares) {
  for (Index i = 0; i < matrix.rows(); ++i) {
    for (Index j = 0; j < matrix.cols(); ++j) {
      if (i == j) {
        matrix(i, i) = matrix(i, i) * squares(i, 0);
      } else {
        matrix(i, j) = matrix(i, j) * (square_root(squares(i, 0)) * square_root(squares(j, 0)));
      }
    }
  }
  return matrix;
}

DoubleDouble square_of_column(const ExactMatrix& matrix, Index column) {
  DoubleDouble sum{0};
  for (Index i = 0; i < matrix.rows(); ++i) sum = sum + matrix(i, column) * matrix(i, column);
  return sum;
}

DoubleDouble half(DoubleDouble x) { return {0.5 * x.high, 0.5 * x.low}; }

// KL(N(0, ratio) || N(0, 1)); far below 1 the logarithm is the ratio's own.
DoubleDouble kl_of_ratio(DoubleDouble ratio) {
  const DoubleDouble excess = ratio - DoubleDouble{1};
  if (excess.high > -0.7) return {0.5 * x_minus_log1p(excess)};
  return half(excess - DoubleDouble{std::log(ratio.value())});
}

// x - b, a column a datum.
ExactMatrix centred(const MatrixXd& data, const VectorXd& b) {
  ExactMatrix result(data.cols(), data.rows());
  for (Index t = 0; t < data.rows(); ++t) {
    for (Index i = 0; i < data.cols(); ++i) result(i, t) = exact_sum(data(t, i), -b(i));
  }
  return result;
}

VectorXd log_evidence(const VaeDecoder& decoder, const ExactMatrix& centred_data) {
  ExactMatrix covariance = gram(exact(decoder.W.transpose()));
  for (Index i = 0; i < covariance.rows(); ++i)
    covariance(i, i) = covariance(i, i) + DoubleDouble{decoder.noise_variance};
  const ExactMatrix factor = factor_of("vae_elbo", "the covariance of x", covariance);
  const ExactMatrix white = solve(factor, centred_data);
  const double constant = -0.5 * double(factor.rows()) * log_2pi - log_determinant(factor);
  VectorXd result(white.cols());
  for (Index t = 0; t < result.size(); ++t)
    result(t) = (DoubleDouble{constant} - half(square_of_column(white, t))).value();
  return result;
}

// The gradient of the ELBO in q's mean, Wᵀ (x - b - W m)/noise_variance - m, a column a datum; m = A x + c.
ExactMatrix slope_at_mean(const LinearVae& vae, const MatrixXd& data, const ExactMatrix& centred_data) {
  const auto& [decoder, encoder] = vae;
  ExactMatrix mean = transposed_product(exact(encoder.A.transpose()), exact(data.transpose()));
  for (Index t = 0; t < data.rows(); ++t) {
    for (Index j = 0; j < encoder.c.size(); ++j) mean(j, t) = mean(j, t) + DoubleDouble{encoder.c(j)};
  }
  const ExactMatrix residual = difference(centred_data, transposed_product(exact(decoder.W.transpose()), mean));
  ExactMatrix slope = transposed_product(exact(decoder.W), residual);
  for (Index i = 0; i < slope.size(); ++i)
    slope.data()[i] = slope.data()[i] / DoubleDouble{decoder.noise_variance} - mean.data()[i];
  return slope;
}

// With q's covariance D and the slope g, the gap is gᵀ P⁻¹ g/2 + KL(N(0, sqrt(D) P sqrt(D)) || N(0, I)). Of the latter
// a diagonal normal can make the part from the diagonal 0, never that from the correlations.
void add_gaps(const LinearVae& vae, const MatrixXd& data, const ExactMatrix& centred_data, VaeElbo& result) {
  const ExactMatrix precision = posterior_precision(vae.decoder);
  const Index latent = precision.rows();
  const ExactMatrix variance = exact(vae.encoder.variance);
  ExactMatrix best_variance = variance;
  DoubleDouble of_variances{0};
  for (Index j = 0; j < latent; ++j) {
    best_variance(j, 0) = DoubleDouble{1} / precision(j, j);
    of_variances = of_variances + kl_of_ratio(precision(j, j) * variance(j, 0));
  }
  const DoubleDouble of_covariances = kl_to_unit(scaled(precision, variance));
  ExactMatrix correlation = scaled(precision, best_variance);
  for (Index j = 0; j < latent; ++j) correlation(j, j) = DoubleDouble{1};
  result.family_gap = kl_to_unit(correlation).value();

  const ExactMatrix by_mean =
      solve(factor_of("vae_elbo", "the posterior precision", precision), slope_at_mean(vae, data, centred_data));
  for (Index t = 0; t < data.rows(); ++t) {
    const DoubleDouble of_mean = half(square_of_column(by_mean, t));
    result.gap(t) = (of_mean + of_covariances).value();
    result.amortisation_gap(t) = (of_mean + of_variances).value();
  }
}

void add_elbo(const LinearVae& vae, const MatrixXd& data, VaeElbo& result) {
  const auto& [decoder, encoder] = vae;
  const Index latent = encoder.c.size(), observed = decoder.b.size();
  double spread = 0;
  for (Index j = 0; j < latent; ++j) {
    for (Index i = 0; i < observed; ++i) spread += encoder.variance(j) * decoder.W(i, j) * decoder.W(i, j);
  }
  MatrixXd mean = product(encoder.A, data.transpose());  // a column a datum
  for (Index t = 0; t < data.rows(); ++t) {
    for (Index j = 0; j < latent; ++j) mean(j, t) += encoder.c(j);
  }
  const MatrixXd expected = product(decoder.W, mean);
  for (Index t = 0; t < data.rows(); ++t) {
    double squares = spread;
    for (Index i = 0; i < observed; ++i) {
      const double residual = data(t, i) - decoder.b(i) - expected(i, t);
      squares += residual * residual;
    }
    result.reconstruction(t) =
        -0.5 * double(observed) * (log_2pi + std::log(decoder.noise_variance)) - 0.5 * squares / decoder.noise_variance;
    result.kl(t) = 0;
    for (Index j = 0; j < latent; ++j) result.kl(t) += kl(Normal{mean(j, t), encoder.variance(j)}, Normal{0, 1});
    result.elbo(t) = result.reconstruction(t) - result.kl(t);
  }
}

}  // namespace

void check(const char* who, const VaeDecoder& decoder) {
  const Index observed = decoder.b.size(), latent = decoder.W.cols();
  require_size(who, "b", observed, 1, max_vae_observed);
  require_count(who, "columns of W", latent, 1, max_vae_latent);
  require_matrix(who, "b", decoder.b, observed, 1);
  require_matrix(who, "W", decoder.W, observed, latent);
  require_positive(who, "noise_variance", decoder.noise_variance);
}

void check(const char* who, const LinearVae& vae) {
  check(who, vae.decoder);
  const auto& [A, c, variance] = vae.encoder;
  const Index latent = vae.decoder.W.cols();
  require_matrix(who, "A", A, latent, vae.decoder.b.size());
  require_matrix(who, "c", c, latent, 1);
  require_same_size(who, "variance", variance.size(), latent);
  for (Index j = 0; j < latent; ++j) require_positive(who, join({"variance[", j, "]"}).c_str(), variance(j));
}

void check_data(const char* who, const MatrixXd& data, Index observed) {
  require_count(who, "rows of the data", data.rows(), 1, max_vae_rows);
  require_same_size(who, "a row of the data", data.cols(), observed, "numbers");
  for (Index t = 0; t < data.rows(); ++t) {
    for (Index i = 0; i < observed; ++i) {
      if (!std::isfinite(data(t, i))) require_finite(who, join({"data[", t, "][", i, "]"}).c_str(), data(t, i));
    }
  }
}

MatrixXd sample(const VaeDecoder& decoder, int rows, std::uint64_t seed) {
  constexpr const char* who = "sample_decoder";
  check(who, decoder);
  require_count(who, "n", rows, 1, max_vae_rows);
  NormalStream normals{Generator(seed)};
  const double sd = std::sqrt(decoder.noise_variance);
  MatrixXd data(rows, decoder.b.size());
  MatrixXd z(decoder.W.cols(), 1);
  for (Index t = 0; t < rows; ++t) {
    for (Index j = 0; j < z.size(); ++j) z(j) = normals.one();
    const MatrixXd mean = product(decoder.W, z);
    for (Index i = 0; i < mean.size(); ++i) data(t, i) = mean(i) + decoder.b(i) + sd * normals.one();
  }
  check_data(who, data, decoder.b.size());
  return data;
}

LinearVae initial_vae(int latent, int observed, std::uint64_t seed) {
  constexpr const char* who = "initial_vae";
  require_count(who, "latent", latent, 1, max_vae_latent);
  require_count(who, "observed", observed, 1, max_vae_observed);
  LinearVae vae{{MatrixXd(observed, latent), VectorXd::Zero(observed), 1},
                {MatrixXd(latent, observed), VectorXd::Zero(latent), VectorXd::Ones(latent)}};
  NormalStream normals{Generator(seed)};
  const double by_observed = 1 / std::sqrt(double(observed)), by_latent = 1 / std::sqrt(double(latent));
  for (Index i = 0; i < vae.encoder.A.size(); ++i) vae.encoder.A.data()[i] = by_observed * normals.one();
  for (Index i = 0; i < vae.decoder.W.size(); ++i) vae.decoder.W.data()[i] = by_latent * normals.one();
  return vae;
}

VaeElbo vae_elbo(const LinearVae& vae, const MatrixXd& data) {
  constexpr const char* who = "vae_elbo";
  check(who, vae);
  check_data(who, data, vae.decoder.b.size());
  const ExactMatrix centred_data = centred(data, vae.decoder.b);
  const VectorXd none(data.rows());
  VaeElbo result{log_evidence(vae.decoder, centred_data), none, none, none, none, none, 0};
  add_elbo(vae, data, result);
  add_gaps(vae, data, centred_data, result);
  for (Index t = 0; t < data.rows(); ++t) {
    require_finite(who, "elbo", result.elbo(t));
    require_finite(who, "gap", result.gap(t));
    require_finite(who, "log evidence", result.log_evidence(t));
  }
  return result;
}

// Mean P⁻¹ Wᵀ (x - b)/noise_variance.
VaeEncoder best_encoder(const VaeDecoder& decoder) {
  constexpr const char* who = "best_encoder";
  check(who, decoder);
  const ExactMatrix precision = posterior_precision(decoder);
  ExactMatrix A = transposed_product(inverse(who, precision), exact(decoder.W.transpose()));
  for (Index i = 0; i < A.size(); ++i) A.data()[i] = A.data()[i] / DoubleDouble{decoder.noise_variance};
  VaeEncoder encoder{rounded(A), {}, VectorXd(precision.rows())};
  encoder.c = product(encoder.A, decoder.b);
  for (Index j = 0; j < precision.rows(); ++j) {
    encoder.c(j) = -encoder.c(j);
    encoder.variance(j) = (DoubleDouble{1} / precision(j, j)).value();
  }
  check(who, LinearVae{decoder, encoder});
  return encoder;
}

}  // namespace vi::core
