#include "core/estimator_draws.h"

#include <cmath>

#include "core/normal_draw.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
const Normal q{0.25, 0.5};
const double x = 1.5;

struct Spread {
  double mean = 0, variance = 0;
};

Spread of_draws(const std::vector<double>& draws) {
  const double count = double(draws.size());
  Spread result;
  for (const double draw : draws) result.mean += draw / count;
  for (const double draw : draws) result.variance += std::pow(draw - result.mean, 2) / (count - 1);
  return result;
}

// Five standard errors of the mean, and a variance that a run of this length tells from another estimator's.
void check(const std::vector<double>& draws, double mean, double variance) {
  const Spread found = of_draws(draws);
  CHECK(std::abs(found.mean - mean) < 5 * std::sqrt(variance / double(draws.size())));
  CHECK(found.variance == Approx(variance).epsilon(0.35));
}

}  // namespace

TEST_CASE("normal_draw: the moments of a standard normal, within five standard errors") {
  Generator generator(12);
  const int count = 200'000;
  double moments[5] = {};
  for (int i = 0; i < count; ++i) {
    const double e = normal_draw(generator);
    for (int k = 1; k <= 4; ++k) moments[k] += std::pow(e, k) / count;
  }
  const double root = std::sqrt(double(count));
  CHECK(std::abs(moments[1]) < 5 / root);
  CHECK(std::abs(moments[2] - 1) < 5 * std::sqrt(2.0) / root);
  CHECK(std::abs(moments[3]) < 5 * std::sqrt(15.0) / root);
  CHECK(std::abs(moments[4] - 3) < 5 * std::sqrt(96.0) / root);
}

TEST_CASE("gradient_draw: what each estimator's textbook formula gives at the same z, by central differences") {
  const auto at = estimator_terms(model, x, q);
  // log densities at z = mean + sd eps for a q that may have moved while the one inside log q stays.
  const auto log_likelihood = [](double z) {
    return textbook_log_density(x, model.slope * z + model.offset, model.noise_variance);
  };
  const auto log_joint = [&](double z) {
    return log_likelihood(z) + textbook_log_density(z, model.prior.mean, model.prior.variance);
  };
  const auto log_q = [](double z, double mean, double log_sd) {
    return textbook_log_density(z, mean, std::exp(2 * log_sd));
  };
  const double mean = q.mean, log_sd = 0.5 * std::log(q.variance), h = 1e-5;
  using Surface = std::function<double(double mean, double log_sd)>;
  for (const double eps : {-1.7, -0.2, 0.0, 0.9, 3.1}) {
    const auto z = [&](double m, double l) { return m + std::exp(l) * eps; };
    const auto entropy = [](double l) { return l; };  // up to a constant
    const auto kl_to_prior = [&](double m, double l) { return kl(Normal{m, std::exp(2 * l)}, model.prior); };
    const auto gradient = [&](const Surface& f) {
      return ElboGradient{(f(mean + h, log_sd) - f(mean - h, log_sd)) / (2 * h),
                          (f(mean, log_sd + h) - f(mean, log_sd - h)) / (2 * h)};
    };
    const auto same = [&](GradientEstimator which, const ElboGradient& truth) {
      const auto draw = gradient_draw(which, at, eps);
      CHECK(draw.mean == Approx(truth.mean).epsilon(1e-7).margin(1e-7));
      CHECK(draw.log_sd == Approx(truth.log_sd).epsilon(1e-7).margin(1e-7));
    };
    same(GradientEstimator::reparameterised,
         gradient([&](double m, double l) { return log_joint(z(m, l)) + entropy(l); }));
    same(GradientEstimator::closed_form_kl,
         gradient([&](double m, double l) { return log_likelihood(z(m, l)) - kl_to_prior(m, l); }));
    same(GradientEstimator::sticking_the_landing,
         gradient([&](double m, double l) { return log_joint(z(m, l)) - log_q(z(m, l), mean, log_sd); }));
    const double here = z(mean, log_sd), weight = log_joint(here) - log_q(here, mean, log_sd);
    const auto score = gradient([&](double m, double l) { return log_q(here, m, l); });
    same(GradientEstimator::score, {weight * score.mean, weight * score.log_sd});
    const auto best = at.optimal_baseline();
    same(GradientEstimator::score_with_baseline,
         {(weight - best.mean) * score.mean, (weight - best.log_sd) * score.log_sd});
  }
}

TEST_CASE("gradient_estimator_draws: unbiased, with the variances that the moments promise") {
  const auto moments = gradient_estimator_moments(model, x, q);
  const auto truth = elbo_gradient(model, x, q);
  const auto draws = gradient_estimator_draws(model, x, q, max_draws, 8);
  const GradientVariance variances[] = {moments.reparameterised, moments.closed_form_kl, moments.sticking_the_landing,
                                        moments.score, moments.score_with_baseline};
  REQUIRE(draws.size() == std::size(variances));
  for (std::size_t k = 0; k < draws.size(); ++k) {
    INFO(k);
    check(draws[k].mean, truth.mean, variances[k].mean);
    check(draws[k].log_sd, truth.log_sd, variances[k].log_sd);
  }
}

TEST_CASE("value_estimator_draws: unbiased, and a closed-form KL can have the larger variance") {
  const LinearGaussian exercise{{0, 4}, 1, 0, 1};
  const Normal given{1, 1.5};
  const auto moments = gradient_estimator_moments(exercise, 2, given).value;
  const auto draws = value_estimator_draws(exercise, 2, given, max_draws, 8);
  const double truth = elbo(exercise, 2, given);
  check(draws.monte_carlo, truth, moments.monte_carlo);
  check(draws.closed_form_kl, truth, moments.closed_form_kl);
  check(draws.closed_form_entropy, truth, moments.closed_form_entropy);
  CHECK(of_draws(draws.closed_form_kl).variance > of_draws(draws.monte_carlo).variance);
  CHECK(moments.closed_form_kl == Approx(2.625));
  CHECK(moments.monte_carlo == Approx(157.0 / 128));
}

TEST_CASE("cosine_gradient_draws: unbiased, and noisier by the path than by the score") {
  const NormalSd d{0.3, 0.8};
  const auto moments = cosine_gradient_moments(6, d);
  const auto draws = cosine_gradient_draws(6, d, max_draws, 4);
  check(draws.reparameterised, moments.gradient, moments.reparameterised);
  check(draws.score, moments.gradient, moments.score);
  CHECK(of_draws(draws.reparameterised).variance > of_draws(draws.score).variance);
}

TEST_CASE("estimator draws: a seed's run is kept to the last digit, and what is refused") {
  CHECK(gradient_estimator_draws(model, x, q, 5, 1)[3].mean == gradient_estimator_draws(model, x, q, 5, 1)[3].mean);
  CHECK(refusal([] { gradient_estimator_draws(model, x, q, 0, 1); }) ==
        "gradient_estimator_draws: samples must be a whole number from 1 to 1500, got 0");
  CHECK(refusal([] { value_estimator_draws(model, x, {0, -1}, 5, 1); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([] {
          cosine_gradient_draws(1e308, {5, 1}, 5, 1);
        }) == "cosine_gradient_draws: w z must be finite, got inf");
}
