#include <cmath>
#include <map>

#include "core/linear_gaussian.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

// Every number that the two source documents print for their linear-Gaussian examples, at full precision.
TEST_CASE("seeds_numbers: both examples, by the core") {
  for (const auto& c : cases("seeds_numbers")) {
    if (c.at("inputs").empty()) continue;  // isolated constants: expressions, no function of the core
    const double x = input(c, "x");
    const Normal prior{input(c, "m0"), input(c, "v0")}, q{input(c, "mq"), input(c, "vq")};
    const LinearGaussian model{prior, 1, 0, input(c, "vx")};
    const Normal at_x = posterior(model, x);

    const std::map<std::string, double> computed = {
        {"posterior_mean", at_x.mean},
        {"posterior_var", at_x.variance},
        {"marginal_var", marginal(model).variance},
        {"log_px", log_evidence(model, x)},
        {"E_q_loglik", expected_log_likelihood(model, x, q)},
        {"kl_q_prior", kl(q, prior)},
        {"kl_prior_q", kl(prior, q)},
        {"elbo", elbo(model, x, q)},
        {"elbo_entropy_form", expected_log_joint(model, x, q) + entropy(q)},
        {"gap_path1_logpx_minus_elbo", log_evidence(model, x) - elbo(model, x, q)},
        {"gap_path2_kl_q_posterior", kl(q, at_x)},
        {"kl_posterior_q", kl(at_x, q)},
        {"entropy_q", entropy(q)},
    };
    for (const auto& [name, value] : computed) {
      INFO(name << " of " << c.at("label"));
      const long double truth = output(c, name.c_str());
      CHECK(relative_error(value, truth, truth) <= 1e-14);
    }
    INFO(c.at("label"));
    CHECK(ulps(elbo_gap(model, x, q), output(c, "gap_path1_logpx_minus_elbo")) <= 4);
  }
}
