#pragma once

#include <array>
#include <cstdint>

namespace vi::core {

/// xoshiro256++ 1.0 (Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021).
/// A plain value: copy it to repeat a stream. Integer arithmetic only, so the same seed gives the same bits
/// in every host. Not for secrets. Period 2^256 - 1; the state must not be all zero.
struct Generator {
  /// Fills the state with four outputs of splitmix64 started at `seed`, as its authors advise; any seed is
  /// good.
  explicit Generator(std::uint64_t seed);

  /// Resumes from a state, e.g. of a task in slices. Error(domain) if it is all zero.
  explicit Generator(const std::array<std::uint64_t, 4>& saved_state);

  /// The next 64 bits.
  std::uint64_t next();

  /// The next uniform draw from [0, 1): the top 53 bits times 2^-53.
  double uniform();

  /// 2^128 steps at once, with the authors' polynomial: a seed's streams, each jumped once more than the one before,
  /// never meet.
  void jump();

  std::array<std::uint64_t, 4> state;
};

/// Stream `index` >= 0 of a seed: Generator(seed), jumped that often. Stream 0 is the generator itself.
Generator stream(std::uint64_t seed, int index);

}  // namespace vi::core
