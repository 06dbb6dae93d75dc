#include "core/multivariate_linear_gaussian.h"

#include "core/linear_gaussian.h"
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

struct Setting {
  MultivariateLinearGaussian model;
  VectorXd x;
  MultivariateNormal q;
};

Setting random_setting(Generator& generator, Index d, Index m) {
  return {{random_normal(generator, d), random_matrix(generator, m, d), random_vector(generator, m),
           random_covariance(generator, m)},
          2 * random_vector(generator, m),
          random_normal(generator, d)};
}

constexpr Index sizes[][2] = {{1, 1}, {2, 1}, {1, 3}, {3, 2}, {4, 4}, {7, 5}, {20, 18}};

// log p(x | z) and log p(x, z) from densities alone.
double log_likelihood(const Setting& s, const VectorXd& z) {
  return log_prob(MultivariateNormal{s.model.slope * z + s.model.offset, s.model.noise_covariance}, s.x);
}
double log_joint(const Setting& s, const VectorXd& z) { return log_likelihood(s, z) + log_prob(s.model.prior, z); }

// E_q of a quadratic function, exactly: over the 2d points mean ± sqrt(d) column of L, with equal weights.
template <class Function>
double expectation_over(const MultivariateNormal& q, const Function& f) {
  const MatrixXd factor = q.covariance.llt().matrixL();
  const double far = std::sqrt(double(factor.cols()));
  double sum = 0;
  for (Index i = 0; i < factor.cols(); ++i) sum += f(q.mean + far * factor.col(i)) + f(q.mean - far * factor.col(i));
  return sum / (2 * double(factor.cols()));
}

}  // namespace

TEST_CASE("multivariate_linear_gaussian: the posterior is the joint over the evidence, at every z") {
  Generator generator(51);
  for (const auto& [d, m] : sizes) {
    const Setting s = random_setting(generator, d, m);
    const MultivariateNormal at_x = posterior(s.model, s.x);
    CHECK(log_evidence(s.model, s.x) == Approx(log_prob(marginal(s.model), s.x)).epsilon(1e-11));
    for (int i = 0; i < 5; ++i) {
      const VectorXd z = random_vector(generator, d);
      const double by_bayes = log_joint(s, z) - log_evidence(s.model, s.x);
      CHECK(log_prob(at_x, z) == Approx(by_bayes).epsilon(1e-9).margin(1e-9));
    }
  }
}

TEST_CASE("multivariate_linear_gaussian: the blocks of the joint Gaussian, by LU") {
  Generator generator(52);
  for (const auto& [d, m] : sizes) {
    const auto [model, x, q] = random_setting(generator, d, m);
    const MatrixXd S = covariance(model.prior), cross = S * model.slope.transpose();
    const MatrixXd of_x = model.slope * cross + model.noise_covariance;
    const MatrixXd gain = of_x.partialPivLu().solve(cross.transpose()).transpose();
    const VectorXd fitted = model.slope * mean(model.prior) + model.offset;
    CHECK((marginal(model).covariance - of_x).norm() <= 1e-13 * of_x.norm());
    CHECK((marginal(model).mean - fitted).norm() <= 1e-13);
    CHECK((posterior(model, x).mean - mean(model.prior) - gain * (x - fitted)).norm() <= 1e-10);
    CHECK((posterior(model, x).covariance - S + gain * cross.transpose()).norm() <= 1e-11 * S.norm());
  }
}

TEST_CASE("multivariate_linear_gaussian: expectations under q by cubature, exact for quadratic functions") {
  Generator generator(53);
  for (const auto& [d, m] : sizes) {
    const Setting s = random_setting(generator, d, m);
    const double likelihood = expectation_over(s.q, [&](const VectorXd& z) { return log_likelihood(s, z); });
    const double joint = expectation_over(s.q, [&](const VectorXd& z) { return log_joint(s, z); });
    CHECK(expected_log_likelihood(s.model, s.x, s.q) == Approx(likelihood).epsilon(1e-11));
    CHECK(expected_log_joint(s.model, s.x, s.q) == Approx(joint).epsilon(1e-11));
    CHECK(elbo(s.model, s.x, s.q) == Approx(joint + entropy(s.q)).epsilon(1e-11));
  }
}

TEST_CASE("multivariate_linear_gaussian: three paths to the gap") {
  Generator generator(54);
  for (int i = 0; i < 10; ++i) {
    for (const auto& [d, m] : sizes) {
      const Setting s = random_setting(generator, d, m);
      const double evidence = log_evidence(s.model, s.x), bound = elbo(s.model, s.x, s.q);
      const double gap = elbo_gap(s.model, s.x, s.q);
      CHECK(std::abs(evidence - bound - gap) <= 1e-12 * (std::abs(evidence) + std::abs(bound)));
      CHECK(kl(s.q, posterior(s.model, s.x)) == Approx(gap).epsilon(1e-9));
      const GaussianVector diagonal = DiagonalNormal{s.q.mean, s.q.covariance.diagonal()};
      CHECK(elbo_gap(s.model, s.x, diagonal) == Approx(evidence - elbo(s.model, s.x, diagonal)).epsilon(1e-10));
    }
  }
}

// The posterior is rounded to doubles: what that leaves is some eps². A step away from it costs its square.
TEST_CASE("multivariate_linear_gaussian: next to the posterior the gap keeps its digits") {
  Generator generator(55);
  for (const auto& [d, m] : sizes) {
    const Setting s = random_setting(generator, d, m);
    const MultivariateNormal at_x = posterior(s.model, s.x);
    CHECK(elbo_gap(s.model, s.x, at_x) >= 0);
    CHECK(elbo_gap(s.model, s.x, at_x) <= 1e-26);
    MultivariateNormal moved = at_x;
    moved.mean += 1e-9 * random_vector(generator, d);
    const VectorXd shift = moved.mean - at_x.mean;
    CHECK(elbo_gap(s.model, s.x, moved) ==
          Approx(shift.dot(at_x.covariance.partialPivLu().solve(shift)) / 2).epsilon(1e-4).margin(0));
  }
}

