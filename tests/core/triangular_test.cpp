#include "core/triangular.h"

#include <Eigen/Dense>

#include "tests/catch.h"
#include "tests/core/multivariate_gaussians.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::Index;
using Eigen::MatrixXd;

namespace {

Dense<DoubleDouble> wide(const MatrixXd& matrix) {
  Dense<DoubleDouble> result(matrix.rows(), matrix.cols());
  for (Index i = 0; i < matrix.size(); ++i) result.data()[i] = {matrix.data()[i]};
  return result;
}

MatrixXd narrow(const Dense<DoubleDouble>& matrix) {
  MatrixXd result(matrix.rows(), matrix.cols());
  for (Index i = 0; i < matrix.size(); ++i) result.data()[i] = matrix.data()[i].value();
  return result;
}

}  // namespace

// Sizes on both sides of the blocks of four.
TEST_CASE("triangular: the factor's square is the matrix, and a solution times the factor the right side") {
  Generator generator(41);
  for (const Index n : {1, 2, 3, 4, 5, 8, 9, 31, 64}) {
    const MatrixXd covariance = random_covariance(generator, n);
    MatrixXd factor = covariance;
    REQUIRE(factorise(factor) == 0);
    CHECK((factor * factor.transpose() - covariance).norm() <= 1e-15 * double(n) * covariance.norm());
    CHECK(MatrixXd(factor.triangularView<Eigen::StrictlyUpper>()).isZero(0));

    const MatrixXd right = random_matrix(generator, n, 1);
    MatrixXd x = right;
    solve_column(factor, x.data());
    CHECK((factor * x - right).norm() <= 1e-13 * double(n));

    const MatrixXd lower = random_matrix(generator, n, n).triangularView<Eigen::Lower>();
    MatrixXd rows = lower.transpose();
    solve_rows(factor, rows);
    CHECK((factor * rows.transpose() - lower).norm() <= 1e-13 * double(n));
    CHECK(MatrixXd(rows.triangularView<Eigen::StrictlyLower>()).isZero(0));

    auto exactly = wide(covariance);
    REQUIRE(factorise(exactly) == 0);
    CHECK((narrow(exactly) - factor).norm() <= 1e-12 * factor.norm());
  }
}

TEST_CASE("triangular: the first leading minor that is not positive is named") {
  MatrixXd matrix = MatrixXd::Identity(7, 7);
  matrix(5, 4) = matrix(4, 5) = 1.5;
  CHECK(factorise(matrix) == 6);
  matrix.setIdentity();
  matrix(0, 0) = -1;
  CHECK(factorise(matrix) == 1);
}

// (I + E)(I + E)^T = I + L^-1 D L^-T has E = half of it below the diagonal to first order: at differences of 1e-12 to
// twelve digits, where L_q - L by subtraction has four.
TEST_CASE("triangular: a relative factor keeps its digits however near the covariances are") {
  Generator generator(42);
  for (const Index n : {1, 3, 4, 6, 17}) {
    MatrixXd factor = random_covariance(generator, n);
    factorise(factor);
    const MatrixXd noise = random_matrix(generator, n, n), unit = noise + noise.transpose();
    const MatrixXd inverse = factor.inverse();
    const MatrixXd wanted = 1e-12 * inverse * unit * inverse.transpose();
    MatrixXd found = 1e-12 * unit;
    relative_factor(factor, found);
    MatrixXd half = wanted.triangularView<Eigen::Lower>();
    half.diagonal() /= 2;
    CHECK((found - half).norm() <= 1e-9 * half.norm());

    // And not only to first order, where it is of order 1.
    MatrixXd large = 0.02 * unit;
    const MatrixXd relative = inverse * large * inverse.transpose();
    if (relative.norm() > 0.9) continue;
    relative_factor(factor, large);
    const MatrixXd square = (large + MatrixXd::Identity(n, n)) * (large + MatrixXd::Identity(n, n)).transpose();
    CHECK((square - relative - MatrixXd::Identity(n, n)).norm() <= 1e-12);
  }
}
