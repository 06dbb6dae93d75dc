#include "core/divergence_fit.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

Mixture modes(double distance) { return {Eigen::VectorXd::Ones(2), {{-distance, 1}, {distance, 1}}}; }

double textbook_kl(const NormalSd& q, const Mixture& p) {
  return expectation([&](double z) { return textbook_log_density(z, q.mean, q.sd * q.sd) - log_density(p, z).value; },
                     q.mean, q.sd * q.sd);
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
