#include "core/dirichlet.h"

#include "core/gamma_functions.h"
#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

VectorXd list(std::initializer_list<double> numbers) {
  VectorXd result(static_cast<Eigen::Index>(numbers.size()));
  Eigen::Index i = 0;
  for (const double number : numbers) result(i++) = number;
  return result;
}

double textbook_kl(const VectorXd& a, const VectorXd& b) {
  double sum = log_gamma(a.sum()) - log_gamma(b.sum());
  for (Eigen::Index i = 0; i < a.size(); ++i)
    sum += log_gamma(b(i)) - log_gamma(a(i)) + (a(i) - b(i)) * (digamma(a(i)) - digamma(a.sum()));
  return sum;
}

// E[f(x)] under a beta by quadrature over the logit, where the density dies out exponentially at both ends.
double expectation_under(const Beta& d, const std::function<double(double)>& f) {
  const auto weighted = [&](double u) {
    const double x = 1 / (1 + std::exp(-u)), rest = 1 / (1 + std::exp(u));
    const double density =
        std::exp(std::lgamma(d.a + d.b) - std::lgamma(d.a) - std::lgamma(d.b)) * std::pow(x, d.a) * std::pow(rest, d.b);
    return x == 0 || x == 1 || density == 0 ? 0 : density * f(x);
  };
  return integral(weighted, 0, 60, 6000);
}

double textbook_log_density(const Beta& d, double x) {
  return std::lgamma(d.a + d.b) - std::lgamma(d.a) - std::lgamma(d.b) + (d.a - 1) * std::log(x) +
         (d.b - 1) * std::log1p(-x);
}

}  // namespace

TEST_CASE("dirichlet: the closed form with log gamma and digamma") {
  Generator generator(21);
  for (int i = 0; i < 400; ++i) {
    VectorXd a(2 + i % 4), b(2 + i % 4);
    for (double& entry : a) entry = std::exp(6 * generator.uniform() - 3);
    for (double& entry : b) entry = std::exp(6 * generator.uniform() - 3);
    INFO("a = " << a.transpose() << ", b = " << b.transpose());
    CHECK(kl(Dirichlet{a}, Dirichlet{b}) == Approx(textbook_kl(a, b)).epsilon(1e-11));
    const double by_digamma = -log_gamma(a.sum()) + a.unaryExpr(&log_gamma).sum() +
                              (a.sum() - double(a.size())) * digamma(a.sum()) -
                              ((a.array() - 1) * a.array().unaryExpr(&digamma)).sum();
    CHECK(entropy(Dirichlet{a}) == Approx(by_digamma).epsilon(1e-11).margin(1e-11));
  }
}

TEST_CASE("beta: KL, entropy, mean and variance by quadrature") {
  for (const auto& [q, p] : {std::pair{Beta{2, 3}, Beta{4, 1.5}}, std::pair{Beta{0.7, 1.2}, Beta{1, 1}},
                             std::pair{Beta{9, 30}, Beta{0.6, 0.8}}}) {
    const auto log_q = [d = q](double x) { return textbook_log_density(d, x); };
    const auto log_p = [d = p](double x) { return textbook_log_density(d, x); };
    const double m = mean(q);
    CHECK(kl(q, p) == Approx(expectation_under(q, [&](double x) { return log_q(x) - log_p(x); })).epsilon(1e-8));
    CHECK(entropy(q) == Approx(-expectation_under(q, log_q)).epsilon(1e-8).margin(1e-9));
    CHECK(m == Approx(expectation_under(q, [](double x) { return x; })).epsilon(1e-11));
    CHECK(variance(q) == Approx(expectation_under(q, [&](double x) { return (x - m) * (x - m); })).epsilon(1e-11));
    for (const double x : {0.01, 0.3, 0.9}) CHECK(log_prob(q, x) == Approx(log_q(x)).epsilon(1e-12).margin(1e-12));
  }
}

