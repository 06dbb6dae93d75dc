// Linear-Gaussian VAEs and data that the tests share, and the second path: decoder and encoder as the matrices of one
// linear-Gaussian model, treated with Eigen's own decompositions.
#pragma once

#include <Eigen/Dense>

#include "core/vae.h"
#include "tests/core/state_spaces.h"

namespace vi::test {

inline core::LinearVae random_vae(core::Generator& generator, Index latent, Index observed) {
  const auto variances = [&](Index size) {
    return VectorXd(VectorXd::Constant(size, 1.5) + random_entries(generator, size, 1));
  };
  core::LinearVae vae;
  vae.decoder = {random_entries(generator, observed, latent), random_entries(generator, observed, 1), 0};
  vae.decoder.noise_variance = variances(1)(0);
  vae.encoder = {random_entries(generator, latent, observed), random_entries(generator, latent, 1), variances(latent)};
  return vae;
}

inline MatrixXd random_rows(core::Generator& generator, Index rows, Index observed) {
  return 3 * random_entries(generator, rows, observed);
}

// E_q[log p(x, z)] - E_q[log q(z)], term by term as a textbook has it.
inline double textbook_elbo(const core::LinearVae& vae, const VectorXd& x) {
  const auto& [W, b, noise] = vae.decoder;
  const auto& [A, c, variance] = vae.encoder;
  const VectorXd mean = A * x + c, off = x - b - W * mean;
  const double two_pi = 6.283185307179586;
  double elbo = -0.5 * double(x.size()) * std::log(two_pi * noise) -
                0.5 * (off.squaredNorm() + (W * variance.asDiagonal() * W.transpose()).trace()) / noise;
  for (Index j = 0; j < mean.size(); ++j)
    elbo +=
        -0.5 * std::log(two_pi) - 0.5 * (mean(j) * mean(j) + variance(j)) + 0.5 * std::log(two_pi * variance(j)) + 0.5;
  return elbo;
}

// The parameters in the order of flat(VaeGradient), variances by their logarithms (the encoder's by those of sds).
inline VectorXd entries_of(const core::LinearVae& vae) {
  const auto& [decoder, encoder] = vae;
  VectorXd entries(2 * decoder.W.size() + decoder.b.size() + 1 + 2 * encoder.c.size());
  entries << decoder.W.reshaped(), decoder.b, std::log(decoder.noise_variance), encoder.A.reshaped(), encoder.c,
      0.5 * encoder.variance.array().log().matrix();
  return entries;
}

inline core::LinearVae vae_of(const VectorXd& entries, Index latent, Index observed) {
  const Index size = latent * observed;
  core::LinearVae vae;
  vae.decoder = {entries.head(size).reshaped(observed, latent), entries.segment(size, observed),
                 std::exp(entries(size + observed))};
  vae.encoder = {entries.segment(size + observed + 1, size).reshaped(latent, observed),
                 entries.segment(2 * size + observed + 1, latent), (2 * entries.tail(latent)).array().exp()};
  return vae;
}

}  // namespace vi::test
