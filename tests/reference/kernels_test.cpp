#include <cmath>

#include "core/special.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::reference;

TEST_CASE("kernels: within a few ulp of the reference, and of their own documentation") {
  Worst h("x_minus_log1p, ulp", 3);
  Worst phi("bregman_phi, ulp", 3);
  Worst expm1_minus_x("expm1_minus_x, ulp", 3);
  Worst log1p("log1p, ulp", 2);
  for (const auto& c : cases("kernels")) {
    const double x = input(c, "x");
    h.add(ulps(vi::core::x_minus_log1p(x), output(c, "x_minus_log1p")), c);
    phi.add(ulps(vi::core::bregman_phi(x), output(c, "phi")), c);
    expm1_minus_x.add(ulps(vi::core::expm1_minus_x(x), output(c, "expm1_minus_x")), c);
    log1p.add(ulps(std::log1p(x), output(c, "log1p")), c);
  }
  CHECK_WITHIN_BOUND(h);
  CHECK_WITHIN_BOUND(phi);
  CHECK_WITHIN_BOUND(expm1_minus_x);
  CHECK_WITHIN_BOUND(log1p);
}
