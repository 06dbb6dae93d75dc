#include "core/tilting.h"

#include <cmath>

#include "core/proxy_reward.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("bandit_elbo: evidence, ELBO and both divergences") {
  Worst evidence("log_evidence, of its terms", 1e-15), bound("elbo, of its terms", 1e-15);
  Worst earned("expected_reward, of the rewards", 1e-15), to_prior("kl_to_prior, ulp", 4);
  Worst to_optimal("kl_to_optimal, of its terms", 1e-14), disorder("entropy, ulp", 4);
  Worst optimal("optimal_policy, absolute", 1e-14);
  for (const auto& c : cases("bandit_elbo")) {
    const auto& in = c.at("inputs");
    const Eigen::VectorXd reward = vector(in.at("reward"));
    const double alpha = input(c, "alpha");
    const OneStepElbo result = one_step_elbo(vector(in.at("policy_w")), vector(in.at("prior_w")), reward, alpha);
    const double size = 1 + reward.cwiseAbs().maxCoeff(), terms = size + size / alpha;
    evidence.add(relative_error(result.log_evidence, output(c, "log_evidence"), terms), c);
    bound.add(relative_error(result.elbo, output(c, "elbo"), terms), c);
    earned.add(relative_error(result.expected_reward, output(c, "E_reward"), size), c);
    to_prior.add(ulps(result.kl_to_prior, output(c, "kl_policy_prior")), c);
    to_optimal.add(relative_error(result.kl_to_optimal, output(c, "kl_policy_optimal"),
                                  std::abs(output(c, "kl_policy_optimal")) + terms / 10),
                   c);
    disorder.add(ulps(result.entropy, output(c, "entropy_policy")), c);
    optimal.add(worst_error(result.optimal_policy, c.at("outputs").at("optimal_policy")), c);
  }
  for (const auto& worst : {evidence, bound, earned, to_prior, to_optimal, disorder, optimal})
    CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("rlhf_tilting: the policy, its KL and both paths to the objective at every beta") {
  Worst shares("policy, absolute", 1e-13), evidence("log_evidence, of its terms", 1e-15);
  Worst earned("expected_reward, of the rewards", 1e-14), to_prior("kl_to_prior, relative", 1e-13);
  Worst objective("objective, of its terms", 1e-14), disorder("entropy, absolute", 1e-13);
  for (const auto& c : cases("rlhf_tilting")) {
    const Eigen::VectorXd prior = vector(c.at("inputs").at("prior_w"));
    const Eigen::VectorXd reward = vector(c.at("inputs").at("proxy_reward"));
    const double size = reward.cwiseAbs().maxCoeff();
    for (const auto& at : c.at("by_beta")) {
      const double beta = nearest(at.at("beta"));
      const Tilt result = tilt(prior, reward, beta);
      const long double kl = truth(at.at("kl_pi_prior")), log_z = truth(at.at("log_Z"));
      shares.add(worst_error(result.policy, at.at("pi_star")), c);
      evidence.add(relative_error(result.log_evidence, log_z, size / beta + std::abs(log_z)), c);
      earned.add(relative_error(result.expected_reward, truth(at.at("E_proxy")), size), c);
      to_prior.add(relative_error(result.kl_to_prior, kl, kl), c);
      objective.add(relative_error(result.objective, truth(at.at("J")), size + beta * kl), c);
      disorder.add(relative_error(result.entropy, truth(at.at("entropy")), 1), c);
    }
  }
  for (const auto& worst : {shares, evidence, earned, to_prior, objective, disorder}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("rlhf_tilting: the true reward of the tilted policy, and how all of it moves with beta") {
  Worst earned("expected_true, of the rewards", 1e-13), truly("true_slope, of its terms", 1e-13);
  Worst divergence("kl_slope, of its terms", 1e-13);
  for (const auto& c : cases("rlhf_tilting")) {
    const auto& in = c.at("inputs");
    const Eigen::VectorXd proxy = vector(in.at("proxy_reward")), true_reward = vector(in.at("true_reward"));
    const double size = true_reward.cwiseAbs().maxCoeff(), spread = proxy.maxCoeff() - proxy.minCoeff();
    for (const auto& at : c.at("by_beta")) {
      const double beta = nearest(at.at("beta"));
      const TiltSweep sweep = tilt_sweep(vector(in.at("prior_w")), proxy, true_reward, Eigen::VectorXd{{beta}});
      earned.add(relative_error(sweep.expected_true(0), truth(at.at("E_true")), size), c);
      const double steepest = spread / beta / beta;
      truly.add(relative_error(sweep.true_slope(0), truth(at.at("d_E_true_d_beta")), size * steepest), c);
      divergence.add(relative_error(sweep.kl_slope(0), truth(at.at("d_KL_d_beta")), spread * steepest / beta), c);
    }
  }
  for (const auto& worst : {earned, truly, divergence}) CHECK_WITHIN_BOUND(worst);
}

// A response of 1.75 % that the proxy likes best and the truth least. The best beta is the root of the covariance by
// mpmath; E[true] is so flat there that at 0.975 it is lower by less than 1e-6.
TEST_CASE("rlhf_tilting: the best beta is inside where the proxy is right but for a rare response") {
  for (const auto& c : cases("rlhf_tilting")) {
    if (c.at("class") != "reward hack: rare response 0 has proxy 3, true -2") continue;
    const auto& in = c.at("inputs");
    const TiltSweep sweep = tilt_sweep(vector(in.at("prior_w")), vector(in.at("proxy_reward")),
                                       vector(in.at("true_reward")), Eigen::VectorXd{{4, 2, 1, 0.5, 0.25}});
    CHECK((sweep.expected_true - Eigen::VectorXd{{0.455, 0.811, 1.064, 0.655, -0.898}}).cwiseAbs().maxCoeff() < 5.1e-4);
    CHECK(sweep.best_beta == Approx(0.973956505731).epsilon(1e-11));
  }
}

TEST_CASE("rlhf_best_of_n: the distribution, its KL and the bound above it") {
  Worst shares("policy, absolute", 1e-15), divergence("kl, of 1 + itself", 1e-14), bound("bound, ulp", 4);
  for (const auto& c : cases("rlhf_best_of_n")) {
    const Eigen::VectorXd prior = vector(c.at("inputs").at("prior_w"));
    const Eigen::VectorXd reward = vector(c.at("inputs").at("proxy_reward"));
    for (const auto& at : c.at("by_n")) {
      const BestOfN result = best_of_n(prior, reward, nearest(at.at("n")));
      shares.add(worst_error(result.policy, at.at("distribution")), c);
      divergence.add(relative_error(result.kl, truth(at.at("kl")), 1 + truth(at.at("kl"))), c);
      bound.add(ulps(result.bound, truth(at.at("bound"))), c);
      CHECK(result.kl <= result.bound);
    }
  }
  for (const auto& worst : {shares, divergence, bound}) CHECK_WITHIN_BOUND(worst);
}
