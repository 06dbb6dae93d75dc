#include "core/number_text.h"

#include <cmath>

#include "core/decimal.h"

namespace vi::core {

std::string number_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";

  const Decimal decimal = shortest_decimal(value);
  const std::string digits = value == 0 ? "0" : decimal.digits;
  const int exponent = value == 0 ? 0 : decimal.exponent - 1;  // of the first digit
  const std::string sign = decimal.negative ? "-" : "";
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
