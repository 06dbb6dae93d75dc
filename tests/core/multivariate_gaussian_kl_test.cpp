#include "core/gaussian.h"
#include "core/matrices.h"
#include "tests/catch.h"
#include "tests/core/multivariate_gaussians.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

// The same distribution by its factor.
GaussianVector by_factor(const MultivariateNormal& d) { return MultivariateNormalTril{d.mean, cholesky(d.covariance)}; }

}  // namespace

TEST_CASE("multivariate_gaussian kl: the textbook's formula, for covariances and factors, in every dimension") {
  Generator generator(31);
  for (Index d = 1; d <= 64; d += d < 20 ? 1 : 11) {
    const MultivariateNormal q = random_normal(generator, d), p = random_normal(generator, d);
    const double wanted = textbook_kl(q, p);
    CHECK(kl(q, p) == Approx(wanted).epsilon(1e-11));
    CHECK(kl(by_factor(q), by_factor(p)) == Approx(wanted).epsilon(1e-11));
    CHECK(kl(q, by_factor(p)) == Approx(wanted).epsilon(1e-11));
    CHECK(kl(by_factor(q), p) == Approx(wanted).epsilon(1e-11));
    const GaussianVector diagonal = DiagonalNormal{q.mean, q.covariance.diagonal()};
    const GaussianVector by_sd = DiagonalNormalSd{q.mean, q.covariance.diagonal().cwiseSqrt()};
    CHECK(kl(diagonal, p) == Approx(textbook_kl(diagonal, p)).epsilon(1e-11));
    CHECK(kl(p, diagonal) == Approx(textbook_kl(p, diagonal)).epsilon(1e-11));
    CHECK(kl(by_sd, p) == Approx(textbook_kl(diagonal, p)).epsilon(1e-11));
    CHECK(kl(by_factor(p), by_sd) == Approx(textbook_kl(p, diagonal)).epsilon(1e-11));
  }
}

TEST_CASE("multivariate_gaussian kl: independent coordinates add, one coordinate is the scalar normal") {
  Generator generator(32);
  for (const Index d : {1, 5, 20}) {
    const VectorXd q_mean = random_vector(generator, d), p_mean = random_vector(generator, d);
    const VectorXd q_sd = random_vector(generator, d).cwiseAbs(), p_sd = random_vector(generator, d).cwiseAbs();
    double by_sd = 0, by_variance = 0;
    for (Index i = 0; i < d; ++i) {
      by_sd += kl(NormalSd{q_mean(i), q_sd(i)}, NormalSd{p_mean(i), p_sd(i)});
      by_variance += kl(Normal{q_mean(i), q_sd(i)}, Normal{p_mean(i), p_sd(i)});
    }
    CHECK(kl(DiagonalNormalSd{q_mean, q_sd}, DiagonalNormalSd{p_mean, p_sd}) == Approx(by_sd).epsilon(1e-15));
    CHECK(kl(DiagonalNormal{q_mean, q_sd}, DiagonalNormal{p_mean, p_sd}) == Approx(by_variance).epsilon(1e-15));
    CHECK(kl(MultivariateNormalTril{q_mean, q_sd.asDiagonal()}, DiagonalNormalSd{p_mean, p_sd}) ==
          Approx(by_sd).epsilon(1e-14));
    CHECK(kl(MultivariateNormal{q_mean, q_sd.asDiagonal()}, DiagonalNormal{p_mean, p_sd}) ==
          Approx(by_variance).epsilon(1e-14));
  }
}

TEST_CASE("multivariate_gaussian kl: an invertible map of the space changes nothing") {
  Generator generator(33);
  for (const Index d : {2, 7, 24}) {
    const MultivariateNormal q = random_normal(generator, d), p = random_normal(generator, d);
    const MatrixXd rotation = random_matrix(generator, d, d).householderQr().householderQ();
    const MatrixXd map = rotation * VectorXd::LinSpaced(d, 0.5, 2).asDiagonal();
    const auto mapped = [&](const MultivariateNormal& of) {
      const MatrixXd image = map * of.covariance * map.transpose();
      return MultivariateNormal{map * of.mean, symmetrised(image)};
    };
    CHECK(kl(mapped(q), mapped(p)) == Approx(kl(q, p)).epsilon(1e-11));
  }
}

