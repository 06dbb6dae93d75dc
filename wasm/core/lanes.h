// Four floats or two doubles at a time, in the vector extensions of GCC and clang: one source becomes SSE2 natively and
// SIMD128 in the module. Every operation is one rounding of IEEE 754, so both give the same bits.
#pragma once

#include <cmath>
#include <cstdint>

namespace vi::core {

using f32x4 [[gnu::vector_size(16)]] = float;
using i32x4 [[gnu::vector_size(16)]] = std::int32_t;
using u32x4 [[gnu::vector_size(16)]] = std::uint32_t;
using f64x2 [[gnu::vector_size(16)]] = double;
using u64x2 [[gnu::vector_size(16)]] = std::uint64_t;

inline f32x4 all(float x) { return f32x4{x, x, x, x}; }

// Compilers make one instruction of this.
inline f32x4 square_root(f32x4 x) { return f32x4{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])}; }
inline f64x2 square_root(f64x2 x) { return f64x2{std::sqrt(x[0]), std::sqrt(x[1])}; }

inline double sum(f32x4 x) {
  return (static_cast<double>(x[0]) + static_cast<double>(x[1])) +
         (static_cast<double>(x[2]) + static_cast<double>(x[3]));
}

}  // namespace vi::core
