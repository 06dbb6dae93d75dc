#pragma once

#include <Eigen/Core>

#include "core/double_double.h"

namespace vi::core {

// Triangular factors, in doubles where speed counts and in double-doubles (some 32 digits) where a difference must
// survive an ill-conditioned matrix. Every inner loop runs down contiguous columns, four at a time, which compilers
// turn into vector instructions. Shapes must fit; nothing is checked here.

template <class Real>
using Dense = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

/// Replaces a symmetric matrix, of which the lower triangle is read, by L with L Lᵀ = matrix (Golub & Van Loan, Matrix
/// Computations, 4.2.5). Returns 0, or the order of the first leading minor that is not positive.
template <class Real>
Eigen::Index factorise(Dense<Real>& matrix);

/// Solves L x = x in place, the entries of x before `first` being 0 (Golub & Van Loan, 3.1.2).
template <class Real>
void solve_column(const Dense<Real>& scale_tril, Real* x, Eigen::Index first = 0);

/// Solves L X = B in place, of a lower triangular B. Row i of B and then of X is column i of `rows`, with the zeros.
template <class Real>
void solve_rows(const Dense<Real>& scale_tril, Dense<Real>& rows);

/// The factor of one covariance relative to another that hardly differs: lower triangular E with
/// (I + E)(I + E)ᵀ = I + L⁻¹ difference L⁻ᵀ, that is L_q = L (I + E). Computed in place from the (symmetric) difference
/// of the two covariances, so nothing cancels. For entries of E that are small beside 1.
template <class Real>
void relative_factor(const Dense<Real>& scale_tril, Dense<Real>& difference);

}  // namespace vi::core
