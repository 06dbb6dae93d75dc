#include "core/categorical.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.h"
#include "core/double_double.h"
#include "core/error.h"
#include "core/special.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const Categorical& d) { require_weights("categorical", "weights", d.weights, max_categories); }

void require_logit(const char* who, const char* what, double logit) {
  if (logit != -infinity) require_finite(who, what, logit);
}

void check(const CategoricalLogits& d) {
  require_size("categorical_logits", "logits", d.logits.size(), 1, max_categories);
  require_entries(require_logit, "categorical_logits", "logits", d.logits);
  if (d.logits(largest(d.logits)) == -infinity) fail(Code::domain, {"categorical_logits: logits must not all be -inf"});
}

template <class Family>
void check(const Family& p, const Family& q) {
  check(p);
  check(q);
  const Index of_p = probabilities(p).size(), of_q = probabilities(q).size();
  if (of_p != of_q)
    fail(Code::domain,
         {"categorical: the first has ", of_p, of_p == 1 ? " category" : " categories", " and the second ", of_q});
}

// The weights divided by a power of 2 that brings the largest to [1, 2): products of two then stay in range.
struct Scaled {
  VectorXd weights;
  DoubleDouble total{0};
};

Scaled scaled(const Categorical& d) {
  const int exponent = -std::ilogb(d.weights(largest(d.weights)));
  Scaled result{d.weights};
  for (double& weight : result.weights) {
    weight = std::scalbn(weight, exponent);
    result.total = result.total + DoubleDouble{weight};
  }
  return result;
}

// (p_i - q_i)/q_i for all i. With the determinants d_i = w_i v_k - w_k v_i at a pivot k, which are 0 where the weights
// are in proportion and as good as exact elsewhere, it is (V d_i/v_i - sum d)/(v_k W). Where no category is among the
// heaviest of both, the distributions differ so much that the plain quotient will do. w_i and v_i are brought near 1
// together.
VectorXd excesses(const Scaled& p, const Scaled& q) {
  VectorXd common = p.weights;
  for (Index i = 0; i < common.size(); ++i) common(i) *= q.weights(i);
  const Index pivot = largest(common);
  const bool apart = common(pivot) < 0.25;
  const double w = p.weights(pivot), v = q.weights(pivot);

  DoubleDouble sum{0};
  for (Index i = 0; i < common.size() && !apart; ++i)
    sum = sum + exact_product(p.weights(i), v) - exact_product(w, q.weights(i));
  VectorXd result(common.size());
  for (Index i = 0; i < result.size(); ++i) {
    const double larger = std::max(p.weights(i), q.weights(i));
    const int unit = larger > 0 ? -std::ilogb(larger) : 0;
    const double w_i = std::scalbn(p.weights(i), unit);
    const DoubleDouble v_i{std::scalbn(q.weights(i), unit)};
    if (v_i.high == 0) {
      result(i) = w_i == 0 ? 0 : infinity;
    } else if (apart) {
      result(i) = (DoubleDouble{w_i} / v_i * q.total / p.total - DoubleDouble{1}).value();
    } else {
      const DoubleDouble determinant = exact_product(w_i, v) - exact_product(w, v_i.high);
      result(i) = ((determinant / v_i * q.total - sum) / (DoubleDouble{v} * p.total)).value();
    }
    result(i) = std::max(result(i), -1.0);
  }
  return result;
}

double sum_of(const VectorXd& terms) {
  DoubleDouble sum{0};
  for (const double term : terms) sum = sum + DoubleDouble{term};
  return sum.value();
}

// Of a difference far below 0, to all its digits.
double exp_of(DoubleDouble x) { return std::exp(x.high) * (1 + x.low); }

// sum of p_i (-log q_i), where 0 log 0 = 0.
double expected_surprise(VectorXd p, const VectorXd& log_q) {
  for (Index i = 0; i < p.size(); ++i) p(i) = p(i) == 0 ? 0 : -p(i) * log_q(i);
  return sum_of(p);
}

}  // namespace

Categorical make_categorical(VectorXd weights) {
  Categorical distribution{std::move(weights)};
  check(distribution);
  return distribution;
}

CategoricalLogits make_categorical_logits(VectorXd logits) {
  CategoricalLogits distribution{std::move(logits)};
  check(distribution);
  return distribution;
}

VectorXd probabilities(const Categorical& distribution) {
  check(distribution);
  Scaled result = scaled(distribution);
  for (double& weight : result.weights) weight /= result.total.high;
  return result.weights;
}

VectorXd probabilities(const CategoricalLogits& distribution) {
  check(distribution);
  VectorXd weights = distribution.logits;
  const double top = weights(largest(weights));
  for (double& weight : weights) weight = exp_of(exact_sum(weight, -top));
  return probabilities(Categorical{std::move(weights)});
}

