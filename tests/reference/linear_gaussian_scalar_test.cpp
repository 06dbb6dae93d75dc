#include "core/linear_gaussian.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

// Relative everywhere; only where a result is a sum of logarithms and squares of either sign is the error
// measured against the sum of their sizes.
TEST_CASE("linear_gaussian_scalar: posterior, evidence, ELBO, gradient and gap") {
  constexpr long double half_log_2pi = 0.918938533204672741780329736405617640L;
  Worst posterior_mean("posterior mean, ulp", 1), posterior_variance("posterior variance, ulp", 1);
  Worst marginal_mean("marginal mean, ulp", 1), marginal_variance("marginal variance, ulp", 3);
  Worst gradient_mean("elbo_gradient mean, ulp", 2), gradient_log_sd("elbo_gradient log_sd, ulp", 2);
  Worst precision("posterior_precision, ulp", 1), gap("elbo_gap, ulp", 4);
  Worst kl_to_prior("kl(q, prior), ulp", 4), kl_from_posterior("kl(posterior, prior), of its terms", 1e-13);
  Worst evidence("log_evidence, of its terms", 1e-15), likelihood("expected_log_likelihood, of its terms", 1e-15);
  Worst joint("expected_log_joint, of its terms", 1e-15), bound("elbo, of its terms", 1e-15);

  for (const auto& c : cases("linear_gaussian_scalar")) {
    const double x = input(c, "x"), vx = input(c, "vx");
    const Normal prior{input(c, "m0"), input(c, "v0")}, q{input(c, "mu_q"), input(c, "v_q")};
    const LinearGaussian model{prior, input(c, "a"), input(c, "b"), vx};

    const Normal at_x = posterior(model, x), of_x = marginal(model);
    posterior_mean.add(ulps(at_x.mean, output(c, "posterior_mean")), c);
    posterior_variance.add(ulps(at_x.variance, output(c, "posterior_var")), c);
    marginal_mean.add(ulps(of_x.mean, output(c, "marginal_mean")), c);
    marginal_variance.add(ulps(of_x.variance, output(c, "marginal_var")), c);

    const ElboGradient gradient = elbo_gradient(model, x, q);
    gradient_mean.add(ulps(gradient.mean, output(c, "grad_elbo_mu")), c);
    gradient_log_sd.add(ulps(gradient.log_sd, output(c, "grad_elbo_log_sigma")), c);
    precision.add(ulps(-posterior_precision(model), output(c, "hess_mu_mu")), c);
    gap.add(ulps(elbo_gap(model, x, q), output(c, "gap")), c);
    kl_to_prior.add(ulps(kl(q, prior), output(c, "kl_q_prior")), c);
    // The posterior arrives rounded, and where it hardly differs from the prior that is most of the
    // difference.
    const long double kl_truth = output(c, "kl_posterior_prior");
    kl_from_posterior.add(relative_error(kl(at_x, prior), kl_truth, 1 + kl_truth), c);

    const long double evidence_truth = output(c, "log_px"), likelihood_truth = output(c, "E_q_loglik");
    const long double joint_truth = output(c, "E_q_log_joint"), elbo_truth = output(c, "elbo");
    const long double half_log_v = std::abs(std::log(static_cast<long double>(of_x.variance))) / 2;
    const long double half_log_vx = std::abs(std::log(static_cast<long double>(vx))) / 2;
    const long double half_log_v0 = std::abs(std::log(static_cast<long double>(prior.variance))) / 2;
    const long double likelihood_terms = 2 * (half_log_2pi + half_log_vx) + std::abs(likelihood_truth);
    const long double joint_terms =
        likelihood_terms + 2 * (half_log_2pi + half_log_v0) + std::abs(joint_truth - likelihood_truth);
    evidence.add(relative_error(log_evidence(model, x), evidence_truth,
                                2 * (half_log_2pi + half_log_v) + std::abs(evidence_truth)),
                 c);
    likelihood.add(relative_error(expected_log_likelihood(model, x, q), likelihood_truth, likelihood_terms), c);
    joint.add(relative_error(expected_log_joint(model, x, q), joint_truth, joint_terms), c);
    bound.add(relative_error(elbo(model, x, q), elbo_truth, likelihood_terms + output(c, "kl_q_prior")), c);
  }

  for (const auto& worst :
       {posterior_mean, posterior_variance, marginal_mean, marginal_variance, gradient_mean, gradient_log_sd, precision,
        gap, kl_to_prior, kl_from_posterior, evidence, likelihood, joint, bound})
    CHECK_WITHIN_BOUND(worst);
}
