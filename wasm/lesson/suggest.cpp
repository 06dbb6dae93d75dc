#include "lesson/suggest.h"

#include <algorithm>

#include "core/text.h"

namespace vi::lesson {
namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Edits (insert, delete, replace, swap of neighbours) that turn a into b.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = small(a[i - 1]) == small(b[j - 1]);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && same_letters(a.substr(i - 1, 1), b.substr(j - 2, 1)) &&
                           same_letters(a.substr(i - 2, 1), b.substr(j - 1, 1));
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.size()];
}

}  // namespace

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) == small(y); });
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest = 64;
  if (name.size() > longest) return {};
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  const std::string_view* found = nullptr;
  for (const auto& candidate : candidates) {
    if (candidate.size() > longest) continue;
    const std::size_t edits = distance(name, candidate);
    if (edits < best) {
      best = edits;
      found = &candidate;
    }
  }
  return found == nullptr ? std::string{} : join({"Did you mean \"", *found, "\"?"});
}

std::string did_you_mean_or_all(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::string near = did_you_mean(name, candidates);
  if (!near.empty() || candidates.empty()) return near;
  std::string all;
  for (const auto& candidate : candidates) append_item(all, ", ", {candidate});
  return join({"the fields are ", all});
}

}  // namespace vi::lesson
