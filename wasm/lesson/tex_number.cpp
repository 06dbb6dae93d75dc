#include "lesson/tex_number.h"

#include <cmath>
#include <cstdlib>
#include <numeric>

#include "core/decimal.h"
#include "core/text.h"
#include "lesson/functions.h"
#include "lesson/tex_template.h"

namespace vi::lesson {
namespace {

constexpr std::int64_t longest_fraction_part = 99'999;

Tex rational_tex(Rational value) {
  if (value.is_integer()) {
    return {std::to_string(value.numerator), value.is_negative() ? Binding::negative : Binding::atom};
  }
  const std::string sign = value.is_negative() ? "-" : "";
  const std::int64_t size = value.is_negative() ? -value.numerator : value.numerator;
  return {join({sign, "\\tfrac{", size, "}{", value.denominator, "}"}),
          value.is_negative() ? Binding::negative : Binding::fraction};
}

std::string pi_tex(int power) { return power == 1 ? "\\pi" : join({"\\pi^{", power, "}"}); }

// n pi^k with the ones left out.
std::string with_pi(std::int64_t n, int power) {
  if (power <= 0) return std::to_string(n);
  return join({n == 1 ? "" : std::to_string(n), pi_tex(power)});
}

std::string log_tex(const GatheredLog& log) {
  const std::string top = with_pi(log.numerator, log.pi_power);
  const std::string bottom = with_pi(log.denominator, -log.pi_power);
  if (bottom != "1") return join({"\\log\\tfrac{", top, "}{", bottom, "}"});
  return log.pi_power > 0 && log.numerator != 1 ? join({"\\log(", top, ")"}) : join({"\\log ", top});
}

void append_log(Tex& tex, const GatheredLog& log) {
  Rational size = log.coefficient;
  const bool negative = size.is_negative();
  if (negative) size.numerator = -size.numerator;
  const std::string term = join({size.is_one() ? "" : join({rational_tex(size).text, "\\,"}), log_tex(log)});
  if (tex.text.empty()) {
    tex = {join({negative ? "-" : "", term}), negative ? Binding::negative : Binding::product};
  } else {
    tex = {join({tex.text, negative ? " - " : " + ", term}), Binding::sum};
  }
}

Tex product_tex(const ExactProduct& product) {
  const int odd = product.pi_halves % 2 != 0 ? 1 : 0;
  const int whole = (product.pi_halves - odd) / 2;
  Rational size = product.coefficient;
  const bool negative = size.is_negative();
  if (negative) size.numerator = -size.numerator;
  std::string root;
  if (product.radicand != 1 || odd == 1) {
    root = join({"\\sqrt{", odd == 1 ? with_pi(product.radicand, 1) : std::to_string(product.radicand), "}"});
  }
  std::string text = size.is_one() && (!root.empty() || whole > 0) ? "" : rational_tex(size).text;
  text += root;
  if (whole > 0) text += pi_tex(whole);
  if (whole < 0) text = join({"\\frac{", text, "}{", pi_tex(-whole), "}"});
  return {join({negative ? "-" : "", text}), negative ? Binding::negative : Binding::product};
}

bool is_short(const Exact& exact) {
  if (const auto value = exact.rational()) {
    return std::abs(value->numerator) <= longest_fraction_part && value->denominator <= longest_fraction_part;
  }
  return exact.product() != nullptr;
}

// The kernel's double carries rounding errors; a fraction does not, and shows 0 where the kernel has 1e-17.
double value_of(const Number& number) {
  const auto rational = number.exact ? number.exact->rational() : std::nullopt;
  return rational ? to_double(*rational) : number.value;
}

// value = numerator / 10^k for some k <= digits.
bool terminates(Rational value, int digits) {
  std::int64_t rest = value.denominator;
  for (int i = 0; i < digits; ++i) rest /= std::gcd(rest, std::int64_t{10});
  return rest == 1;
}

std::string scientific_tex(double value, int digits) {
  core::Decimal decimal = core::rounded(core::exact_decimal(value), digits + 1);
  decimal.digits.resize(static_cast<std::size_t>(digits) + 1, '0');
  const std::string_view all = decimal.digits;
  return join({decimal.negative ? "-" : "", all.substr(0, 1), digits > 0 ? "." : "", all.substr(1), " \\times 10^{",
               decimal.exponent - 1, "}"});
}

bool wants_scientific(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return false;
  const double size = std::fabs(value);
  double half_unit = 0.5;
  for (int i = 0; i < digits; ++i) half_unit /= 10;
  return size >= 1e6 || size < half_unit;
}

}  // namespace

std::string bracketed(const std::string& text) {
  if (text.find("frac") == std::string::npos) return join({"(", text, ")"});
  return join({"\\left(", text, "\\right)"});
}

std::string at_least(const Tex& tex, Binding least) { return tex.binding < least ? bracketed(tex.text) : tex.text; }

Tex exact_tex(const Exact& exact) {
  if (const auto* product = exact.product()) return product_tex(*product);
  if (const auto rational = exact.rational()) return rational_tex(*rational);
  const auto& sum = *exact.logarithms();
  Tex tex{sum.rational.is_zero() ? "" : rational_tex(sum.rational).text, Binding::sum};
  for (const auto& log : gather_logs(sum)) append_log(tex, log);
  return tex;
}

std::string decimal_text(double value, int digits) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::string shown = core::fixed_text(value, digits);
  if (shown[0] == '-' && shown.find_first_of("123456789") == std::string::npos) shown.erase(0, 1);
  return shown;
}

