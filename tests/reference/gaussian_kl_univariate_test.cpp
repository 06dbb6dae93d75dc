#include "core/gaussian.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

// The same four doubles, read once as standard deviations and once as variances.
TEST_CASE("gaussian_kl_univariate: within 4 ulp in both readings, never negative, 0 only if equal") {
  Worst as_sd("kl, s as sd, ulp", 4);
  Worst as_variance("kl, s as variance, ulp", 4);
  for (const auto& c : cases("gaussian_kl_univariate")) {
    const double mean_q = input(c, "mu_q"), mean_p = input(c, "mu_p");
    const double s_q = input(c, "s_q"), s_p = input(c, "s_p");
    const double by_sd = kl(NormalSd{mean_q, s_q}, NormalSd{mean_p, s_p});
    const double by_variance = kl(Normal{mean_q, s_q}, Normal{mean_p, s_p});
    as_sd.add(ulps(by_sd, output(c, "kl_if_s_is_sd")), c);
    as_variance.add(ulps(by_variance, output(c, "kl_if_s_is_variance")), c);

    const bool equal = mean_q == mean_p && s_q == s_p;
    INFO(c.at("inputs").dump());
    CHECK((equal ? by_sd == 0 : by_sd > 0));
    CHECK((equal ? by_variance == 0 : by_variance > 0));
  }
  CHECK_WITHIN_BOUND(as_sd);
  CHECK_WITHIN_BOUND(as_variance);
}
