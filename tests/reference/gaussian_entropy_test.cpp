#include <cmath>

#include "core/gaussian.h"
#include "core/multivariate_gaussian.h"
#include "tests/catch.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;

TEST_CASE("gaussian_entropy: full covariances and single standard deviations") {
  Worst of_matrix("entropy of mvn, relative", 1e-13);
  Worst of_sd("entropy of normal_sd, ulp", 4);
  for (const auto& c : cases("gaussian_entropy")) {
    const long double truth = output(c, "entropy");
    if (c.at("inputs").contains("sd")) {
      of_sd.add(ulps(entropy(NormalSd{0, input(c, "sd")}), truth), c);
    } else {
      const Eigen::MatrixXd covariance = matrix(c.at("inputs").at("cov"));
      const MultivariateNormal distribution{Eigen::VectorXd::Zero(covariance.rows()), covariance};
      of_matrix.add(relative_error(entropy(distribution), truth, truth), c);
    }
  }
  CHECK_WITHIN_BOUND(of_matrix);
  CHECK_WITHIN_BOUND(of_sd);
}
