#pragma once

#include <cstdint>
#include <cstring>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace vi::core {

// Two doubles side by side, in the compilers' vector extensions: one source for SSE2 and for wasm's 128 bits.

using Pair = double __attribute__((vector_size(16)));
using PairBits = std::int64_t __attribute__((vector_size(16)));

inline Pair load(const double* from) {
  Pair pair;
  std::memcpy(&pair, from, sizeof pair);
  return pair;
}

inline PairBits load(const std::int64_t* from) {
  PairBits bits;
  std::memcpy(&bits, from, sizeof bits);
  return bits;
}

inline void store(double* to, Pair pair) { std::memcpy(to, &pair, sizeof pair); }

inline Pair both(double number) { return Pair{number, number}; }

/// a where the bits are set, b where they are not.
inline Pair pick(PairBits bits, Pair a, Pair b) { return Pair((PairBits(a) & bits) | (PairBits(b) & ~bits)); }

/// The larger of each; of no NaN. Named, since clang makes a comparison and a choice of it.
inline Pair larger(Pair a, Pair b) {
#ifdef __wasm_simd128__
  return Pair(wasm_f64x2_pmax(v128_t(a), v128_t(b)));
#else
  return pick(PairBits(a < b), b, a);
#endif
}

/// exp of x <= 0, within 1.5 ulp; 0 below -708. x = n log 2 + r with |r| <= log(2)/2, and the Taylor series of exp(r),
/// whose term of degree 14 is below the last digit.
inline Pair exp_of_negative(Pair x) {
  constexpr double inverse_factorial[] = {
      1,          1,           1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,
      1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800};
  constexpr double to_whole = 6755399441055744;  // 1.5 2^52: adding it rounds, and leaves n in the lowest bits
  const PairBits counts = PairBits(x >= both(-708));
  x = pick(counts, x, both(0));
  const Pair shifted = x * both(1.4426950408889634) + both(to_whole);
  const Pair n = shifted - both(to_whole);
  const Pair r = (x - n * both(0x1.62e42fee00000p-1)) - n * both(0x1.a39ef35793c76p-33);
  Pair sum = both(inverse_factorial[13]);
  for (int k = 12; k >= 0; --k) sum = sum * r + both(inverse_factorial[k]);
  const PairBits power_of_two = (PairBits(shifted) + PairBits{1023, 1023}) << 52;
  return Pair(PairBits(sum * Pair(power_of_two)) & counts);
}

}  // namespace vi::core
