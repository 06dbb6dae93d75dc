#pragma once

#include <cmath>

namespace vi::core {

/// An unevaluated sum high + low with |low| <= ulp(high)/2: some 32 digits, for the few differences that must
/// survive cancellation. Error-free sums and products: Dekker 1971; Knuth, TAOCP 2, 4.2.2; add and multiply
/// within 2^-103 relative (Joldes, Muller & Popescu, ACM TOMS 2017). Overflow gives {±inf, 0}; where a part
/// falls below 1e-290 the low half loses meaning but never sign or size.
struct DoubleDouble {
  double high;
  double low = 0;

  double value() const { return high + low; }
};

inline DoubleDouble exact_sum(double a, double b) {
  const double sum = a + b;
  if (!std::isfinite(sum)) return {sum};
  const double b_rounded = sum - a;
  return {sum, (a - (sum - b_rounded)) + (b - b_rounded)};
}

/// The first half of a's digits (Veltkamp 1968); what is left has the other half. |a| < 1e300.
inline double first_half(double a) {
  const double larger = 0x1.0000002p27 * a;
  return larger - (larger - a);
}

/// Dekker's product of halves: WebAssembly has no fused multiply-add, and the C library's takes some twenty times as
/// long. That is left for where a half would leave the range.
inline DoubleDouble exact_product(double a, double b) {
  const double product = a * b;
  const double size = std::abs(product);
  const bool plain = size > 1e-250 && size < 1e300 && std::abs(a) < 1e290 && std::abs(b) < 1e290;
  if (!plain) return {product, std::isfinite(product) ? std::fma(a, b, -product) : 0};
  const double p = first_half(a), q = first_half(b), r = a - p, s = b - q;
  return {product, ((p * q - product) + p * s + r * q) + r * s};
}

inline DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }

inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = exact_sum(a.high, b.high);
  const DoubleDouble low = exact_sum(a.low, b.low);
  const DoubleDouble sum = exact_sum(high.high, high.low + low.high);
  return exact_sum(sum.high, sum.low + low.low);
}

inline DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }

inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = exact_product(a.high, b.high);
  if (!std::isfinite(product.high)) return product;
  return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/// Two Newton corrections of the double quotient. b finite and not 0.
inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double first = a.high / b.high;
  if (!std::isfinite(first)) return {first};
  const DoubleDouble remainder = a - b * DoubleDouble{first};
  const double second = remainder.high / b.high;
  const DoubleDouble rest = remainder - b * DoubleDouble{second};
  return DoubleDouble{first} + exact_sum(second, rest.high / b.high);
}

/// One Newton correction of the double root. a.high > 0 and finite.
inline DoubleDouble square_root(DoubleDouble a) {
  const double root = std::sqrt(a.high);
  const DoubleDouble rest = a - exact_product(root, root);
  return exact_sum(root, rest.high / (2 * root));
}

/// a · 2^exponent, exact while nothing leaves the range.
inline DoubleDouble scale(DoubleDouble a, int exponent) {
  const double high = std::scalbn(a.high, exponent);
  return {high, std::isfinite(high) ? std::scalbn(a.low, exponent) : 0};
}

/// (a - b)/unit, where a - b alone may overflow. The division's remainder is kept: squaring would double its weight.
inline DoubleDouble standardized(double a, double b, DoubleDouble unit) {
  const DoubleDouble difference = exact_sum(a, -b);
  if (std::isinf(difference.high)) return scale(exact_sum(a / 2, -b / 2) / unit, 1);
  return difference / unit;
}

}  // namespace vi::core
