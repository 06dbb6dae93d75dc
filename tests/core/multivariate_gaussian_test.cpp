#include "core/multivariate_gaussian.h"

#include "core/gaussian.h"
#include "tests/catch.h"
#include "tests/core/multivariate_gaussians.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

MatrixXd matrix(std::initializer_list<std::initializer_list<double>> rows) {
  MatrixXd result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.begin()->size()));
  Eigen::Index i = 0;
  for (const auto& row : rows) {
    Eigen::Index j = 0;
    for (const double entry : row) result(i, j++) = entry;
    ++i;
  }
  return result;
}

const double log_2pi = std::log(6.283185307179586);

}  // namespace

// By LU determinant and inverse: neither uses a Cholesky factor.
TEST_CASE("multivariate_gaussian: entropy and log_prob by determinant and inverse") {
  Generator generator(10);
  for (Eigen::Index size = 1; size <= 8; ++size) {
    const MatrixXd covariance = random_covariance(generator, size);
    const VectorXd mean = random_vector(generator, size), x = random_vector(generator, size);
    const double log_det = std::log(covariance.partialPivLu().determinant());
    const double dimension = static_cast<double>(size);
    const double square = (x - mean).dot(covariance.partialPivLu().inverse() * (x - mean));

    const MultivariateNormal distribution = make_multivariate_normal(mean, covariance);
    CHECK(entropy(distribution) == Approx(0.5 * (dimension * (1 + log_2pi) + log_det)).epsilon(1e-12));
    CHECK(log_prob(distribution, x) == Approx(-0.5 * (dimension * log_2pi + log_det + square)).epsilon(1e-12));

    const MatrixXd factor = covariance.llt().matrixL();
    const MultivariateNormalTril same = make_multivariate_normal_tril(mean, factor);
    CHECK(entropy(same) == Approx(entropy(distribution)).epsilon(1e-13));
    CHECK(log_prob(same, x) == Approx(log_prob(distribution, x)).epsilon(1e-13));
  }
}

TEST_CASE("multivariate_gaussian: independent coordinates add, one coordinate is the scalar normal") {
  const VectorXd mean = VectorXd::LinSpaced(3, -1, 1), x = VectorXd::Constant(3, 0.25);
  const VectorXd variance = matrix({{0.5}, {2}, {9}});
  const MultivariateNormal joint{mean, variance.asDiagonal()};
  double entropies = 0, log_probs = 0;
  for (Eigen::Index i = 0; i < 3; ++i) {
    entropies += entropy(Normal{mean(i), variance(i)});
    log_probs += log_prob(Normal{mean(i), variance(i)}, x(i));
  }
  CHECK(entropy(joint) == Approx(entropies).epsilon(1e-14));
  CHECK(log_prob(joint, x) == Approx(log_probs).epsilon(1e-14));
  CHECK(entropy(MultivariateNormal{VectorXd::Zero(1), matrix({{smallest}})}) ==
        Approx(entropy(Normal{0, smallest})).epsilon(1e-14));
}

TEST_CASE("multivariate_gaussian: four ways to give one distribution") {
  const VectorXd mean = VectorXd::LinSpaced(3, -1, 1), x = VectorXd::Constant(3, 0.25);
  const VectorXd sd = matrix({{0.5}, {2}, {3}});
  const GaussianVector by_sd = make_diagonal_normal_sd(mean, sd);
  for (const GaussianVector& same : {by_sd, GaussianVector(make_diagonal_normal(mean, sd.cwiseAbs2())),
                                     GaussianVector(make_multivariate_normal_tril(mean, sd.asDiagonal())),
                                     GaussianVector(make_multivariate_normal(mean, sd.cwiseAbs2().asDiagonal()))}) {
    CHECK(variance(same) == sd.cwiseAbs2());
    CHECK(covariance(same) == MatrixXd(sd.cwiseAbs2().asDiagonal()));
    CHECK(entropy(same) == Approx(entropy(by_sd)).epsilon(1e-15));
    CHECK(log_prob(same, x) == Approx(log_prob(by_sd, x)).epsilon(1e-15));
  }
  const MatrixXd factor = matrix({{1, 0, 0}, {2, 3, 0}, {-1, 1, 2}});
  CHECK(covariance(MultivariateNormalTril{mean, factor}) == factor * factor.transpose());
  CHECK(variance(MultivariateNormalTril{mean, factor}) == matrix({{1}, {13}, {6}}));
}

TEST_CASE("multivariate_gaussian: in the plane the density integrates to 1 and its surprise to the entropy") {
  const MultivariateNormal distribution{VectorXd::Zero(2), matrix({{1, 0.6}, {0.6, 2}})};
  double mass = 0, surprise = 0;
  const double step = 0.1;
  for (int i = -120; i <= 120; ++i) {
    for (int j = -160; j <= 160; ++j) {
      const double log_density = log_prob(distribution, Eigen::Vector2d(i * step, j * step));
      mass += std::exp(log_density) * step * step;
      surprise -= std::exp(log_density) * log_density * step * step;
    }
  }
  CHECK(mass == Approx(1).epsilon(1e-12));
  CHECK(surprise == Approx(entropy(distribution)).epsilon(1e-12));
}

