#include "core/estimators.h"

#include <cmath>

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

struct Moments {
  double mean, variance;
};

// Mean and variance of f(eps), eps standard normal, by quadrature.
Moments over_eps(const std::function<double(double)>& f) {
  const double mean = expectation(f, 0, 1);
  const double second = expectation([&](double e) { return (f(e) - mean) * (f(e) - mean); }, 0, 1);
  return {mean, second};
}

}  // namespace

TEST_CASE("gradient_estimator_moments: the variances of the estimators as they are written in code") {
  const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
  const Normal q{0.25, 0.5};
  const double x = 1.5, sd = std::sqrt(q.variance);
  const auto log_joint = [&](double z) {
    return textbook_log_density(x, model.slope * z + model.offset, model.noise_variance) +
           textbook_log_density(z, model.prior.mean, model.prior.variance);
  };
  const auto log_likelihood = [&](double z) {
    return textbook_log_density(x, model.slope * z + model.offset, model.noise_variance);
  };
  const auto log_q = [&](double z) { return textbook_log_density(z, q.mean, q.variance); };
  const auto z = [&](double e) { return q.mean + sd * e; };
  // d/dz of log p(x | z), log p(z) and log q(z).
  const auto likelihood_slope = [&](double at) {
    return model.slope * (x - model.slope * at - model.offset) / model.noise_variance;
  };
  const auto prior_slope = [&](double at) { return -(at - model.prior.mean) / model.prior.variance; };
  const auto q_slope = [&](double at) { return -(at - q.mean) / q.variance; };

  const auto moments = gradient_estimator_moments(model, x, q);
  const auto check = [&](const GradientVariance& claimed, const std::function<double(double)>& mean,
                         const std::function<double(double)>& log_sd) {
    CHECK(claimed.mean == Approx(over_eps(mean).variance).epsilon(1e-11));
    CHECK(claimed.log_sd == Approx(over_eps(log_sd).variance).epsilon(1e-11));
  };
  const auto total = [&](double e) { return likelihood_slope(z(e)) + prior_slope(z(e)); };
  check(moments.reparameterised, total, [&](double e) { return total(e) * sd * e; });
  check(
      moments.closed_form_kl, [&](double e) { return likelihood_slope(z(e)); },
      [&](double e) { return likelihood_slope(z(e)) * sd * e; });
  const auto path = [&](double e) { return total(e) - q_slope(z(e)); };
  check(moments.sticking_the_landing, path, [&](double e) { return path(e) * sd * e; });
  const auto weight = [&](double e) { return log_joint(z(e)) - log_q(z(e)); };
  check(
      moments.score, [&](double e) { return weight(e) * e / sd; }, [&](double e) { return weight(e) * (e * e - 1); });
  // The best baseline b has E[(f - b) s²] = 0 for a score s of mean 0.
  const auto with_best_baseline = [&](const std::function<double(double)>& s, double claimed) {
    const double square = expectation([&](double e) { return s(e) * s(e); }, 0, 1);
    const double best = expectation([&](double e) { return weight(e) * s(e) * s(e); }, 0, 1) / square;
    CHECK(claimed == Approx(best).epsilon(1e-11));
    return over_eps([&](double e) { return (weight(e) - best) * s(e); }).variance;
  };
  CHECK(moments.score_with_baseline.mean ==
        Approx(with_best_baseline([&](double e) { return e / sd; }, moments.optimal_baseline.mean)).epsilon(1e-11));
  CHECK(moments.score_with_baseline.log_sd ==
        Approx(with_best_baseline([](double e) { return e * e - 1; }, moments.optimal_baseline.log_sd)).epsilon(1e-11));
  CHECK(moments.value.monte_carlo == Approx(over_eps(weight).variance).epsilon(1e-11));
  CHECK(moments.value.closed_form_kl ==
        Approx(over_eps([&](double e) { return log_likelihood(z(e)); }).variance).epsilon(1e-11));
  CHECK(moments.value.closed_form_entropy ==
        Approx(over_eps([&](double e) { return log_joint(z(e)); }).variance).epsilon(1e-11));
}

TEST_CASE("gradient_estimator_moments: at the posterior three estimators have no noise left") {
  const LinearGaussian model{{0, 4}, 1, 0, 1};
  const auto moments = gradient_estimator_moments(model, 2, posterior(model, 2));
  CHECK(moments.sticking_the_landing.mean < 1e-30);
  CHECK(moments.score_with_baseline.log_sd < 1e-30);
  CHECK(moments.value.monte_carlo < 1e-30);
  CHECK(moments.reparameterised.mean == Approx(1.25).epsilon(1e-14));
  CHECK(moments.closed_form_kl.mean == Approx(0.8).epsilon(1e-14));
  CHECK(moments.value.closed_form_kl == Approx(0.448).epsilon(1e-14));
}

TEST_CASE("cosine_gradient_moments: by quadrature, from slow waves to fast") {
  for (const double w : {0.0, 0.01, 0.7, 3.0, 8.0}) {
    const NormalSd d{0.3, 0.8};
    const auto moments = cosine_gradient_moments(w, d);
    const auto z = [&](double e) { return d.mean + d.sd * e; };
    const auto path = over_eps([&](double e) { return -w * std::sin(w * z(e)); });
    const auto score = over_eps([&](double e) { return std::cos(w * z(e)) * e / d.sd; });
    CHECK(moments.gradient == Approx(path.mean).epsilon(1e-11).margin(1e-13));
    CHECK(moments.reparameterised == Approx(path.variance).epsilon(1e-11).margin(1e-13));
    CHECK(moments.score == Approx(score.variance).epsilon(1e-11));
  }
  CHECK(cosine_gradient_moments(1e200, {0, 1}).score == 0.5);
}
