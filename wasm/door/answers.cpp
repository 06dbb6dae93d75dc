// answer.read, answer.check and variant: a learner's answers, and other numbers to practise on.
#include "core/error.h"
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/answer.h"
#include "lesson/named.h"
#include "lesson/suggest.h"
#include "lesson/value_json.h"
#include "lesson/variant.h"

namespace vi::door {
namespace {

std::vector<std::string_view> free_symbols(const Json& request) {
  std::vector<std::string_view> names;
  const auto* found = request.find("free");
  if (found == nullptr) return names;
  if (found->list() == nullptr) fail(Code::bad_request, {"\"free\" must be a list of names"}, "free");
  for (const auto& name : *found->list()) {
    if (name.text() == nullptr || !lesson::is_free_name(*name.text()))
      fail(Code::bad_request, {"\"free\" must hold names"}, "free");
    names.push_back(*name.text());
  }
  return names;
}

lesson::Earlier earlier_answers(const Json& request) {
  lesson::Earlier earlier;
  const auto* found = request.find("earlier");
  if (found == nullptr) return earlier;
  if (found->object() == nullptr)
    fail(Code::bad_request, {"\"earlier\" must be an object of lines and texts"}, "earlier");
  for (const auto& [line, answer] : *found->object()) {
    if (answer.text() == nullptr) fail(Code::bad_request, {"\"", line, "\" must be a text"}, "earlier");
    earlier.emplace_back(line, *answer.text());
  }
  return earlier;
}

void write_reading(JsonWriter& out, const lesson::Reading& reading) {
  out.field("type", reading.is_number ? "number" : "expression").key("value");
  if (reading.is_number) {
    out.put(reading.value.value).field_or_null("exact", exact_text(reading.value));
  } else {
    out.put_null().key("exact").put_null();
  }
  out.field("tex", tex_of(reading)).field("read", said(reading));
}

// Of the kind "answers".
const lesson::Exercise& exercise_of(const Json& request, const lesson::Lesson& document) {
  const auto& exercise = document.exercise(required_text(request, "exercise"));
  if (exercise.lines.empty()) {
    fail(Code::bad_request, {"the exercise \"", exercise.name, "\" is of another kind: it has no lines to answer"},
         "exercise");
  }
  return exercise;
}

const lesson::AnswerLine& line_of(const lesson::Exercise& exercise, std::string_view name) {
  if (const auto* line = lesson::find_named(exercise.lines, name)) return *line;
  fail(Code::unknown_name, {"the exercise has no line \"", name, "\""}, "line",
       lesson::did_you_mean(name, lesson::names_of(exercise.lines)));
}

}  // namespace

void answer_read(const Json& request, JsonWriter& out) {
  const auto reading = lesson::read_answer(required_text(request, "text"), free_symbols(request));
  out.open_object();
  write_reading(out, reading);
  out.close_object();
}

void answer_check(const Json& request, JsonWriter& out) {
  const auto& document = loaded_lesson(required_text(request, "lesson"));
  const auto& exercise = exercise_of(request, document);
  const auto& line = line_of(exercise, required_text(request, "line"));
  lesson::Evaluation evaluation;
  lesson::SceneScope scope(document, document.scene(text_or(request, "scene", exercise.scene)), settings(request),
                           evaluation);
  const auto reading = lesson::read_answer(required_text(request, "text"), line.free);
  const auto judgement = lesson::judge(exercise, line, reading, earlier_answers(request), scope);
  out.open_object().field("verdict", to_string(judgement.verdict));
  write_reading(out, reading);
  out.field("tolerance", judgement.tolerance).field_or_null("says", judgement.says).key("wrong");
  judgement.wrong < 0 ? out.put_null() : out.put(judgement.wrong);
  out.close_object();
}

void variant(const Json& request, JsonWriter& out) {
  const auto& document = loaded_lesson(required_text(request, "lesson"));
  const auto& exercise = document.exercise(required_text(request, "exercise"));
  if (exercise.scene.empty())
    fail(Code::bad_request, {"the exercise \"", exercise.name, "\" has no variants"}, "exercise");
  const int seed = integer_or(request, "seed", 1);
  out.open_object().field("type", "variant").field("seed", seed).key("parameters").open_object();
  for (const auto& [name, value] : lesson::draw_variant(document, exercise, static_cast<std::uint64_t>(seed)))
    out.field(name, lesson::constant_text(value));
  out.close_object().close_object();
}

}  // namespace vi::door
