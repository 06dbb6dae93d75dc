// Rational numbers in 64 bits that never wrap: an operation that would overflow has no result.
#pragma once

#include <cstdint>
#include <optional>

namespace vi::lesson {

// numerator / denominator in lowest terms, denominator > 0.
struct Rational {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;

  friend bool operator==(const Rational&, const Rational&) = default;
  bool is_zero() const { return numerator == 0; }
  bool is_integer() const { return denominator == 1; }
  bool is_one() const { return numerator == 1 && denominator == 1; }
  bool is_negative() const { return numerator < 0; }
};

// Lowest terms of numerator / denominator; none if the denominator is 0 or the result leaves 64 bits.
std::optional<Rational> make_rational(std::int64_t numerator, std::int64_t denominator);

std::optional<Rational> add(Rational a, Rational b);
std::optional<Rational> multiply(Rational a, Rational b);
std::optional<Rational> divide(Rational a, Rational b);
std::optional<Rational> negate(Rational a);
// a^n; none for 0 to a negative power and on overflow.
std::optional<Rational> power(Rational a, int n);

double to_double(Rational a);

std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b);

// Greatest rational g such that a/g and b/g are whole; 0 counts as a multiple of everything.
std::optional<Rational> common_measure(Rational a, Rational b);

}  // namespace vi::lesson
