// "Did you mean …?" for names that are not found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vi::lesson {

// Equal but for small and capital letters.
bool same_letters(std::string_view a, std::string_view b);

// `Did you mean "gap"?` for the nearest candidate within a third of the name's length (at least one edit), or empty.
// Small and capital letters are one.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

// The same, or all candidates where none is near: "the fields are a, b".
std::string did_you_mean_or_all(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace vi::lesson
