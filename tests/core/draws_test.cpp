#include "core/draws.h"

#include <vector>

#include "core/normal_draw.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// Checks mean and variance of 100,000 draws against the truth, within five standard errors.
void check_moments(double mean, double variance, double fourth_central, const std::function<double()>& draw) {
  const int count = 100000;
  double sum = 0, square = 0;
  for (int i = 0; i < count; ++i) {
    const double apart = draw() - mean;
    sum += apart;
    square += apart * apart;
  }
  CHECK(std::abs(sum / count) < 5 * std::sqrt(variance / count));
  CHECK(std::abs(square / count - variance) < 5 * std::sqrt((fourth_central - variance * variance) / count));
}

}  // namespace

TEST_CASE("draws: a normal has its moments, its tails and no memory") {
  Generator g(1);
  check_moments(0, 1, 3, [&] { return normal_draw(g); });
  check_moments(2, 9, 243, [&] { return draw(NormalSd{2, 3}, g); });
  const int count = 400000;
  int beyond_3 = 0, beyond_4 = 0;
  double product = 0, last = 0;
  for (int i = 0; i < count; ++i) {
    const double z = normal_draw(g);
    beyond_3 += std::abs(z) > 3;
    beyond_4 += std::abs(z) > 4;
    product += z * last;
    last = z;
  }
  const auto close = [&](int found, double probability) {
    return std::abs(found - count * probability) < 5 * std::sqrt(count * probability);
  };
  CHECK(close(beyond_3, 0.0026997960632601866));
  CHECK(close(beyond_4, 6.334248366623984e-5));
  CHECK(std::abs(product / count) < 5 / std::sqrt(static_cast<double>(count)));
}

TEST_CASE("draws: a gamma has its moments, for shapes below and above 1, and stays positive for tiny ones") {
  Generator g(2);
  for (const double shape : {0.3, 1.0, 2.5, 40.0}) {
    const double rate = 1.5, variance = shape / (rate * rate);
    check_moments(shape / rate, variance, 3 * variance * variance + 6 * shape / std::pow(rate, 4),
                  [&] { return draw_gamma(shape, rate, g); });
  }
  // E[log] is the digamma function; at 0.01 it is -100.560885457869.
  const int count = 100000;
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += draw_log_gamma(0.01, g);
  CHECK(std::abs(sum / count + 100.560885457869) < 5 * 100.01 / std::sqrt(static_cast<double>(count)));
  for (int i = 0; i < 100; ++i) REQUIRE(draw_gamma(1e-5, 1e300, g) > 0);
}

TEST_CASE("draws: beta, Dirichlet, uniform, Bernoulli and categories have their means and variances") {
  Generator g(3);
  const double a = 2, b = 0.5, sum = a + b, variance = a * b / (sum * sum * (sum + 1));
  check_moments(a / sum, variance, variance, [&] { return draw_beta(a, b, g); });
  const Eigen::VectorXd concentration{{0.5, 1, 2}};
  const double part = 2 / 3.5, spread = part * (1 - part) / 4.5;
  check_moments(part, spread, spread, [&] {
    const Eigen::VectorXd shares = draw_dirichlet(concentration, g);
    REQUIRE(std::abs(shares.sum() - 1) < 1e-14);
    return shares(2);
  });
  check_moments(1, 3, 81.0 / 5, [&] { return draw_uniform(-2, 4, g); });
  check_moments(0.3, 0.21, 0.21, [&] { return draw_bernoulli(0.3, g) ? 1.0 : 0.0; });
  const Eigen::VectorXd sums = running_sums(Eigen::VectorXd{{0, 3, 0, 1, 0}});
  check_moments(1.5, 0.75, 1.3125, [&] {
    const int category = draw_categorical(sums, g);
    REQUIRE((category == 1 || category == 3));
    return static_cast<double>(category);
  });
  // Concentrations that underflow every gamma still give shares.
  for (int i = 0; i < 100; ++i) REQUIRE(std::abs(draw_dirichlet(Eigen::VectorXd{{1e-6, 1e-6}}, g).sum() - 1) < 1e-14);
}

TEST_CASE("draws: a mixture has its moments, a multivariate normal its covariance") {
  Generator g(4);
  const Mixture mixture{Eigen::VectorXd{{1, 3}}, {{-1, 0.5}, {2, 1}}};
  // Mean 5/4; second moment about it from the parts: variance 0.25/4 + 3/4 plus the means' 27/16.
  check_moments(1.25, 0.8125 + 27.0 / 16, 20, [&] { return draw(mixture, g); });
  const Eigen::VectorXd mean{{1, -2}};
  const Eigen::MatrixXd factor{{2, 0}, {-1, 0.5}};
  const int count = 100000;
  Eigen::Matrix2d scatter = Eigen::Matrix2d::Zero();
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  for (int i = 0; i < count; ++i) {
    const Eigen::Vector2d apart = draw_multivariate_normal(mean, factor, g) - mean;
    sum += apart;
    scatter += apart * apart.transpose();
  }
  const Eigen::Matrix2d covariance = factor * factor.transpose();
  CHECK((sum / count).cwiseAbs().maxCoeff() < 5 * 2 / std::sqrt(static_cast<double>(count)));
  CHECK((scatter / count - covariance).cwiseAbs().maxCoeff() < 5 * 4 * std::sqrt(2.0 / count));
}

TEST_CASE("draws: with concentrations too small for a double one share is all, in proportion to them") {
  Generator generator(5);
  int first = 0, second = 0;
  for (int i = 0; i < 4000; ++i) {
    const double beta = draw_beta(2e-320, 1e-320, generator);
    CHECK((beta == 0 || beta == 1));
    first += beta == 1;
    const Eigen::VectorXd shares = draw_dirichlet(Eigen::Vector3d(1e-320, 2e-320, 1e-320), generator);
    CHECK(shares.sum() == 1);
    CHECK(shares.maxCoeff() == 1);
    second += shares(1) == 1;
  }
  CHECK(first / 4000.0 == Approx(2.0 / 3).margin(4 * std::sqrt(2.0 / 9 / 4000)));
  CHECK(second / 4000.0 == Approx(0.5).margin(4 * std::sqrt(0.25 / 4000)));
}

TEST_CASE("draws: parameters are checked first") {
  Generator g(5);
  CHECK(refusal([&] { draw_gamma(0, 1, g); }) == "gamma: shape must be > 0, got 0");
  CHECK(refusal([&] { draw_gamma(1, -1, g); }) == "gamma: rate must be > 0, got -1");
  CHECK(refusal([&] { draw_beta(1, not_a_number, g); }) == "beta: b must be > 0, got nan");
  CHECK(refusal([&] { draw_bernoulli(1.5, g); }) == "bernoulli: p must be between 0 and 1, got 1.5");
  CHECK(refusal([&] { draw_uniform(1, 1, g); }) == "uniform: high/2 - low/2 must be > 0, got 0");
  CHECK(refusal([&] { draw(NormalSd{0, 0}, g); }) == "normal_sd: sd must be > 0, got 0");
  CHECK(g.state == Generator(5).state);
}
