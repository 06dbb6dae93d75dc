#include "core/absorbing.h"

#include <Eigen/LU>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::MatrixXd;
using Eigen::VectorXd;

TEST_CASE("absorbing: the same as solving I - moves") {
  MatrixXd moves(4, 4);
  moves << 0.1, 0.2, 0.3, 0.1, 0, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.6, 0, 0.3, 0;
  const VectorXd end = VectorXd::Ones(4) - moves.rowwise().sum();
  const VectorXd b = (VectorXd(4) << 1, -2, 0.5, 3).finished();
  const MatrixXd inverse = (MatrixXd::Identity(4, 4) - moves).inverse();
  const Absorbing walk = eliminate(moves, end);
  CHECK((expected_total(walk, b) - inverse * b).cwiseAbs().maxCoeff() < 1e-13);
  CHECK((expected_visits(walk, b) - inverse.transpose() * b).cwiseAbs().maxCoeff() < 1e-13);
}

// 1 - moves(0, 0) cannot tell 1e-18 from never.
TEST_CASE("absorbing: an end however seldom keeps its digits") {
  MatrixXd moves(2, 2);
  moves << 1, 0, 1, 0;
  const double rare = std::exp2(-60);
  const VectorXd total = expected_total(eliminate(moves, (VectorXd(2) << rare, 0).finished()), VectorXd::Ones(2));
  CHECK(total(0) == std::exp2(60));
  CHECK(total(1) == std::exp2(60));
}

TEST_CASE("absorbing: where it never ends the sum is infinite, and only there") {
  MatrixXd moves(3, 3);
  moves << 0, 0.5, 0, 0, 0, 1, 0, 1, 0;
  const VectorXd end = (VectorXd(3) << 0.5, 0, 0).finished();
  const VectorXd total = expected_total(eliminate(moves, end), VectorXd::Ones(3));
  for (const double each : total) CHECK(each == infinity);
  moves(0, 1) = 0;
  CHECK(expected_total(eliminate(moves, (VectorXd(3) << 1, 0, 0).finished()), VectorXd::Ones(3))(0) == 1);
}
