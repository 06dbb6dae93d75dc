#include "core/normal_blocks.h"

namespace vi::core {
namespace {

u64x2 rotated(u64x2 x, int by) { return (x << by) | (x >> (64 - by)); }

// Generator::next of two streams.
u64x2 next(std::array<u64x2, 4>& s) {
  const u64x2 result = rotated(s[0] + s[3], 23) + s[0];
  const u64x2 shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotated(s[3], 45);
  return result;
}

// Engines build a constant vector out of immediates wherever it is used, but take one from memory as it lies there; so
// the coefficients come from a call that no compiler looks into.
struct Coefficients {
  f32x4 half, one, minus_two;
  i32x4 root_half, scale;  // the bits of sqrt(1/2), and the 31 of 2^-31
  u32x4 sign;
  std::array<f32x4, 9> log;  // of the mantissa: the polynomial of Moshier's Cephes, whose error is below 1 float ulp
  f32x4 log_2;
  f32x4 angle;  // of a step of 30 bits
  std::array<f32x4, 3> sine, cosine;
};

[[gnu::noinline]] Coefficients coefficients() {
  return {all(0.5f),
          all(1.0f),
          all(-2.0f),
          i32x4{} + 0x3f3504f3,
          i32x4{} + 31,
          u32x4{} + 0x80000000u,
          {all(7.0376836292e-2f), all(-1.1514610310e-1f), all(1.1676998740e-1f), all(-1.2420140846e-1f),
           all(1.4249322787e-1f), all(-1.6668057665e-1f), all(2.0000714765e-1f), all(-2.4999993993e-1f),
           all(3.3333331174e-1f)},
          all(0.693147180559945f),
          all(0.785398163397448f * 0x1p-31f),
          {all(-1.9515295891e-4f), all(8.3321608736e-3f), all(-1.6666654611e-1f)},
          {all(2.443315711809948e-5f), all(-1.388731625493765e-3f), all(4.166664568298827e-2f)}};
}

// By Horner's rule, the leading coefficient first.
template <std::size_t Count>
f32x4 polynomial(const std::array<f32x4, Count>& coefficients, f32x4 x) {
  f32x4 value = coefficients[0];
  for (std::size_t i = 1; i < Count; ++i) value = value * x + coefficients[i];
  return value;
}

// -2 log u for u = (bits/2 + 1/2) 2^-31, by a mantissa in [sqrt(1/2), sqrt(2)).
f32x4 squared_radius(const Coefficients& c, u32x4 bits) {
  const f32x4 x = __builtin_convertvector(i32x4(bits >> 1), f32x4) + c.half;
  const i32x4 exponent = (i32x4(x) - c.root_half) >> 23;
  const f32x4 f = f32x4(i32x4(x) - (exponent << 23)) - c.one;
  const f32x4 f2 = f * f;
  const f32x4 octaves = __builtin_convertvector(exponent - c.scale, f32x4);
  const f32x4 log = f + (f * f2 * polynomial(c.log, f) - c.half * f2) + octaves * c.log_2;
  return c.minus_two * log;
}

struct Rotation {
  f32x4 first, second;  // cosine and sine of a uniform angle
};

// No range reduction: 30 bits are an angle in [-pi/4, pi/4), one swaps cosine and sine, one turns the cosine's sign.
Rotation rotation(const Coefficients& c, u32x4 bits) {
  const f32x4 angle = __builtin_convertvector(i32x4(bits << 2), f32x4) * c.angle;
  const f32x4 a2 = angle * angle;
  const f32x4 sine = angle + angle * a2 * polynomial(c.sine, a2);
  const f32x4 cosine = (c.one - c.half * a2) + a2 * a2 * polynomial(c.cosine, a2);
  const u32x4 turned = u32x4(cosine) ^ (bits & c.sign);
  const u32x4 swap = (turned ^ u32x4(sine)) & u32x4(i32x4(bits << 1) >> 31);
  return {f32x4(turned ^ swap), f32x4(u32x4(sine) ^ swap)};
}

}  // namespace

NormalBlocks::NormalBlocks(const Generator& generator) : state_{}, radius_bits_{}, angle_bits_{}, block_{} {
  Generator stream = generator;
  for (int lane = 0; lane < 4; ++lane) {
    for (int word = 0; word < 4; ++word) state_[lane / 2][word][lane % 2] = stream.state[word];
    stream.jump();
  }
}

Generator NormalBlocks::generator() const {
  const auto& words = state_[0];
  return Generator(std::array<std::uint64_t, 4>{words[0][0], words[1][0], words[2][0], words[3][0]});
}

const NormalBlocks::Block& NormalBlocks::next(int count) {
  draw_bits();
  draw_normals();
  for (int i = count; i < size; ++i) block_[i / 4][i % 4] = 0;
  return block_;
}

// The upper half of each word becomes a radius, the lower half an angle.
void NormalBlocks::draw_bits() {
  auto even = state_[0], odd = state_[1];
  for (int i = 0; i < vectors / 2; ++i) {
    const u64x2 a = core::next(even), b = core::next(odd);
    radius_bits_[i] = u32x4((a >> 32) | ((b >> 32) << 32));
    angle_bits_[i] = u32x4((a & 0xffffffffu) | (b << 32));
  }
  state_ = {even, odd};
}

void NormalBlocks::draw_normals() {
  const Coefficients c = coefficients();
  std::array<f32x4, vectors / 2> radius;
  for (int i = 0; i < vectors / 2; ++i) radius[i] = square_root(squared_radius(c, radius_bits_[i]));
  for (int i = 0; i < vectors / 2; ++i) {
    const Rotation turn = rotation(c, angle_bits_[i]);
    block_[i] = radius[i] * turn.first;
    block_[i + vectors / 2] = radius[i] * turn.second;
  }
}

}  // namespace vi::core
