#include "lesson/read_exercise.h"

#include "core/error.h"
#include "core/text.h"
#include "lesson/graph.h"
#include "lesson/named.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

void require_texts(const Document& at, std::initializer_list<const char*> keys) {
  for (const auto* key : keys) at.text(key);
}

// Sentences that may be missing.
void allow_texts(const Document& at, std::initializer_list<const char*> keys) {
  for (const auto* key : keys) at.text_or(key, "");
}

std::vector<WrongModel> read_wrong(const Document& at) {
  std::vector<WrongModel> models;
  if (!at.has("wrong")) return models;
  const Document all = at.at("wrong");
  for (const auto& wrong : all.elements()) {
    wrong.only({"is", "says"});
    models.push_back({keep_text(wrong.text("says")), keep_text(wrong.path()), expression_at(wrong.at("is"))});
  }
  return models;
}

// A question before the line is computed. Which option is right follows from the numbers, as every answer does.
std::vector<GuessOption> read_guess(const Document& at) {
  std::vector<GuessOption> options;
  if (!at.has("guess")) return options;
  const Document guess = at.at("guess");
  guess.only({"ask", "options"});
  require_texts(guess, {"ask"});
  const Document all = guess.at("options");
  for (const auto& option : all.elements()) {
    option.only({"say", "when"});
    require_texts(option, {"say"});
    options.push_back({keep_text(option.path()), expression_at(option.at("when"))});
  }
  if (options.size() < 2) all.refuse({"a guess has at least two options"});
  return options;
}

void require_derivation(const Document& at, const Set& set) {
  if (!at.has("solution")) return;
  const std::string_view wanted = at.text("solution");
  if (find_named(set.derivations, wanted) != nullptr) return;
  at.at("solution")
      .refuse({"there is no derivation \"", wanted, "\""}, did_you_mean(wanted, names_of(set.derivations)));
}

void require_new(const std::vector<AnswerLine>& lines, const Document& at, std::string_view name) {
  if (find_named(lines, name) != nullptr)
    at.at("name").refuse({"two lines are called \"", name, "\""}, "rename one of them");
}

AnswerLine read_line(const Document& at, const Set& set) {
  at.only({"name", "ask", "kind", "free", "answer", "wrong", "carries", "from", "guess", "hints", "solution", "after"});
  require_texts(at, {"ask"});
  allow_texts(at, {"after"});
  AnswerLine line;
  line.name = keep_text(at.text("name"));
  line.path = keep_text(at.path());
  if (!is_free_name(line.name)) at.at("name").refuse({"\"", line.name, "\" cannot be a name"});
  const std::string_view kind = at.text_or("kind", "number");
  line.is_number = kind == "number";
  if (!line.is_number && kind != "expression")
    at.at("kind").refuse({"unknown kind of line"}, "the kinds are \"number\" and \"expression\"");
  if (line.is_number == at.has("free"))
    at.refuse({"\"free\" lists the symbols of an expression, and only an expression has them"},
              "write \"kind\": \"expression\" and \"free\" together");
  if (at.has("free")) {
    const Document free = at.at("free");
    for (const auto& symbol : free.entries()) {
      symbol.text();
      line.free.push_back(keep_text(symbol.key()));
    }
  }
  line.answer = expression_at(at.at("answer"));
  line.wrong = read_wrong(at);
  line.carries = keep_text(at.text_or("carries", ""));
  if (at.has("from")) line.from = expression_at(at.at("from"));
  line.guess = read_guess(at);
  if (at.has("hints")) {
    const Document hints = at.at("hints");
    for (const auto& hint : hints.elements()) hint.text();
  }
  require_derivation(at, set);
  return line;
}

const Parameter& parameter_named(const Set& set, const Document& at) {
  if (const auto* parameter = find_named(set.parameters, at.key())) return *parameter;
  at.refuse({"there is no parameter \"", at.key(), "\""}, did_you_mean(at.key(), names_of(set.parameters)));
}

std::vector<Number> read_choices(const Document& at, const Set& set) {
  const Parameter& parameter = parameter_named(set, at);
  std::vector<Number> choices;
  for (const auto& choice : at.elements()) {
    choices.push_back(read_constant(choice));
    if (!parameter.allows(choices.back().value)) {
      choice.refuse({"it lies outside the range ", to_text(parameter.low), " to ", to_text(parameter.high)},
                    "remove it or widen the range");
    }
  }
  if (choices.empty()) at.refuse({"there is nothing to choose from"}, "list some values, or leave the parameter out");
  return choices;
}

const Scene& scene_at(const Document& at, const Lesson& lesson) {
  try {
    return lesson.scene(at.text("scene"));
  } catch (const Error& error) {
    at.at("scene").refuse({error.what()}, error.hint);
  }
}

// Which scene the exercise is about, and what a seed may choose there.
void read_numbers(Exercise& exercise, const Document& at, const Set& set) {
  exercise.scene = keep_text(at.text("scene"));
  if (!at.has("variants")) return;
  const Document variants = at.at("variants");
  for (const auto& choices : variants.entries())
    exercise.variants.emplace_back(keep_text(choices.key()), read_choices(choices, set));
}

}  // namespace

Exercise read_exercise(std::string_view name, const Document& at, const Lesson& lesson) {
  Exercise exercise;
  exercise.name = keep_text(name);
  exercise.kind = keep_text(at.text("kind"));
  exercise.path = keep_text(at.path());
  // The page runs these by itself. Only their numbers are drawn here.
  if (exercise.kind == "mapping" || exercise.kind == "order") {
    if (at.has("variants")) read_numbers(exercise, at, *scene_at(at, lesson).set);
    return exercise;
  }
  if (exercise.kind != "answers")
    at.at("kind").refuse({"unknown kind of exercise"}, "the kinds are \"answers\", \"mapping\" and \"order\"");
  at.only({"kind", "scene", "title", "intro", "variants", "lines"});
  require_texts(at, {"title"});
  allow_texts(at, {"intro"});
  const Set& set = *scene_at(at, lesson).set;
  read_numbers(exercise, at, set);
  const Document lines = at.at("lines");
  for (const auto& line : lines.elements()) {
    AnswerLine read = read_line(line, set);
    require_new(exercise.lines, line, read.name);
    exercise.lines.push_back(std::move(read));
  }
  if (exercise.lines.empty()) lines.refuse({"an exercise has at least one line"});
  require_sound(exercise, set, lesson.file);
  return exercise;
}

}  // namespace vi::lesson
