// Trying a lesson at random settings: every identity, and every definition that is used against its kernel.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lesson/scene.h"

namespace vi::lesson {

struct CheckRequest {
  std::string scene, identity;  // empty: all
  std::uint64_t seed = 1;
  int start = 0;  // settings start … start + count - 1, so that a check can be made in slices
  int count = 1000;
};

inline constexpr int most_settings = 100'000;

struct IdentityTally {
  std::string name;  // "scene.identity"
  double worst_residual = 0;
  double worst_ratio = 0;  // residual / tolerance
  int proved = 0, numerical = 0, failed = 0;
  std::vector<std::pair<std::string, std::string>> worst_at;  // parameters, as text
};

struct DefinitionTally {
  std::string name;  // the signature
  double worst_residual = 0;
  double worst_ratio = 0;
  int checked = 0, failed = 0;
};

struct CheckReport {
  int settings = 0;
  std::vector<IdentityTally> identities;
  std::vector<DefinitionTally> definitions;
  int failed = 0;  // identities and definitions that fail somewhere
};

// Evaluates every scene at its book values first: an Error there is the lesson's and is thrown with its place. Then the
// random settings: even ones on the grid of steps (where exact forms can prove), odd ones anywhere in the ranges. Then
// the exercises, at the book values and at variants.
CheckReport check_lesson(const Lesson& lesson, const CheckRequest& request);

}  // namespace vi::lesson
