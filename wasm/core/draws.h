#pragma once

#include <Eigen/Core>

#include "core/gaussian.h"
#include "core/mixture.h"
#include "core/random.h"

namespace vi::core {

// One draw from each family. The generator is an argument, so a seed tells the whole story: the same bits of integers
// and uniforms in every host, and the same bytes of everything in every host that runs the module (native libraries'
// logarithms may differ in the last bits). Parameters as the families' constructors accept them; otherwise
// Error(domain).

double draw(const NormalSd& distribution, Generator& generator);

/// low + (high - low) u, for finite low < high; may round to high.
double draw_uniform(double low, double high, Generator& generator);

/// Whether an event of probability p happens.
bool draw_bernoulli(double p, Generator& generator);

/// Gamma(shape, rate), shape and rate > 0 (Marsaglia & Tsang 2000, with their step from shape + 1 down for shape < 1).
/// Positive: below the smallest double, which small shapes reach often, it is that double.
double draw_gamma(double shape, double rate, Generator& generator);

/// The logarithm of a draw of Gamma(shape, 1), which no shape takes out of range.
double draw_log_gamma(double shape, Generator& generator);

/// Beta(a, b), a and b > 0, as a share of two gammas; rounded it may be 0 or 1.
double draw_beta(double a, double b, Generator& generator);

/// Dirichlet(concentration), all entries > 0: as many shares, of sum 1 up to rounding.
Eigen::VectorXd draw_dirichlet(const Eigen::VectorXd& concentration, Generator& generator);

/// What draw_categorical searches: the running sums of weights >= 0, not all 0.
Eigen::VectorXd running_sums(const Eigen::VectorXd& weights);

/// The index of a category, by inversion; never one of weight 0.
int draw_categorical(const Eigen::VectorXd& running_sums, Generator& generator);

double draw(const Mixture& distribution, Generator& generator);

/// mean + L eps, for a lower triangular L with L Lᵀ the covariance.
Eigen::VectorXd draw_multivariate_normal(const Eigen::VectorXd& mean, const Eigen::MatrixXd& scale_tril,
                                         Generator& generator);

}  // namespace vi::core
