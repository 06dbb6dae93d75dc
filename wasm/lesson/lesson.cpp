#include "lesson/lesson.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/document.h"
#include "lesson/evaluate.h"
#include "lesson/graph.h"
#include "lesson/named.h"
#include "lesson/read_derivation.h"
#include "lesson/read_exercise.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

void require_name(std::string_view name, const Document& at) {
  if (!is_free_name(name)) {
    at.refuse({"\"", name, "\" cannot be a name"}, "use letters, digits and _, a letter first, and not pi, inf or nan");
  }
}

// A bound or a step: what controls count in.
Rational rational_constant(const Document& at) {
  const Number number = read_constant(at);
  const auto rational = number.exact ? number.exact->rational() : std::nullopt;
  if (!rational) at.refuse({"expected a fraction or a decimal"}, "write it as \"3/10\" or \"0.3\"");
  return *rational;
}

constexpr double most_control_steps = 1e6;

Parameter read_parameter(std::string_view name, const Document& at) {
  require_name(name, at);
  at.only({"symbol", "label", "kind", "range", "step"});
  if (at.text_or("kind", "number") != "number")
    at.at("kind").refuse({"unknown kind of parameter"}, "the kind is \"number\"");
  Parameter parameter;
  parameter.name = keep_text(name);
  parameter.symbol = keep_text(at.text_or("symbol", ""));
  parameter.label = keep_text(at.text_or("label", name));
  parameter.path = keep_text(at.path());
  const Document range = at.at("range");
  if (range.elements().size() != 2) range.refuse({"a range has two bounds"}, "write [lowest, highest]");
  parameter.low = rational_constant(range.element(0));
  parameter.high = rational_constant(range.element(1));
  parameter.step = rational_constant(at.at("step"));
  const double width = to_double(parameter.high) - to_double(parameter.low);
  if (!(width > 0)) range.refuse({"the range is empty"}, "write [lowest, highest]");
  if (!(to_double(parameter.step) > 0)) at.at("step").refuse({"the step must be > 0"});
  if (width / to_double(parameter.step) > most_control_steps)
    at.at("step").refuse({"the range holds more than a million steps"}, "make the step larger");
  return parameter;
}

Quantity read_quantity(std::string_view name, const Document& at) {
  require_name(name, at);
  Quantity quantity;
  quantity.name = keep_text(name);
  if (at.json().text() != nullptr) {
    quantity.path = keep_text(at.path());
    quantity.expression = expression_at(at);
    return quantity;
  }
  at.only({"is", "symbol", "label"});
  quantity.path = keep_text(at.at("is").path());
  quantity.symbol = keep_text(at.text_or("symbol", ""));
  quantity.label = keep_text(at.text_or("label", ""));
  quantity.expression = expression_at(at.at("is"));
  return quantity;
}

Identity read_identity(std::string_view name, const Document& at) {
  require_name(name, at);
  at.only({"left", "right", "says"});
  return {keep_text(name), keep_text(at.text_or("says", "")), keep_text(at.path()), expression_at(at.at("left")),
          expression_at(at.at("right"))};
}

template <class Part, class Read>
std::vector<Part> read_parts(const Document& set, const char* key, const Read& read) {
  std::vector<Part> parts;
  if (!set.has(key)) return parts;
  const Document all = set.at(key);
  for (const auto& at : all.entries()) parts.push_back(read(at.key(), at));
  return parts;
}

Set read_set(std::string_view name, const Document& at) {
  at.only({"parameters", "quantities", "identities", "derivations", "exercises"});
  Set set;
  set.name = keep_text(name);
  set.parameters = read_parts<Parameter>(at, "parameters", read_parameter);
  set.quantities = read_parts<Quantity>(at, "quantities", read_quantity);
  set.identities = read_parts<Identity>(at, "identities", read_identity);
  set.derivations = read_parts<Derivation>(at, "derivations", read_derivation);
  if (set.quantities.size() > most_quantities) {
    fail(Code::limit, {"the set has ", set.quantities.size(), " quantities; at most ", most_quantities, " are read"},
         at.at("quantities").where());
  }
  for (std::size_t i = 0; i < set.parameters.size(); ++i) set.enter({true, i});
  for (std::size_t i = 0; i < set.quantities.size(); ++i) {
    const Quantity& quantity = set.quantities[i];
    if (!set.enter({false, i})) {
      fail(Code::duplicate, {"\"", quantity.name, "\" is a parameter and a quantity"},
           join({at.at("quantities").where(), "/", quantity.name}), "rename one of them");
    }
  }
  return set;
}

