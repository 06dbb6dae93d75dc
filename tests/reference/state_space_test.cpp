#include "core/sequential_elbo.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;
using nlohmann::json;

namespace {

// A list of rows, or a column.
Eigen::MatrixXd entries(const json& texts) {
  if (!texts.at(0).is_array()) return vector(texts);
  Eigen::MatrixXd result(Eigen::Index(texts.size()), Eigen::Index(texts.at(0).size()));
  for (std::size_t i = 0; i < texts.size(); ++i) result.row(Eigen::Index(i)) = vector(texts.at(i)).transpose();
  return result;
}

StateSpace model(const json& in) {
  return {entries(in.at("F")), entries(in.at("b")), entries(in.at("Q")),  entries(in.at("H")),
          entries(in.at("c")), entries(in.at("R")), entries(in.at("m0")), entries(in.at("P0"))};
}

double size_of(const json& truths) {
  long double size = 1;
  for (const auto& text : truths) size = std::max(size, std::abs(truth(text)));
  return static_cast<double>(size);
}

}  // namespace

TEST_CASE("lgssm: likelihood, filter and smoother, and what each q misses") {
  Worst likelihood("log likelihood, of 1 + itself", 1e-14), states("means and covariances, of the largest", 2e-14);
  Worst elbos("ELBOs and their terms, of 1 + themselves", 2e-14), gaps("gaps, of 1 + themselves", 2e-14);
  for (const auto& c : cases("lgssm")) {
    const json &in = c.at("inputs"), &out = c.at("outputs");
    const StateSpace given = model(in);
    const Eigen::MatrixXd y = entries(in.at("y"));
    const auto number = [&](Worst& worst, double computed, const char* name) {
      worst.add(relative_error(computed, output(c, name), 1 + std::abs(output(c, name))), c);
    };
    const auto list = [&](Worst& worst, const Eigen::VectorXd& computed, const json& truths) {
      worst.add(worst_error(computed, truths, size_of(truths)), c);
    };
    const auto rows = [&](const Eigen::MatrixXd& computed, const json& truths) {
      for (std::size_t t = 0; t < truths.size(); ++t) list(states, computed.row(Eigen::Index(t)), truths.at(t));
    };
    // A covariance of one state is written as a number.
    const auto covariances = [&](const std::vector<Eigen::MatrixXd>& computed, const json& truths) {
      for (std::size_t t = 0; t < truths.size(); ++t) {
        if (truths.at(t).at(0).is_array())
          for (std::size_t i = 0; i < truths.at(t).size(); ++i)
            list(states, computed[t].row(Eigen::Index(i)), truths.at(t).at(i));
        else
          list(states, computed[t].row(0), truths.at(t));
      }
    };

    const Kalman exact = kalman(given, y);
    number(likelihood, exact.log_likelihood, "loglik");
    list(likelihood, exact.increments, out.at("loglik_increments"));
    rows(exact.filter_mean, out.at("filter_mean"));
    rows(exact.smooth_mean, out.at("smooth_mean"));
    covariances(exact.filter_covariance, out.at("filter_cov"));
    covariances(exact.smooth_covariance, out.at("smooth_cov"));

    std::vector<Eigen::MatrixXd> q_covariance;
    for (const auto& variances : in.at("q_var")) q_covariance.emplace_back(vector(variances).asDiagonal());
    const SequentialElbo q = sequential_elbo(given, y, entries(in.at("q_mean")), q_covariance);
    number(elbos, q.elbo, "elbo");
    number(gaps, q.gap, "gap");
    list(elbos, q.reconstruction, out.at("reconstruction_terms"));
    list(elbos, q.expected_kl, out.at("expected_kl_terms"));

    const SequentialElbo best = best_factorised(given, y, Factors::over_time_and_coordinates);
    number(gaps, best.gap, "meanfield_optimum_gap");
    for (std::size_t t = 0; t < best.covariance.size(); ++t)
      list(states, best.covariance[t].diagonal(), out.at("meanfield_optimum_var").at(t));
    number(gaps, best_factorised(given, y, Factors::over_time).gap, "time_factorised_full_block_optimum_gap");
    number(gaps, sequential_elbo(given, y, exact.smooth_mean, exact.smooth_covariance).gap,
           "gap_of_product_of_smoothing_marginals");
    number(gaps, sequential_elbo(given, y, exact.filter_mean, exact.filter_covariance).gap,
           "gap_of_product_of_filtering_marginals");

    const SequentialElbo chain = filtering_chain(given, y);
    number(elbos, chain.elbo, "elbo_of_filtering_chain");
    number(gaps, chain.gap, "gap_of_filtering_chain");
    rows(chain.mean, out.at("filtering_chain_marginal_mean"));
    covariances(chain.covariance, out.at("filtering_chain_marginal_cov"));
  }
  for (const auto& worst : {likelihood, states, elbos, gaps}) CHECK_WITHIN_BOUND(worst);
}
