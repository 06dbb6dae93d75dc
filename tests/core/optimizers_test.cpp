#include "core/optimizers.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

TEST_CASE("gradient_ascent: the rate times the gradient") {
  CHECK(gradient_ascent_update(VectorXd{{2, -3}}, 0.5) == VectorXd{{1, -1.5}});
}

// By hand, with rate 0.1: step 1 has m = 0.1 g and v = 0.001 g², which the corrections make g and g². For g = (3, -4)
// and then (1, 0): m = (0.37, -0.36), v = (0.009991, 0.015984); over 0.19 and 0.001999 they are
// (1.947368…, -1.894736…) and (4.997999…, 7.995998…).
TEST_CASE("adam: the first two steps, computed by hand") {
  const auto one = adam_update(VectorXd{{3, -4}}, adam_start(2), 0.1);
  CHECK(one.update(0) == Approx(0.1 * 3 / (3 + 1e-8)).epsilon(1e-14));
  CHECK(one.update(1) == Approx(-0.1 * 4 / (4 + 1e-8)).epsilon(1e-14));
  CHECK(one.state.step == 1);
  CHECK(one.state.first(1) == Approx(-0.4).epsilon(1e-15));
  CHECK(one.state.second(1) == Approx(0.016).epsilon(1e-12));

  const auto two = adam_update(VectorXd{{1, 0}}, one.state, 0.1);
  CHECK(two.state.first(0) == Approx(0.37).epsilon(1e-14));
  CHECK(two.state.second(0) == Approx(0.009991).epsilon(1e-12));
  CHECK(two.update(0) == Approx(0.1 * (0.37 / 0.19) / (std::sqrt(0.009991 / 0.001999) + 1e-8)).epsilon(1e-12));
  CHECK(two.update(1) == Approx(0.1 * (-0.36 / 0.19) / (std::sqrt(0.015984 / 0.001999) + 1e-8)).epsilon(1e-12));
}

TEST_CASE("adam: the length of the first step does not depend on the gradient's; a zero gradient moves nothing") {
  for (const double g : {1e-3, 1.0, 1e6})
    CHECK(adam_update(VectorXd{{g}}, adam_start(1), 0.01).update(0) == Approx(0.01).epsilon(1e-4));
  CHECK(adam_update(VectorXd{{0}}, adam_start(1), 0.01).update(0) == 0);
}

TEST_CASE("adam: it finds the top of a bent parabola") {
  VectorXd at{{5, -5}};
  AdamState state = adam_start(2);
  for (int i = 0; i < 3000; ++i) {
    const auto step = adam_update(VectorXd{{-100 * (at(0) - 1), -0.1 * (at(1) + 2)}}, state, 0.05);
    at += step.update;
    state = step.state;
  }
  CHECK(at(0) == Approx(1).margin(1e-4));
  CHECK(at(1) == Approx(-2).margin(1e-4));
}

// Fisher information = -E[Hessian of log q] = E[score score'], here by quadrature over central differences.
TEST_CASE("fisher_information: the covariance of the score, by quadrature") {
  const Normal q{0.7, 2.5};
  const double sd = std::sqrt(q.variance), log_sd = std::log(sd), h = 1e-5;
  const auto log_q = [&](double z, double m, double l) { return textbook_log_density(z, m, std::exp(2 * l)); };
  const auto by_mean = [&](double z) {
    return (log_q(z, q.mean + h, log_sd) - log_q(z, q.mean - h, log_sd)) / (2 * h);
  };
  const auto by_log_sd = [&](double z) {
    return (log_q(z, q.mean, log_sd + h) - log_q(z, q.mean, log_sd - h)) / (2 * h);
  };
  const auto covariance = [&](const std::function<double(double)>& a, const std::function<double(double)>& b) {
    return expectation([&](double z) { return a(z) * b(z); }, q.mean, q.variance);
  };
  const auto fisher = fisher_information(q);
  CHECK(fisher.mean == Approx(covariance(by_mean, by_mean)).epsilon(1e-7));
  CHECK(fisher.log_sd == Approx(covariance(by_log_sd, by_log_sd)).epsilon(1e-7));
  CHECK(covariance(by_mean, by_log_sd) == Approx(0).margin(1e-7));
  const auto natural = natural_gradient(q, {3, 5});
  CHECK(natural.mean * fisher.mean == Approx(3).epsilon(1e-15));
  CHECK(natural.log_sd * fisher.log_sd == Approx(5).epsilon(1e-15));
}

TEST_CASE("natural_gradient: one step of size 1 on a conjugate model is Bayes' rule, from everywhere") {
  const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
  const Normal target = posterior(model, 1.5);
  for (const Normal q : {Normal{0, 1}, Normal{-40, 0.01}, Normal{3, 90}, target}) {
    const auto step = natural_gradient_update(elbo_gradient(model, 1.5, q), q, 1);
    CHECK(step.q.mean == Approx(target.mean).epsilon(1e-12));
    CHECK(step.q.variance == Approx(target.variance).epsilon(1e-13));
    CHECK(step.mean == Approx(target.mean - q.mean).epsilon(1e-12).margin(1e-12));
  }
}

// The same step taken coordinate by coordinate: natural parameters plus rate times the gradient in mean parameters, the
// latter by central differences of the ELBO.
TEST_CASE("natural_gradient: natural parameters move by the gradient in mean parameters") {
  const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
  const Normal q{0.2, 0.6};
  const double x = 1.5, rate = 0.3, h = 1e-5, square = q.mean * q.mean + q.variance;
  const auto at = [&](double mean, double second) { return elbo(model, x, {mean, second - mean * mean}); };
  const double by_mean = (at(q.mean + h, square) - at(q.mean - h, square)) / (2 * h);
  const double by_square = (at(q.mean, square + h) - at(q.mean, square - h)) / (2 * h);
  const double first = q.mean / q.variance + rate * by_mean, second = -0.5 / q.variance + rate * by_square;
  const auto step = natural_gradient_update(elbo_gradient(model, x, q), q, rate);
  CHECK(step.q.variance == Approx(-0.5 / second).epsilon(1e-8));
  CHECK(step.q.mean == Approx(first * -0.5 / second).epsilon(1e-8));
}

TEST_CASE("optimizers: what is refused") {
  CHECK(refusal([] { adam_update(Eigen::VectorXd{{1e160}}, adam_start(1), 0.1); }) ==
        "adam: the mean of squared gradients must be finite, got inf");
  const VectorXd g{{1, 2}};
  CHECK(refusal([&] { gradient_ascent_update(g, 0); }) == "gradient_ascent: rate must be > 0, got 0");
  CHECK(refusal([&] {
          gradient_ascent_update(VectorXd{{1, not_a_number}}, 1);
        }) == "gradient_ascent: gradient[1] must be finite, got nan");
  CHECK(refusal([&] { adam_update(g, adam_start(3), 1); }) == "adam: first must have 2 entries, got 3");
  CHECK(refusal([&] { adam_update(g, {0, g, -g}, 1); }) == "adam: second[0] must be >= 0, got -1");
  CHECK(refusal([&] {
          adam_update(g, {-1, g, g}, 1);
        }) == "adam: step must be a whole number from 0 to 999999999, got -1");
  CHECK(refusal([&] {
          natural_gradient_update({0, 1}, {0, 2}, 1);
        }) == "natural_gradient: at rate 1 the new precision must be > 0, got 0");
  CHECK(refusal([&] { natural_gradient_update({0, 0}, {0, -2}, 1); }) == "normal: variance must be > 0, got -2");
}