const Set* set_named(const std::vector<std::unique_ptr<const Set>>& sets, std::string_view name) {
  for (const auto& set : sets) {
    if (set->name == name) return set.get();
  }
  return nullptr;
}

Scene read_scene(std::string_view name, const Document& at, const std::vector<std::unique_ptr<const Set>>& sets) {
  require_name(name, at);
  at.only({"title", "use", "book"});
  Scene scene;
  scene.name = keep_text(name);
  scene.title = keep_text(at.text_or("title", name));
  scene.path = keep_text(at.path());
  scene.set = set_named(sets, at.text("use"));
  if (scene.set == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& set : sets) names.emplace_back(set->name);
    at.at("use").refuse({"there is no set \"", at.text("use"), "\""}, did_you_mean(at.text("use"), names));
  }
  const Document book = at.at("book");
  book.only(names_of(scene.set->parameters));
  for (const auto& parameter : scene.set->parameters) {
    const Document place = book.at(parameter.name);
    const Number value = read_constant(place);
    if (!parameter.allows(value.value)) {
      place.refuse({"the book value lies outside the range ", to_text(parameter.low), " to ", to_text(parameter.high)},
                   "widen the range or change the value");
    }
    scene.book.emplace_back(parameter.name, value);
  }
  return scene;
}

}  // namespace

std::string_view Set::name_of(const Entry& entry) const {
  return entry.is_parameter ? parameters[entry.place].name : quantities[entry.place].name;
}

std::vector<Set::Entry>::const_iterator Set::not_before(std::string_view wanted) const {
  return std::lower_bound(index.begin(), index.end(), wanted, [this](const Entry& entry, std::string_view key) {
    const auto own = name_of(entry);
    return own.size() != key.size() ? own.size() < key.size() : own < key;
  });
}

const Set::Entry* Set::find(std::string_view wanted) const {
  const auto at = not_before(wanted);
  return at != index.end() && name_of(*at) == wanted ? &*at : nullptr;
}

bool Set::enter(const Entry& entry) {
  const auto at = not_before(name_of(entry));
  if (at != index.end() && name_of(*at) == name_of(entry)) return false;
  index.insert(at, entry);
  return true;
}

const Scene& Lesson::scene(std::string_view name) const {
  if (const auto* scene = find_named(scenes, name)) return *scene;
  fail(Code::unknown_scene, {"there is no scene \"", name, "\""}, {}, did_you_mean(name, names_of(scenes)));
}

const Exercise& Lesson::exercise(std::string_view name) const {
  if (const auto* exercise = find_named(exercises, name)) return *exercise;
  fail(Code::unknown_name, {"there is no exercise \"", name, "\""}, {}, did_you_mean(name, names_of(exercises)));
}

Number read_constant(const Document& at) {
  const std::string text = at.constant();
  try {
    const Value value = evaluate_constant(text);
    if (value.number() != nullptr) return *value.number();
  } catch (const Error& error) {
    fail_at(at.where(), error);
  }
  at.refuse({"expected a number"});
}

NodePtr expression_at(const Document& at) { return parse_at(at.text(), at.where()); }

NodePtr parse_at(std::string_view text, std::string_view where) {
  try {
    return parse(text);
  } catch (const Error& error) {
    fail_at(where, error);
  }
}

std::shared_ptr<const Lesson> read_lesson(const Json& document, std::string_view file) {
  const Document root(document, file);
  if (document.object() == nullptr) root.refuse({"a lesson is an object with title, scenes and sets"});
  root.only({"$schema", "title", "language", "description", "scenes", "sets", "figures", "predictions", "exercises",
             "sources", "glossary"});
  auto lesson = std::make_shared<Lesson>();
  const ArenaScope here(lesson->arena);
  lesson->title = keep_text(root.text("title"));
  lesson->file = keep_text(file);
  const Document sets = root.at("sets");
  for (const auto& at : sets.entries()) {
    require_name(at.key(), at);
    lesson->sets.push_back(std::make_unique<const Set>(read_set(at.key(), at)));
    require_sound(*lesson->sets.back(), file);
  }
  const Document scenes = root.at("scenes");
  for (const auto& at : scenes.entries()) lesson->scenes.push_back(read_scene(at.key(), at, lesson->sets));
  if (lesson->scenes.empty()) scenes.refuse({"a lesson has at least one scene"});
  if (!root.has("exercises")) return lesson;
  const Document exercises = root.at("exercises");
  for (const auto& at : exercises.entries()) {
    require_name(at.key(), at);
    lesson->exercises.push_back(read_exercise(at.key(), at, *lesson));
  }
  return lesson;
}

}  // namespace vi::lesson
