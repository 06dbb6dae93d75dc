#include "core/bernoulli.h"

#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/double_double.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/special.h"

namespace vi::core {
namespace {

// The term of one of the two outcomes, with probability q under the first and p under the second.
double term(double q, DoubleDouble p, DoubleDouble difference) {
  if (p.high == 0) return q > 0 ? std::numeric_limits<double>::infinity() : 0;
  return relative_entropy_term(q, p.high, (difference / p).value());
}

}  // namespace

Bernoulli make_bernoulli(double p) {
  require_probability("bernoulli", "p", p);
  return {p};
}

double kl(const Bernoulli& q, const Bernoulli& p) {
  make_bernoulli(q.p);
  make_bernoulli(p.p);
  if (q.p == p.p) return 0;
  const DoubleDouble difference = exact_sum(q.p, -p.p);
  return positive(term(q.p, {p.p}, difference) + term(1 - q.p, exact_sum(1, -p.p), -difference));
}

double entropy(const Bernoulli& distribution) {
  const double p = make_bernoulli(distribution.p).p;
  if (p == 0 || p == 1) return 0;
  return -p * std::log(p) - (1 - p) * std::log1p(-p);
}

double log_prob(const Bernoulli& distribution, double outcome) {
  make_bernoulli(distribution.p);
  if (outcome != 0 && outcome != 1)
    fail(Code::domain, {"log_prob: the outcome of a bernoulli must be 0 or 1, got ", number_text(outcome)});
  return outcome == 1 ? std::log(distribution.p) : std::log1p(-distribution.p);
}

}  // namespace vi::core
