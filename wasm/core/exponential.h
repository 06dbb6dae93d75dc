#pragma once

#include <cstdint>

namespace vi::core {

/// e^x for |x| <= 700, within 2 ulp, without libm: the same bits in every host. x = k log 2 + r, and the Taylor series
/// of e^r in the order that waits least (Estrin).
inline double exponential(double x) {
  constexpr double to_whole = 0x1.8p52;
  const double k = (x * 1.4426950408889634 + to_whole) - to_whole;
  const double r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33;
  const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  const double low = ((1 + r) + r2 * (1.0 / 2 + r * (1.0 / 6))) +
                     r4 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040)));
  const double high = ((1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800))) +
                      r4 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  return (low + r8 * high) *
         __builtin_bit_cast(double, static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52);
}

}  // namespace vi::core
