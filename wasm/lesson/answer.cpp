#include "lesson/answer.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "core/number_text.h"
#include "core/random.h"
#include "core/text.h"
#include "lesson/faces.h"
#include "lesson/learner_text.h"
#include "lesson/tex_number.h"
#include "lesson/value_json.h"

namespace vi::lesson {
namespace {

constexpr double widest = 0.005;
constexpr double widest_share = 1.0 / 2000;
constexpr double roundings_share = 0.02;

Number number_at(const NodePtr& node, Scope& names, SceneScope& scope, std::string_view path) {
  return at_place(scope, path, "", [&] {
    const Value value = evaluate(*node, names, scope.evaluation());
    if (value.number() == nullptr) fail(Code::type, {"an answer must be a number, got ", value.described()});
    return *value.number();
  });
}

// A line that asks for a number, at the present numbers.
struct Truth {
  Number value;
  std::vector<double> slips;
  double tolerance;
};

Truth truth_of(const AnswerLine& line, SceneScope& scope) {
  Truth truth{true_number(line, scope), {}, 0};
  const double most = std::max(widest, widest_share * std::fabs(truth.value.value));
  truth.tolerance = most;
  for (const auto& wrong : line.wrong) {
    truth.slips.push_back(number_at(wrong.is, scope, scope, join({wrong.path, "/is"})).value);
    truth.tolerance = std::min(truth.tolerance, std::fabs(truth.slips.back() - truth.value.value) / 4);
  }
  // At odd numbers a slip may make next to no difference. It then decides nothing.
  truth.tolerance = std::max(truth.tolerance, most / 10);
  return truth;
}

bool is_decimal(std::string_view text) { return text.find('.') != std::string::npos; }

// One unit of the last decimal of "-2.124"; no bound for whole numbers, fractions and calculations.
double last_place(std::string_view text) {
  const bool bare = text.find_first_not_of("0123456789.", text[0] == '-' ? 1 : 0) == std::string::npos;
  if (!bare || !is_decimal(text)) return HUGE_VAL;
  double unit = 1;
  for (std::size_t i = text.find('.') + 1; i < text.size(); ++i) unit /= 10;
  return unit;
}

int decimals_for(double tolerance) {
  int decimals = 0;
  for (double half = 0.5; half > tolerance && decimals < 12; half /= 10) ++decimals;
  return decimals;
}

// What the line comes to with the learner's own earlier answers, if it stands on any.
std::optional<double> by_own_answers(const Exercise& exercise, const AnswerLine& line, const Earlier& earlier,
                                     SceneScope& scope) {
  if (line.from == nullptr) return std::nullopt;
  LocalScope own(&scope);
  bool any = false;
  try {
    for (const auto& before : exercise.lines) {
      if (&before == &line) break;
      if (before.carries.empty()) continue;
      for (const auto& [name, typed] : earlier) {
        if (name != before.name) continue;
        own.set(before.carries, read_answer(typed, {}).value);
        any = true;
      }
    }
    if (!any) return std::nullopt;
    return number_at(line.from, own, scope, join({line.path, "/from"})).value;
  } catch (const Error&) {
    return std::nullopt;  // nothing follows from an answer that cannot be read, or from a variance below 0
  }
}

Judgement met(const AnswerLine& line, std::size_t slip, double tolerance) {
  return {Verdict::wrong, tolerance, std::string(line.wrong[slip].says), static_cast<int>(slip)};
}

// `unit` is what the last decimal typed counts.
Judgement rounded(double tolerance, double unit) {
  std::string says = "Close, but rounded too early. Carry more digits on the way";
  const int decimals = decimals_for(tolerance);
  if (decimals_for(unit) < decimals) append(says, {", and give ", decimals, " decimals"});
  return {Verdict::rounded, std::min(tolerance, unit), says + ".", -1};
}

Judgement judge_number(const Exercise& exercise, const AnswerLine& line, const Reading& reading, const Earlier& earlier,
                       SceneScope& scope) {
  const Truth truth = truth_of(line, scope);
  const double typed = reading.value.value;
  const double unit = last_place(reading.text);
  const double tolerance = std::min(truth.tolerance, unit);
  const double off = std::fabs(typed - truth.value.value);
  const bool same = reading.value.exact && truth.value.exact && *reading.value.exact == *truth.value.exact;
  // The last bits of a double are nobody's rounding.
  if (same || off <= std::max(tolerance, 1e-12)) return {Verdict::right, tolerance, {}, -1};
  const auto own = by_own_answers(exercise, line, earlier, scope);
  if (own && std::fabs(*own - truth.value.value) > truth.tolerance && std::fabs(typed - *own) <= truth.tolerance)
    return {Verdict::carried, tolerance, "This step is right. The number differs because an earlier answer does.", -1};
  std::size_t nearest = line.wrong.size();
  double distance = off;
  for (std::size_t i = 0; i < truth.slips.size(); ++i) {
    if (std::fabs(typed - truth.slips[i]) >= distance) continue;
    nearest = i;
    distance = std::fabs(typed - truth.slips[i]);
  }
  const bool is_slip = nearest < line.wrong.size();
  const double half = std::isfinite(unit) ? unit / 2 : 0;
  if (is_slip && distance <= truth.tolerance) return met(line, nearest, tolerance);
  if (off <= half) return rounded(truth.tolerance, unit);
  if (is_slip && distance <= half) return met(line, nearest, tolerance);
  const bool close = off <= roundings_share * std::fabs(truth.value.value);
  if (!is_slip && close && is_decimal(reading.text)) return rounded(truth.tolerance, unit);
  return {Verdict::wrong, tolerance, {}, -1};
}

constexpr int most_points = 8;

// The same few rationals at every call, each symbol's own.
void set_point(LocalScope& names, const std::vector<std::string_view>& free, int point) {
  core::Generator generator(static_cast<std::uint64_t>(point));
  for (const auto& symbol : free) {
    const auto numerator = static_cast<std::int64_t>(generator.next() % 19) - 9;
    const auto denominator = static_cast<std::int64_t>(generator.next() % 7) + 1;
    const Rational value = *make_rational(numerator == 0 ? 10 : numerator, denominator);
    names.set(symbol, Number{to_double(value), Exact(value)});
  }
}

bool agree(const Number& a, const Number& b) {
  if (a.exact && b.exact && *a.exact == *b.exact) return true;
  return std::fabs(a.value - b.value) <= 1e-9 * std::max({1.0, std::fabs(a.value), std::fabs(b.value)});
}

// Two expressions of the line at all points. One that has no value where the other has one is another expression.
bool same_function(const AnswerLine& line, const NodePtr& a, const NodePtr& b, SceneScope& scope) {
  for (int point = 0; point < most_points; ++point) {
    LocalScope names(&scope);
    set_point(names, line.free, point);
    try {
      const Value left = evaluate(*a, names, scope.evaluation());
      const Value right = evaluate(*b, names, scope.evaluation());
      if (left.number() == nullptr || right.number() == nullptr || !agree(*left.number(), *right.number()))
        return false;
    } catch (const Error& error) {
      if (error.code != Code::domain) throw;
      return false;
    }
  }
  return true;
}

Judgement judge_expression(const AnswerLine& line, const Reading& reading, SceneScope& scope) {
  if (same_function(line, line.answer, reading.tree, scope)) return {Verdict::right, 0, {}, -1};
  for (std::size_t i = 0; i < line.wrong.size(); ++i) {
    if (same_function(line, line.wrong[i].is, reading.tree, scope)) return met(line, i, 0);
  }
  return {};
}

}  // namespace

Reading read_answer(std::string_view typed, const std::vector<std::string_view>& free) {
  Reading reading;
  reading.text = to_expression(typed, free);
  try {
    reading.tree = parse(reading.text);
    reading.is_number = true;
    for (const auto& name : free_names(*reading.tree)) reading.is_number = reading.is_number && name == "pi";
    if (!reading.is_number) return reading;
    LocalScope nothing;
    Evaluation evaluation;
    reading.value = *evaluate(*reading.tree, nothing, evaluation).number();
  } catch (const Error& error) {
    fail(error.code, {error.what()}, {}, error.hint);  // columns would count what was never typed
  }
  return reading;
}

std::string said(const Reading& reading) {
  const bool bare = reading.text.find_first_not_of("-0123456789.") == std::string::npos;
  if (bare || !reading.is_number) return reading.text;
  const std::string exact = constant_text(reading.value);
  const auto rational = reading.value.exact ? reading.value.exact->rational() : std::nullopt;
  if (rational && rational->is_integer()) return exact;
  const int digits = decimals_of(reading.value, 4);
  const std::string decimal = decimal_text(reading.value.value, digits);
  if (!reading.value.exact) return join({reading.text, " ≈ ", decimal});
  return join({exact, is_shown_exactly(reading.value, digits) ? " = " : " ≈ ", decimal});
}

std::string tex_of(const Reading& reading) {
  LocalScope nothing;
  Evaluation evaluation;
  return face_tex(Face::symbolic, reading.tree, nothing, evaluation, default_digits).text;
}

const char* to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::right: return "right";
    case Verdict::rounded: return "rounded";
    case Verdict::carried: return "carried";
    case Verdict::wrong: return "wrong";
  }
  return "";
}

Judgement judge(const Exercise& exercise, const AnswerLine& line, const Reading& reading, const Earlier& earlier,
                SceneScope& scope) {
  return line.is_number ? judge_number(exercise, line, reading, earlier, scope)
                        : judge_expression(line, reading, scope);
}

int hidden_slip(const AnswerLine& line, SceneScope& scope) {
  if (!line.is_number) {
    for (std::size_t i = 0; i < line.wrong.size(); ++i) {
      if (same_function(line, line.answer, line.wrong[i].is, scope)) return static_cast<int>(i);
    }
    return -1;
  }
  const Truth truth = truth_of(line, scope);
  for (std::size_t i = 0; i < truth.slips.size(); ++i) {
    const bool apart = std::fabs(truth.slips[i] - truth.value.value) > 2 * truth.tolerance;
    if (!apart) return static_cast<int>(i);
  }
  return -1;
}

Number true_number(const AnswerLine& line, SceneScope& scope) {
  return number_at(line.answer, scope, scope, join({line.path, "/answer"}));
}

}  // namespace vi::lesson
