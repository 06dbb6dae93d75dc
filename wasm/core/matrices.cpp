#include "core/matrices.h"

#include <cmath>
#include <cstdint>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/pair.h"
#include "core/text.h"
#include "core/triangular.h"

namespace vi::core {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd cholesky(const MatrixXd& matrix) {
  MatrixXd factor = matrix;
  if (factorise(factor) > 0) return {};
  return factor;
}

void refuse_indefinite(const char* who, const char* what, Index minor) {
  fail(Code::domain,
       {who, ": ", what, " must be positive definite, but its leading ", minor, " by ", minor, " block is not"}, {},
       "make the numbers off the diagonal smaller, or the variances larger");
}

namespace {

std::uint64_t bits(double number) { return __builtin_bit_cast(std::uint64_t, number); }

bool is_symmetric_to_the_bit(const MatrixXd& matrix) {
  std::uint64_t apart = 0;
  for (Index column = 0; column < matrix.cols(); ++column) {
    for (Index row = column + 1; row < matrix.rows(); ++row)
      apart |= bits(matrix(row, column)) ^ bits(matrix(column, row));
  }
  return apart == 0;
}

void require_nearly_symmetric(const char* who, const char* what, const MatrixXd& covariance) {
  for (Index column = 0; column < covariance.cols(); ++column) {
    for (Index row = column + 1; row < covariance.rows(); ++row) {
      const double below = covariance(row, column), above = covariance(column, row);
      const double scale = std::sqrt(covariance(row, row)) * std::sqrt(covariance(column, column));
      if (std::abs(below - above) <= 1e-12 * scale) continue;
      fail(Code::domain,
           {who, ": ", what, " must be symmetric, got ", number_text(below), " at [", row, "][", column, "] and ",
            number_text(above), " at [", column, "][", row, "]"},
           {}, "write the same number at [i][j] and [j][i]");
    }
  }
}

// "A[1][0]"; "x[1]" where there is one column, and "x" where there is one number.
std::string entry_text(const char* what, const MatrixXd& matrix, Index row, Index column) {
  if (matrix.size() == 1) return what;
  const std::string of_row = join({what, "[", row, "]"});
  return matrix.cols() == 1 ? of_row : join({of_row, "[", column, "]"});
}

// What is finite leaves 0 when it is taken from itself, all else NaN.
bool all_finite(const MatrixXd& matrix) {
  const double* const entries = matrix.data();
  const Index last = matrix.size() - 1;
  PairBits left{};
  for (Index i = 0; i < last; i += 2) left |= PairBits(load(entries + i) - load(entries + i));
  return last < 0 || ((left[0] | left[1]) == 0 && std::isfinite(entries[last]));
}

}  // namespace

MatrixXd covariance_factor(const char* who, const char* what, const MatrixXd& covariance) {
  require_same_size(who, what, covariance.cols(), covariance.rows(), "columns");
  require_positive_diagonal(who, what, covariance);
  const bool symmetric = is_symmetric_to_the_bit(covariance);
  if (!symmetric) require_nearly_symmetric(who, what, covariance);
  MatrixXd factor = symmetric ? covariance : symmetrised(covariance);
  if (const Index minor = factorise(factor); minor > 0) refuse_indefinite(who, what, minor);
  return factor;
}

void require_positive_diagonal(const char* who, const char* what, const MatrixXd& matrix) {
  for (Index i = 0; i < matrix.rows(); ++i) {
    const double entry = matrix(i, i);
    if (!(entry > 0 && std::isfinite(entry))) require_positive(who, entry_text(what, matrix, i, i).c_str(), entry);
  }
}

void require_matrix(const char* who, const char* what, const MatrixXd& matrix, Index rows, Index columns) {
  const bool vector = columns == 1 && matrix.cols() == 1;
  require_same_size(who, what, matrix.rows(), rows, vector ? "entries" : "rows");
  require_same_size(who, what, matrix.cols(), columns, "columns");
  if (all_finite(matrix)) return;
  for (Index row = 0; row < rows; ++row) {
    for (Index column = 0; column < columns; ++column) {
      if (!std::isfinite(matrix(row, column)))
        require_finite(who, entry_text(what, matrix, row, column).c_str(), matrix(row, column));
    }
  }
}

// (Halving first would lose a subnormal diagonal.)
MatrixXd symmetrised(const MatrixXd& matrix) {
  MatrixXd result = matrix;
  for (Index row = 0; row < result.rows(); ++row) {
    for (Index column = 0; column < row; ++column)
      result(row, column) = result(column, row) = 0.5 * result(row, column) + 0.5 * result(column, row);
  }
  return result;
}

MatrixXd solve_lower(const MatrixXd& scale_tril, MatrixXd right) {
  for (Index column = 0; column < right.cols(); ++column) solve_column(scale_tril, right.col(column).data());
  return right;
}

MatrixXd solve_covariance(const MatrixXd& scale_tril, const MatrixXd& right) {
  MatrixXd result = solve_lower(scale_tril, right);
  for (Index column = 0; column < result.cols(); ++column) {
    for (Index row = result.rows() - 1; row >= 0; --row) {
      for (Index k = row + 1; k < result.rows(); ++k) result(row, column) -= scale_tril(k, row) * result(k, column);
      result(row, column) /= scale_tril(row, row);
    }
  }
  return result;
}

double log_determinant(const MatrixXd& scale_tril) {
  double sum = 0;
  for (Index i = 0; i < scale_tril.rows(); ++i) sum += std::log(scale_tril(i, i));
  return sum;
}

MatrixXd product(const MatrixXd& a, const MatrixXd& b) {
  MatrixXd result = MatrixXd::Zero(a.rows(), b.cols());
  for (Index column = 0; column < b.cols(); ++column) {
    for (Index k = 0; k < b.rows(); ++k) {
      for (Index row = 0; row < a.rows(); ++row) result(row, column) += a(row, k) * b(k, column);
    }
  }
  return result;
}

MatrixXd transposed_product(const MatrixXd& a, const MatrixXd& b) {
  MatrixXd result = MatrixXd::Zero(a.cols(), b.cols());
  for (Index column = 0; column < b.cols(); ++column) {
    for (Index row = 0; row < a.cols(); ++row) {
      for (Index k = 0; k < b.rows(); ++k) result(row, column) += a(k, row) * b(k, column);
    }
  }
  return result;
}

MatrixXd congruence(const MatrixXd& a, const MatrixXd& symmetric) {
  const MatrixXd left = product(a, symmetric);
  MatrixXd result(a.rows(), a.rows());
  for (Index row = 0; row < a.rows(); ++row) {
    for (Index column = 0; column <= row; ++column) {
      double sum = 0;
      for (Index k = 0; k < a.cols(); ++k) sum += left(row, k) * a(column, k);
      result(row, column) = result(column, row) = sum;
    }
  }
  return result;
}

}  // namespace vi::core
