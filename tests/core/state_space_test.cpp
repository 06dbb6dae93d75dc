#include "core/state_space.h"

#include "core/linear_gaussian.h"
#include "tests/catch.h"
#include "tests/core/state_spaces.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

double worst(const MatrixXd& a, const MatrixXd& b) { return (a - b).cwiseAbs().maxCoeff(); }

}  // namespace

TEST_CASE("kalman: the log likelihood is the density of all observations at once") {
  Generator generator(20);
  for (const auto& [d, k, steps] : {std::array{1, 1, 1}, {1, 1, 8}, {2, 1, 6}, {1, 3, 4}, {3, 2, 5}, {4, 4, 3}}) {
    const Sequence sequence = random_sequence(generator, d, k, steps);
    const Kalman result = kalman(sequence.model, sequence.y);
    CHECK(result.log_likelihood == Approx(dense(sequence).log_likelihood()).epsilon(1e-12));
    double before = 0;
    for (Index t = 0; t < steps; ++t) {
      const double up_to_here = dense(first(sequence, t + 1)).log_likelihood();
      CHECK(result.increments(t) == Approx(up_to_here - before).epsilon(1e-11).margin(1e-12));
      before = up_to_here;
    }
  }
}

TEST_CASE("kalman: filter and smoother are conditionals of one large Gaussian") {
  Generator generator(21);
  for (const auto& [d, k, steps] : {std::array{1, 1, 9}, {2, 1, 6}, {2, 3, 4}, {3, 2, 5}}) {
    const Sequence sequence = random_sequence(generator, d, k, steps);
    const Kalman result = kalman(sequence.model, sequence.y);
    const Dense all = dense(sequence);
    for (Index t = 0; t < steps; ++t) {
      const Dense so_far = dense(first(sequence, t + 1));
      CHECK(worst(result.filter_mean.row(t).transpose(), so_far.posterior_mean.tail(d)) < 1e-12);
      CHECK(worst(result.filter_covariance[t], so_far.posterior_covariance.bottomRightCorner(d, d)) < 1e-12);
      CHECK(worst(result.smooth_mean.row(t).transpose(), all.posterior_mean.segment(t * d, d)) < 1e-12);
      CHECK(worst(result.smooth_covariance[t], all.posterior_covariance.block(t * d, t * d, d, d)) < 1e-12);
      CHECK(result.smooth_covariance[t] == MatrixXd(result.smooth_covariance[t].transpose()));
    }
  }
}

TEST_CASE("kalman: one step is the linear-Gaussian model of the first evening") {
  const MatrixXd two = MatrixXd::Constant(1, 1, 2), half = two / 4, one = two / 2;
  const StateSpace model{one, one, one, two, half, one, half, 2 * two};
  const LinearGaussian same = make_linear_gaussian({0.5, 4}, 2, 0.5, 1);
  const Kalman result = kalman(model, MatrixXd::Constant(1, 1, 3));
  CHECK(result.log_likelihood == Approx(log_evidence(same, 3)).epsilon(1e-15));
  CHECK(result.smooth_mean(0, 0) == Approx(posterior(same, 3).mean).epsilon(1e-15));
  CHECK(result.smooth_covariance[0](0, 0) == Approx(posterior(same, 3).variance).epsilon(1e-15));
}

// A long run settles where the variance no longer changes: P = (F² P + Q) R/(F² P + Q + R).
TEST_CASE("kalman: the variance of the filter settles at the root of its quadratic equation") {
  const Sequence sequence = drift(1000);
  const double f = 0.81, q = 0.25, r = 0.5;
  const double b = q + r - f * r, p = (-b + std::sqrt(b * b + 4 * f * q * r)) / (2 * f);
  const Kalman result = kalman(sequence.model, sequence.y);
  CHECK(result.filter_covariance[999](0, 0) == Approx(p).epsilon(1e-14));
}

// Variances 1e-14 of each other: the covariances stay positive, and what is known almost surely stays known.
TEST_CASE("kalman: variances far apart") {
  Sequence sequence = drift(20);
  sequence.model.R *= 1e-12;
  const Kalman exact = kalman(sequence.model, sequence.y);
  for (Index t = 0; t < 20; ++t) {
    CHECK(exact.filter_covariance[t](0, 0) == Approx(5e-13).epsilon(1e-10));
    CHECK(exact.smooth_mean(t, 0) == Approx(sequence.y(t, 0)).margin(1e-10));
  }
  sequence = drift(20);
  sequence.model.Q *= 1e-12;  // nothing moves: the first state is all there is to know
  const Kalman fixed = kalman(sequence.model, sequence.y);
  CHECK(fixed.smooth_covariance[19](0, 0) ==
        Approx(fixed.smooth_covariance[0](0, 0) * std::pow(0.9, 38)).epsilon(1e-9));
}

TEST_CASE("kalman: what is refused") {
  const Sequence good = drift(3);
  const auto refused = [&](const auto& change) {
    return refusal([&] {
      Sequence sequence = good;
      change(sequence);
      kalman(sequence.model, sequence.y);
    });
  };
  CHECK(refused([](Sequence& s) { s.model.Q(0, 0) = -1; }) == "kalman: Q must be > 0, got -1");
  CHECK(refused([](Sequence& s) { s.model.R(0, 0) = 0; }) == "kalman: R must be > 0, got 0");
  CHECK(refused([](Sequence& s) { s.model.F = MatrixXd::Ones(1, 2); }) == "kalman: F must have 1 column, got 2");
  CHECK(refused([](Sequence& s) { s.model.H(0, 0) = not_a_number; }) == "kalman: H must be finite, got nan");
  CHECK(refused([](Sequence& s) { s.y(1, 0) = infinity; }) == "kalman: y[1] must be finite, got inf");
  CHECK(refused([](Sequence& s) { s.y = MatrixXd(0, 1); }) == "kalman: y must have 1 to 1000 entries, got 0");
  CHECK(refused([](Sequence& s) { s.y = MatrixXd::Ones(3, 2); }) == "kalman: y must have 1 column, got 2");
  CHECK(refused([](Sequence& s) { s.model.m0 = MatrixXd::Ones(17, 1); }) ==
        "kalman: m0 must have 1 to 16 entries, got 17");
  CHECK(refused([](Sequence& s) { s.model.F(0, 0) = 1e200; }) ==
        "kalman: a covariance is singular, or too large, in double precision");
  CHECK(refused([](Sequence& s) { s.y(0, 0) = 1e200; }) == "kalman: the log likelihood overflows");

  Generator generator(22);
  Sequence large = random_sequence(generator, 8, 8, 49);
  CHECK(refusal([&] { kalman(large.model, large.y); }) == "code limit");
  large.model.P0(0, 1) += 1e-6;
  CHECK(refusal([&] { kalman(large.model, large.y.topRows(48)); }).substr(0, 33) ==
        "kalman: P0 must be symmetric, got");
}
