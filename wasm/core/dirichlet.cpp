#include "core/dirichlet.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/categorical.h"
#include "core/check.h"
#include "core/double_double.h"
#include "core/error.h"
#include "core/gamma_functions.h"
#include "core/number_text.h"
#include "core/special.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Above this total the density is taken about its mean, where log Gamma alone would cost digits.
constexpr double large_total = 20;

DoubleDouble total(const VectorXd& numbers) {
  DoubleDouble sum{0};
  for (const double number : numbers) sum = sum + DoubleDouble{number};
  return sum;
}

void check(const Dirichlet& d) {
  require_size("dirichlet", "concentration", d.concentration.size(), 2, max_categories);
  require_entries(require_positive, "dirichlet", "concentration", d.concentration);
  require_finite("dirichlet", "the sum of concentration", total(d.concentration).high);
}

// Where some share is 0: the density is 0 or infinite unless the concentrations there are 1.
double log_prob_on_edge(const VectorXd& concentration, const std::vector<DoubleDouble>& x) {
  bool vanishes = false, diverges = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i].high > 0) continue;
    vanishes = vanishes || concentration(Index(i)) > 1;
    diverges = diverges || concentration(Index(i)) < 1;
  }
  if (vanishes && diverges) fail(Code::domain, {"log_prob: the density has no limit at this corner of the simplex"});
  return vanishes ? -infinity : diverges ? infinity : 0;
}

double log_of(DoubleDouble x) { return std::log(x.high) + x.low / x.high; }

// log Gamma(A) - sum of log Gamma(a_i) + sum of (a_i - 1) log x_i.
double log_prob_plain(const VectorXd& a, const std::vector<DoubleDouble>& x) {
  DoubleDouble sum{log_gamma(total(a).high)};
  for (Index i = 0; i < a.size(); ++i) {
    sum = sum - DoubleDouble{log_gamma(a(i))};
    if (x[std::size_t(i)].high > 0) sum = sum + DoubleDouble{(a(i) - 1) * log_of(x[std::size_t(i)])};
  }
  return sum.value();
}

// The same by Stirling's formula (Loader 2000): the large terms of all log Gammas are the divergence of the shares from
// the mean, -sum of a_i log(a_i/(A x_i)); half a logarithm and the remainder of each stay.
double log_prob_about_mean(const VectorXd& a, const std::vector<DoubleDouble>& x) {
  const DoubleDouble all = total(a);
  DoubleDouble sum{stirling_remainder(all.high) - 0.5 * std::log(all.high) -
                   0.5 * static_cast<double>(a.size() - 1) * log_2pi};
  DoubleDouble missing{1};
  for (Index i = 0; i < a.size(); ++i) {
    const DoubleDouble share = x[std::size_t(i)];
    sum = sum + DoubleDouble{0.5 * std::log(a(i)) - stirling_remainder(a(i))};
    missing = missing - share;
    if (share.high == 0) {  // a(i) is 1: log A - log x_i, and the latter is gone from the density
      sum = sum + DoubleDouble{1 + std::log(all.high)};
      continue;
    }
    const DoubleDouble expected = all * share;
    const double excess = ((DoubleDouble{a(i)} - expected) / expected).value();
    sum = sum - DoubleDouble{relative_entropy_term(a(i), expected.high, std::max(excess, -1.0))};
    sum = sum - DoubleDouble{log_of(share)};
  }
  return (sum - all * missing).value();
}

double log_prob_of(const VectorXd& concentration, const std::vector<DoubleDouble>& x) {
  const double edge = log_prob_on_edge(concentration, x);
  if (edge != 0) return edge;
  const bool plain = total(concentration).high <= large_total;
  return plain ? log_prob_plain(concentration, x) : log_prob_about_mean(concentration, x);
}

}  // namespace

Dirichlet make_dirichlet(VectorXd concentration) {
  Dirichlet distribution{std::move(concentration)};
  check(distribution);
  return distribution;
}

