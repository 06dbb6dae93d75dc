#include "core/number_text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vi::core {
namespace {

struct Decimal {
  bool negative;
  std::string digits;
  int exponent;  // of the first digit: value = d.ddd × 10^exponent
};

// printf rounds correctly in every C library we build with, so the first precision that reads back is the
// shortest. (libc++ has no to_chars for double on all our hosts.)
Decimal shortest_decimal(double value) {
  char text[40];
  for (int precision = 0; precision <= 16; ++precision) {
    std::snprintf(text, sizeof text, "%.*e", precision, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  const std::string all = text;
  const std::size_t e = all.find('e');
  Decimal decimal{std::signbit(value), {}, std::atoi(all.c_str() + e + 1)};
  for (const char c : all.substr(0, e))
    if (c >= '0' && c <= '9') decimal.digits += c;
  return decimal;
}

}  // namespace

std::string number_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";

  const auto [negative, digits, exponent] = shortest_decimal(value);
  const std::string sign = negative ? "-" : "";
  const int count = static_cast<int>(digits.size());

  if (exponent < -6 || exponent >= 21) {
    const std::string fraction = count > 1 ? "." + digits.substr(1) : "";
    return sign + digits.substr(0, 1) + fraction + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (exponent >= count - 1) return sign + digits + std::string(static_cast<std::size_t>(exponent - count + 1), '0');

  const auto point = static_cast<std::size_t>(exponent + 1);
  return sign + digits.substr(0, point) + "." + digits.substr(point);
}

}  // namespace vi::core
