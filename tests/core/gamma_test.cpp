#include "core/gamma.h"

#include "core/gamma_functions.h"
#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

double textbook_kl(const Gamma& q, const Gamma& p) {
  return (q.shape - p.shape) * digamma(q.shape) - log_gamma(q.shape) + log_gamma(p.shape) +
         p.shape * std::log(q.rate / p.rate) + q.shape * (p.rate - q.rate) / q.rate;
}

double textbook_log_density(const Gamma& d, double x) {
  return d.shape * std::log(d.rate) - std::lgamma(d.shape) + (d.shape - 1) * std::log(x) - d.rate * x;
}

// E[f(x)] by quadrature over log x.
double expectation_under(const Gamma& d, const std::function<double(double)>& f) {
  const auto weighted = [&](double u) {
    const double x = std::exp(u), density = std::exp(textbook_log_density(d, x)) * x;
    return density == 0 ? 0 : density * f(x);
  };
  return integral(weighted, 0, 50, 10'000);
}

}  // namespace

TEST_CASE("gamma: KL, entropy, mean and variance by quadrature") {
  for (const auto& [q, p] : {std::pair{Gamma{2, 3}, Gamma{4, 1.5}}, std::pair{Gamma{0.7, 1.2}, Gamma{1, 1}},
                             std::pair{Gamma{30, 9}, Gamma{0.6, 0.8}}}) {
    const auto log_q = [d = q](double x) { return textbook_log_density(d, x); };
    const auto log_p = [d = p](double x) { return textbook_log_density(d, x); };
    const double m = mean(q);
    CHECK(kl(q, p) == Approx(expectation_under(q, [&](double x) { return log_q(x) - log_p(x); })).epsilon(1e-10));
    CHECK(entropy(q) == Approx(-expectation_under(q, log_q)).epsilon(1e-10));
    CHECK(m == Approx(expectation_under(q, [](double x) { return x; })).epsilon(1e-11));
    CHECK(variance(q) == Approx(expectation_under(q, [&](double x) { return (x - m) * (x - m); })).epsilon(1e-11));
  }
}

TEST_CASE("gamma: the closed form with log gamma and digamma") {
  Generator generator(5);
  for (int i = 0; i < 1000; ++i) {
    const auto draw = [&] { return std::exp(8 * generator.uniform() - 4); };
    const Gamma q{draw(), draw()}, p{draw(), draw()};
    INFO(q.shape << " " << q.rate << " " << p.shape << " " << p.rate);
    CHECK(kl(q, p) == Approx(textbook_kl(q, p)).epsilon(1e-10));
    CHECK(entropy(q) == Approx(q.shape - std::log(q.rate) + log_gamma(q.shape) + (1 - q.shape) * digamma(q.shape))
                            .epsilon(1e-12)
                            .margin(1e-12));
    const double x = draw();
    CHECK(log_prob(q, x) == Approx(textbook_log_density(q, x)).epsilon(1e-12).margin(1e-12));
  }
}

// Fisher's metric: psi'(shape) da² - 2 da db/rate + shape db²/rate².
TEST_CASE("gamma: nearly equal, the KL is half of Fisher's metric; a change of unit changes nothing") {
  const Gamma q{3.5, 0.25};
  for (double size = 1e-4; size > 1e-14; size /= 10) {
    const Gamma p{q.shape * (1 + size), q.rate * (1 - 2 * size)};
    const double a = p.shape - q.shape, b = p.rate - q.rate;
    const double metric = trigamma(q.shape) * a * a - 2 * a * b / q.rate + q.shape * b * b / (q.rate * q.rate);
    INFO("size = " << size);
    CHECK(kl(q, p) == Approx(0.5 * metric).epsilon(10 * size + 1e-13));
    CHECK(kl(Gamma{q.shape, q.rate * 0x1p500}, Gamma{p.shape, p.rate * 0x1p500}) == kl(q, p));
  }
  CHECK(kl(q, q) == 0);
  CHECK(kl(q, Gamma{std::nextafter(3.5, 4), 0.25}) > 0);
  CHECK(kl(q, Gamma{3.5, std::nextafter(0.25, 1)}) > 0);
}

// Of shape 1 it is the exponential distribution.
TEST_CASE("gamma: the exponential distribution, and large shapes") {
  CHECK(log_prob(Gamma{1, 3}, 2) == Approx(std::log(3.0) - 6).epsilon(1e-15));
  CHECK(entropy(Gamma{1, 3}) == Approx(1 - std::log(3.0)).epsilon(1e-15));
  CHECK(kl(Gamma{1, 3}, Gamma{1, 2}) == Approx(std::log(1.5) - 1.0 / 3).epsilon(1e-14));
  const Gamma large{1e10, 1e8};
  CHECK(log_prob(large, 100) == Approx(vi::test::textbook_log_density(100, 100, variance(large))).epsilon(1e-9));
  CHECK(entropy(large) == Approx(0.5 * (1 + std::log(2 * 3.14159265358979323846 * variance(large)))).epsilon(1e-9));
  for (const double shape : {9.99, 10.01})
    CHECK(log_prob(Gamma{shape, 2}, 7) == Approx(textbook_log_density(Gamma{shape, 2}, 7)).epsilon(1e-13));
}

TEST_CASE("gamma: the ends of the line, tiny and huge") {
  CHECK(log_prob(Gamma{2, 1}, 0) == -infinity);
  CHECK(log_prob(Gamma{1, 5}, 0) == std::log(5.0));
  CHECK(log_prob(Gamma{0.5, 1}, 0) == infinity);
  CHECK(log_prob(Gamma{2, 1}, -1) == -infinity);
  CHECK(log_prob(Gamma{2, 1}, infinity) == -infinity);
  CHECK(log_prob(Gamma{2, 1e-300}, 1e-300) == Approx(-1200 * std::log(10.0) + 300 * std::log(10.0)));
  CHECK(log_prob(Gamma{30, 1e-300}, 1e-300) < -1e4);
  CHECK(kl(Gamma{1, 1e-200}, Gamma{1, 1e200}) == infinity);
  CHECK(kl(Gamma{1, 1e200}, Gamma{1, 1e-200}) == Approx(400 * std::log(10.0) - 1).epsilon(1e-14));
  CHECK(kl(Gamma{1e-300, 1}, Gamma{1e300, 1}) == infinity);
  CHECK(kl(Gamma{1e-250, 1}, Gamma{1e-250, 1e250}) == Approx(1).epsilon(1e-12));
  CHECK(std::isfinite(kl(Gamma{1e300, 1}, Gamma{1e-300, 1})));
}

TEST_CASE("gamma: bad arguments by name and value") {
  CHECK(refusal([] { make_gamma(0, 1); }) == "gamma: shape must be > 0, got 0");
  CHECK(refusal([] { kl(Gamma{1, 1}, Gamma{1, -2}); }) == "gamma: rate must be > 0, got -2");
  CHECK(refusal([] { entropy(Gamma{infinity, 1}); }) == "gamma: shape must be finite, got inf");
  CHECK(refusal([] { mean(Gamma{1, not_a_number}); }) == "gamma: rate must be > 0, got nan");
  CHECK(refusal([] { log_prob(Gamma{1, 1}, not_a_number); }) == "log_prob: x must be a number, got nan");
}
