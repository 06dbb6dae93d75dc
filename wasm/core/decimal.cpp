#include "core/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace vi::core {
namespace {

// value = mantissa * 2^exponent.
struct Binary {
  std::uint64_t mantissa;
  int exponent;
};

constexpr std::uint64_t infinity_bits = 0x7FF0000000000000;

// libc++ 15 has no std::bit_cast.
std::uint64_t bits_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

double double_of(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// Of a positive double, by its bits: neighbours of it are one apart.
Binary binary_of(std::uint64_t bits) {
  const auto field = static_cast<int>(bits >> 52);
  const std::uint64_t fraction = bits & 0xFFFFFFFFFFFFF;
  if (field == 0) return {fraction, -1074};
  return {fraction | (std::uint64_t{1} << 52), field - 1075};
}

// A natural number in limbs of nine decimal digits, lowest first: it is only ever multiplied, and then read.
class Natural {
 public:
  explicit Natural(std::uint64_t value) {
    for (; value != 0; value /= base) limbs_.push_back(static_cast<std::uint32_t>(value % base));
  }

  // By a factor below the base, so that what is carried out at the end is one limb.
  void multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (auto& limb : limbs_) {
      carry += std::uint64_t{limb} * factor;
      limb = static_cast<std::uint32_t>(carry % base);
      carry /= base;
    }
    if (carry != 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
  }

  void multiply_power(std::uint32_t factor, int count, std::uint32_t chunk, int chunk_count) {
    for (; count >= chunk_count; count -= chunk_count) multiply(chunk);
    for (; count > 0; --count) multiply(factor);
  }

  std::string digits() const {
    std::string text;
    for (std::uint32_t limb : limbs_) {
      for (int i = 0; i < 9; ++i, limb /= 10) text += static_cast<char>('0' + limb % 10);
    }
    std::reverse(text.begin(), text.end());
    return text;
  }

 private:
  static constexpr std::uint32_t base = 1'000'000'000;
  std::vector<std::uint32_t> limbs_;
};

Decimal trimmed(Decimal decimal) {
  const auto first = decimal.digits.find_first_not_of('0');
  if (first == std::string::npos) return {decimal.negative, {}, 0};
  decimal.digits.erase(0, first);
  decimal.exponent -= static_cast<int>(first);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  return decimal;
}

// m 2^-k = m 5^k / 10^k
Decimal decimal_of(Binary binary) {
  Natural whole(binary.mantissa);
  const int below = binary.exponent < 0 ? -binary.exponent : 0;
  if (below > 0) {
    whole.multiply_power(5, below, 244'140'625, 12);
  } else {
    whole.multiply_power(2, binary.exponent, 1U << 29, 29);
  }
  Decimal decimal{false, whole.digits(), 0};
  decimal.exponent = static_cast<int>(decimal.digits.size()) - below;
  return trimmed(std::move(decimal));
}

// Half way between the positive double with these bits and the next one.
Decimal half_way_above(std::uint64_t bits) {
  const Binary binary = binary_of(bits);
  return decimal_of({2 * binary.mantissa + 1, binary.exponent - 1});
}

// -1, 0, 1; both positive or zero.
int order(const Decimal& a, const Decimal& b) {
  if (a.digits.empty() || b.digits.empty()) return (a.digits.empty() ? 0 : 1) - (b.digits.empty() ? 0 : 1);
  if (a.exponent != b.exponent) return a.exponent < b.exponent ? -1 : 1;
  return a.digits.compare(b.digits);
}

Decimal read(std::string_view text) {
  Decimal decimal;
  bool after_point = false;
  std::size_t i = 0;
  if (!text.empty() && text[0] == '-') {
    decimal.negative = true;
    i = 1;
  }
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !after_point) {
      after_point = true;
    } else if (text[i] >= '0' && text[i] <= '9') {
      decimal.digits += text[i];
      decimal.exponent += after_point ? 0 : 1;
    } else {
      break;
    }
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    const bool negative = i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    int written = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && written < 100'000; ++i)
      written = 10 * written + (text[i] - '0');
    decimal.exponent += negative ? -written : written;
  }
  return trimmed(std::move(decimal));
}

