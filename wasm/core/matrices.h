#pragma once

#include <Eigen/Core>

namespace vi::core {

// Small dense matrices in plain loops: at these dimensions blocking gains nothing, and weighs a good part of the
// module. Vectors are columns. Shapes are checked where a matrix is given (`covariance_factor`, `require_matrix`); all
// else needs shapes that fit.

/// L with L Lᵀ = matrix, read from its lower triangle; empty where a pivot is not positive (Golub & Van Loan, Matrix
/// Computations, 4.2.5).
Eigen::MatrixXd cholesky(const Eigen::MatrixXd& matrix);

/// The Cholesky factor of a covariance that was given. Error(domain) naming `who` and `what` unless it is symmetric
/// (asymmetry up to 1e-12 of sqrt(a_ii a_jj) is rounding and is averaged away) and positive definite.
Eigen::MatrixXd covariance_factor(const char* who, const char* what, const Eigen::MatrixXd& covariance);

/// Error(domain): the leading minor of that order is not positive.
[[noreturn]] void refuse_indefinite(const char* who, const char* what, Eigen::Index minor);

/// Error(domain) naming `who` and `what` unless the matrix has these dimensions and finite entries.
void require_matrix(const char* who, const char* what, const Eigen::MatrixXd& matrix, Eigen::Index rows,
                    Eigen::Index columns);

/// Error(domain) naming the place of a diagonal entry that is not > 0 and finite.
void require_positive_diagonal(const char* who, const char* what, const Eigen::MatrixXd& matrix);

/// Both triangles as their average.
Eigen::MatrixXd symmetrised(const Eigen::MatrixXd& matrix);

/// X with L X = right, by forward substitution (Golub & Van Loan, 3.1.1).
Eigen::MatrixXd solve_lower(const Eigen::MatrixXd& scale_tril, Eigen::MatrixXd right);

/// X with L Lᵀ X = right.
Eigen::MatrixXd solve_covariance(const Eigen::MatrixXd& scale_tril, const Eigen::MatrixXd& right);

/// log det of the factor: half the log determinant of the covariance.
double log_determinant(const Eigen::MatrixXd& scale_tril);

/// a b.
Eigen::MatrixXd product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

/// aᵀ b.
Eigen::MatrixXd transposed_product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

/// a symmetric aᵀ, symmetric to the last digit.
Eigen::MatrixXd congruence(const Eigen::MatrixXd& a, const Eigen::MatrixXd& symmetric);

}  // namespace vi::core
