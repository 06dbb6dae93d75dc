// Parts of a lesson by their names. The names are gathered where one is not found, for a did-you-mean: nobody else
// pays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vi::lesson {

// The part of that name, or null.
template <class Parts>
auto find_named(const Parts& parts, std::string_view name) -> decltype(&*parts.begin()) {
  for (const auto& part : parts) {
    if (part.name == name) return &part;
  }
  return nullptr;
}

template <class Parts>
std::vector<std::string_view> names_of(const Parts& parts) {
  std::vector<std::string_view> names;
  for (const auto& part : parts) names.emplace_back(part.name);
  return names;
}

}  // namespace vi::lesson
