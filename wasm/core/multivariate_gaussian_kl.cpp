#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/exact_gaussian.h"
#include "core/gaussian.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;

// Up to here a covariance is factorised in double-doubles: at most some 0.1 ms.
constexpr Index most_exact_dimensions = 16;

DoubleDouble wide(double a) { return {a}; }
DoubleDouble wide(DoubleDouble a) { return a; }

// h(x) + x²/2 where 1 + x = q/p. Far below 0 the logarithm is taken of the ratio itself, x having lost its digits.
double scale_term(double x, double q, double p) {
  return 0.5 * x * x + (x > -0.7 ? x_minus_log1p(x) : x - log_ratio(q, p));
}

DoubleDouble scale_term(DoubleDouble x, DoubleDouble q, DoubleDouble p) {
  const DoubleDouble half_square = DoubleDouble{0.5 * x.high, 0.5 * x.low} * x;
  if (x.high > -0.7) return half_square + wide(x_minus_log1p(x));
  const DoubleDouble ratio = q / p;
  const double log_ratio =
      ratio.high < 1e-300 ? std::log(q.high) - std::log(p.high) : std::log(ratio.high) + ratio.low / ratio.high;
  return half_square + x - wide(log_ratio);
}

double half_square_sum(const double* x, Index count) {
  double even = 0, odd = 0;
  for (Index i = 0; i + 1 < count; i += 2) {
    even += x[i] * x[i];
    odd += x[i + 1] * x[i + 1];
  }
  if (count % 2 == 1) even += x[count - 1] * x[count - 1];
  return 0.5 * (even + odd);
}

DoubleDouble half_square_sum(const DoubleDouble* x, Index count) {
  DoubleDouble sum{0};
  for (Index i = 0; i < count; ++i) sum = sum + x[i] * x[i];
  return {0.5 * sum.high, 0.5 * sum.low};
}

template <class Real>
DoubleDouble mean_term(const Dense<Real>& scale_tril, Dense<Real> shift) {
  solve_column(scale_tril, shift.data());
  return wide(half_square_sum(shift.data(), shift.size()));
}

// From the two factors: X by its rows, which lie in columns.
template <class Real>
DoubleDouble factor_terms(const Dense<Real>& q, const Dense<Real>& p) {
  DoubleDouble total{0};
  const Index n = p.rows();
  Dense<Real> rows = Dense<Real>::Constant(n, n, Real{});
  for (Index j = 0; j < n; ++j) {
    for (Index i = j; i < n; ++i) rows(j, i) = q(i, j) - p(i, j);
  }
  solve_rows(p, rows);
  for (Index i = 0; i < n; ++i)
    total = total + wide(scale_term(rows(i, i), q(i, i), p(i, i)) + half_square_sum(&rows(0, i), i));
  return total;
}

// From the difference of the covariances: the same X, with all its digits where it is small.
template <class Real>
DoubleDouble near_terms(const Dense<Real>& scale_tril, Dense<Real> apart) {
  relative_factor(scale_tril, apart);
  DoubleDouble total{0};
  const Index n = apart.rows();
  for (Index j = 0; j < n; ++j) {
    const Real x = apart(j, j), one = Real{1};
    total = total + wide(scale_term(x, one + x, one) + half_square_sum(&apart(j, j) + 1, n - j - 1));
  }
  return total;
}

// Rounding leaves an error of eps (times the condition number) in a factor, which counts only where X is small too:
// below this many nats the difference of the covariances is asked, and every |X_ij| < 0.15.
constexpr double near = 0.01;

bool is_diagonal(const GaussianVector& d) { return d.index() >= 2; }
bool is_by_covariance(const GaussianVector& d) { return d.index() % 2 == 0; }

// Coordinate i as a normal of one variable; by its variance if `by_variance`.
Normal with_variance(const GaussianVector& d, Index i) {
  if (const auto* diagonal = std::get_if<DiagonalNormal>(&d)) return {diagonal->mean(i), diagonal->variance(i)};
  const auto& by_sd = *std::get_if<DiagonalNormalSd>(&d);
  return {by_sd.mean(i), by_sd.sd(i) * by_sd.sd(i)};
}

double diagonal_kl(const GaussianVector& q, const GaussianVector& p) {
  const auto* q_sd = std::get_if<DiagonalNormalSd>(&q);
  const auto* p_sd = std::get_if<DiagonalNormalSd>(&p);
  DoubleDouble total{0};
  for (Index i = 0; i < mean(q).size(); ++i) {
    total = total + wide(q_sd != nullptr && p_sd != nullptr
                             ? kl(NormalSd{q_sd->mean(i), q_sd->sd(i)}, NormalSd{p_sd->mean(i), p_sd->sd(i)})
                             : kl(with_variance(q, i), with_variance(p, i)));
  }
  return total.value();
}

// In double-doubles, from whatever is given exactly.
DoubleDouble exact_terms(const GaussianVector& q, const GaussianVector& p) {
  const ExactMatrix q_factor = exact_factor(q), p_factor = exact_factor(p);
  DoubleDouble total = factor_terms(q_factor, p_factor);
  if (total.high < near && (is_by_covariance(q) || is_by_covariance(p)))
    total = near_terms(p_factor, difference(exact_covariance(q), exact_covariance(p)));
  return total + mean_term(p_factor, difference(exact(mean(q)), exact(mean(p))));
}

// In doubles, from the factors that the check has left.
DoubleDouble fast_terms(const GaussianVector& q, const GaussianVector& p, const Eigen::MatrixXd& q_factor,
                        const Eigen::MatrixXd& p_factor) {
  DoubleDouble total = factor_terms(q_factor, p_factor);
  if (total.high < near) total = near_terms<double>(p_factor, covariance_of_checked(q) - covariance_of_checked(p));
  return total + mean_term<double>(p_factor, mean(q) - mean(p));
}

bool is_zero(const ExactMatrix& matrix) {
  bool zero = true;
  for (Index i = 0; i < matrix.size(); ++i) zero = zero && matrix.data()[i].high == 0;
  return zero;
}

bool equal(const GaussianVector& q, const GaussianVector& p) {
  return mean(q) == mean(p) && is_zero(difference(exact_covariance(q), exact_covariance(p)));
}

}  // namespace

DoubleDouble kl_to_unit(const ExactMatrix& covariance) {
  const ExactMatrix unit = exact(Eigen::MatrixXd::Identity(covariance.rows(), covariance.rows()));
  const DoubleDouble total = factor_terms(factor_of("kl", "covariance", covariance), unit);
  return total.high < near ? near_terms(unit, difference(covariance, unit)) : total;
}

double kl(const GaussianVector& q, const GaussianVector& p) {
  const Eigen::MatrixXd q_factor = checked_scale_tril(q), p_factor = checked_scale_tril(p);
  require_same_size("kl", "p", mean(p).size(), mean(q).size(), "dimensions");
  if (is_diagonal(q) && is_diagonal(p)) return diagonal_kl(q, p);
  const bool fast = mean(q).size() > most_exact_dimensions && is_by_covariance(q) && is_by_covariance(p);
  const double total = (fast ? fast_terms(q, p, q_factor, p_factor) : exact_terms(q, p)).value();
  if (std::isnan(total)) return std::numeric_limits<double>::infinity();  // two that overflowed met in a difference
  return total == 0 && equal(q, p) ? 0 : positive(total);
}

}  // namespace vi::core
