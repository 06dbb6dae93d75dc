#include "core/proxy_reward.h"

#include <cmath>

#include "core/tilting.h"
#include "tests/catch.h"
#include "tests/core/random_numbers.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

// Right on average under the prior, and wrong about the response that the proxy likes best.
const VectorXd prior{{0.49, 0.49, 0.02}}, proxy{{0, 1, 3}}, truth{{0, 57.0 / 49, -1}};
const VectorXd betas{{4, 2, 1, 0.5, 0.25}};

double earned(const VectorXd& p, const VectorXd& by, const VectorXd& reward, double beta) {
  return tilt(p, by, beta).policy.dot(reward);
}

}  // namespace

TEST_CASE("tilt_sweep: a proxy that is right on average is over-optimised all the same") {
  const TiltSweep sweep = tilt_sweep(prior, proxy, truth, betas);
  const VectorXd of_truth{{0.5937, 0.6127, 0.5161, -0.3167, -0.9822}};
  const VectorXd of_proxy{{0.6510, 0.7760, 1.1409, 2.2847, 2.9833}};
  CHECK((sweep.expected_true - of_truth).cwiseAbs().maxCoeff() < 5.1e-5);
  CHECK((sweep.expected_proxy - of_proxy).cwiseAbs().maxCoeff() < 5.1e-5);
  const Calibration says = calibration(prior, proxy, truth);
  CHECK(says.average);
  CHECK_FALSE(says.conditional);
  CHECK_FALSE(says.nondecreasing);
}

TEST_CASE("tilt_sweep: the slopes are those of the curves") {
  Generator generator(81);
  for (int i = 0; i < 100; ++i) {
    const VectorXd p = between(generator, 5, 0, 1), r = between(generator, 5, -2, 2), t = between(generator, 5, -2, 2);
    const double beta = std::exp(3 * generator.uniform() - 1), h = 1e-5 * beta;
    const TiltSweep at = tilt_sweep(p, r, t, VectorXd{{beta - h, beta, beta + h}});
    CHECK((at.expected_true(2) - at.expected_true(0)) / (2 * h) == Approx(at.true_slope(1)).margin(1e-8));
    CHECK((at.expected_proxy(2) - at.expected_proxy(0)) / (2 * h) == Approx(at.proxy_slope(1)).margin(1e-8));
    CHECK(at.proxy_slope(1) <= 0);
  }
}

TEST_CASE("tilt_sweep: the best beta is that of a fine search, whether inside or at an end") {
  Generator generator(82);
  int inside = 0, cold = 0, warm = 0;
  for (int i = 0; i < 200; ++i) {
    const VectorXd p = between(generator, 4, 0, 1), r = between(generator, 4, -1, 1), t = between(generator, 4, -1, 1);
    const TiltSweep sweep = tilt_sweep(p, r, t, VectorXd{{1}});
    double best = p.dot(t) / p.sum();
    for (double x = -6; x < 6; x += 0.01) best = std::max(best, earned(p, r, t, std::exp(x)));
    CHECK(sweep.best_true >= best - 1e-12);
    if (sweep.best_beta == infinity) {
      ++warm;
      CHECK(sweep.best_true == Approx(p.dot(t) / p.sum()).epsilon(1e-14));
    } else if (sweep.best_beta == 0) {
      ++cold;
      CHECK(sweep.best_true == Approx(earned(p, r, t, 1e-6)).epsilon(1e-12));
    } else {
      ++inside;
      CHECK(sweep.best_true == Approx(earned(p, r, t, sweep.best_beta)).epsilon(1e-14));
      const TiltSweep top = tilt_sweep(p, r, t, VectorXd{{sweep.best_beta * (1 - 1e-9), sweep.best_beta * (1 + 1e-9)}});
      CHECK(top.true_slope(0) * top.true_slope(1) <= 0);
    }
  }
  CHECK(std::min({inside, cold, warm}) > 10);
}

