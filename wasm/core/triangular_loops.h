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

/// x -= the sum of u_k column_k and y -= the sum of v_k column_k, of four columns.
template <class Real>
void subtract_four_from_two(Real* __restrict x, Real* __restrict y, Eigen::Index length, const Real* column,
                            Eigen::Index stride, const Real* u, const Real* v) {
  const Real *a = column, *b = a + stride, *c = b + stride, *d = c + stride;
  const Real u0 = u[0], u1 = u[1], u2 = u[2], u3 = u[3], v0 = v[0], v1 = v[1], v2 = v[2], v3 = v[3];
  for (Eigen::Index i = 0; i < length; ++i) {
    x[i] = x[i] - ((u0 * a[i] + u1 * b[i]) + (u2 * c[i] + u3 * d[i]));
    y[i] = y[i] - ((v0 * a[i] + v1 * b[i]) + (v2 * c[i] + v3 * d[i]));
  }
}

template <class Real>
Eigen::Index factorise(Dense<Real>& matrix) {
  const Eigen::Index n = matrix.rows();
  for (Eigen::Index j = 0; j < n; ++j) {
    Real* column = &matrix(j, j);
    subtract_columns(column, n - j, &matrix(j, 0), n, &matrix(j, 0), n, j);
    if (!(high_part(column[0]) > 0)) return j + 1;
    column[0] = square_root(column[0]);
    for (Eigen::Index i = 1; i < n - j; ++i) column[i] = column[i] / column[0];
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

// As solve_column; each block of L is read once for both.
template <class Real>
void solve_two_columns(const Dense<Real>& scale_tril, Real* x, Real* y, Eigen::Index first) {
  const Eigen::Index n = scale_tril.rows();
  for (Eigen::Index k = first; k < n; k += 4) {
    const Eigen::Index below = std::min<Eigen::Index>(k + 4, n);
    for (Eigen::Index j = k; j < below; ++j) {
      x[j] = x[j] / scale_tril(j, j);
      y[j] = y[j] / scale_tril(j, j);
      for (Eigen::Index i = j + 1; i < below; ++i) {
        x[i] = x[i] - scale_tril(i, j) * x[j];
        y[i] = y[i] - scale_tril(i, j) * y[j];
      }
    }
    if (below < n) subtract_four_from_two(x + below, y + below, n - below, &scale_tril(below, k), n, x + k, y + k);
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