Beta make_beta(double a, double b) {
  require_positive("beta", "a", a);
  require_positive("beta", "b", b);
  require_finite("beta", "a + b", a + b);
  return {a, b};
}

Dirichlet as_dirichlet(const Beta& distribution) {
  make_beta(distribution.a, distribution.b);
  return {Eigen::Vector2d(distribution.a, distribution.b)};
}

// The closed form is sum_i D(b_i, a_i) - D(B, A), q's concentrations a with the sum A, p's b with B, and D(x, y) what
// log Gamma at x lies above its tangent at y. By Stirling's formula D(x, y) = x log(x/y) - x + y + h((x - y)/y)/2 +
// stirling_divergence(x, y). Summed, with shares a_i/A and b_i/B, the first parts are B KL(b || a), and the second
// ones, since their mean under a exceeds that of the sums by KL(a || b), half of sum_i (1 - a_i/A) h_i + KL(a || b).
double kl(const Dirichlet& q, const Dirichlet& p) {
  check(q);
  check(p);
  const VectorXd &a = q.concentration, &b = p.concentration;
  if (a.size() != b.size())
    fail(Code::domain, {"dirichlet: the first has ", a.size(), " shares and the second ", b.size()});
  if (a == b) return 0;
  const DoubleDouble all_a = total(a), all_b = total(b);
  DoubleDouble sum{all_b.value() * kl(Categorical{b}, Categorical{a})};
  sum = sum + DoubleDouble{0.5 * kl(Categorical{a}, Categorical{b})};
  for (Index i = 0; i < a.size(); ++i) {
    const double others = ((all_a - DoubleDouble{a(i)}) / all_a).value();
    sum = sum + DoubleDouble{0.5 * others * h_of_ratio(b(i), a(i)).value() + stirling_divergence({b(i)}, {a(i)})};
  }
  if (!std::isfinite(sum.high)) return infinity;
  return positive((sum - DoubleDouble{stirling_divergence(all_b, all_a)}).value());
}

double kl(const Beta& q, const Beta& p) { return kl(as_dirichlet(q), as_dirichlet(p)); }

double log_prob(const Dirichlet& distribution, const VectorXd& x) {
  check(distribution);
  require_same_size("log_prob", "x", x.size(), distribution.concentration.size());
  std::vector<DoubleDouble> shares;
  require_entries(require_probability, "log_prob", "x", x);
  for (const double share : x) shares.push_back({share});
  const double missing = (DoubleDouble{1} - total(x)).value();
  if (!(std::abs(missing) <= 1e-9)) fail(Code::domain, {"log_prob: x must sum to 1, got ", number_text(total(x).high)});
  return log_prob_of(distribution.concentration, shares);
}

double log_prob(const Beta& distribution, double x) {
  const Dirichlet both = as_dirichlet(distribution);
  require_number("log_prob", "x", x);
  if (x < 0 || x > 1) return -infinity;
  return log_prob_of(both.concentration, {{x}, exact_sum(1, -x)});
}

double entropy(const Dirichlet& distribution) {
  check(distribution);
  const auto size = distribution.concentration.size();
  return -log_gamma(static_cast<double>(size)) - kl(distribution, Dirichlet{VectorXd::Ones(size)});
}

double entropy(const Beta& distribution) { return entropy(as_dirichlet(distribution)); }

VectorXd mean(const Dirichlet& distribution) {
  check(distribution);
  return probabilities(Categorical{distribution.concentration});
}

VectorXd variance(const Dirichlet& distribution) {
  check(distribution);
  const DoubleDouble all = total(distribution.concentration);
  VectorXd result = distribution.concentration;
  for (double& entry : result) entry = variance(Beta{entry, (all - DoubleDouble{entry}).value()});
  return result;
}

double mean(const Beta& distribution) {
  make_beta(distribution.a, distribution.b);
  return distribution.a / (distribution.a + distribution.b);
}

double variance(const Beta& distribution) {
  make_beta(distribution.a, distribution.b);
  const double all = distribution.a + distribution.b;
  return distribution.a / all * (distribution.b / all) / (all + 1);
}

}  // namespace vi::core
