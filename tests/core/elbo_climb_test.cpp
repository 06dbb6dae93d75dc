#include "core/elbo_climb.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

const LinearGaussian model{{0, 4}, 1, 0, 1};
const double x = 2;

Climb climb_with(Ascent method, double rate, int steps, int samples = 0,
                 GradientEstimator estimator = GradientEstimator::reparameterised) {
  return {model, x, {-1, 0.25}, method, rate, samples, estimator, steps, 0, adam_start(2), Generator(5)};
}

}  // namespace

TEST_CASE("elbo_climb: every method comes to the posterior by exact gradients, and the ELBO to the evidence") {
  for (const Ascent method : {Ascent::gradient_ascent, Ascent::natural_gradient, Ascent::adam}) {
    const auto slice = climb_elbo(climb_with(method, 0.05, 3000), 3000);
    CHECK(slice.climb.q.mean == Approx(1.6).epsilon(1e-6));
    CHECK(slice.climb.q.variance == Approx(0.8).epsilon(1e-6));
    CHECK(slice.trace.elbo.back() == Approx(log_evidence(model, x)).epsilon(1e-10));
  }
}

TEST_CASE("elbo_climb: small exact steps never lead down") {
  const auto trace = climb_elbo(climb_with(Ascent::gradient_ascent, 0.05, 200), 200).trace;
  for (std::size_t i = 1; i < trace.elbo.size(); ++i) CHECK(trace.elbo[i] >= trace.elbo[i - 1] - 1e-15);
}

TEST_CASE("elbo_climb: a natural gradient step of size 1 is there at once") {
  const auto slice = climb_elbo(climb_with(Ascent::natural_gradient, 1, 1), 1);
  CHECK(slice.climb.q.mean == Approx(1.6).epsilon(1e-14));
  CHECK(slice.climb.q.variance == Approx(0.8).epsilon(1e-14));
}

TEST_CASE("elbo_climb: sampled gradients come near; those without noise at the posterior arrive") {
  const auto end = [](GradientEstimator estimator) {
    return climb_elbo(climb_with(Ascent::gradient_ascent, 0.02, 3000, 4, estimator), 3000).climb.q;
  };
  for (const auto estimator : {GradientEstimator::reparameterised, GradientEstimator::closed_form_kl,
                               GradientEstimator::score, GradientEstimator::score_with_baseline}) {
    CHECK(end(estimator).mean == Approx(1.6).margin(0.4));
    CHECK(end(estimator).variance == Approx(0.8).margin(0.4));
  }
  CHECK(end(GradientEstimator::sticking_the_landing).mean == Approx(1.6).epsilon(1e-9));
  CHECK(end(GradientEstimator::sticking_the_landing).variance == Approx(0.8).epsilon(1e-9));
}

TEST_CASE("elbo_climb: in slices of any size it is the same climb to the last bit") {
  for (const Ascent method : {Ascent::gradient_ascent, Ascent::natural_gradient, Ascent::adam}) {
    const auto start = climb_with(method, 0.01, 60, 3);
    const auto whole = climb_elbo(start, 60);
    for (const int size : {1, 7, 59, 60, 5000}) {
      ClimbTrace trace;
      Climb at = start;
      while (at.step < at.steps) {
        const auto slice = climb_elbo(at, size);
        at = slice.climb;
        append(trace, slice.trace);
      }
      CHECK(trace.elbo == whole.trace.elbo);
      CHECK(at.q.mean == whole.climb.q.mean);
      CHECK(at.generator.state == whole.climb.generator.state);
    }
  }
}

TEST_CASE("elbo_climb: a rate that is too large is told with the step at which it shows") {
  CHECK(refusal([] { climb_elbo(climb_with(Ascent::gradient_ascent, 1e6, 100), 100); }) ==
        "climb_elbo: step 1: variance must be finite, got inf");
  CHECK(refusal([] { climb_elbo(climb_with(Ascent::natural_gradient, 3, 100), 100); }) ==
        "climb_elbo: step 1: at rate 3 the new precision must be > 0, got -4.25");
}

TEST_CASE("elbo_climb: what is refused") {
  const auto refused = [](auto change, int budget = 1) {
    Climb climb = climb_with(Ascent::adam, 0.1, 10);
    change(climb);
    return refusal([&] { climb_elbo(climb, budget); });
  };
  const auto nothing = [](Climb&) {};
  CHECK(refused(nothing, 0) == "climb_elbo: budget must be a whole number from 1 to 5000, got 0");
  CHECK(refused([](Climb& c) { c.rate = 0; }) == "climb_elbo: rate must be > 0, got 0");
  CHECK(refused([](Climb& c) { c.samples = 1001; }) ==
        "climb_elbo: samples must be a whole number from 0 to 1000, got 1001");
  CHECK(refused([](Climb& c) { c.steps = 2'000'000; }) ==
        "climb_elbo: steps must be a whole number from 1 to 1000000, got 2000000");
  CHECK(refused([](Climb& c) { c.step = 11; }) == "climb_elbo: step must be a whole number from 0 to 10, got 11");
  CHECK(refused([](Climb& c) { c.adam.second(0) = -1; }) == "adam: second[0] must be >= 0, got -1");
  CHECK(refused([](Climb& c) { c.x = infinity; }) == "linear_gaussian: x must be finite, got inf");
}
