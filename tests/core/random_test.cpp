#include "core/random.h"

#include <vector>

#include "tests/catch.h"
#include "tests/core/support.h"

using vi::core::Generator;
using namespace vi::test;

// The values that the authors' C code gives, as other implementations of the same generator publish them.
TEST_CASE("random: the published outputs") {
  Generator generator(std::array<std::uint64_t, 4>{1, 2, 3, 4});
  for (const std::uint64_t expected : {41943041ULL, 58720359ULL, 3588806011781223ULL, 3591011842654386ULL,
                                       9228616714210784205ULL, 9973669472204895162ULL, 14011001112246962877ULL,
                                       12406186145184390807ULL, 15849039046786891736ULL, 10450023813501588000ULL})
    CHECK(generator.next() == expected);

  const std::array<std::uint64_t, 4> seeded = {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                               4593380528125082431ULL};
  CHECK(Generator(1234567).state == seeded);  // splitmix64
}

TEST_CASE("random: uniform draws have the moments and the range of a uniform distribution") {
  Generator generator(7);
  const int count = 200000;
  double sum = 0, square = 0, product = 0, last = 0.5;
  for (int i = 0; i < count; ++i) {
    const double u = generator.uniform();
    REQUIRE((u >= 0 && u < 1));
    sum += u;
    square += u * u;
    product += u * last;
    last = u;
  }
  // Five standard errors of the mean of u, u² and u·(previous u).
  const double root = std::sqrt(static_cast<double>(count));
  CHECK(std::abs(sum / count - 0.5) < 5 * std::sqrt(1.0 / 12) / root);
  CHECK(std::abs(square / count - 1.0 / 3) < 5 * std::sqrt(4.0 / 45) / root);
  CHECK(std::abs(product / count - 0.25) < 5 * std::sqrt(7.0 / 144 + 1.0 / 24) / root);
}

TEST_CASE("random: a copy or a saved state repeats the stream; another seed gives another") {
  Generator generator(8);
  generator.next();
  Generator copy = generator, resumed(generator.state), other(9);
  const std::uint64_t next = generator.next();
  CHECK(copy.next() == next);
  CHECK(resumed.next() == next);
  CHECK(other.next() != next);
}

TEST_CASE("random: the one state it cannot leave is refused") {
  CHECK(refusal([] { Generator(std::array<std::uint64_t, 4>{}); }) ==
        "random: the words of a generator must not all be 0");
  CHECK_NOTHROW(Generator(0));
}

namespace {

using Bits = std::array<std::uint64_t, 4>;
using Matrix = std::vector<Bits>;  // column j: where bit j of the state goes

Bits mapped(const Matrix& matrix, const Bits& state) {
  Bits result{};
  for (int j = 0; j < 256; ++j) {
    if ((state[j / 64] >> (j % 64) & 1) == 0) continue;
    for (int i = 0; i < 4; ++i) result[i] ^= matrix[j][i];
  }
  return result;
}

}  // namespace

// A step is a linear map of 256 bits, so 2^128 steps are that map squared 128 times.
TEST_CASE("random: a jump is 2^128 steps") {
  Matrix power(256);
  for (int j = 0; j < 256; ++j) {
    Bits unit{};
    unit[j / 64] = 1ULL << (j % 64);
    Generator generator(unit);
    generator.next();
    power[j] = generator.state;
  }
  for (int squaring = 0; squaring < 128; ++squaring) {
    Matrix square(256);
    for (int j = 0; j < 256; ++j) square[j] = mapped(power, power[j]);
    power = square;
  }
  Generator generator(5);
  const Bits expected = mapped(power, generator.state);
  generator.jump();
  CHECK(generator.state == expected);
}

TEST_CASE("random: streams of a seed are independent") {
  const int count = 100000;
  Generator first = vi::core::stream(3, 0), second = vi::core::stream(3, 1);
  CHECK(first.state == Generator(3).state);
  double product = 0;
  int equal_bits = 0;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t a = first.next(), b = second.next();
    equal_bits += __builtin_popcountll(~(a ^ b));
    product += (static_cast<double>(a >> 11) * 0x1p-53 - 0.5) * (static_cast<double>(b >> 11) * 0x1p-53 - 0.5);
  }
  CHECK(std::abs(equal_bits - 32.0 * count) < 5 * 4 * std::sqrt(static_cast<double>(count)));
  CHECK(std::abs(product / count) < 5.0 / 12 / std::sqrt(static_cast<double>(count)));
}
