#include "core/kl_estimators.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// Mean and variance of f(z) under a normal, by quadrature.
Moments over(const Normal& q, const std::function<double(double)>& f) {
  const double mean = expectation(f, q.mean, q.variance);
  return {mean, expectation([&](double z) { return (f(z) - mean) * (f(z) - mean); }, q.mean, q.variance)};
}

Moments of_draws(const std::vector<double>& draws) {
  Moments result{0, 0};
  for (const double draw : draws) result.mean += draw / double(draws.size());
  for (const double draw : draws) result.variance += std::pow(draw - result.mean, 2) / (double(draws.size()) - 1);
  return result;
}

}  // namespace

TEST_CASE("kl_estimator_moments: k1 and k3 are unbiased and k2 is not") {
  const Categorical q{Eigen::VectorXd{{3, 2, 1}}}, p{Eigen::VectorXd{{1, 1, 2}}};
  const auto moments = kl_estimator_moments(q, p);
  const double divergence = kl(q, p);
  CHECK(moments.k1.mean == divergence);
  CHECK(moments.k3.mean == Approx(divergence).epsilon(1e-14));
  CHECK(std::abs(moments.k2.mean - divergence) > 0.01);
  CHECK(moments.ratio.mean == Approx(1).epsilon(1e-14));
  CHECK(kl_estimator_moments(q, q).k1.variance == 0);
  const auto ruled_out = kl_estimator_moments(q, {Eigen::VectorXd{{1, 0, 1}}});
  CHECK(ruled_out.k1.mean == infinity);
}

TEST_CASE("kl_estimator_moments: between normals, as quadrature over the estimators' own formulas has them") {
  const Normal q{0.3, 1.2};
  for (const Normal p : {Normal{0.3, 1.25}, Normal{0.5, 1.2}, Normal{-0.4, 1.5}, Normal{1.4, 0.7}, Normal{0.3, 0.4},
                         Normal{0.45, 1.3}, Normal{0.4, 1.05}}) {
    INFO(p.mean << " " << p.variance);
    const auto log_r = [&](double z) {
      return textbook_log_density(z, p.mean, p.variance) - textbook_log_density(z, q.mean, q.variance);
    };
    const auto check = [](const Moments& claimed, const Moments& truth) {
      CHECK(claimed.mean == Approx(truth.mean).epsilon(1e-11));
      CHECK(claimed.variance == Approx(truth.variance).epsilon(1e-10));
    };
    const auto moments = kl_estimator_moments(q, p);
    check(moments.k1, over(q, [&](double z) { return -log_r(z); }));
    check(moments.k2, over(q, [&](double z) { return log_r(z) * log_r(z) / 2; }));
    check(moments.k3, over(q, [&](double z) { return std::exp(log_r(z)) - 1 - log_r(z); }));
    check(moments.ratio, over(q, [&](double z) { return std::exp(log_r(z)); }));
    const auto by_sd = kl_estimator_moments(NormalSd{q.mean, std::sqrt(q.variance)}, {p.mean, std::sqrt(p.variance)});
    CHECK(by_sd.k3.variance == Approx(moments.k3.variance).epsilon(1e-12));
  }
}

TEST_CASE("kl_estimator_moments: both forms of k3's variance meet where one hands over to the other") {
  const auto variance_at = [](double mean) { return kl_estimator_moments(Normal{mean, 1}, {0, 1}).k3.variance; };
  CHECK(variance_at(0.25 - 1e-12) == Approx(variance_at(0.25)).epsilon(1e-10));
}

TEST_CASE("kl_estimator_moments: of near normals k3 is nearly the square of a normal draw") {
  for (const double d : {1e-3, 1e-8, 1e-60}) {
    const auto moments = kl_estimator_moments(Normal{d, 1}, {0, 1});
    CHECK(moments.k1.variance == Approx(d * d).epsilon(1e-14));
    CHECK(moments.k3.variance / (d * d) == Approx(d * d / 2).epsilon(5 * d + 1e-12));
    CHECK(moments.ratio.variance == Approx(d * d).epsilon(d * d + 1e-14));
  }
  CHECK(kl_estimator_moments(Normal{1, 2}, {1, 2}).k3.variance == 0);
}

