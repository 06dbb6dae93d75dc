#include "core/linear_gaussian.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

struct Setting {
  LinearGaussian model;
  double x;
  Normal q;
};

Setting random_setting(Generator& generator) {
  const auto between = [&](double low, double high) { return low + (high - low) * generator.uniform(); };
  return {{{between(-2, 2), between(0.2, 5)}, between(-2, 2), between(-1, 1), between(0.2, 4)},
          between(-4, 4),
          {between(-3, 3), between(0.1, 4)}};
}

double textbook_log_joint(const Setting& s, double z) {
  return textbook_log_density(s.x, s.model.slope * z + s.model.offset, s.model.noise_variance) +
         textbook_log_density(z, s.model.prior.mean, s.model.prior.variance);
}

const LinearGaussian exercise1{{0, 4}, 1, 0, 1};
const Normal exercise1_q{1, 1.5};

}  // namespace

TEST_CASE("linear_gaussian: the evidence is the integral of the joint density") {
  Generator generator(12);
  for (int i = 0; i < 40; ++i) {
    const Setting s = random_setting(generator);
    const double evidence = integral([&](double z) { return std::exp(textbook_log_joint(s, z)); }, 0, 60, 20000);
    CHECK(log_evidence(s.model, s.x) == Approx(std::log(evidence)).epsilon(1e-10));
    CHECK(log_evidence(s.model, s.x) == Approx(log_prob(marginal(s.model), s.x)).epsilon(1e-13));
  }
}

TEST_CASE("linear_gaussian: the posterior is the joint over the evidence, at every z") {
  Generator generator(13);
  for (int i = 0; i < 40; ++i) {
    const Setting s = random_setting(generator);
    const Normal at_x = posterior(s.model, s.x);
    CHECK(posterior_precision(s.model) == Approx(1 / at_x.variance).epsilon(1e-14));
    for (double z = -4; z <= 4; z += 0.8) {
      const double by_bayes = textbook_log_joint(s, z) - log_evidence(s.model, s.x);
      CHECK(log_prob(at_x, z) == Approx(by_bayes).epsilon(1e-11).margin(1e-12));
    }
  }
}

TEST_CASE("linear_gaussian: expectations under q by quadrature") {
  Generator generator(14);
  for (int i = 0; i < 40; ++i) {
    const Setting s = random_setting(generator);
    const auto log_likelihood = [&](double z) {
      return textbook_log_density(s.x, s.model.slope * z + s.model.offset, s.model.noise_variance);
    };
    const auto log_joint = [&](double z) { return textbook_log_joint(s, z); };
    const auto surprise = [&](double z) { return -textbook_log_density(z, s.q.mean, s.q.variance); };
    const double joint = expectation(log_joint, s.q.mean, s.q.variance);
    const double own_entropy = expectation(surprise, s.q.mean, s.q.variance);
    CHECK(expected_log_likelihood(s.model, s.x, s.q) ==
          Approx(expectation(log_likelihood, s.q.mean, s.q.variance)).epsilon(1e-11));
    CHECK(expected_log_joint(s.model, s.x, s.q) == Approx(joint).epsilon(1e-11));
    CHECK(elbo(s.model, s.x, s.q) == Approx(joint + own_entropy).epsilon(1e-11));
  }
}

TEST_CASE("linear_gaussian: three paths to the gap") {
  Generator generator(15);
  for (int i = 0; i < 2000; ++i) {
    const Setting s = random_setting(generator);
    const double evidence = log_evidence(s.model, s.x), bound = elbo(s.model, s.x, s.q);
    const double from_slope = elbo_gap(s.model, s.x, s.q);
    const double terms = std::abs(evidence) + std::abs(bound) + kl(s.q, s.model.prior);
    CHECK(std::abs(evidence - bound - from_slope) <= 1e-14 * terms);
    CHECK(kl(s.q, posterior(s.model, s.x)) == Approx(from_slope).epsilon(1e-11).margin(1e-13));
    CHECK(from_slope >= 0);
  }
}

