#pragma once

#include "core/normal_blocks.h"

namespace vi::core {

/// The draws of NormalBlocks one after another. `generator` and `drawn` are all that is needed to go on later: where
/// the blocks stood before the present one, and how many of its draws are used.
class NormalStream {
 public:
  explicit NormalStream(const Generator& generator, int drawn = 0)
      : normals_(generator), before_(generator), block_(&normals_.next()), drawn_(drawn) {}

  NormalStream(const NormalStream&) = delete;  // block_ lies inside
  NormalStream& operator=(const NormalStream&) = delete;

  /// The next four draws. One kind of call a stream: after one() they may not lie in one vector.
  f32x4 four() {
    if (drawn_ == NormalBlocks::size) turn_over();
    const f32x4 draws = (*block_)[static_cast<std::size_t>(drawn_ / 4)];
    drawn_ += 4;
    return draws;
  }

  /// The next draw.
  double one() {
    if (drawn_ == NormalBlocks::size) turn_over();
    const f32x4 draws = (*block_)[static_cast<std::size_t>(drawn_ / 4)];
    return static_cast<double>(draws[drawn_++ % 4]);
  }

  const Generator& generator() const { return before_; }
  int drawn() const { return drawn_; }  // 0 to NormalBlocks::size

 private:
  void turn_over() {
    before_ = normals_.generator();
    block_ = &normals_.next();
    drawn_ = 0;
  }

  NormalBlocks normals_;
  Generator before_;
  const NormalBlocks::Block* block_;
  int drawn_;
};

}  // namespace vi::core