TEST_CASE("kl_estimator_moments: k3 has no variance from twice the variance on, and the others keep theirs") {
  const Normal q{0, 1};
  CHECK(std::isfinite(kl_estimator_moments(q, {0, 1.999}).k3.variance));
  for (const Normal p : {Normal{0, 2}, Normal{0.5, 2}, Normal{0, 3}, Normal{0, 1e300}}) {
    const auto moments = kl_estimator_moments(q, p);
    CHECK(moments.k3.variance == infinity);
    CHECK(moments.ratio.variance == infinity);
    CHECK(moments.k3.mean == kl(q, p));
    CHECK(std::isfinite(moments.k1.variance));
    CHECK(std::isfinite(moments.k2.variance));
  }
  // What diverges: the second moment of r over longer and longer intervals, beyond every bound.
  const auto second_moment = [&](double width) {
    return integral(
        [&](double z) { return std::exp(2 * textbook_log_density(z, 0, 3) - textbook_log_density(z, 0, 1)); }, 0,
        width);
  };
  CHECK(second_moment(30) > 1e10);
}

TEST_CASE("kl_estimator_moments: where results leave the range of a double they are inf, never NaN") {
  for (const Normal q : {Normal{1e200, 1e-10}, Normal{0, 1e300}, Normal{1e150, 1}, Normal{-1e100, 5e-324}}) {
    const auto moments = kl_estimator_moments(q, {0, 1e-3});
    for (const Moments& k : {moments.k1, moments.k2, moments.k3, moments.ratio}) {
      CHECK_FALSE(std::isnan(k.mean));
      CHECK_FALSE(std::isnan(k.variance));
    }
  }
}

TEST_CASE("kl_estimator_draws: means within five standard errors, and the same draws for the same seed") {
  const Normal q{0.3, 1.2}, p{-0.2, 1};
  const Categorical qc{Eigen::VectorXd{{3, 2, 1, 0}}}, pc{Eigen::VectorXd{{1, 1, 2, 1}}};
  const auto check = [](const KlEstimatorDraws& draws, const KlEstimatorMoments& moments) {
    const auto near = [&](const std::vector<double>& k, const Moments& truth) {
      CHECK(std::abs(of_draws(k).mean - truth.mean) < 5 * std::sqrt(truth.variance / double(k.size())));
      CHECK(of_draws(k).variance == Approx(truth.variance).epsilon(0.5));
    };
    near(draws.k1, moments.k1);
    near(draws.k2, moments.k2);
    near(draws.k3, moments.k3);
  };
  check(kl_estimator_draws(q, p, max_draws, 3), kl_estimator_moments(q, p));
  check(kl_estimator_draws(qc, pc, max_draws, 3), kl_estimator_moments(qc, pc));
  CHECK(kl_estimator_draws(q, p, 9, 5).k3 == kl_estimator_draws(q, p, 9, 5).k3);
  CHECK(kl_estimator_draws(q, p, 9, 5).k3 != kl_estimator_draws(q, p, 9, 6).k3);
}

TEST_CASE("kl_estimator_draws: what is refused") {
  const Normal q{0, 1};
  CHECK(refusal([&] { kl_estimator_draws(q, q, 0, 1); }) ==
        "kl_estimator_draws: samples must be a whole number from 1 to 1500, got 0");
  CHECK(refusal([&] { kl_estimator_draws(q, q, 1501, 1); }) ==
        "kl_estimator_draws: samples must be a whole number from 1 to 1500, got 1501");
  CHECK(refusal([] {
          kl_estimator_draws(Categorical{Eigen::VectorXd{{1, 1}}}, {Eigen::VectorXd{{1, 0}}}, 5, 1);
        }) == "kl_estimator_draws: KL(q || p) must be finite, got inf");
}
