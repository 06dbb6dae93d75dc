#include "core/gamma_functions.h"
#include "core/normal_cdf.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("gamma_functions: within 4 ulp, also beside the zeros") {
  Worst of_lgamma("lgamma, ulp", 4), of_digamma("digamma, ulp", 4), of_trigamma("trigamma, ulp", 4);
  for (const auto& c : cases("gamma_functions")) {
    const double x = input(c, "x");
    of_lgamma.add(ulps(log_gamma(x), output(c, "lgamma")), c);
    of_digamma.add(ulps(digamma(x), output(c, "digamma")), c);
    of_trigamma.add(ulps(trigamma(x), output(c, "trigamma")), c);
  }
  for (const auto& worst : {of_lgamma, of_digamma, of_trigamma}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("normal_cdf: within 4 ulp over the whole line") {
  Worst of_cdf("cdf, ulp", 4), of_survival("survival, ulp", 4), of_log("log_cdf, ulp", 4);
  for (const auto& c : cases("normal_cdf")) {
    const double x = input(c, "x");
    of_cdf.add(ulps(cdf(Normal{0, 1}, x), output(c, "cdf")), c);
    of_survival.add(ulps(survival(NormalSd{0, 1}, x), output(c, "sf")), c);
    of_log.add(ulps(log_cdf(Normal{0, 1}, x), output(c, "log_cdf")), c);
  }
  for (const auto& worst : {of_cdf, of_survival, of_log}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("normal_quantile: within 4 ulp") {
  Worst of_quantile("quantile, ulp", 4);
  for (const auto& c : cases("normal_quantile"))
    of_quantile.add(ulps(quantile(Normal{0, 1}, input(c, "u")), output(c, "quantile")), c);
  CHECK_WITHIN_BOUND(of_quantile);
}