TEST_CASE("linear_gaussian: the gradient by central differences of the ELBO") {
  Generator generator(16);
  const double step = 1e-5;
  for (int i = 0; i < 200; ++i) {
    const Setting s = random_setting(generator);
    const auto elbo_at = [&](double mean, double log_sd) { return elbo(s.model, s.x, {mean, std::exp(2 * log_sd)}); };
    const double log_sd = 0.5 * std::log(s.q.variance);
    const ElboGradient g = elbo_gradient(s.model, s.x, s.q);
    const double by_mean = (elbo_at(s.q.mean + step, log_sd) - elbo_at(s.q.mean - step, log_sd)) / (2 * step);
    const double by_log_sd = (elbo_at(s.q.mean, log_sd + step) - elbo_at(s.q.mean, log_sd - step)) / (2 * step);
    CHECK(g.mean == Approx(by_mean).epsilon(1e-6).margin(1e-6));
    CHECK(g.log_sd == Approx(by_log_sd).epsilon(1e-6).margin(1e-6));
  }
}

TEST_CASE("linear_gaussian: at the posterior nothing is left to gain") {
  Generator generator(17);
  for (int i = 0; i < 200; ++i) {
    const Setting s = random_setting(generator);
    const Normal at_x = posterior(s.model, s.x);
    const ElboGradient g = elbo_gradient(s.model, s.x, at_x);
    // What the rounding of the posterior's own mean and variance leaves, and no more.
    CHECK(std::abs(g.log_sd) <= 0x1p-52);
    CHECK(std::abs(g.mean) <= 0x1p-52 * std::abs(at_x.mean) * posterior_precision(s.model));
    CHECK(elbo_gap(s.model, s.x, at_x) <= 1e-29);
    // And a step away from it costs (step in standard deviations)²/2, however small the step.
    const double step = 1e-9 * std::sqrt(at_x.variance);
    const double taken = (at_x.mean + step) - at_x.mean;
    CHECK(elbo_gap(s.model, s.x, {at_x.mean + step, at_x.variance}) ==
          Approx(taken * taken / (2 * at_x.variance)).epsilon(1e-5).margin(0));
  }
}

TEST_CASE("linear_gaussian: Exercise 1 to the last digit") {
  const Normal at_x = posterior(exercise1, 2);
  CHECK(at_x.mean == 1.6);
  CHECK(at_x.variance == 0.8);
  CHECK(marginal(exercise1).mean == 0);
  CHECK(marginal(exercise1).variance == 5);
  CHECK(posterior_precision(exercise1) == 1.25);
  CHECK(elbo_gradient(exercise1, 2, exercise1_q).mean == 0.75);
  CHECK(elbo_gradient(exercise1, 2, exercise1_q).log_sd == -0.875);
  CHECK(elbo_gap(exercise1, 2, exercise1_q) == Approx(53.0 / 80 + 0.5 * std::log(8.0 / 15)).epsilon(1e-15));
}

TEST_CASE("linear_gaussian: with slope 0 the observation says nothing about z") {
  const LinearGaussian model{{0.3, 2}, 0, -1, 0.5};
  CHECK(posterior(model, 100).mean == 0.3);
  CHECK(posterior(model, 100).variance == 2);
  CHECK(marginal(model).mean == -1);
  CHECK(marginal(model).variance == 0.5);
  CHECK(elbo_gap(model, 100, model.prior) == 0);
  CHECK(elbo_gap(model, 100, {1, 3}) == Approx(kl(Normal{1, 3}, model.prior)).epsilon(1e-14));
}

TEST_CASE("linear_gaussian: the gap does not depend on the units of z and x") {
  Generator generator(18);
  for (int i = 0; i < 300; ++i) {
    const Setting s = random_setting(generator);
    const double z = std::scalbn(1.0, static_cast<int>(generator.next() % 300) - 150);
    const double u = std::scalbn(1.0, static_cast<int>(generator.next() % 300) - 150);
    const LinearGaussian scaled{{s.model.prior.mean * z, s.model.prior.variance * z * z},
                                s.model.slope * (u / z),
                                s.model.offset * u,
                                s.model.noise_variance * u * u};
    const Normal q{s.q.mean * z, s.q.variance * z * z};
    CHECK(elbo_gap(scaled, s.x * u, q) == elbo_gap(s.model, s.x, s.q));
    CHECK(posterior(scaled, s.x * u).mean == posterior(s.model, s.x).mean * z);
    CHECK(elbo_gradient(scaled, s.x * u, q).log_sd == elbo_gradient(s.model, s.x, s.q).log_sd);
  }
}

