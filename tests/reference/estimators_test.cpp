#include "core/estimators.h"

#include <cmath>

#include "core/importance_weighted.h"
#include "core/kl_estimators.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

// The file gives q by its standard deviation; as a variance it is rounded, which counts where 1 - precision·variance
// nearly vanishes. So errors are measured against the terms of each polynomial.
TEST_CASE("elbo_gradient_estimators: the variances of every estimator") {
  Worst relative("variances, of their terms", 4e-15);
  for (const auto& c : cases("elbo_gradient_estimators")) {
    const double sd = input(c, "sigma_q"), variance = sd * sd;
    const LinearGaussian model{{input(c, "m0"), input(c, "v0")}, input(c, "a"), input(c, "b"), input(c, "vx")};
    const auto moments = gradient_estimator_moments(model, input(c, "x"), {input(c, "mu_q"), variance});
    const long double t = 1 + std::abs(posterior_precision(model)) * variance;
    const long double terms = t * t + std::pow(output(c, "c0"), 2) + std::pow(output(c, "c1"), 2);
    const auto compare = [&](double computed, const char* name, long double scale) {
      relative.add(relative_error(computed, output(c, name), scale), c);
    };
    compare(moments.reparameterised.mean, "var_reparam_mu", output(c, "var_reparam_mu"));
    compare(moments.reparameterised.log_sd, "var_reparam_log_sigma", output(c, "var_reparam_log_sigma"));
    compare(moments.sticking_the_landing.mean, "var_stl_mu", terms / variance);
    compare(moments.sticking_the_landing.log_sd, "var_stl_log_sigma", terms);
    compare(moments.score.mean, "var_score_mu", 4 * terms / variance);
    compare(moments.score.log_sd, "var_score_log_sigma", 20 * terms);
    compare(moments.score_with_baseline.mean, "var_score_optimal_baseline_mu", terms / variance);
    compare(moments.score_with_baseline.log_sd, "var_score_optimal_baseline_log_sigma", 10 * terms);
    compare(moments.optimal_baseline.mean, "optimal_baseline_mu", std::sqrt(terms));
    compare(moments.optimal_baseline.log_sd, "optimal_baseline_log_sigma", std::sqrt(terms));
    compare(moments.value.monte_carlo, "var_value_full_MC", terms);
    compare(moments.value.closed_form_kl, "var_value_closed_form_KL", terms);
    compare(moments.value.closed_form_entropy, "var_value_closed_form_entropy", terms);
  }
  CHECK_WITHIN_BOUND(relative);
}

TEST_CASE("reparam_vs_score_cosine: gradient and both variances") {
  Worst relative("relative", 4e-15);
  for (const auto& c : cases("reparam_vs_score_cosine")) {
    const auto moments = cosine_gradient_moments(input(c, "w"), {input(c, "mu"), input(c, "sigma")});
    const auto compare = [&](double computed, const char* name) {
      relative.add(relative_error(computed, output(c, name), std::abs(output(c, name))), c);
    };
    compare(moments.gradient, "grad_mu");
    compare(moments.reparameterised, "var_reparam_mu");
    compare(moments.score, "var_score_mu_no_baseline");
  }
  CHECK_WITHIN_BOUND(relative);
}

TEST_CASE("kl_estimators: mean and variance of k1, k2 and k3") {
  Worst relative("relative", 2e-15);
  for (const auto& c : cases("kl_estimators")) {
    const auto moments = kl_estimator_moments({vector(c.at("inputs").at("q_w"))}, {vector(c.at("inputs").at("p_w"))});
    const auto compare = [&](const Moments& k, const char* mean, const char* variance) {
      relative.add(relative_error(k.mean, output(c, mean), output(c, mean)), c);
      relative.add(relative_error(k.variance, output(c, variance), output(c, variance)), c);
    };
    compare(moments.k1, "k1_mean", "k1_variance");
    compare(moments.k2, "k2_mean", "k2_variance");
    compare(moments.k3, "k3_mean", "k3_variance");
  }
  CHECK_WITHIN_BOUND(relative);
}

TEST_CASE("iwae_bounds: within five of their own standard errors") {
  Worst errors("standard errors", 5);
  for (const auto& c : cases("iwae_bounds")) {
    const LinearGaussian model{{input(c, "m0"), input(c, "v0")}, 1, 0, input(c, "vx")};
    const auto& ks = c.at("outputs").at("iwae_K");
    for (std::size_t i = 0; i < ks.size(); ++i) {
      const auto bound = importance_weighted_bound(model, input(c, "x"), {input(c, "mu_q"), input(c, "v_q")},
                                                   static_cast<int>(nearest(ks[i])), 4000, 1);
      errors.add(relative_error(bound.value, truth(c.at("outputs").at("iwae")[i]), bound.standard_error), c);
    }
  }
  CHECK_WITHIN_BOUND(errors);
}