// To second order a KL is half the squared step in the metric of Fisher, diag psi'(a) - psi'(A).
TEST_CASE("dirichlet: nearly equal, the KL is half of Fisher's metric") {
  const VectorXd a = list({0.4, 3, 17}), direction = list({1, -0.5, 2});
  double metric = 0;
  for (Eigen::Index i = 0; i < 3; ++i) metric += trigamma(a(i)) * direction(i) * direction(i);
  metric -= trigamma(a.sum()) * direction.sum() * direction.sum();
  for (double size = 1e-5; size > 1e-13; size /= 10) {
    const VectorXd b = a + size * direction;
    INFO("size = " << size);
    const double step = (b(0) - a(0));  // what rounding leaves of it
    CHECK(kl(Dirichlet{a}, Dirichlet{b}) == Approx(0.5 * metric * step * step).epsilon(3e-2 * (size > 1e-12) + 1e-1));
    CHECK(kl(Dirichlet{b}, Dirichlet{a}) > 0);
  }
  CHECK(kl(Dirichlet{a}, Dirichlet{a}) == 0);
  CHECK(kl(Beta{2, std::nextafter(3, 4)}, Beta{2, 3}) > 0);
}

TEST_CASE("dirichlet: a beta is one of two shares, whichever comes first") {
  const Beta q{0.3, 5}, p{2, 0.9};
  CHECK(kl(q, p) == kl(Dirichlet{list({0.3, 5})}, Dirichlet{list({2, 0.9})}));
  CHECK(kl(q, p) == Approx(kl(Beta{5, 0.3}, Beta{0.9, 2})).epsilon(1e-15));
  CHECK(entropy(q) == entropy(Dirichlet{list({0.3, 5})}));
  CHECK(log_prob(q, 0.25) == Approx(log_prob(Dirichlet{list({0.3, 5})}, list({0.25, 0.75}))).epsilon(1e-15));
  CHECK(mean(Dirichlet{list({0.3, 5})})(0) == mean(q));
  CHECK(variance(Dirichlet{list({0.3, 5})})(1) == Approx(variance(q)).epsilon(1e-15));
  CHECK(variance(Dirichlet{list({1, 2, 3})})(1) == Approx(variance(Beta{2, 4})).epsilon(1e-15));
}

TEST_CASE("dirichlet: the uniform one has density (n - 1)! and entropy -log (n - 1)!") {
  CHECK(entropy(Beta{1, 1}) == 0);
  CHECK(log_prob(Beta{1, 1}, 0.3) == 0);
  const Dirichlet uniform{VectorXd::Ones(5)};
  CHECK(entropy(uniform) == Approx(-std::log(24.0)).epsilon(1e-15));
  CHECK(log_prob(uniform, list({0.1, 0.2, 0.3, 0.4, 0})) == Approx(std::log(24.0)).epsilon(1e-15));
}

// Both forms of the density hold on either side of the total where one follows the other.
TEST_CASE("dirichlet: the density about its mean, for large concentrations") {
  const double scale = 1e7;
  const Beta d{0.3 * scale, 0.7 * scale};
  const double sd = std::sqrt(variance(d));
  // Near its mean it is a normal density but for the third order.
  CHECK(log_prob(d, 0.3) == Approx(textbook_log_density(0.3, 0.3, sd * sd)).epsilon(1e-7));
  const double difference = log_prob(d, 0.3 + 2 * sd) - log_prob(d, 0.3 - 2 * sd);
  CHECK(difference == Approx(0).margin(1e-2));
  for (const double total : {19.9, 20.1, 60.0}) {
    const Beta b{0.2 * total, 0.8 * total};
    CHECK(log_prob(b, 0.35) == Approx(::textbook_log_density(b, 0.35)).epsilon(1e-12));
    const Dirichlet three{list({0.2 * total, 0.5 * total, 0.3 * total})};
    const double expected = std::lgamma(total) - std::lgamma(0.2 * total) - std::lgamma(0.5 * total) -
                            std::lgamma(0.3 * total) + (0.2 * total - 1) * std::log(0.5) +
                            (0.5 * total - 1) * std::log(0.25) + (0.3 * total - 1) * std::log(0.25);
    CHECK(log_prob(three, list({0.5, 0.25, 0.25})) == Approx(expected).epsilon(1e-12));
  }
}

