#include "lesson/generator_words.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "lesson/arguments.h"

namespace vi::lesson {

Value words_of(const core::Generator& generator) {
  std::vector<Value> words;
  for (const std::uint64_t word : generator.state) {
    words.emplace_back(static_cast<double>(word >> 32));
    words.emplace_back(static_cast<double>(word & 0xffffffff));
  }
  return make_list(words);
}

core::Generator generator_of(const char* function, const Value& words) {
  const Eigen::VectorXd given = as_vector(function, "generator", words);
  std::array<std::uint64_t, 4> state{};
  core::require_same_size(function, "generator", given.size(), 8, "words of 32 bits");
  for (Eigen::Index i = 0; i < 8; ++i) {
    const double word = given(i);
    if (!(word >= 0 && word <= 0xffffffffp0) || word != std::floor(word))
      fail(Code::domain, {function, ": generator must have 8 words of 32 bits"});
    std::uint64_t& whole = state[static_cast<std::size_t>(i / 2)];
    whole = (whole << 32) | static_cast<std::uint64_t>(word);
  }
  return core::Generator(state);
}

}  // namespace vi::lesson
