// What a learner types, in the expression language: fractions and TeX, any dash, products without a sign.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vi::lesson {

inline constexpr std::size_t longest_answer = 64;  // characters
inline constexpr int deepest_answer = 32;

// "\tfrac{8}{5}" gives "((8)/(5))", "5(z − 4x/5)²" gives "5*(z-4*x/5)^2". Letters may be read as `names` and as the
// functions a hand calculation needs. Errors, none of which is a wrong answer: too_long, too_deep, unknown_name,
// syntax, and ambiguous for what can be read in two ways ("1,234", "1/2x").
std::string to_expression(std::string_view typed, const std::vector<std::string_view>& names);

}  // namespace vi::lesson
