#include "core/dirichlet.h"

#include "core/gamma.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("dirichlet_kl: 1e-15 relative, 2e-14 over twelve decades of concentrations") {
  Worst divergence("kl, relative", 1e-15), wide("kl of wide concentrations, relative", 2e-14);
  Worst of_q("entropy, relative", 2e-15);
  for (const auto& c : cases("dirichlet_kl")) {
    const Dirichlet q{vector(c.at("inputs").at("alpha_q"))}, p{vector(c.at("inputs").at("alpha_p"))};
    const long double truth = output(c, "kl"), of_entropy = output(c, "entropy_q");
    (c.at("class") == "wide" ? wide : divergence).add(relative_error(kl(q, p), truth, truth), c);
    of_q.add(relative_error(entropy(q), of_entropy, std::abs(of_entropy)), c);
    CHECK(kl(q, p) > 0);
    CHECK(kl(p, p) == 0);
  }
  for (const auto& worst : {divergence, wide, of_q}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("beta_kl: 1e-15 relative, nearly equal or not") {
  Worst divergence("kl, relative", 1e-15), of_q("entropy, relative", 1e-15);
  for (const auto& c : cases("beta_kl")) {
    const Beta q{input(c, "a_q"), input(c, "b_q")}, p{input(c, "a_p"), input(c, "b_p")};
    const long double truth = output(c, "kl"), of_entropy = output(c, "entropy_q");
    divergence.add(relative_error(kl(q, p), truth, truth), c);
    of_q.add(relative_error(entropy(q), of_entropy, std::abs(of_entropy)), c);
    CHECK(kl(q, p) > 0);
  }
  for (const auto& worst : {divergence, of_q}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("gamma_kl: 1e-15 relative, nearly equal or not") {
  Worst divergence("kl, relative", 1e-15), of_q("entropy, of 1 + itself", 1e-15);
  for (const auto& c : cases("gamma_kl")) {
    const Gamma q{input(c, "shape_q"), input(c, "rate_q")}, p{input(c, "shape_p"), input(c, "rate_p")};
    const long double truth = output(c, "kl"), of_entropy = output(c, "entropy_q");
    divergence.add(relative_error(kl(q, p), truth, truth), c);
    of_q.add(relative_error(entropy(q), of_entropy, 1 + std::abs(of_entropy)), c);
    CHECK(kl(q, p) > 0);
  }
  for (const auto& worst : {divergence, of_q}) CHECK_WITHIN_BOUND(worst);
}
