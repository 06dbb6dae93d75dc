#include "core/divergence_fit.h"

#include <algorithm>
#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

Mixture modes(double distance) { return {Eigen::VectorXd::Ones(2), {{-distance, 1}, {distance, 1}}}; }

double textbook_kl(const NormalSd& q, const Mixture& p) {
  const auto weighted = [&](double z) {
    const double log_q = textbook_log_density(z, q.mean, q.sd * q.sd);
    return std::exp(log_q) * (log_q - log_density(p, z).value);
  };
  return integral(weighted, q.mean, 14 * q.sd, 20'000);
}

}  // namespace

TEST_CASE("divergence_fit: both directions find p where p is a normal") {
  const Mixture one{Eigen::VectorXd::Ones(2), {{0.5, 2}, {0.5, 2}}};
  CHECK(fit_forward_kl(one).variance == Approx(4).epsilon(1e-15));
  const auto fits = fit_reverse_kl(one);
  REQUIRE(fits.size() == 1);
  CHECK(fits[0].q.mean == Approx(0.5).epsilon(1e-12));
  CHECK(fits[0].q.sd == Approx(2).epsilon(1e-12));
  CHECK(fits[0].kl == Approx(0).margin(1e-13));
}

TEST_CASE("divergence_fit: reverse KL covers two modes until they are 5.6 sds apart") {
  CHECK(fit_reverse_kl(modes(2)).size() == 1);
  CHECK(fit_reverse_kl(modes(2.4)).size() == 1);
  CHECK(fit_reverse_kl(modes(2.43)).size() == 3);  // the fold is at 2.41223
  CHECK(fit_reverse_kl(modes(2.79))[0].q.mean == Approx(0).margin(1e-9));
  CHECK(fit_reverse_kl(modes(2.81))[0].q.mean > 2);  // they change places at 2.800082
  CHECK(fit_reverse_kl(modes(4)).size() == 3);       // the covering one persists
}

TEST_CASE("divergence_fit: no normal nearby has a smaller KL, which quadrature confirms") {
  const Mixture p{Eigen::VectorXd{{3, 1}}, {{-2, 0.5}, {2, 1}}};
  for (const auto& fit : fit_reverse_kl(p)) {
    CHECK(fit.kl == Approx(textbook_kl(fit.q, p)).epsilon(1e-11));
    for (const double nudge : {-0.01, 0.01}) {
      CHECK(textbook_kl({fit.q.mean + nudge, fit.q.sd}, p) > fit.kl);
      CHECK(textbook_kl({fit.q.mean, fit.q.sd + nudge}, p) > fit.kl);
    }
  }
}

// The covering minima to 15 digits, by Newton's method on a trapezoidal sum in 25 digits.
TEST_CASE("divergence_fit: unequal modes far apart keep a minimum that covers both") {
  struct Case {
    Mixture p;
    double mean, variance, kl;
  };
  const auto pair = [](double weight, NormalSd first, NormalSd second) {
    return Mixture{Eigen::VectorXd{{weight, 1 - weight}}, {first, second}};
  };
  for (const auto& [p, mean, variance, kl] :
       {Case{pair(0.25, {-1.75, 0.75}, {1.75, 0.5}), .3108336302481788, 2.296071475340832, .949264946712671},
        Case{pair(0.25, {-1.875, 0.75}, {1.875, 0.5}), .1202816668422298, 2.746167563597798, 1.118853584404559},
        Case{pair(0.25, {-3.15, 1}, {3.15, 0.75}), .1358942878294127, 7.481175148999981, 1.644576238164931},
        Case{pair(0.9, {0, 0.21382562241098366}, {2.25, 0.405222956187533}), 1.217402594012015, .9277913663053202,
             2.385483445500972}}) {
    const auto fits = fit_reverse_kl(p);
    REQUIRE(fits.size() == 3);
    const auto covering = std::find_if(
        fits.begin(), fits.end(), [&mean = mean](const ReverseFit& fit) { return std::abs(fit.q.mean - mean) < 0.01; });
    REQUIRE(covering != fits.end());
    CHECK(covering->q.mean == Approx(mean).epsilon(1e-11));
    CHECK(covering->q.sd * covering->q.sd == Approx(variance).epsilon(1e-11));
    CHECK(covering->kl == Approx(kl).epsilon(1e-12));
  }
}

TEST_CASE("divergence_fit: a KL of 0 is not below it") {
  for (const auto& fit : fit_reverse_kl({Eigen::VectorXd::Ones(1), {{2, std::sqrt(0.5)}}})) CHECK(fit.kl >= 0);
}

TEST_CASE("divergence_fit: sixteen modes far apart are sixteen minima, and one component is the normal itself") {
  Mixture p{Eigen::VectorXd::Ones(16), {}};
  for (int k = 0; k < 16; ++k) p.components.push_back({8.0 * k, 1});
  const auto fits = fit_reverse_kl(p);
  for (int k = 0; k < 16; ++k) {
    const auto near = [&](const ReverseFit& fit) { return std::abs(fit.q.mean - 8.0 * k) < 0.5 && fit.q.sd < 1.5; };
    INFO(k);
    CHECK(std::count_if(fits.begin(), fits.end(), near) == 1);
  }
  for (std::size_t i = 1; i < fits.size(); ++i) CHECK(fits[i].kl >= fits[i - 1].kl - 1e-12);
  for (const auto& fit : fits) CHECK(fit.kl == Approx(textbook_kl(fit.q, p)).epsilon(1e-11));
  const auto one = fit_reverse_kl({Eigen::VectorXd::Ones(1), {{3, 0.5}}});
  REQUIRE(one.size() == 1);
  CHECK(one[0].q.mean == Approx(3).epsilon(1e-14));
  CHECK(one[0].q.sd == Approx(0.5).epsilon(1e-12));
}
