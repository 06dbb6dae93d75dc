// Numbers as TeX, and the brackets that TeX needs around them.
#pragma once

#include <string>

#include "lesson/value.h"

namespace vi::lesson {

// How tightly a piece of TeX binds: what decides where brackets go.
enum class Binding { sum, negative, product, fraction, power, atom };

struct Tex {
  std::string text;
  Binding binding = Binding::atom;
};

// The text in brackets that grow with a fraction inside.
std::string bracketed(const std::string& text);
// In brackets if it binds more loosely than `least`.
std::string at_least(const Tex& tex, Binding least);

Tex exact_tex(const Exact& exact);

// Correctly rounded to `digits` decimals, halves away from zero, "-" as sign, never "-0".
std::string decimal_text(double value, int digits);
// The same as TeX; with a power of ten beyond 1e6, and where nothing would be left of a small number.
Tex decimal_tex(double value, int digits);

inline constexpr int most_decimals = 6;
// The fewest decimals, up to six, that show the number itself; `digits` where none does.
int decimals_of(const Number& number, int digits);

// True if decimal_text shows the number itself and not a rounding of it.
bool is_shown_exactly(const Number& number, int digits);

// As a fraction where it has a short one, otherwise as a decimal. The way numbers are put into formulas.
Tex number_tex(const Number& number, int digits);
// True if number_tex shows a rounding.
bool number_is_rounded(const Number& number, int digits);

// Exact form of any value (numbers, distributions, lists), decimals where there is none or where they are wanted; a
// decimal that ends within six places is shown whole.
Tex value_tex(const Value& value, int digits, bool decimals);

}  // namespace vi::lesson
