#include "core/mean_field.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;
using Eigen::MatrixXd;

namespace {

double worst_ulps(const MatrixXd& computed, const nlohmann::json& rows) {
  double worst = 0;
  for (Eigen::Index i = 0; i < computed.rows(); ++i) {
    for (Eigen::Index j = 0; j < computed.cols(); ++j) {
      const auto& row = rows.at(static_cast<std::size_t>(i));
      worst = std::max(worst, ulps(computed(i, j), truth(row.is_array() ? row.at(static_cast<std::size_t>(j)) : row)));
    }
  }
  return worst;
}

}  // namespace

// Sums of logarithms and squares of either sign count against 1 + their size; all else is right to the last digit.
TEST_CASE("linear_gaussian_multivariate: posterior, evidence, ELBO, gap and mean field") {
  Worst mean_of("posterior mean, ulp", 1), covariance_of("posterior covariance, ulp", 1), gap("elbo_gap, ulp", 4);
  Worst to_prior("kl(q, prior), ulp", 4), evidence("log_evidence", 1e-15), bound("elbo", 1e-15);
  Worst likelihood("expected_log_likelihood", 1e-15), variance_of("mean_field variance, ulp", 1);
  Worst field_gap("mean_field gap, ulp", 4);
  for (const auto& c : cases("linear_gaussian_multivariate")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const MultivariateNormal prior{vector(in.at("m0")), matrix(in.at("S0"))};
    const MultivariateNormal q{vector(in.at("mu_q")), matrix(in.at("cov_q"))};
    const MultivariateLinearGaussian model{prior, matrix(in.at("A")), vector(in.at("b")), matrix(in.at("R"))};
    const Eigen::VectorXd x = vector(in.at("x"));

    const MultivariateNormal at_x = posterior(model, x);
    mean_of.add(worst_ulps(at_x.mean, out.at("posterior_mean")), c);
    covariance_of.add(worst_ulps(at_x.covariance, out.at("posterior_cov")), c);
    gap.add(ulps(elbo_gap(model, x, q), output(c, "gap")), c);
    to_prior.add(ulps(kl(q, prior), output(c, "kl_q_prior")), c);
    const auto of_size = [](double computed, long double truth) {
      return relative_error(computed, truth, 1 + std::abs(truth));
    };
    evidence.add(of_size(log_evidence(model, x), output(c, "log_px")), c);
    bound.add(of_size(elbo(model, x, q), output(c, "elbo")), c);
    likelihood.add(of_size(expected_log_likelihood(model, x, q), output(c, "E_q_loglik")), c);

    const MeanField best = mean_field(model, x);
    variance_of.add(worst_ulps(best.variance, out.at("meanfield_optimum_vars")), c);
    // One coordinate alone has no gap: the file holds what is left of its own 150 digits.
    field_gap.add(ulps(best.gap, prior.mean.size() == 1 ? 0 : output(c, "meanfield_optimum_gap")), c);
  }
  for (const auto& worst : {mean_of, covariance_of, gap, to_prior, evidence, bound, likelihood, variance_of, field_gap})
    CHECK_WITHIN_BOUND(worst);
}