// To second order KL = tr((S^-1 D)^2)/4 + shift^T S^-1 shift/2, where the textbook has no digit. The second path solves
// with the covariance, which costs its condition's share of the digits.
TEST_CASE("multivariate_gaussian kl: as near as double precision tells two distributions apart") {
  Generator generator(34);
  for (const Index d : {1, 3, 16, 17, 40}) {
    const MultivariateNormal p = random_normal(generator, d);
    const MatrixXd noise = random_matrix(generator, d, d);
    for (const double size : {1e-5, 1e-8, 1e-11}) {
      INFO(d << " dimensions, " << size << " apart");
      const MultivariateNormal q{p.mean + size * random_vector(generator, d),
                                 symmetrised(p.covariance + size * (noise + noise.transpose()))};
      const MatrixXd apart = q.covariance - p.covariance, ratio = p.covariance.partialPivLu().solve(apart);
      const VectorXd shift = q.mean - p.mean;
      const double wanted = (ratio * ratio).trace() / 4 + shift.dot(p.covariance.partialPivLu().solve(shift)) / 2;
      CHECK(kl(q, p) == Approx(wanted).epsilon(100 * size * double(d) + 1e-6).margin(0));
      CHECK(kl(q, by_factor(p)) > 0);
    }
  }
}

TEST_CASE("multivariate_gaussian kl: 0 for equals, however they are given, and for nothing else") {
  Generator generator(35);
  for (const Index d : {1, 4, 17}) {
    const MultivariateNormal p = random_normal(generator, d);
    CHECK(kl(p, p) == 0);
    CHECK(kl(by_factor(p), by_factor(p)) == 0);
    const VectorXd sd = VectorXd::LinSpaced(d, 0.5, 1).array().round() + 0.5;
    const GaussianVector same[] = {DiagonalNormalSd{p.mean, sd}, DiagonalNormal{p.mean, sd.cwiseAbs2()},
                                   MultivariateNormal{p.mean, sd.cwiseAbs2().asDiagonal()},
                                   MultivariateNormalTril{p.mean, sd.asDiagonal()}};
    for (const auto& a : same) {
      for (const auto& b : same) CHECK(kl(a, b) == 0);
    }
    MultivariateNormal next = p;
    next.covariance(0, 0) = std::nextafter(next.covariance(0, 0), 9);
    CHECK(kl(next, p) > 0);
    CHECK(kl(next, p) < 1e-28);
    MultivariateNormalTril tiny{VectorXd::Zero(d), 1e300 * MatrixXd::Identity(d, d)}, beside = tiny;
    beside.mean(0) = smallest;
    CHECK(kl(tiny, beside) == smallest);
  }
}

TEST_CASE("multivariate_gaussian kl: a change of unit changes nothing, up to 1e±150") {
  Generator generator(36);
  for (const Index d : {1, 5}) {
    const MultivariateNormal q = random_normal(generator, d), p = random_normal(generator, d);
    const MatrixXd q_factor = cholesky(q.covariance), p_factor = cholesky(p.covariance);
    const double wanted = kl(by_factor(q), by_factor(p));
    for (const double unit : {0x1p-500, 0x1p500}) {
      CHECK(kl(MultivariateNormalTril{unit * q.mean, unit * q_factor},
               MultivariateNormalTril{unit * p.mean, unit * p_factor}) == Approx(wanted).epsilon(1e-15));
      CHECK(kl(MultivariateNormal{unit * q.mean, unit * unit * q.covariance},
               MultivariateNormal{unit * p.mean, unit * unit * p.covariance}) == Approx(kl(q, p)).epsilon(1e-15));
    }
  }
}

TEST_CASE("multivariate_gaussian kl: limits that are values") {
  for (const Index d : {2, 20}) {
    const VectorXd zero = VectorXd::Zero(d);
    const MatrixXd unit = MatrixXd::Identity(d, d);
    MatrixXd mixed = unit;
    mixed(1, 0) = 0.5;
    const MultivariateNormalTril narrow{zero, 1e-150 * mixed}, wide{zero, 1e150 * mixed};
    CHECK(kl(wide, narrow) == infinity);
    CHECK(kl(narrow, wide) == Approx(double(d) * (300 * std::log(10.0) - 0.5)).epsilon(1e-14));
    const MultivariateNormal low{zero, 1e-300 * unit}, high{zero, 1e300 * unit};
    CHECK(kl(high, low) == infinity);
    CHECK(kl(low, high) == Approx(double(d) * (300 * std::log(10.0) - 0.5)).epsilon(1e-14));
    CHECK(kl(MultivariateNormal{VectorXd::Constant(d, 1e200), unit}, MultivariateNormal{zero, unit}) == infinity);
  }
  CHECK(
      refusal([] {
        kl(DiagonalNormal{VectorXd::Zero(2), VectorXd::Ones(2)}, DiagonalNormal{VectorXd::Zero(3), VectorXd::Ones(3)});
      }) == "kl: p must have 2 dimensions, got 3");
}
