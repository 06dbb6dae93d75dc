#pragma once

#include <Eigen/Core>

#include "core/random.h"

namespace vi::core {

// The linear-Gaussian VAE: the one variational autoencoder whose likelihood, posterior and ELBO are closed form, so
// that everything a VAE approximates can be held against what it approximates (Dai et al. 2018; Lucas et al. 2019).
// Data are a matrix with a row of `observed` numbers for each datum. Results are in nats.

/// Limits: what one request may hold.
inline constexpr int max_vae_latent = 8;
inline constexpr int max_vae_observed = 32;
inline constexpr int max_vae_rows = 2000;

/// z ~ N(0, I) in k dimensions, x | z ~ N(W z + b, noise_variance I) in D; W (D×k), b (D). Probabilistic PCA (Tipping &
/// Bishop 1999).
struct VaeDecoder {
  Eigen::MatrixXd W;
  Eigen::VectorXd b;
  double noise_variance;
};

/// q(z | x) = N(A x + c, diag(variance)), one encoder for all x: A (k×D), c (k), variance (k, each > 0).
struct VaeEncoder {
  Eigen::MatrixXd A;
  Eigen::VectorXd c;
  Eigen::VectorXd variance;
};

struct LinearVae {
  VaeDecoder decoder;
  VaeEncoder encoder;
};

/// Error(domain) naming `who` unless 1 <= k <= 8, 1 <= D <= 32, shapes agree, entries are finite and variances > 0; of
/// data, unless 1 to 2,000 rows have D finite numbers each.
void check(const char* who, const VaeDecoder& decoder);
void check(const char* who, const LinearVae& vae);
void check_data(const char* who, const Eigen::MatrixXd& data, Eigen::Index observed);

/// `rows` independent draws of x, a row each: NormalBlocks, for each datum k draws of z and then D of the noise. The
/// same bits in every host.
Eigen::MatrixXd sample(const VaeDecoder& decoder, int rows, std::uint64_t seed);

/// Where training may start: entries of A drawn from N(0, 1/D), then of W from N(0, 1/k), column by column; b and c 0,
/// all variances 1.
LinearVae initial_vae(int latent, int observed, std::uint64_t seed);

/// One entry a datum. elbo = reconstruction - kl; log_evidence - elbo = gap = amortisation_gap + family_gap, and each
/// side comes by its own formula.
struct VaeElbo {
  Eigen::VectorXd log_evidence;      // log N(x; b, W Wᵀ + noise_variance I)
  Eigen::VectorXd elbo;              // E_q[log p(x | z)] - KL(q(z | x) || p(z))
  Eigen::VectorXd reconstruction;    // E_q[log p(x | z)]
  Eigen::VectorXd kl;                // KL(q(z | x) || p(z))
  Eigen::VectorXd gap;               // KL(q(z | x) || p(z | x))
  Eigen::VectorXd amortisation_gap;  // how much more than the best diagonal normal for this x has (Cremer et al. 2018)
  double family_gap;                 // the gap of that best one, which is the same for every x
};

/// The evidence and the gaps in double-doubles: no digit is lost to the covariance's condition, or to the nearness of
/// q.
VaeElbo vae_elbo(const LinearVae& vae, const Eigen::MatrixXd& data);

/// The encoder that is best for every x at once: the posterior's mean, which is linear in x, and 1/P_jj for the
/// posterior's precision P = I + Wᵀ W/noise_variance. Its amortisation gap is 0.
VaeEncoder best_encoder(const VaeDecoder& decoder);

}  // namespace vi::core
