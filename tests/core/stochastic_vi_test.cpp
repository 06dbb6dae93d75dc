#include "core/stochastic_vi.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {
const LinearGaussian model{{0, 4}, 1, 0, 1};  // posterior N(8/5, 4/5) at x = 2
}

TEST_CASE("stochastic_vi: comes to the posterior and stays about it") {
  const auto trace = stochastic_vi(model, 2, {-3, 9}, {4000, 16, 0.02, 1});
  CHECK(trace.size() == 201);
  CHECK(trace.front().step == 0);
  CHECK(trace.front().q.mean == -3);
  CHECK(trace.back().step == 4000);
  double mean = 0, sd = 0;
  for (int i = 101; i <= 200; ++i) {
    mean += trace[i].q.mean / 100;
    sd += trace[i].q.sd / 100;
  }
  CHECK(mean == Approx(1.6).margin(0.03));
  CHECK(sd == Approx(std::sqrt(0.8)).margin(0.03));
}

// size.
TEST_CASE("stochastic_vi: Adam's first step is the rate, along the gradient's sign") {
  const auto trace = stochastic_vi(model, 2, {-30, 1}, {1, 64, 0.125, 2});
  CHECK(trace.back().q.mean == Approx(-29.875).epsilon(1e-8));
  const double log_sd = std::log(trace.back().q.sd);
  CHECK(std::abs(log_sd) == Approx(0.125).epsilon(1e-7));
}

TEST_CASE("stochastic_vi: many samples follow the exact gradient") {
  const auto trace = stochastic_vi(model, 2, {0, 1}, {300, 4096, 0.05, 3});
  // Adam along elbo_gradient, in plain doubles.
  double at[2] = {0, 0}, m[2] = {}, v[2] = {};
  for (int step = 1; step <= 300; ++step) {
    const auto g = elbo_gradient(model, 2, {at[0], std::exp(2 * at[1])});
    const double gradient[] = {g.mean, g.log_sd};
    for (int i = 0; i < 2; ++i) {
      m[i] = 0.9 * m[i] + 0.1 * gradient[i];
      v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
      at[i] += 0.05 * (m[i] / (1 - std::pow(0.9, step))) / (std::sqrt(v[i] / (1 - std::pow(0.999, step))) + 1e-8);
    }
    if (step == 20) {
      CHECK(trace[10].step == 20);
      CHECK(trace[10].q.mean == Approx(at[0]).margin(0.02));
      CHECK(std::log(trace[10].q.sd) == Approx(at[1]).margin(0.05));
    }
  }
  CHECK(trace.back().q.mean == Approx(at[0]).margin(0.02));
  CHECK(std::log(trace.back().q.sd) == Approx(at[1]).margin(0.05));
}

TEST_CASE("stochastic_vi: samples that fill no lanes, options out of bounds, and a rate that leaves the doubles") {
  CHECK(stochastic_vi(model, 2, {0, 1}, {5, 1, 0.1, 4}).size() == 6);
  CHECK(stochastic_vi(model, 2, {0, 1}, {5, 7, 0.1, 4}).back().q.sd > 0);
  CHECK(refusal([] {
          stochastic_vi(model, 2, {0, 1}, {0, 16, 0.1, 4});
        }) == "stochastic_vi: steps must be a whole number from 1 to 1000000, got 0");
  CHECK(refusal([] {
          stochastic_vi(model, 2, {0, 1}, {10, 5000, 0.1, 4});
        }) == "stochastic_vi: samples must be a whole number from 1 to 4096, got 5000");
  CHECK(refusal([] {
          stochastic_vi(model, 2, {0, 1}, {1e6, 4096, 0.1, 4});
        }) == "stochastic_vi: steps times samples must be a whole number from 1 to 100000000, got 4096000000");
  CHECK(refusal([] { stochastic_vi(model, 2, {0, 1}, {10, 16, 0, 4}); }) == "stochastic_vi: rate must be > 0, got 0");
  CHECK(refusal([] {
          stochastic_vi(model, 2, {0, 1}, {10, 16, 1000, 4});
        }) == "stochastic_vi: q left the range of a double");
}