// With three actions the derivative by 1/beta is a quadratic in e^(1/beta) for proxies 0, 1, 2:
// p0 p1 (t1 - t0) + 2 p0 p2 (t2 - t0) x + p1 p2 (t2 - t1) x² = 0.
TEST_CASE("tilt_sweep: an interior best beta in closed form, at any unit of the reward") {
  const VectorXd p{{0.5, 0.375, 0.125}}, r{{0, 1, 2}}, t{{0, 3, -1}};
  const double a = 0.375 * 0.125 * -4, b = 2 * 0.5 * 0.125 * -1, c = 0.5 * 0.375 * 3;
  const double x = (-b - std::sqrt(b * b - 4 * a * c)) / (2 * a);
  for (const double unit : {1e-9, 1.0, 1e9}) {
    const TiltSweep sweep = tilt_sweep(p, unit * r, t, VectorXd{{1}});
    CHECK(sweep.best_beta == Approx(unit / std::log(x)).epsilon(1e-10));
  }
}

TEST_CASE("tilt_sweep: where the proxy says nothing, or all the truth, the best beta is an end") {
  CHECK(tilt_sweep(prior, VectorXd::Ones(3), truth, betas).best_beta == infinity);
  CHECK(tilt_sweep(prior, proxy, proxy, betas).best_beta == 0);
  CHECK(tilt_sweep(prior, proxy, proxy, betas).best_true == 3);
  CHECK(tilt_sweep(prior, proxy, -proxy, betas).best_beta == infinity);
  CHECK(tilt_sweep(VectorXd{{1, 1, 0}}, proxy, proxy, betas).best_true == 1);
}

// f(rho) = rho, though single responses differ from it.
TEST_CASE("calibration: response for response, no beta fools, and neither does the best of n") {
  const VectorXd p{{1, 3, 2, 2}}, r{{2, 2, 1, -1}}, t{{5, 1, 1, -1}};
  const Calibration says = calibration(p, r, t);
  CHECK(says.proxy == std::vector<double>{-1, 1, 2});
  CHECK(says.expected_true == says.proxy);
  CHECK(says.probability == std::vector<double>{0.25, 0.25, 0.5});
  CHECK((says.conditional && says.nondecreasing && says.average));
  const TiltSweep sweep = tilt_sweep(p, r, t, betas);
  CHECK((sweep.expected_true - sweep.expected_proxy).cwiseAbs().maxCoeff() < 1e-15);
  const VectorXd best = best_of_n(p, r, 7).policy;
  CHECK(best.dot(r) == Approx(best.dot(t)).epsilon(1e-14));
}

TEST_CASE("calibration: a truth that rises with the proxy makes every lower beta better") {
  Generator generator(83);
  for (int i = 0; i < 50; ++i) {
    const VectorXd p = between(generator, 6, 0, 1), r = between(generator, 6, -1, 1);
    const VectorXd t = r.unaryExpr([](double x) { return std::exp(3 * x) - 7; });
    CHECK(calibration(p, r, t).nondecreasing);
    const TiltSweep sweep = tilt_sweep(p, r, t, betas);
    CHECK(sweep.true_slope.maxCoeff() <= 0);
    CHECK(sweep.best_beta == 0);
  }
}

TEST_CASE("tilt_sweep and calibration: what cannot be is refused by action") {
  CHECK(refusal([] {
          tilt_sweep(prior, proxy, VectorXd{{0, 1}}, betas);
        }) == "tilt_sweep: true_reward must have 3 entries, got 2");
  CHECK(refusal([] {
          tilt_sweep(prior, proxy, VectorXd{{0, infinity, 1}}, betas);
        }) == "tilt_sweep: true_reward of action 1 must be finite, got inf");
  CHECK(refusal([] {
          tilt_sweep(prior, proxy, truth, VectorXd{{1, 0}});
        }) == "tilt_sweep: betas[1] must be > 0, got 0");
  CHECK(refusal([] { calibration(VectorXd::Zero(3), proxy, truth); }) == "calibration: prior must not all be 0");
}
