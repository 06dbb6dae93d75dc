#include "core/elbo_surface.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

// Even and odd numbers of means, and of variances fewer and more than four.
TEST_CASE("elbo_surface: each cell is the ELBO there") {
  const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
  const Eigen::VectorXd all_means{{-3, 0, 0.1, 7, -0.7}}, all_variances{{1e-6, 0.5, 40, 2, 0.03, 1, 7, 0.9, 3}};
  for (const int rows : {1, 4, 5}) {
    for (const int columns : {1, 3, 4, 9}) {
      const Eigen::VectorXd means = all_means.head(rows), variances = all_variances.head(columns);
      Eigen::MatrixXd surface = Eigen::MatrixXd::Constant(rows, columns, 1e9);
      elbo_surface(model, 1.5, means, variances, surface);
      for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j)
          CHECK(surface(i, j) == Approx(elbo(model, 1.5, {means(i), variances(j)})).epsilon(1e-13));
      }
    }
  }
}

TEST_CASE("elbo_surface: a variance beyond all doubles leaves the others their ELBO") {
  const LinearGaussian model{{1, 2}, 3, -1, 0.5};
  Eigen::MatrixXd surface(1, 2);
  elbo_surface(model, 2, Eigen::VectorXd{{1}}, Eigen::VectorXd{{1e308, 2}}, surface);
  CHECK(surface(0, 0) == -infinity);
  CHECK(surface(0, 1) == Approx(elbo(model, 2, {1, 2})).epsilon(1e-13));
}

TEST_CASE("elbo_surface: axes and shape are checked first") {
  const LinearGaussian model{{0, 4}, 1, 0, 1};
  Eigen::MatrixXd surface(2, 1);
  const Eigen::VectorXd means{{0, 1}};
  const auto refused = [&](const Eigen::VectorXd& variances) {
    return refusal([&] { elbo_surface(model, 2, means, variances, surface); });
  };
  CHECK(refused(Eigen::VectorXd{{0.0}}) == "elbo_surface: variances[0] must be > 0, got 0");
  CHECK(refused(Eigen::VectorXd{{1, 2}}) == "elbo_surface: surface must have 2 columns, got 1");
  CHECK(refused(Eigen::VectorXd()) == "elbo_surface: variances must have 1 to 2048 entries, got 0");
}