TEST_CASE("dirichlet: on the edge of the simplex") {
  CHECK(log_prob(Beta{2, 3}, 0) == -infinity);
  CHECK(log_prob(Beta{0.5, 3}, 0) == infinity);
  CHECK(log_prob(Beta{1, 3}, 0) == Approx(std::log(3.0)).epsilon(1e-15));
  CHECK(log_prob(Beta{40, 1}, 1) == Approx(std::log(40.0)).epsilon(1e-14));
  CHECK(log_prob(Beta{2, 3}, -0.1) == -infinity);
  CHECK(log_prob(Beta{2, 3}, infinity) == -infinity);
  CHECK(log_prob(Dirichlet{list({2, 1, 1})}, list({0, 0.5, 0.5})) == -infinity);
  CHECK(refusal([] {
          log_prob(Dirichlet{list({2, 0.5, 1})}, list({0, 0, 1}));
        }) == "log_prob: the density has no limit at this corner of the simplex");
}

TEST_CASE("dirichlet: far apart, tiny and huge") {
  CHECK(kl(Beta{1e-300, 1}, Beta{1, 1e300}) > 1e299);
  CHECK(kl(Beta{1e-310, 1e-310}, Beta{1, 1}) == infinity);
  CHECK(std::isfinite(kl(Beta{1e10, 1e-10}, Beta{1e-10, 1e10})));
  CHECK(kl(Beta{1e300, 1e300}, Beta{2e300, 2e300}) == Approx(0.5 * (1 - std::log(2.0))).epsilon(1e-14));
  CHECK(std::isfinite(entropy(Beta{1e-6, 1e6})));
}

TEST_CASE("dirichlet: bad arguments by name and value") {
  CHECK(refusal([] { make_beta(0, 1); }) == "beta: a must be > 0, got 0");
  CHECK(refusal([] { kl(Beta{1, 1}, Beta{1, -2}); }) == "beta: b must be > 0, got -2");
  CHECK(refusal([] { entropy(Beta{not_a_number, 1}); }) == "beta: a must be > 0, got nan");
  CHECK(refusal([] { make_beta(1.5e308, 1.5e308); }) == "beta: a + b must be finite, got inf");
  CHECK(refusal([] { log_prob(Beta{1, 1}, not_a_number); }) == "log_prob: x must be a number, got nan");
  CHECK(refusal([] { make_dirichlet(VectorXd::Ones(1)); }) ==
        "dirichlet: concentration must have 2 to 10000 entries, got 1");
  CHECK(refusal([] { mean(Dirichlet{VectorXd::Ones(10'001)}); }) ==
        "dirichlet: concentration must have 2 to 10000 entries, got 10001");
  CHECK(refusal([] { entropy(Dirichlet{VectorXd::Zero(2)}); }) == "dirichlet: concentration[0] must be > 0, got 0");
  CHECK(refusal([] { kl(Dirichlet{VectorXd::Ones(2)}, Dirichlet{VectorXd::Ones(3)}); }) ==
        "dirichlet: the first has 2 shares and the second 3");
  CHECK(refusal([] { log_prob(Dirichlet{VectorXd::Ones(2)}, VectorXd::Ones(2)); }) ==
        "log_prob: x must sum to 1, got 2");
  CHECK(refusal([] { log_prob(Dirichlet{VectorXd::Ones(2)}, VectorXd::Ones(3)); }) ==
        "log_prob: x must have 2 entries, got 3");
}
