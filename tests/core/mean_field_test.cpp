#include "core/mean_field.h"

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

MultivariateNormal in_the_plane(double rho) {
  MatrixXd covariance(2, 2);
  covariance << 1, rho, rho, 1;
  return {VectorXd::Constant(2, 1), covariance};
}

}  // namespace

TEST_CASE("mean_field: its gap is its KL to the target, and every step away from it costs") {
  Generator generator(61);
  for (const Index d : {1, 2, 5, 20}) {
    const MultivariateNormal target = random_normal(generator, d);
    const MeanField best = mean_field(target);
    CHECK(best.mean == target.mean);
    CHECK(kl(DiagonalNormal{best.mean, best.variance}, target) == Approx(best.gap).epsilon(1e-9).margin(1e-28));
    const VectorXd precision = target.covariance.partialPivLu().inverse().diagonal();
    CHECK((best.variance - precision.cwiseInverse()).norm() <= 1e-11);
    CHECK((best.variance.array() <= target.covariance.diagonal().array() * (1 + 1e-15)).all());
    for (int i = 0; i < 20; ++i) {
      const VectorXd mean = best.mean + 0.01 * random_vector(generator, d);
      const VectorXd variance = best.variance.array() * (0.02 * random_vector(generator, d)).array().exp();
      CHECK(kl(DiagonalNormal{mean, variance}, target) > best.gap);
    }
  }
}

TEST_CASE("mean_field: in the plane, variances 1 - rho² and a gap of -log(1 - rho²)/2, however small") {
  for (const double rho : {0.0, 1e-8, 1e-3, 0.5, 0.9, 0.999}) {
    const MeanField best = mean_field(in_the_plane(rho));
    CHECK(best.variance(0) == Approx((1 - rho) * (1 + rho)).epsilon(1e-13));
    CHECK(best.gap == Approx(-0.5 * std::log1p(-rho * rho)).epsilon(1e-13).margin(0));
  }
}

TEST_CASE("mean_field: of a posterior it is that of the posterior's Gaussian") {
  Generator generator(62);
  const MultivariateLinearGaussian model{random_normal(generator, 4), random_matrix(generator, 3, 4),
                                         random_vector(generator, 3), random_covariance(generator, 3)};
  const VectorXd x = random_vector(generator, 3);
  const MeanField direct = mean_field(model, x), indirect = mean_field(posterior(model, x));
  CHECK(direct.mean == indirect.mean);
  CHECK((direct.variance - indirect.variance).norm() <= 1e-14);
  CHECK(direct.gap == Approx(indirect.gap).epsilon(1e-12));
  CHECK(direct.gap == Approx(elbo_gap(model, x, DiagonalNormal{direct.mean, direct.variance})).epsilon(1e-12));
}

TEST_CASE("coordinate_ascent: the KL of each row, never rising, down to the mean field") {
  Generator generator(63);
  for (const Index d : {1, 2, 3, 8}) {
    const MultivariateNormal target = random_normal(generator, d);
    const VectorXd start = 3 * random_vector(generator, d);
    const CoordinateAscent trace = coordinate_ascent(target, start, 1000);
    CHECK(trace.mean.row(0).transpose() == start);
    for (const Index t : {0, 1, 2, 5, 1000}) {
      const DiagonalNormal q{trace.mean.row(t).transpose(), trace.fixed_point.variance};
      CHECK(trace.kl(t) == Approx(kl(q, target)).epsilon(1e-8).margin(1e-25));
    }
    for (Index t = 1; t <= 1000; ++t) CHECK(trace.distance(t) <= trace.distance(t - 1));
    CHECK((trace.mean.row(1000).transpose() - target.mean).norm() <= 1e-3);
  }
}

// One update is the minimum of KL along its coordinate.
TEST_CASE("coordinate_ascent: in a sweep each mean goes to where the KL is least, the others standing") {
  const MultivariateNormal target = in_the_plane(0.8);
  const CoordinateAscent trace = coordinate_ascent(target, VectorXd::Zero(2), 1);
  const VectorXd variance = trace.fixed_point.variance;
  const auto at = [&](double first, double second) {
    return kl(DiagonalNormal{Eigen::Vector2d(first, second), variance}, target);
  };
  const double first = trace.mean(1, 0), second = trace.mean(1, 1);
  CHECK(at(first, 0) < std::min(at(first + 1e-4, 0), at(first - 1e-4, 0)));
  CHECK(at(first, second) < std::min(at(first, second + 1e-4), at(first, second - 1e-4)));
}

TEST_CASE("coordinate_ascent: in the plane the error shrinks by rho² a sweep") {
  for (const double rho : {0.3, -0.7, 0.95}) {
    const CoordinateAscent trace = coordinate_ascent(in_the_plane(rho), Eigen::Vector2d(-2, 3), 20);
    for (Index t = 2; t <= 20; ++t) {
      CHECK(trace.distance(t) / trace.distance(t - 1) == Approx(rho * rho).epsilon(1e-12));
      CHECK(trace.mean(t, 1) - 1 == Approx(rho * rho * (trace.mean(t - 1, 1) - 1)).epsilon(1e-6).margin(1e-14));
    }
  }
}

TEST_CASE("coordinate_ascent: refusals") {
  const MultivariateNormal target = in_the_plane(0.5);
  CHECK(refusal([&] { coordinate_ascent(target, VectorXd::Zero(3), 1); }) ==
        "coordinate_ascent: start must have 2 entries, got 3");
  CHECK(refusal([&] { coordinate_ascent(target, VectorXd::Constant(2, infinity), 1); }) ==
        "coordinate_ascent: start[0] must be finite, got inf");
  CHECK(refusal([&] { coordinate_ascent(target, VectorXd::Zero(2), 1001); }) == "code limit");
  CHECK(refusal([&] { coordinate_ascent(target, VectorXd::Zero(2), -1); }) == "code limit");
  const MultivariateNormal large{VectorXd::Zero(64), MatrixXd::Identity(64, 64)};
  CHECK(refusal([&] { coordinate_ascent(large, VectorXd::Zero(64), 500); }) == "code limit");
  CHECK(refusal([&] { coordinate_ascent(large, VectorXd::Zero(64), 200); }) == "no error");
}
