#include "core/soft_value.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("logsumexp: to an ulp of its largest entry") {
  Worst sum("log_sum_exp, of the largest entry", 3e-16);
  for (const auto& c : cases("logsumexp")) {
    const Eigen::VectorXd x = vector(c.at("inputs").at("x"));
    const double largest = std::isfinite(x.maxCoeff()) ? std::abs(x.maxCoeff()) : 0;
    sum.add(relative_error(log_sum_exp(x), output(c, "logsumexp"), std::max(1.0, largest)), c);
  }
  CHECK_WITHIN_BOUND(sum);
}

TEST_CASE("softmax_value: both forms at temperatures from 1e-12 up, to a few ulp of the values") {
  Worst by_sum("entropy form, of its terms", 4e-16), by_mean("KL form, of its terms", 2e-15);
  Worst shares("policy, absolute", 1e-13);
  for (const auto& c : cases("softmax_value")) {
    const Eigen::VectorXd values = vector(c.at("inputs").at("Q"));
    const Eigen::VectorXd uniform = Eigen::VectorXd::Ones(values.size());
    const double size = values.cwiseAbs().maxCoeff();
    for (const auto& at : c.at("by_alpha")) {
      const double alpha = nearest(at.at("alpha"));
      const long double sum = truth(at.at("value_sum"));
      by_sum.add(relative_error(soft_value(values, alpha), sum, size + std::abs(sum)), c);
      by_mean.add(relative_error(soft_value(values, alpha, uniform), truth(at.at("value_mean")), size + 1e-300L), c);
      if (at.contains("policy")) shares.add(worst_error(soft_policy(values, alpha, uniform), at.at("policy")), c);
    }
  }
  for (const auto& worst : {by_sum, by_mean, shares}) CHECK_WITHIN_BOUND(worst);
}
