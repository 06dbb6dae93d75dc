#include "lesson/rational.h"

#include <limits>
#include <numeric>

namespace vi::lesson {
namespace {

__extension__ typedef __int128 Wide;

Wide gcd(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

// The smallest int64 is left out, so that a negation never overflows.
bool fits(Wide value) {
  constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
  return value >= -limit && value <= limit;
}

template <class Int>
std::optional<Rational> reduce_by(Int divisor, Int numerator, Int denominator) {
  numerator /= divisor;
  denominator /= divisor;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (!fits(numerator) || !fits(denominator)) return std::nullopt;
  return Rational{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

std::optional<Rational> reduce(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  return reduce_by(std::gcd(numerator, denominator), numerator, denominator);
}

// In 64 bits where they suffice: division is many times faster there.
std::optional<Rational> reduce(Wide numerator, Wide denominator) {
  if (fits(numerator) && fits(denominator))
    return reduce(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  if (denominator == 0) return std::nullopt;
  return reduce_by(gcd(numerator, denominator), numerator, denominator);
}

// Then 64 bits hold every product of two parts, and, denominators being positive, the sum of two such products.
bool small(Rational a) {
  return static_cast<std::int32_t>(a.numerator) == a.numerator &&
         static_cast<std::int32_t>(a.denominator) == a.denominator;
}

template <class Int>
std::optional<Rational> sum(Rational a, Rational b) {
  return reduce(Int(a.numerator) * b.denominator + Int(b.numerator) * a.denominator,
                Int(a.denominator) * b.denominator);
}

template <class Int>
std::optional<Rational> quotient(Rational a, Rational b) {
  return reduce(Int(a.numerator) * b.denominator, Int(a.denominator) * b.numerator);
}

template <class Int>
std::optional<Rational> product(Rational a, Rational b) {
  return reduce(Int(a.numerator) * b.numerator, Int(a.denominator) * b.denominator);
}

}  // namespace

std::optional<Rational> make_rational(std::int64_t numerator, std::int64_t denominator) {
  return reduce(Wide(numerator), Wide(denominator));
}

std::optional<Rational> add(Rational a, Rational b) {
  return small(a) && small(b) ? sum<std::int64_t>(a, b) : sum<Wide>(a, b);
}

std::optional<Rational> multiply(Rational a, Rational b) {
  return small(a) && small(b) ? product<std::int64_t>(a, b) : product<Wide>(a, b);
}

std::optional<Rational> divide(Rational a, Rational b) {
  return small(a) && small(b) ? quotient<std::int64_t>(a, b) : quotient<Wide>(a, b);
}

std::optional<Rational> negate(Rational a) {
  if (!fits(a.numerator)) return std::nullopt;
  return Rational{-a.numerator, a.denominator};
}

std::optional<Rational> power(Rational a, int n) {
  if (n < 0) {
    const auto inverse = divide(Rational{1, 1}, a);
    if (!inverse) return std::nullopt;
    return power(*inverse, -n);
  }
  Rational result{1, 1};
  for (int i = 0; i < n; ++i) {
    const auto next = multiply(result, a);
    if (!next) return std::nullopt;
    result = *next;
  }
  return result;
}

double to_double(Rational a) { return static_cast<double>(a.numerator) / static_cast<double>(a.denominator); }

std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b) {
  const Wide product = Wide(a) * b;
  if (!fits(product)) return std::nullopt;
  return static_cast<std::int64_t>(product);
}

std::optional<Rational> common_measure(Rational a, Rational b) {
  const Wide numerator = gcd(a.numerator, b.numerator);
  const Wide denominator_gcd = gcd(a.denominator, b.denominator);
  return reduce(numerator, Wide(a.denominator) / denominator_gcd * b.denominator);
}

}  // namespace vi::lesson
