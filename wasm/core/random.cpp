#include "core/random.h"

#include <bit>

#include "core/error.h"

namespace vi::core {
namespace {

// splitmix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
std::uint64_t splitmix64(std::uint64_t& counter) {
  std::uint64_t z = (counter += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Generator::Generator(std::uint64_t seed) : state{} {
  for (auto& word : state) word = splitmix64(seed);
}

Generator::Generator(const std::array<std::uint64_t, 4>& saved_state) : state(saved_state) {
  if ((state[0] | state[1] | state[2] | state[3]) == 0)
    fail(Code::domain, {"random: the words of a generator must not all be 0"});
}

std::uint64_t Generator::next() {
  const std::uint64_t result = std::rotl(state[0] + state[3], 23) + state[0];
  const std::uint64_t shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = std::rotl(state[3], 45);
  return result;
}

double Generator::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

// A step is linear over GF(2), so any number of steps is a polynomial in one step; these are its coefficients.
void Generator::jump() {
  constexpr std::uint64_t polynomial[] = {0x180ec6d33cfd0aba, 0xd5a61266f0c9392c, 0xa9582618e03fc9aa,
                                          0x39abdc4529b1661c};
  std::array<std::uint64_t, 4> far{};
  for (const std::uint64_t word : polynomial) {
    for (int bit = 0; bit < 64; ++bit) {
      if ((word >> bit & 1) != 0) {
        for (int i = 0; i < 4; ++i) far[i] ^= state[i];
      }
      next();
    }
  }
  state = far;
}

Generator stream(std::uint64_t seed, int index) {
  Generator generator(seed);
  for (int i = 0; i < index; ++i) generator.jump();
  return generator;
}

}  // namespace vi::core