Tex decimal_tex(double value, int digits) {
  const bool negative = value < 0;
  if (std::isinf(value)) return {negative ? "-\\infty" : "\\infty", negative ? Binding::negative : Binding::atom};
  if (wants_scientific(value, digits)) {
    return {scientific_tex(value, digits), negative ? Binding::negative : Binding::product};
  }
  const std::string text = decimal_text(value, digits);
  return {text, text[0] == '-' ? Binding::negative : Binding::atom};
}

bool is_shown_exactly(const Number& number, int digits) {
  const auto value = number.exact ? number.exact->rational() : std::nullopt;
  return value && terminates(*value, digits) && !wants_scientific(number.value, digits);
}

int decimals_of(const Number& number, int digits) {
  for (int few = 0; few <= most_decimals; ++few) {
    if (is_shown_exactly(number, few)) return few;
  }
  return digits;
}

Tex number_tex(const Number& number, int digits) {
  if (number.exact && is_short(*number.exact)) return exact_tex(*number.exact);
  return decimal_tex(value_of(number), decimals_of(number, digits));
}

bool number_is_rounded(const Number& number, int digits) {
  const bool exactly = number.exact && is_short(*number.exact);
  return !exactly && std::isfinite(number.value) && !is_shown_exactly(number, decimals_of(number, digits));
}

Tex value_tex(const Value& value, int digits, bool decimals) {
  if (const auto* number = value.number()) {
    return decimals || !number->exact ? decimal_tex(value_of(*number), decimals_of(*number, digits))
                                      : exact_tex(*number->exact);
  }
  if (const auto* truth = value.boolean()) return {*truth ? "\\text{true}" : "\\text{false}"};
  std::vector<Tex> parts;
  if (const auto* object = value.object()) {
    for (const auto& argument : object->arguments) parts.push_back(value_tex(argument, digits, decimals));
    return fill_template(overloads(object->constructor->name).front(), parts);
  }
  std::string inside;
  if (const auto* list = value.list()) {
    for (const auto& element : *list) append_item(inside, ",\\, ", {value_tex(element, digits, decimals).text});
    return {join({"[", inside, "]"})};
  }
  for (const auto& [key, part] : *value.record()) {
    append_item(inside, ",\\, ", {join({"\\text{", key, "}: "}), value_tex(part, digits, decimals).text});
  }
  return {join({"\\{", inside, "\\}"})};
}

}  // namespace vi::lesson
