#pragma once

#include <optional>

#include "core/vae_averages.h"

namespace vi::core {

/// Probabilistic PCA by maximum likelihood in closed form (Tipping & Bishop 1999): with the eigenvalues l_1 >= l_2 >= …
/// of the data's covariance and their eigenvectors u_j, W has the columns sqrt(max(l_j - noise_variance, 0)) u_j, b is
/// the data's mean, and noise_variance the mean of the eigenvalues that W leaves. It is what the ELBO of the linear VAE
/// has its maximum at: along these axes the posterior is diagonal, so the gap can be 0.
struct Ppca {
  VaeDecoder decoder;
  Eigen::VectorXd eigenvalues;  // all D of them, the largest first
  Eigen::VectorXd kl;   // log(l_j/noise_variance)/2 of each latent dimension, the mean KL(p(z_j | x) || p(z_j));
                        // 0 where the eigenvalue is not above the noise: that dimension collapses
  double log_evidence;  // the average over the data, from the eigenvalues
};

/// With `noise_variance` given, W and b are the best for that one (Lucas et al. 2019: a noise held above an eigenvalue
/// is what makes a dimension collapse). Data as vae_elbo takes them, 1 <= latent <= 8 and below D, or up to D where the
/// noise is given. Error(domain) if the left eigenvalues are 0: then the likelihood has no maximum.
Ppca ppca(const Eigen::MatrixXd& data, int latent, std::optional<double> noise_variance = {});

/// The eigenvalues, the largest first, and as columns the orthonormal eigenvectors of a symmetric matrix by Jacobi's
/// rotations (Golub & Van Loan, 8.5): every eigenvalue within a few ulp of the largest one's size. Of a vector's
/// entries the largest in size is positive.
struct SymmetricEigen {
  Eigen::VectorXd values;
  Eigen::MatrixXd vectors;
};
SymmetricEigen symmetric_eigen(Eigen::MatrixXd matrix);

}  // namespace vi::core
