#include "core/categorical.h"

#include "core/bernoulli.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("categorical_kl: within 4 ulp either way, never negative, 0 only if equal") {
  Worst divergence("kl, ulp", 4), to_uniform("kl to the uniform, ulp", 4);
  Worst of_p("entropy, ulp", 4), crossed("cross_entropy, ulp", 5);
  for (const auto& c : cases("categorical_kl")) {
    const Categorical p{vector(c.at("inputs").at("w_p"))}, q{vector(c.at("inputs").at("w_q"))};
    const Categorical uniform{Eigen::VectorXd::Ones(p.weights.size())};
    divergence.add(ulps(kl(p, q), output(c, "kl_p_q")), c);
    divergence.add(ulps(kl(q, p), output(c, "kl_q_p")), c);
    to_uniform.add(ulps(kl(p, uniform), output(c, "kl_p_uniform")), c);
    of_p.add(ulps(entropy(p), output(c, "entropy_p")), c);
    of_p.add(ulps(entropy(q), output(c, "entropy_q")), c);
    crossed.add(ulps(cross_entropy(p, q), output(c, "cross_entropy_p_q")), c);

    const bool equal = c.at("class") == "exactly_equal";
    INFO(c.at("inputs").dump());
    CHECK((equal ? kl(p, q) == 0 : kl(p, q) > 0));
  }
  for (const auto& worst : {divergence, to_uniform, of_p, crossed}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("categorical_kl_logits: within 8 ulp, also far from 0") {
  Worst divergence("kl, ulp", 8), of_p("entropy, of 1 + itself", 1e-15), shares("probabilities, absolute", 4e-16);
  for (const auto& c : cases("categorical_kl_logits")) {
    const CategoricalLogits p{vector(c.at("inputs").at("logits_p"))}, q{vector(c.at("inputs").at("logits_q"))};
    divergence.add(ulps(kl(p, q), output(c, "kl_p_q")), c);
    of_p.add(relative_error(entropy(p), output(c, "entropy_p"), 1 + output(c, "entropy_p")), c);
    if (!c.at("outputs").at("p").is_null()) shares.add(worst_error(probabilities(p), c.at("outputs").at("p")), c);
  }
  for (const auto& worst : {divergence, of_p, shares}) CHECK_WITHIN_BOUND(worst);
}

// The file's `kl` is KL(p || q).
TEST_CASE("bernoulli_kl: within 8 ulp, 0 only if equal") {
  Worst divergence("kl, ulp", 8), of_p("entropy, ulp", 4);
  for (const auto& c : cases("bernoulli_kl")) {
    const Bernoulli p{input(c, "p")}, q{input(c, "q")};
    divergence.add(ulps(kl(p, q), output(c, "kl")), c);
    of_p.add(ulps(entropy(p), output(c, "entropy_p")), c);
    CHECK((p.p == q.p ? kl(p, q) == 0 : kl(p, q) > 0));
  }
  for (const auto& worst : {divergence, of_p}) CHECK_WITHIN_BOUND(worst);
}
