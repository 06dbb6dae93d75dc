#include "core/state_space_learning.h"

#include "core/sequential_elbo.h"
#include "tests/catch.h"
#include "tests/core/state_spaces.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

StateSpace walk(double a, double q) {
  const auto entry = [](double x) { return MatrixXd::Constant(1, 1, x); };
  return {entry(a), entry(0), entry(q), entry(1), entry(0), entry(1), entry(0), entry(1)};
}

double log_evidence(StateSpace model, const MatrixXd& y, Learned what, double value) {
  (what == Learned::transition ? model.F : model.Q)(0, 0) = value;
  return kalman(model, y).log_likelihood;
}

double best_elbo(StateSpace model, const MatrixXd& y, Learned what, double value) {
  (what == Learned::transition ? model.F : model.Q)(0, 0) = value;
  return best_factorised(model, y, Factors::over_time).elbo;
}

// The place of a maximum by golden sections (Kiefer 1953): to the root of the rounding, without any slope.
template <class Objective>
double golden_section(const Objective& objective, double low, double high) {
  const double share = 0.5 * (std::sqrt(5.0) - 1);
  double left = high - share * (high - low), right = low + share * (high - low);
  double at_left = objective(left), at_right = objective(right);
  for (int i = 0; i < 40; ++i) {
    if (at_left > at_right) {
      high = right, right = left, at_right = at_left;
      at_left = objective(left = high - share * (high - low));
    } else {
      low = left, left = right, at_left = at_right;
      at_right = objective(right = low + share * (high - low));
    }
  }
  return 0.5 * (low + high);
}

}  // namespace

TEST_CASE("sample_state_space: mean and covariance of two steps are the model's") {
  Generator generator(80);
  StateSpace model = random_sequence(generator, 2, 1, 2).model;
  const Dense truth = dense({model, MatrixXd::Zero(2, 1)});
  const int count = 4000;
  VectorXd mean = VectorXd::Zero(2);
  MatrixXd square = MatrixXd::Zero(2, 2);
  for (int seed = 1; seed <= count; ++seed) {
    const VectorXd off = sample(model, 2, seed).y.col(0) - truth.seen_mean;
    mean += off / count;
    square += off * off.transpose() / count;
  }
  for (Index i = 0; i < 2; ++i) {
    CHECK(std::abs(mean(i)) < 5 * std::sqrt(truth.seen_covariance(i, i) / count));
    for (Index j = 0; j < 2; ++j) {
      const auto& C = truth.seen_covariance;
      CHECK(std::abs(square(i, j) - C(i, j)) < 5 * std::sqrt((C(i, i) * C(j, j) + C(i, j) * C(i, j)) / count));
    }
  }
  CHECK(sample(model, 5, 3).y == MatrixXd(sample(model, 9, 3).y.topRows(5)));
  CHECK(sample(model, 5, 3).z.cols() == 2);
}

TEST_CASE("learn: both optima are where golden sections find them, and both objectives are told at both") {
  const StateSpace model = walk(0.9, 0.2);
  const MatrixXd y = sample(model, 40, 5).y;
  for (const Learned what : {Learned::process_noise, Learned::transition}) {
    const double low = what == Learned::transition ? 0.5 : 0.01, high = what == Learned::transition ? 1.1 : 4;
    const auto [by_evidence, by_elbo] = learn(model, y, what, low, high);
    const auto evidence = [&](double value) { return log_evidence(model, y, what, value); };
    const auto elbo = [&](double value) { return best_elbo(model, y, what, value); };
    CHECK(by_evidence.value == Approx(golden_section(evidence, low, high)).epsilon(1e-6));
    CHECK(by_elbo.value == Approx(golden_section(elbo, low, high)).epsilon(1e-6));
    for (const auto& at : {by_evidence, by_elbo}) {
      CHECK(at.log_evidence == evidence(at.value));
      CHECK(at.elbo == elbo(at.value));
      CHECK(at.elbo < at.log_evidence);
    }
    CHECK(by_evidence.log_evidence > by_elbo.log_evidence);
    CHECK(by_elbo.elbo > by_evidence.elbo);
  }
}

// Central differences of the evidence vanish to the digits that they have.
TEST_CASE("learn: the slope is 0 at the optima") {
  const StateSpace model = walk(0.9, 0.2);
  const MatrixXd y = sample(model, 60, 1).y;
  const auto [by_evidence, by_elbo] = learn(model, y, Learned::process_noise, 1e-3, 10);
  const auto slope = [&](const auto& objective, double value) {
    const double h = 1e-4 * value;
    return value *
           (objective(model, y, Learned::process_noise, value + h) -
            objective(model, y, Learned::process_noise, value - h)) /
           (2 * h);
  };
  CHECK(std::abs(slope(log_evidence, by_evidence.value)) < 1e-5);
  CHECK(std::abs(slope(best_elbo, by_elbo.value)) < 1e-5);
}

// What a factorised q cannot follow, it takes for noise of the process (Turner & Sahani 2011).
TEST_CASE("learn: the ELBO's process noise is too large") {
  const StateSpace model = walk(0.9, 0.2);
  const auto [by_evidence, by_elbo] = learn(model, sample(model, 200, 1).y, Learned::process_noise, 1e-3, 10);
  CHECK(by_evidence.value == Approx(0.2).margin(0.1));
  CHECK(by_elbo.value > 2 * by_evidence.value);
}

TEST_CASE("learn: where the range ends before the top, its end is the best") {
  const StateSpace model = walk(0.9, 0.2);
  const MatrixXd y = sample(model, 40, 2).y;
  CHECK(learn(model, y, Learned::process_noise, 2, 3).by_evidence.value == 2);
  CHECK(learn(model, y, Learned::process_noise, 1e-6, 1e-5).by_elbo.value == 1e-5);
  CHECK(learn(model, y, Learned::transition, -0.5, 0.25).by_evidence.value == 0.25);
}

TEST_CASE("learn: several coordinates of y, offsets and all") {
  Generator generator(81);
  StateSpace model = random_sequence(generator, 1, 3, 1).model;
  model.F(0, 0) = 0.8;
  const MatrixXd y = sample(model, 40, 3).y;
  const auto at = learn(model, y, Learned::transition, -0.2, 1.2).by_evidence.value;
  const auto evidence = [&](double value) { return log_evidence(model, y, Learned::transition, value); };
  CHECK(at == Approx(golden_section(evidence, -0.2, 1.2)).epsilon(1e-6));
}

TEST_CASE("learn: what is refused") {
  const StateSpace model = walk(0.9, 0.2);
  const MatrixXd y = sample(model, 10, 1).y;
  const auto refused = [&](double low, double high) {
    return refusal([&] { learn(model, y, Learned::process_noise, low, high); });
  };
  CHECK(refused(0, 1) == "learn_process_noise: low must be > 0, got 0");
  CHECK(refused(2, 1) == "learn_process_noise: low must be < high, got 2 and 1");
  CHECK(refused(2, infinity) == "learn_process_noise: high must be finite, got inf");
  CHECK(refusal([&] { learn(model, y.topRows(1), Learned::transition, 0, 1); }) ==
        "learn_transition: y must have 2 to 1000 entries, got 1");
  Generator generator(82);
  const Sequence wide = random_sequence(generator, 2, 1, 5);
  CHECK(refusal([&] { learn(wide.model, wide.y, Learned::transition, 0, 1); }) ==
        "learn_transition: a state must have 1 dimension, got 2");
  CHECK(refusal([&] { sample(model, 0, 1); }) ==
        "sample_state_space: steps must be a whole number from 1 to 1000, got 0");
}
