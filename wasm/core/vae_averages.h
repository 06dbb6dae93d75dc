#pragma once

#include "core/vae.h"

namespace vi::core {

// What holds on average over the data, from their mean and covariance alone: the linear VAE is Gaussian throughout, so
// nothing else of the data enters the ELBO. Data and VAE as vae_elbo takes them; results in nats a datum.

/// The mean (D, a column) and the covariance (D×D, divided by the number of rows) of data. Error(domain) naming `who`.
struct DataMoments {
  Eigen::MatrixXd mean;
  Eigen::MatrixXd covariance;
};
DataMoments data_moments(const char* who, const Eigen::MatrixXd& data);

struct VaeAverages {
  double elbo;
  double log_evidence;
  double gap;                // log_evidence - elbo, by its own formula
  Eigen::VectorXd kl;        // of each latent dimension: KL(q(z_j | x) || N(0, 1))
  Eigen::VectorXd activity;  // of each latent dimension: the variance over the data of q's mean (Burda et al. 2016)
};
VaeAverages vae_averages(const LinearVae& vae, const DataMoments& data);

/// A latent dimension with an activity above this is an active unit (Burda et al. 2016); the others have collapsed.
inline constexpr double least_activity = 0.01;

/// The gradient of the average ELBO, or a step along it: variances by the logarithms that training moves.
struct VaeGradient {
  Eigen::MatrixXd W;
  Eigen::VectorXd b;
  double log_noise_variance;
  Eigen::MatrixXd A;
  Eigen::VectorXd c;
  Eigen::VectorXd log_sd;
};
VaeGradient vae_gradient(const LinearVae& vae, const DataMoments& data);

/// All entries in the order of the record, matrices column by column, as optimizers take them; and back.
Eigen::VectorXd flat(const VaeGradient& gradient);
VaeGradient vae_gradient_of(const Eigen::VectorXd& entries, Eigen::Index latent, Eigen::Index observed);

}  // namespace vi::core