TEST_CASE("multivariate_gaussian: a change of unit by c adds d log c") {
  Generator generator(11);
  const MatrixXd covariance = random_covariance(generator, 5);
  const MultivariateNormal distribution{VectorXd::Zero(5), covariance};
  for (const double c : {1e-100, 0.5, 1e100}) {
    const MultivariateNormal scaled{VectorXd::Zero(5), covariance * c * c};
    CHECK(entropy(scaled) - entropy(distribution) == Approx(5 * std::log(c)).epsilon(1e-13));
  }
}

TEST_CASE("multivariate_gaussian: limits that are values") {
  const MultivariateNormal distribution{VectorXd::Zero(2), MatrixXd::Identity(2, 2)};
  CHECK(log_prob(distribution, VectorXd::Constant(2, 1e200)) == -infinity);
  CHECK(log_prob(MultivariateNormal{VectorXd::Constant(2, -largest), MatrixXd::Identity(2, 2)},
                 VectorXd::Constant(2, largest)) == -infinity);
  CHECK_NOTHROW(make_multivariate_normal(VectorXd::Zero(64), MatrixXd::Identity(64, 64)));
  // Rounding in the last digit is not asymmetry; the average is kept.
  const auto rounded = make_multivariate_normal(VectorXd::Zero(2), matrix({{1, 0.3}, {0.3 + 1e-15, 1}}));
  CHECK(rounded.covariance(0, 1) == rounded.covariance(1, 0));
}

TEST_CASE("multivariate_gaussian: what is no covariance or factor is refused") {
  const auto mvn = [](Eigen::Index d, const MatrixXd& m) {
    return refusal([&] { make_multivariate_normal(VectorXd::Zero(d), m); });
  };
  const auto tril = [](Eigen::Index d, const MatrixXd& m) {
    return refusal([&] { make_multivariate_normal_tril(VectorXd::Zero(d), m); });
  };
  CHECK(mvn(0, MatrixXd(0, 0)) == "mvn: mean must have 1 to 64 entries, got 0");
  CHECK(mvn(65, MatrixXd::Identity(65, 65)) == "mvn: mean must have 1 to 64 entries, got 65");
  CHECK(mvn(3, MatrixXd::Identity(2, 3)) == "mvn: covariance must have 3 rows, got 2");
  CHECK(mvn(3, MatrixXd::Identity(3, 2)) == "mvn: covariance must have 3 columns, got 2");
  CHECK(mvn(2, matrix({{1, 0.5}, {0.4, 1}})) ==
        "mvn: covariance must be symmetric, got 0.4 at [1][0] and 0.5 at [0][1]");
  const std::string indefinite = "mvn: covariance must be positive definite, but its leading ";
  CHECK(mvn(2, matrix({{1, 2}, {2, 1}})) == indefinite + "2 by 2 block is not");
  CHECK(mvn(2, matrix({{1, 1}, {1, 1}})) == indefinite + "2 by 2 block is not");
  CHECK(mvn(3, matrix({{4, 1, 3}, {1, 4, 3}, {3, 3, 2}})) == indefinite + "3 by 3 block is not");
  CHECK(mvn(2, matrix({{1, 0}, {0, -1}})) == "mvn: covariance[1][1] must be > 0, got -1");
  CHECK(mvn(1, matrix({{not_a_number}})) == "mvn: covariance must be finite, got nan");
  CHECK(refusal([] { make_multivariate_normal(VectorXd::Constant(1, infinity), MatrixXd::Identity(1, 1)); }) ==
        "mvn: mean must be finite, got inf");
  CHECK(tril(2, matrix({{1, 0}, {0.5, 0}})) == "mvn_tril: scale_tril[1][1] must be > 0, got 0");
  CHECK(tril(2, matrix({{1, 0.1}, {0.5, 1}})) == "mvn_tril: scale_tril must be lower triangular, got 0.1 at [0][1]");
  const VectorXd none = VectorXd::Zero(2), ones = VectorXd::Ones(2);
  CHECK(refusal([&] { make_diagonal_normal(none, VectorXd::Ones(3)); }) ==
        "diagonal_normal: variance must have 2 entries, got 3");
  CHECK(refusal([&] { make_diagonal_normal(none, none); }) == "diagonal_normal: variance[0] must be > 0, got 0");
  CHECK(refusal([&] { make_diagonal_normal_sd(none, -ones); }) == "diagonal_normal_sd: sd[0] must be > 0, got -1");
  CHECK(refusal([&] { make_diagonal_normal_sd(none * not_a_number, ones); }) ==
        "diagonal_normal_sd: mean[0] must be finite, got nan");
  CHECK(refusal([] { make_diagonal_normal(VectorXd::Zero(65), VectorXd::Ones(65)); }) ==
        "diagonal_normal: mean must have 1 to 64 entries, got 65");
  CHECK(tril(2, MatrixXd::Identity(3, 3)) == "mvn_tril: scale_tril must have 2 rows, got 3");

  const MultivariateNormal distribution{VectorXd::Zero(2), MatrixXd::Identity(2, 2)};
  CHECK(refusal([&] { log_prob(distribution, VectorXd::Zero(3)); }) == "log_prob: x must have 2 entries, got 3");
  CHECK(refusal([&] { log_prob(distribution, VectorXd::Constant(2, not_a_number)); }) ==
        "log_prob: x[0] must be finite, got nan");
  CHECK(refusal([] {
          entropy(MultivariateNormal{VectorXd::Zero(1), matrix({{-1}})});
        }) == "mvn: covariance must be > 0, got -1");
}
