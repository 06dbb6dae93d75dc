#pragma once

#include <cmath>
#include <numbers>

#include "core/random.h"

namespace vi::core {

/// One draw from N(0, 1): Box & Muller (1958), two uniforms a draw. The other half of the pair is left, so that the
/// generator's state is all that a stream needs to resume.
inline double normal_draw(Generator& generator) {
  const double radius = std::sqrt(-2 * std::log1p(-generator.uniform()));
  return radius * std::cos(2 * std::numbers::pi * generator.uniform());
}

}  // namespace vi::core
