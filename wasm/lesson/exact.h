// Exact numbers: what a double may carry beside it.
//
// Two normal forms, and nothing between them:
//   product   c * sqrt(n) * pi^(j/2)      c rational and not 0, n squarefree, not both n = 1 and j = 0
//   sum       r + sum_p c_p log(p) + c log(pi)      p prime; a rational is a sum without logarithms
// log takes a positive product to a sum. Sums add, and scale by rationals. Products multiply, divide and take
// integer powers and square roots. Everything else has no exact form: the operation answers nothing, never a
// wrapped or rounded form. Two numbers with the same normal form are equal; different forms prove nothing.
// A prime factor above 10^6 under log or sqrt, and anything beyond 64 bits, also ends the exact form.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/rational.h"

namespace vi::lesson {

// coefficient * sqrt(radicand) * pi^(pi_halves / 2)
struct ExactProduct {
  Rational coefficient{1, 1};
  std::int64_t radicand = 1;
  int pi_halves = 0;
  friend bool operator==(const ExactProduct&, const ExactProduct&) = default;
};

struct LogTerm {
  std::int64_t prime;
  Rational coefficient;
  friend bool operator==(const LogTerm&, const LogTerm&) = default;
};

// rational + sum of coefficient * log(prime), ascending primes, no zero coefficient, + log_pi * log(pi)
struct ExactSum {
  Rational rational;
  std::span<const LogTerm> logs;  // in the arena
  Rational log_pi;
  bool has_logs() const { return !logs.empty() || !log_pi.is_zero(); }
};

// coefficient * log(numerator / denominator * pi^pi_power): how logarithms are printed together.
struct GatheredLog {
  Rational coefficient;
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  int pi_power = 0;
};

// Rationals are held in place; the rarer forms lie in the arena and never change, so that a copy is a few words.
class Exact {
 public:
  Exact() = default;
  explicit Exact(Rational value) : rational_(value) {}
  explicit Exact(const ExactSum& sum);
  explicit Exact(const ExactProduct& product);
  static Exact pi() { return Exact(ExactProduct{{1, 1}, 1, 2}); }

  friend bool operator==(const Exact& a, const Exact& b);

  std::optional<Rational> rational() const;
  // The product, or null for rationals and sums.
  const ExactProduct* product() const { return product_; }
  // The sum, or null for rationals and products.
  const ExactSum* logarithms() const { return sum_; }
  bool is_zero() const { return is_rational() && rational_.is_zero(); }
  bool is_one() const { return is_rational() && rational_.is_one(); }

 private:
  bool is_rational() const { return sum_ == nullptr && product_ == nullptr; }
  Rational rational_;                      // where there is no other form
  const ExactSum* sum_ = nullptr;          // has logarithms
  const ExactProduct* product_ = nullptr;  // is not rational
};

using MaybeExact = std::optional<Exact>;

MaybeExact add(const Exact& a, const Exact& b);
MaybeExact subtract(const Exact& a, const Exact& b);
MaybeExact multiply(const Exact& a, const Exact& b);
MaybeExact divide(const Exact& a, const Exact& b);
MaybeExact negate(const Exact& a);
MaybeExact power(const Exact& a, int n);
MaybeExact sqrt(const Exact& a);
MaybeExact log(const Exact& a);

// The logarithms of a sum as c*log(a/b), with c the largest common rational, negative only where all exponents
// are <= 0. One entry where the argument fits 64 bits, otherwise one a prime.
std::vector<GatheredLog> gather_logs(const ExactSum& sum);

// The printed form, in the expression language: "53/80 + 1/2*log(8/15)", "-2/5 - 1/2*log(10*pi)", "2/3*sqrt(6)".
std::string to_text(const Exact& a);
std::string to_text(Rational a);

// A decimal literal ("0.3", "1e-3", "12") as a rational; none if it does not fit.
std::optional<Rational> rational_from_decimal(std::string_view text);

// Whole numbers in proportion to the given rationals, without a common factor, signs kept (clear(5/8, -1) = 5, -8).
std::optional<std::vector<std::int64_t>> coprime_integers(const std::vector<Rational>& values);

}  // namespace vi::lesson
