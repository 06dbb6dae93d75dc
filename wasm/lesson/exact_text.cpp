// The printed form of exact numbers, readable by the expression parser.
#include <algorithm>

#include "core/text.h"
#include "lesson/exact.h"

namespace vi::lesson {
namespace {

std::optional<std::int64_t> integer_power(std::int64_t base, std::int64_t exponent) {
  std::int64_t result = 1;
  for (std::int64_t i = 0; i < exponent; ++i) {
    const auto next = checked_multiply(result, base);
    if (!next) return std::nullopt;
    result = *next;
  }
  return result;
}

std::vector<GatheredLog> one_by_one(const ExactSum& sum) {
  std::vector<GatheredLog> logs;
  for (const auto& [prime, coefficient] : sum.logs) logs.push_back({coefficient, prime, 1, 0});
  if (!sum.log_pi.is_zero()) logs.push_back({sum.log_pi, 1, 1, 1});
  return logs;
}

std::optional<GatheredLog> gather(const ExactSum& sum) {
  Rational measure = sum.log_pi;
  for (const auto& [prime, coefficient] : sum.logs) {
    const auto next = common_measure(measure, coefficient);
    if (!next) return std::nullopt;
    measure = *next;
  }
  measure.numerator = measure.numerator < 0 ? -measure.numerator : measure.numerator;
  bool all_negative = !sum.log_pi.is_zero() ? sum.log_pi.is_negative() : true;
  for (const auto& entry : sum.logs) all_negative = all_negative && entry.coefficient.is_negative();
  if (all_negative) measure.numerator = -measure.numerator;

  GatheredLog log{measure, 1, 1, 0};
  for (const auto& [prime, coefficient] : sum.logs) {
    const auto exponent = divide(coefficient, measure);
    if (!exponent || !exponent->is_integer()) return std::nullopt;
    auto& side = exponent->is_negative() ? log.denominator : log.numerator;
    const std::int64_t size = exponent->is_negative() ? -exponent->numerator : exponent->numerator;
    if (size > 63) return std::nullopt;
    const auto factor = integer_power(prime, size);
    const auto grown = factor ? checked_multiply(side, *factor) : std::nullopt;
    if (!grown) return std::nullopt;
    side = *grown;
  }
  const auto pi_power = divide(sum.log_pi, measure);
  if (!pi_power || !pi_power->is_integer() || pi_power->numerator > 99 || pi_power->numerator < -99) {
    return std::nullopt;
  }
  log.pi_power = static_cast<int>(pi_power->numerator);
  return log;
}

std::string pi_text(int power) { return power == 1 ? "pi" : join({"pi^", power}); }

// numerator * pi^k / (denominator * pi^m) with the ones left out.
std::string ratio_text(std::int64_t numerator, std::int64_t denominator, int pi_power) {
  std::string top = numerator == 1 && pi_power > 0 ? "" : std::to_string(numerator);
  if (pi_power > 0) append_item(top, "*", {pi_text(pi_power)});
  std::string bottom = denominator == 1 ? "" : std::to_string(denominator);
  if (pi_power < 0) append_item(bottom, "*", {pi_text(-pi_power)});
  if (bottom.empty()) return top;
  const bool compound = denominator != 1 && pi_power < 0;
  return join({top, "/", compound ? join({"(", bottom, ")"}) : bottom});
}

// "+ c*log(a/b)" as a later term, "c*log(a/b)" as the first one.
void append_log(std::string& text, const GatheredLog& log) {
  const bool negative = log.coefficient.is_negative();
  Rational size = log.coefficient;
  if (negative) size.numerator = -size.numerator;
  if (text.empty()) {
    text += negative ? "-" : "";
  } else {
    text += negative ? " - " : " + ";
  }
  if (!size.is_one()) append(text, {to_text(size), "*"});
  append(text, {"log(", ratio_text(log.numerator, log.denominator, log.pi_power), ")"});
}

std::string product_text(const ExactProduct& product) {
  const int odd = product.pi_halves % 2 != 0 ? 1 : 0;
  const int whole = (product.pi_halves - odd) / 2;
  std::string text = product.coefficient.is_negative() ? "-" : "";
  const Rational size{
      product.coefficient.is_negative() ? -product.coefficient.numerator : product.coefficient.numerator,
      product.coefficient.denominator};
  std::string factors = size.is_one() ? "" : to_text(size);
  const auto times = [&](const std::string& factor) { append_item(factors, "*", {factor}); };
  if (product.radicand != 1 && odd == 1) times(join({"sqrt(", product.radicand, "*pi)"}));
  if (product.radicand != 1 && odd == 0) times(join({"sqrt(", product.radicand, ")"}));
  if (product.radicand == 1 && odd == 1) times("sqrt(pi)");
  if (whole > 0) times(pi_text(whole));
  if (whole < 0) factors = join({factors.empty() ? "1" : factors, "/", pi_text(-whole)});
  return text + factors;
}

}  // namespace

std::vector<GatheredLog> gather_logs(const ExactSum& sum) {
  if (!sum.has_logs()) return {};
  if (auto log = gather(sum)) return {*log};
  return one_by_one(sum);
}

std::string to_text(Rational a) {
  const std::string numerator = std::to_string(a.numerator);
  return a.is_integer() ? numerator : join({numerator, "/", a.denominator});
}

std::string to_text(const Exact& a) {
  if (const auto* product = a.product()) return product_text(*product);
  if (const auto rational = a.rational()) return to_text(*rational);
  const auto& sum = *a.logarithms();
  std::string text = sum.rational.is_zero() ? "" : to_text(sum.rational);
  for (const auto& log : gather_logs(sum)) append_log(text, log);
  return text;
}

}  // namespace vi::lesson
