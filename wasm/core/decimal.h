#pragma once

#include <string>
#include <string_view>

namespace vi::core {

// Between doubles and decimal text, exactly. A double is a decimal number with finitely many digits: they are all
// written down, and what is rounded is the text. The C library's way brings 20 KB of long-double arithmetic with it.

/// 0.d1 d2 d3 … times 10^exponent. Zero has no digits; otherwise d1 and the last digit are not 0.
struct Decimal {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

/// All digits of a finite double.
Decimal exact_decimal(double value);

/// The first `count` digits (>= 0), correctly rounded, halves away from zero; may have fewer, never more.
Decimal rounded(Decimal decimal, int count);

/// The fewest digits that read back as the same double. Finite doubles only.
Decimal shortest_decimal(double value);

/// Correctly rounded to `decimals` places, halves away from zero: "-0.35". Finite doubles only.
std::string fixed_text(double value, int decimals);

/// The double nearest to a decimal literal, ties to even: "0.3", "1e-400", ".5E+2". Overflow is inf. What does not
/// belong to a literal ends it; a text without a digit is 0.
double parse_decimal(std::string_view text);

}  // namespace vi::core
