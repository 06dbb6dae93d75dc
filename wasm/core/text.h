#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace vi {

/// The parts one after another. A call, not a chain of `+`: every `+` makes a string, and the code that destroys
/// it, at the place of the sum.
std::string join(std::initializer_list<std::string_view> parts);

/// text += parts.
void append(std::string& text, std::initializer_list<std::string_view> parts);

/// Both with a space between them, or the one that is not empty: "lesson.json" + "/sets/a".
std::string spaced(std::string_view first, std::string_view second);

/// Appends one item of a list: the separator stands before every item but the first.
void append_item(std::string& text, std::string_view separator, std::initializer_list<std::string_view> item);

}  // namespace vi