TEST_CASE("multivariate_linear_gaussian: the gradient by central differences of the ELBO") {
  Generator generator(56);
  const double step = 1e-5;
  for (const auto& [d, m] : sizes) {
    if (d > 7) continue;
    const Setting s = random_setting(generator, d, m);
    const MatrixXd factor = cholesky(s.q.covariance);
    const auto gradient = elbo_gradient(s.model, s.x, s.q);
    const auto elbo_at = [&](const VectorXd& centre, const MatrixXd& scale) {
      return elbo(s.model, s.x, MultivariateNormalTril{centre, scale});
    };
    for (Index i = 0; i < d; ++i) {
      const VectorXd along = step * VectorXd::Unit(d, i);
      const double by_mean = (elbo_at(s.q.mean + along, factor) - elbo_at(s.q.mean - along, factor)) / (2 * step);
      CHECK(gradient.mean(i) == Approx(by_mean).epsilon(1e-5).margin(1e-5));
      for (Index j = 0; j <= i; ++j) {
        MatrixXd more = factor, less = factor;
        more(i, j) += step;
        less(i, j) -= step;
        const double by_entry = (elbo_at(s.q.mean, more) - elbo_at(s.q.mean, less)) / (2 * step);
        CHECK(gradient.scale_tril(i, j) == Approx(by_entry).epsilon(1e-4).margin(1e-4));
        if (j < i) CHECK(gradient.scale_tril(j, i) == 0);
      }
    }
  }
}

TEST_CASE("multivariate_linear_gaussian: one dimension is the scalar model") {
  Generator generator(57);
  for (int i = 0; i < 50; ++i) {
    const double m0 = 2 * generator.uniform(), v0 = 0.1 + generator.uniform(), a = generator.uniform() - 0.5;
    const double b = generator.uniform(), v = 0.1 + generator.uniform(), x = 4 * generator.uniform();
    const Normal q{generator.uniform(), 0.1 + generator.uniform()};
    const LinearGaussian scalar{{m0, v0}, a, b, v};
    const auto one = [](double value) { return VectorXd::Constant(1, value); };
    const MultivariateLinearGaussian model{DiagonalNormal{one(m0), one(v0)}, one(a), one(b), one(v)};
    const GaussianVector also_q = MultivariateNormal{one(q.mean), one(q.variance)};
    CHECK(posterior(model, one(x)).mean(0) == Approx(posterior(scalar, x).mean).epsilon(1e-15));
    CHECK(posterior(model, one(x)).covariance(0, 0) == Approx(posterior(scalar, x).variance).epsilon(1e-15));
    CHECK(marginal(model).covariance(0, 0) == Approx(marginal(scalar).variance).epsilon(1e-15));
    CHECK(log_evidence(model, one(x)) == Approx(log_evidence(scalar, x)).epsilon(1e-14).margin(1e-14));
    CHECK(elbo(model, one(x), also_q) == Approx(elbo(scalar, x, q)).epsilon(1e-14).margin(1e-14));
    CHECK(elbo_gap(model, one(x), also_q) == Approx(elbo_gap(scalar, x, q)).epsilon(1e-14));
    const auto gradient = elbo_gradient(model, one(x), also_q);
    const ElboGradient wanted = elbo_gradient(scalar, x, q);
    CHECK(gradient.mean(0) == Approx(wanted.mean).epsilon(1e-14));
    CHECK(gradient.scale_tril(0, 0) * std::sqrt(q.variance) == Approx(wanted.log_sd).epsilon(1e-13).margin(1e-15));
  }
}

TEST_CASE("multivariate_linear_gaussian: a slope of 0 leaves the prior, and refusals name what does not fit") {
  Generator generator(58);
  const Setting s = random_setting(generator, 3, 2);
  MultivariateLinearGaussian blind = s.model;
  blind.slope.setZero();
  CHECK((posterior(blind, s.x).mean - mean(s.model.prior)).norm() <= 1e-15);
  CHECK((posterior(blind, s.x).covariance - covariance(s.model.prior)).norm() <= 1e-14);

  const auto refused = [&](const auto& change) {
    Setting changed = s;
    change(changed);
    return refusal([&] { elbo(changed.model, changed.x, changed.q); });
  };
  CHECK(refused([](Setting& c) { c.model.slope = MatrixXd::Ones(2, 2); }) ==
        "linear_gaussian: slope must have 3 columns, got 2");
  CHECK(refused([](Setting& c) { c.model.slope(1, 1) = not_a_number; }) ==
        "linear_gaussian: slope[1][1] must be finite, got nan");
  CHECK(refused([](Setting& c) { c.model.offset = VectorXd(0); }) ==
        "linear_gaussian: offset must have 1 to 64 entries, got 0");
  CHECK(refused([](Setting& c) { c.model.noise_covariance(0, 0) = -1; }) ==
        "linear_gaussian: noise_covariance[0][0] must be > 0, got -1");
  CHECK(refused([](Setting& c) { c.x = VectorXd::Ones(3); }) == "linear_gaussian: x must have 2 entries, got 3");
  CHECK(refused([](Setting& c) { c.x(0) = infinity; }) == "linear_gaussian: x[0] must be finite, got inf");
  CHECK(refused([](Setting& c) { c.q.mean = VectorXd::Ones(2), c.q.covariance = MatrixXd::Identity(2, 2); }) ==
        "linear_gaussian: q must have 3 dimensions, got 2");
}