TEST_CASE("linear_gaussian: at the ends of the range a number, inf or a refusal, never NaN") {
  const double scales[] = {smallest, 1e-160, 1, 1e160, 1e308};
  const double places[] = {-largest, -1, 0, 1e-200, 1e200};
  const auto number_or_refused = [](const auto& f) {
    try {
      return !std::isnan(f());
    } catch (const vi::Error& error) {
      return error.code == vi::Code::domain;
    }
  };
  for (const double v0 : scales) {
    for (const double vx : scales) {
      for (const double a : places) {
        for (const double x : places) {
          for (const double m0 : places) {
            const LinearGaussian m{{m0, v0}, a, 0.5, vx};
            const Normal q{x, vx};
            INFO(m0 << ' ' << v0 << ' ' << a << ' ' << vx << ' ' << x);
            CHECK(number_or_refused([&] { return posterior(m, x).mean + posterior(m, x).variance; }));
            CHECK(number_or_refused([&] { return marginal(m).mean + marginal(m).variance; }));
            CHECK(number_or_refused([&] { return log_evidence(m, x); }));
            CHECK(number_or_refused([&] { return expected_log_joint(m, x, q); }));
            CHECK(number_or_refused([&] { return elbo(m, x, q); }));
            CHECK(number_or_refused([&] { return elbo_gradient(m, x, q).mean; }));
            CHECK(number_or_refused([&] { return elbo_gradient(m, x, q).log_sd; }));
            CHECK(number_or_refused([&] { return elbo_gap(m, x, q); }));
          }
        }
      }
    }
  }
  CHECK(posterior({{0, 1e308}, 1, 0, 1e-12}, 3).mean == 3);
  CHECK(posterior({{0, 1e308}, 1, 0, 1e-12}, 3).variance == 1e-12);
  CHECK(posterior({{2, smallest}, 1, 0, 1}, 3).mean == 2);
  CHECK(posterior({{2, smallest}, 1, 0, 1}, 3).variance == smallest);
}

TEST_CASE("linear_gaussian: a very narrow q is far, but finitely far") {
  const double narrow = 1e-300;  // (t - 1 - log t)/2 at t = 1.25e-300, and the mean's part
  const double width = 0.5 * (-1 - std::log(1.25) + 300 * std::log(10.0));
  CHECK(elbo_gap(exercise1, 2, {1.6, narrow}) == Approx(width).epsilon(1e-14));
  CHECK(elbo_gap(exercise1, 2, {1.6, smallest}) ==
        Approx(0.5 * (-1 - std::log(1.25) + 1074 * std::log(2.0))).epsilon(1e-14));
}

TEST_CASE("linear_gaussian: refusals name the argument") {
  const Normal standard{0, 1};
  CHECK(refusal([&] { make_linear_gaussian({0, -1}, 1, 0, 1); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([&] { make_linear_gaussian(standard, infinity, 0, 1); }) ==
        "linear_gaussian: slope must be finite, got inf");
  CHECK(refusal([&] { make_linear_gaussian(standard, 1, not_a_number, 1); }) ==
        "linear_gaussian: offset must be finite, got nan");
  CHECK(refusal([&] { make_linear_gaussian(standard, 1, 0, 0); }) ==
        "linear_gaussian: noise_variance must be > 0, got 0");
  CHECK(refusal([] { posterior(exercise1, infinity); }) == "linear_gaussian: x must be finite, got inf");
  CHECK(refusal([] { elbo(exercise1, not_a_number, exercise1_q); }) == "linear_gaussian: x must be finite, got nan");
  CHECK(refusal([] { elbo_gap(exercise1, 2, {0, 0}); }) == "normal: variance must be > 0, got 0");
  CHECK(refusal([] { elbo_gradient(exercise1, 2, {0, -3}); }) == "normal: variance must be > 0, got -3");
  CHECK(refusal([] { log_evidence({{0, 1}, 1, 0, -1}, 2); }) == "linear_gaussian: noise_variance must be > 0, got -1");
  CHECK(refusal([] { marginal({{0, 1e200}, 1e200, 0, 1}); }) == "marginal: variance must be finite, got inf");
}
