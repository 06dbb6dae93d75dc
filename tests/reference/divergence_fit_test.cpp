#include "core/divergence_fit.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("mixture_gaussian_fits: the forward fit, and every local minimum of the reverse one") {
  Worst moments("forward fit, of 1 + itself", 1e-15), divergence("reverse kl, absolute", 1e-12);
  Worst mean("mean, in sds", 1e-8), sd("sd, relative", 1e-8);
  for (const auto& c : cases("mixture_gaussian_fits")) {
    const double w = input(c, "w1");
    const Mixture p{Eigen::VectorXd{{w, 1 - w}}, {{input(c, "m1"), input(c, "s1")}, {input(c, "m2"), input(c, "s2")}}};
    const Normal forward = fit_forward_kl(p);
    moments.add(relative_error(forward.mean, output(c, "mixture_mean"), 1 + std::abs(forward.mean)), c);
    moments.add(relative_error(forward.variance, output(c, "mixture_var"), 1 + forward.variance), c);

    const auto fits = fit_reverse_kl(p);
    const auto& truths = c.at("outputs").at("reverse_kl_local_minima");
    INFO(c.at("inputs").dump());
    REQUIRE(fits.size() == truths.size());
    for (std::size_t i = 0; i < fits.size(); ++i) {
      const long double true_sd = truth(truths[i].at("sigma"));
      divergence.add(relative_error(fits[i].kl, truth(truths[i].at("kl_q_p")), 1), c);
      mean.add(relative_error(fits[i].q.mean, truth(truths[i].at("mu")), true_sd), c);
      sd.add(relative_error(fits[i].q.sd, true_sd, true_sd), c);
    }
  }
  for (const auto& worst : {moments, divergence, mean, sd}) CHECK_WITHIN_BOUND(worst);
}
