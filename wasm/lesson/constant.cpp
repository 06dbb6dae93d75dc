// Texts without names, as parameters travel. Nearly all are whole numbers, decimals or fractions, which need no tree.
#include "lesson/evaluate.h"

namespace vi::lesson {
namespace {

constexpr std::size_t longest_fraction = 40;
constexpr std::int64_t largest_whole = std::int64_t{1} << 53;  // as far as doubles tell whole numbers apart

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "12" or "0.25".
std::optional<Rational> plain_decimal(std::string_view text) {
  const auto point = text.find('.');
  if (!all_digits(text.substr(0, point))) return std::nullopt;
  if (point != std::string_view::npos && !all_digits(text.substr(point + 1))) return std::nullopt;
  const auto number = rational_from_decimal(text);
  if (!number || number->numerator > largest_whole || number->denominator > largest_whole) return std::nullopt;
  return number;
}

// "12", "0.25", "3/10", with a sign or without: where the quotient of two doubles is the double of the fraction.
// Nothing for any other text, which may still be a constant.
std::optional<Rational> plain_fraction(std::string_view text) {
  if (text.size() > longest_fraction) return std::nullopt;
  const bool negative = text.substr(0, 1) == "-";
  if (negative) text.remove_prefix(1);
  const auto slash = text.find('/');
  auto number = plain_decimal(text.substr(0, slash));
  if (slash != std::string_view::npos) {
    const auto below = plain_decimal(text.substr(slash + 1));
    if (!number || !below || !number->is_integer() || !below->is_integer()) return std::nullopt;
    number = divide(*number, *below);
  }
  if (!number || !negative) return number;
  return number->is_zero() ? std::nullopt : negate(*number);  // -0 is a double of its own
}

}  // namespace

Value evaluate_constant(std::string_view text) {
  if (const auto fraction = plain_fraction(text)) return Number{to_double(*fraction), Exact(*fraction)};
  LocalScope nothing;
  Evaluation evaluation;
  return evaluate(*parse(text), nothing, evaluation);
}

}  // namespace vi::lesson
