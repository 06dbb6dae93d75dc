#include "core/normal_blocks.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("normal_blocks: moments to the eighth, tails, and no correlation, over a million draws") {
  NormalBlocks normals(11);
  const int blocks = 2000;
  const double count = 512.0 * blocks;
  double power[9] = {}, product = 0, last = 0;
  int beyond_3 = 0, beyond_4 = 0;
  for (int b = 0; b < blocks; ++b) {
    for (const auto& four : normals.next()) {
      for (int lane = 0; lane < 4; ++lane) {
        const double z = four[lane];
        double p = 1;
        for (double& moment : power) {
          moment += p;
          p *= z;
        }
        beyond_3 += std::abs(z) > 3;
        beyond_4 += std::abs(z) > 4;
        product += z * last;
        last = z;
      }
    }
  }
  const double truth[] = {1, 0, 1, 0, 3, 0, 15, 0, 105};
  const double square[] = {1, 1, 3, 15, 105, 945, 10395, 135135, 2027025};  // E[z^2k]
  for (int k = 1; k <= 8; ++k)
    CHECK(std::abs(power[k] / count - truth[k]) < 5 * std::sqrt((square[k] - truth[k] * truth[k]) / count));
  CHECK(std::abs(beyond_3 - count * 0.0026997960632601866) < 5 * std::sqrt(count * 0.0027));
  CHECK(std::abs(beyond_4 - count * 6.334248366623984e-5) < 5 * std::sqrt(count * 6.3e-5));
  CHECK(std::abs(product / count) < 5 / std::sqrt(count));
}

// The same words through the C library's logarithm, sine and cosine.
TEST_CASE("normal_blocks: each draw is Box and Muller's, within float rounding") {
  NormalBlocks normals(12);
  const auto& block = normals.next();
  Generator streams[] = {stream(12, 0), stream(12, 1), stream(12, 2), stream(12, 3)};
  const int lane_of[] = {0, 2, 1, 3};  // words of streams 0 and 2 share a pair of lanes, so do 1 and 3
  for (int i = 0; i < NormalBlocks::vectors / 2; ++i) {
    for (int k = 0; k < 4; ++k) {
      const std::uint64_t word = streams[k].next();
      const auto upper = static_cast<std::uint32_t>(word >> 32), lower = static_cast<std::uint32_t>(word);
      const double radius = std::sqrt(-2 * std::log(((upper >> 1) + 0.5) * 0x1p-31));
      const double angle = static_cast<std::int32_t>(lower << 2) * (3.14159265358979323846 / 4 * 0x1p-31);
      const double cosine = (lower >> 31 ? -1 : 1) * std::cos(angle), sine = std::sin(angle);
      const bool swapped = (lower >> 30 & 1) != 0;
      CHECK(block[i][lane_of[k]] == Approx(radius * (swapped ? sine : cosine)).epsilon(1e-6).margin(1e-6));
      CHECK(block[i + NormalBlocks::vectors / 2][lane_of[k]] ==
            Approx(radius * (swapped ? cosine : sine)).epsilon(1e-6).margin(1e-6));
    }
  }
}

TEST_CASE("normal_blocks: draws beyond the count are 0, the others as ever") {
  NormalBlocks whole(13), part(13);
  const auto& all = whole.next();
  const auto& some = part.next(5);
  CHECK(some[0][3] == all[0][3]);
  CHECK(some[1][0] == all[1][0]);
  CHECK(some[1][1] == 0);
  CHECK(some[127][3] == 0);
}

// A hash (FNV-1a) of 25,600 draws, bit by bit.
TEST_CASE("normal_blocks: the same bits in every host") {
  NormalBlocks normals(14);
  std::uint32_t hash = 2166136261u;
  for (int b = 0; b < 50; ++b) {
    for (const auto& four : normals.next()) {
      for (int lane = 0; lane < 4; ++lane)
        hash = (hash ^ __builtin_bit_cast(std::uint32_t, float(four[lane]))) * 16777619u;
    }
  }
  CHECK(hash == 1670660762u);
}