// Near the decimal, by multiplications that each round: a few units in the last place off.
double estimate(const Decimal& decimal) {
  std::uint64_t head = 0;
  int scale = decimal.exponent;
  for (std::size_t i = 0; i < std::min<std::size_t>(decimal.digits.size(), 19); ++i, --scale)
    head = 10 * head + static_cast<std::uint64_t>(decimal.digits[i] - '0');
  double value = static_cast<double>(head);
  for (; scale >= 22; scale -= 22) value *= 1e22;
  for (; scale <= -22; scale += 22) value /= 1e22;
  double rest = 1;  // up to 10^21, which is exact
  for (int i = std::abs(scale); i > 0; --i) rest *= 10;
  return scale < 0 ? value / rest : value * rest;
}

bool is_plain(const Decimal& decimal) {
  const int scale = decimal.exponent - static_cast<int>(decimal.digits.size());
  return decimal.digits.size() <= 15 && std::abs(scale) <= 22;
}

double nearest(const Decimal& decimal) {
  constexpr int beyond = 400;
  if (decimal.digits.empty() || decimal.exponent < -beyond) return 0;
  if (decimal.exponent > beyond) return HUGE_VAL;
  const double near = estimate(decimal);
  if (is_plain(decimal)) return near;  // digits and power are both doubles, so the one operation rounds correctly
  auto bits = std::min(bits_of(near), infinity_bits - 1);
  while (true) {
    const int above = order(decimal, half_way_above(bits));
    if (above > 0 || (above == 0 && (bits & 1) != 0)) {
      if (++bits == infinity_bits) break;
      continue;
    }
    if (bits == 0) break;
    const int below = order(decimal, half_way_above(bits - 1));
    if (below > 0 || (below == 0 && (bits & 1) == 0)) break;
    --bits;
  }
  return double_of(bits);
}

}  // namespace

Decimal exact_decimal(double value) {
  Decimal decimal = decimal_of(binary_of(bits_of(std::fabs(value))));
  decimal.negative = std::signbit(value);
  return decimal;
}

Decimal rounded(Decimal decimal, int count) {
  const auto kept = static_cast<std::size_t>(std::max(count, 0));
  if (count < 0 || decimal.digits.size() <= kept) return count < 0 ? Decimal{decimal.negative, {}, 0} : decimal;
  const bool up = decimal.digits[kept] >= '5';
  decimal.digits.resize(kept);
  if (up) {
    auto at = decimal.digits.rbegin();
    for (; at != decimal.digits.rend() && *at == '9'; ++at) *at = '0';
    if (at != decimal.digits.rend()) {
      ++*at;
    } else {
      decimal.digits.insert(0, 1, '1');
      ++decimal.exponent;
    }
  }
  return trimmed(std::move(decimal));
}

Decimal shortest_decimal(double value) {
  const Decimal all = exact_decimal(value);
  // A normal double that a shorter text would give rounds to that text at 15 digits already; a subnormal one holds
  // fewer.
  const bool normal = std::fabs(value) >= std::numeric_limits<double>::min();
  Decimal few = all;
  for (int count = normal ? 15 : 1; count <= 17; ++count) {
    few = rounded(all, count);
    if (nearest(few) == std::fabs(value)) break;
  }
  return few;
}

std::string fixed_text(double value, int decimals) {
  const Decimal exact = exact_decimal(value);
  const Decimal shown = rounded(exact, exact.exponent + decimals);
  std::string digits(static_cast<std::size_t>(std::max(1 - shown.exponent, 0)), '0');
  digits += shown.digits;
  const auto whole = static_cast<std::size_t>(std::max(shown.exponent, 1));
  digits.resize(whole + static_cast<std::size_t>(decimals), '0');
  std::string text = shown.negative ? "-" : "";
  text.append(digits, 0, whole);
  if (decimals > 0) text.append(".").append(digits, whole, std::string::npos);
  return text;
}

double parse_decimal(std::string_view text) {
  const Decimal decimal = read(text);
  const double size = nearest(decimal);
  return decimal.negative ? -size : size;
}

}  // namespace vi::core
