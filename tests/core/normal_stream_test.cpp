#include "core/normal_stream.h"

#include "tests/catch.h"

using namespace vi::core;

TEST_CASE("normal_stream: the draws of the blocks, one by one and by four") {
  NormalBlocks blocks(3);
  NormalStream ones{Generator(3)}, fours{Generator(3)};
  for (int k = 0; k < 3; ++k) {
    for (const f32x4& vector : blocks.next()) {
      const f32x4 four = fours.four();
      for (int lane = 0; lane < 4; ++lane) {
        CHECK(four[lane] == vector[lane]);
        CHECK(ones.one() == double(vector[lane]));
      }
    }
  }
}

TEST_CASE("normal_stream: it goes on from where it was left, also at the edge of a block") {
  for (const int used : {0, 4, 508, 512, 516, 1500}) {
    NormalStream whole{Generator(9)};
    for (int i = 0; i < used; i += 4) whole.four();
    NormalStream later(whole.generator(), whole.drawn());
    for (int i = 0; i < 400; ++i) {
      const f32x4 a = whole.four(), b = later.four();
      for (int lane = 0; lane < 4; ++lane) CHECK(a[lane] == b[lane]);
    }
  }
}
