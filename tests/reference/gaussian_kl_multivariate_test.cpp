#include "core/multivariate_gaussian.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;
using Eigen::MatrixXd;

TEST_CASE("gaussian_kl_diagonal: by standard deviations and by variances") {
  Worst by_sd("kl of diagonal_normal_sd, ulp", 4), by_variance("kl of diagonal_normal, ulp", 4);
  Worst as_matrix("kl of the same as mvn, ulp", 4), as_factor("kl of the same as mvn_tril, ulp", 4);
  for (const auto& c : cases("gaussian_kl_diagonal")) {
    const auto& in = c.at("inputs");
    const Eigen::VectorXd q = vector(in.at("mu_q")), p = vector(in.at("mu_p"));
    const Eigen::VectorXd of_q = vector(in.at("s_q")), of_p = vector(in.at("s_p"));
    const MatrixXd matrix_q = of_q.asDiagonal(), matrix_p = of_p.asDiagonal();
    const long double with_sd = output(c, "kl_if_s_is_sd"), with_variance = output(c, "kl_if_s_is_variance");
    by_sd.add(ulps(kl(DiagonalNormalSd{q, of_q}, DiagonalNormalSd{p, of_p}), with_sd), c);
    by_variance.add(ulps(kl(DiagonalNormal{q, of_q}, DiagonalNormal{p, of_p}), with_variance), c);
    as_matrix.add(ulps(kl(MultivariateNormal{q, matrix_q}, MultivariateNormal{p, matrix_p}), with_variance), c);
    as_factor.add(ulps(kl(MultivariateNormalTril{q, matrix_q}, MultivariateNormalTril{p, matrix_p}), with_sd), c);
  }
  for (const auto& worst : {by_sd, by_variance, as_matrix, as_factor}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("gaussian_kl_scale_tril: from the factors themselves") {
  Worst worst("kl of mvn_tril, ulp", 4);
  for (const auto& c : cases("gaussian_kl_scale_tril")) {
    const auto& in = c.at("inputs");
    const MultivariateNormalTril q{vector(in.at("mu_q")), matrix(in.at("L_q"))};
    const MultivariateNormalTril p{vector(in.at("mu_p")), matrix(in.at("L_p"))};
    worst.add(ulps(kl(q, p), output(c, "kl")), c);
  }
  CHECK_WITHIN_BOUND(worst);
}

// Condition numbers up to 1e10 and relative differences down to 1e-9: nothing of either is seen.
TEST_CASE("gaussian_kl_full: covariances, both ways round") {
  Worst there("kl of mvn, ulp", 4), back("the same reversed, ulp", 4);
  for (const auto& c : cases("gaussian_kl_full")) {
    const auto& in = c.at("inputs");
    const MultivariateNormal q{vector(in.at("mu_q")), matrix(in.at("cov_q"))};
    const MultivariateNormal p{vector(in.at("mu_p")), matrix(in.at("cov_p"))};
    there.add(ulps(kl(q, p), output(c, "kl")), c);
    back.add(ulps(kl(p, q), output(c, "kl_reversed")), c);
  }
  CHECK_WITHIN_BOUND(there);
  CHECK_WITHIN_BOUND(back);
}
