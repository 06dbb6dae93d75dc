#include "core/reverse_kl_bifurcations.h"

#include <algorithm>
#include <cmath>

#include "core/divergence_fit.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

// The second path is fit_reverse_kl, which knows nothing of m, symmetry or tanh, and plain quadrature.
namespace {

Mixture modes(double m, double sd = 1) { return {Eigen::VectorXd::Ones(2), {{-m, sd}, {m, sd}}}; }

double textbook_kl(const NormalSd& q, double m) {
  const auto log_p = [&](double z) {
    return std::log(0.5 * std::exp(textbook_log_density(z, -m, 1)) + 0.5 * std::exp(textbook_log_density(z, m, 1)));
  };
  return expectation([&](double z) { return textbook_log_density(z, q.mean, q.sd * q.sd) - log_p(z); }, q.mean,
                     q.sd * q.sd);
}

// By mean and log sd, with differences of this width.
struct Curvature {
  double mean, log_sd, determinant;
};
Curvature by_differences(const NormalSd& q, double m, double h) {
  const auto at = [&](double a, double b) { return textbook_kl({q.mean + a, q.sd * std::exp(b)}, m); };
  const double here = at(0, 0), mixed = (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h * h);
  return {(at(h, 0) - at(-h, 0)) / (2 * h), (at(0, h) - at(0, -h)) / (2 * h),
          (at(h, 0) - 2 * here + at(-h, 0)) * (at(0, h) - 2 * here + at(0, -h)) / (h * h * h * h) - mixed * mixed};
}

}  // namespace

TEST_CASE("reverse_kl_fold: where the literature's figure has it, one minimum before and three after") {
  const auto fold = reverse_kl_fold(1);
  CHECK(fold.m == Approx(2.41223).margin(5e-6));
  CHECK(fold.q.mean == Approx(2.1457).margin(5e-5));
  CHECK(fold.q.sd == Approx(1.2910).margin(5e-5));
  CHECK(fit_reverse_kl(modes(fold.m - 1e-4)).size() == 1);
  CHECK(fit_reverse_kl(modes(fold.m + 1e-4)).size() == 3);
}

TEST_CASE("reverse_kl_fold: gradient and determinant vanish together, by quadrature and differences") {
  const auto fold = reverse_kl_fold(1);
  const auto at = by_differences(fold.q, fold.m, 1e-3);
  CHECK(at.mean == Approx(0).margin(1e-6));
  CHECK(at.log_sd == Approx(0).margin(1e-5));
  CHECK(at.determinant == Approx(0).margin(1e-5));
  CHECK(fold.kl == Approx(textbook_kl(fold.q, fold.m)).epsilon(1e-12));
}

// Near a fold the two stationary points part like the root of the distance: so the minima found just behind it tell
// where it is, to more digits than their own count could.
TEST_CASE("reverse_kl_fold: the minima behind it leave it like a root") {
  const auto fold = reverse_kl_fold(1);
  const auto apart = [&](double beyond) { return fit_reverse_kl(modes(fold.m + beyond))[1].q.mean - fold.q.mean; };
  CHECK(apart(4e-4) / apart(1e-4) == Approx(2).epsilon(0.02));
}

TEST_CASE("reverse_kl_swap: the two kinds of minimum have one KL there, and change places") {
  const auto swap = reverse_kl_swap(1);
  CHECK(swap.m == Approx(2.800082).margin(5e-7));
  const auto fits = fit_reverse_kl(modes(swap.m));
  REQUIRE(fits.size() == 3);
  const auto [least, most] =
      std::minmax_element(fits.begin(), fits.end(), [](const auto& a, const auto& b) { return a.kl < b.kl; });
  CHECK(most->kl - least->kl < 1e-11);
  CHECK(swap.kl == Approx(fits[0].kl).epsilon(1e-12));
  CHECK(std::abs(fit_reverse_kl(modes(swap.m - 1e-9))[0].q.mean) < 1e-6);
  CHECK(fit_reverse_kl(modes(swap.m + 1e-9))[0].q.mean == Approx(swap.q.mean).epsilon(1e-7));
  CHECK(textbook_kl(swap.q, swap.m) == Approx(swap.kl).epsilon(1e-12));
}

TEST_CASE("reverse_kl bifurcations: they scale with the modes' sd, and the KL does not") {
  for (const double sd : {1e-200, 0.25, 3.0, 1e200}) {
    CHECK(reverse_kl_fold(sd).m / sd == Approx(reverse_kl_fold(1).m).epsilon(1e-15));
    CHECK(reverse_kl_swap(sd).q.sd / sd == Approx(reverse_kl_swap(1).q.sd).epsilon(1e-15));
    CHECK(reverse_kl_swap(sd).kl == reverse_kl_swap(1).kl);
  }
  CHECK(fit_reverse_kl(modes(reverse_kl_fold(3).m - 3e-4, 3)).size() == 1);
  CHECK(fit_reverse_kl(modes(reverse_kl_fold(3).m + 3e-4, 3)).size() == 3);
}

TEST_CASE("reverse_kl bifurcations: what is refused") {
  CHECK(refusal([] { reverse_kl_fold(0); }) == "reverse_kl_fold: sd must be > 0, got 0");
  CHECK(refusal([] { reverse_kl_swap(not_a_number); }) == "reverse_kl_swap: sd must be > 0, got nan");
  CHECK(refusal([] { reverse_kl_fold(1.7e308); }) == "reverse_kl: m must be finite, got inf");
}
