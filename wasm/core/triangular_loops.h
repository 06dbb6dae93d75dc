#pragma once

// The definitions of triangular.h, for the two files that instantiate them.

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/triangular.h"

namespace vi::core {

inline double high_part(double a) { return a; }
inline double high_part(DoubleDouble a) { return a.high; }
inline double square_root(double a) { return std::sqrt(a); }

/// target -= the sum of weight_k column_k.
template <class Real>
void subtract_columns(Real* __restrict target, Eigen::Index length, const Real* column, Eigen::Index stride,
                      const Real* weight, Eigen::Index weight_stride, Eigen::Index count) {
  for (; count >= 4; count -= 4) {
    const Real *a = column, *b = a + stride, *c = b + stride, *d = c + stride;
    const Real s = weight[0], t = weight[weight_stride], u = weight[2 * weight_stride], v = weight[3 * weight_stride];
    for (Eigen::Index i = 0; i < length; ++i) target[i] = target[i] - ((s * a[i] + t * b[i]) + (u * c[i] + v * d[i]));
    column += 4 * stride;
    weight += 4 * weight_stride;
  }
  for (; count > 0; --count, column += stride, weight += weight_stride) {
    const Real s = weight[0];
    for (Eigen::Index i = 0; i < length; ++i) target[i] = target[i] - s * column[i];
  }
}

template <class Real>
Eigen::Index factorise(Dense<Real>& matrix) {
  const Eigen::Index n = matrix.rows();
  for (Eigen::Index j = 0; j < n; ++j) {
    Real* column = &matrix(j, j);
    subtract_columns(column, n - j, &matrix(j, 0), n, &matrix(j, 0), n, j);
    if (!(high_part(column[0]) > 0)) return j + 1;
    const Real scale = square_root(column[0]);
    column[0] = scale;
    for (Eigen::Index i = 1; i < n - j; ++i) column[i] = column[i] / scale;
    for (Eigen::Index i = 0; i < j; ++i) matrix(i, j) = Real{};
  }
  return 0;
}

// By blocks of four: their own triangle, then all rows below at once.
template <class Real>
void solve_column(const Dense<Real>& scale_tril, Real* x, Eigen::Index first) {
  const Eigen::Index n = scale_tril.rows();
  for (Eigen::Index k = first; k < n; k += 4) {
    const Eigen::Index below = std::min<Eigen::Index>(k + 4, n);
    for (Eigen::Index j = k; j < below; ++j) {
      x[j] = x[j] / scale_tril(j, j);
      for (Eigen::Index i = j + 1; i < below; ++i) x[i] = x[i] - scale_tril(i, j) * x[j];
    }
    if (below < n) subtract_columns(x + below, n - below, &scale_tril(below, k), n, x + k, 1, below - k);
  }
}

// Row i of X is (row i of B - the sum of L_ik X_k)/L_ii, by four rows X_k at a time.
template <class Real>
void solve_rows(const Dense<Real>& scale_tril, Dense<Real>& rows) {
  const Eigen::Index n = scale_tril.rows();
  for (Eigen::Index i = 0; i < n; ++i) {
    Real* row = &rows(0, i);
    for (Eigen::Index k = 0; k < i; k += 4) {
      const Eigen::Index count = std::min<Eigen::Index>(4, i - k);
      subtract_columns(row, k + count, &rows(0, k), n, &scale_tril(i, k), n, count);
    }
    const Real scale = scale_tril(i, i);
    for (Eigen::Index j = 0; j <= i; ++j) row[j] = row[j] / scale;
  }
}

// M = L⁻¹ difference L⁻ᵀ first, of which column j goes on from M_jk = M_kj for k < j; then the Cholesky factor of I + M
// as its distance from I, where 1 + E_jj = sqrt(1 + r) makes E_jj = r/(1 + sqrt(1 + r)).
template <class Real>
void relative_factor(const Dense<Real>& scale_tril, Dense<Real>& difference) {
  const Eigen::Index n = scale_tril.rows();
  for (Eigen::Index j = 0; j < n; ++j) solve_column(scale_tril, &difference(0, j));
  for (Eigen::Index j = 0; j < n; ++j) {
    for (Eigen::Index i = 0; i < j; ++i) std::swap(difference(i, j), difference(j, i));
  }
  for (Eigen::Index j = 0; j < n; ++j) {
    subtract_columns(&difference(j, j), n - j, &scale_tril(j, 0), n, &difference(j, 0), n, j);
    solve_column(scale_tril, &difference(0, j), j);
  }
  for (Eigen::Index j = 0; j < n; ++j) {
    Real* column = &difference(j, j);
    subtract_columns(column, n - j, &difference(j, 0), n, &difference(j, 0), n, j);
    const Real unit = square_root(Real{1} + column[0]);
    column[0] = column[0] / (Real{1} + unit);
    for (Eigen::Index i = 1; i < n - j; ++i) column[i] = column[i] / unit;
    for (Eigen::Index i = 0; i < j; ++i) difference(i, j) = Real{};
  }
}

}  // namespace vi::core