// The largest by the sum of the others, log p = -log1p(rest/w): 1 - p is lost in p. The others are at most 1/2.
VectorXd log_probabilities(const Categorical& distribution) {
  check(distribution);
  Scaled d = scaled(distribution);
  const Index top = largest(d.weights);
  const double log_scale = std::log(distribution.weights(top)) - std::log(d.weights(top));
  const double rest = (d.total - DoubleDouble{d.weights(top)}).value();
  const double log_top = -std::log1p(rest / d.weights(top));
  for (Index i = 0; i < d.weights.size(); ++i) {
    const double p = d.weights(i) / d.total.high;
    d.weights(i) = p > 1e-300 ? std::log(p) : std::log(distribution.weights(i)) - log_scale - std::log(d.total.high);
  }
  d.weights(top) = log_top;
  return d.weights;
}

VectorXd log_probabilities(const CategoricalLogits& distribution) {
  check(distribution);
  VectorXd result = distribution.logits;
  const Index top = largest(result);
  const double most = result(top);
  double rest = 0;
  for (Index i = 0; i < result.size(); ++i) {
    result(i) -= most;
    if (i != top) rest += std::exp(result(i));
  }
  const double log_total = std::log1p(rest);
  for (double& entry : result) entry -= log_total;
  return result;
}

VectorXd log_ratios(const Categorical& p, const Categorical& q) {
  check(p, q);
  VectorXd result = excesses(scaled(p), scaled(q));
  const VectorXd log_p = log_probabilities(p), log_q = log_probabilities(q);
  for (Index i = 0; i < result.size(); ++i) {
    const double excess = result(i);
    result(i) = std::abs(excess) < 0.5 ? std::log1p(excess) : log_p(i) - log_q(i);
  }
  return result;
}

// With d_i = a_i - b_i less the same at a pivot, log(p_i/q_i) = d_i - log E_q[exp(d)]; exact differences, and log1p
// where the mean is close to 1. Far from there log(p/q) at the pivot itself will do.
VectorXd log_ratios(const CategoricalLogits& p, const CategoricalLogits& q) {
  check(p, q);
  const Index pivot = largest(p.logits);
  const VectorXd log_p = log_probabilities(p), log_q = log_probabilities(q);
  const DoubleDouble shift = exact_sum(p.logits(pivot), -q.logits(pivot));
  VectorXd result(log_p.size());
  double mean = 0;
  for (Index i = 0; i < result.size(); ++i) {
    if (log_q(i) == -infinity) {
      result(i) = log_p(i) == -infinity ? 0 : infinity;
      continue;
    }
    result(i) = (exact_sum(p.logits(i), -q.logits(i)) - shift).value();
    const double weight = std::exp(log_q(i));
    // Far above q, as where a mask of -1e30 is q's, log_q(i) + d_i has no digits left; p has them.
    mean += result(i) > 1 ? std::exp(log_p(i) - log_p(pivot) + log_q(pivot)) - weight : weight * std::expm1(result(i));
  }
  const double log_mean = std::abs(mean) < 0.5 ? std::log1p(mean) : log_q(pivot) - log_p(pivot);
  for (Index i = 0; i < result.size(); ++i) {
    if (log_q(i) == -infinity) continue;
    const bool far = !std::isfinite(shift.high) || !std::isfinite(log_mean);
    result(i) = far ? log_p(i) - log_q(i) : result(i) - log_mean;
  }
  return result;
}

double kl(const Categorical& p, const Categorical& q) {
  check(p, q);
  const VectorXd excess = excesses(scaled(p), scaled(q));
  const VectorXd at_p = probabilities(p), at_q = probabilities(q);
  VectorXd terms = excess;
  bool equal = true;
  for (Index i = 0; i < terms.size(); ++i) {
    equal = equal && excess(i) == 0;
    if (q.weights(i) == 0 && p.weights(i) > 0) return infinity;
    terms(i) = relative_entropy_term(at_p(i), at_q(i), excess(i));
  }
  return equal ? 0 : positive(sum_of(terms));
}

double kl(const CategoricalLogits& p, const CategoricalLogits& q) {
  VectorXd terms = log_ratios(p, q);
  const VectorXd at_p = probabilities(p), at_q = probabilities(q);
  for (Index i = 0; i < terms.size(); ++i) {
    const double ratio = terms(i);
    if (std::abs(ratio) < 1)
      terms(i) = at_q(i) * bregman_phi(std::expm1(ratio));
    else
      terms(i) = (at_p(i) == 0 ? 0 : at_p(i) * ratio) - at_p(i) + at_q(i);
  }
  return sum_of(terms);
}

double entropy(const Categorical& d) { return expected_surprise(probabilities(d), log_probabilities(d)); }
double entropy(const CategoricalLogits& d) { return expected_surprise(probabilities(d), log_probabilities(d)); }

double cross_entropy(const Categorical& p, const Categorical& q) {
  check(p, q);
  return expected_surprise(probabilities(p), log_probabilities(q));
}

double cross_entropy(const CategoricalLogits& p, const CategoricalLogits& q) {
  check(p, q);
  return expected_surprise(probabilities(p), log_probabilities(q));
}

}  // namespace vi::core
