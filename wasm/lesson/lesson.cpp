#include "lesson/lesson.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/document.h"
#include "lesson/evaluate.h"
#include "lesson/graph.h"
#include "lesson/read_derivation.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

bool is_name(const std::string& text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  for (const char c : text) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!fine) return false;
  }
  return true;
}

void require_name(const std::string& name, const Document& at) {
  const bool taken = name == "pi" || name == "inf" || name == "nan";
  if (!is_name(name) || taken) {
    at.refuse({"\"", name, "\" cannot be a name"}, "use letters, digits and _, a letter first, and not pi, inf or nan");
  }
}

Number constant(const Document& at) {
  try {
    const Value value = evaluate_constant(at.constant());
    if (value.number() != nullptr) return *value.number();
  } catch (const Error& error) {
    fail_at(at.where(), error);
  }
  at.refuse({"expected a number"});
}

Parameter read_parameter(const std::string& name, const Document& at) {
  require_name(name, at);
  at.only({"symbol", "label", "kind", "range", "step"});
  if (at.text_or("kind", "number") != "number")
    at.at("kind").refuse({"unknown kind of parameter"}, "the kind is \"number\"");
  Parameter parameter;
  parameter.name = name;
  parameter.symbol = at.text_or("symbol", "");
  parameter.label = at.text_or("label", name);
  parameter.path = at.path();
  const Document range = at.at("range");
  parameter.low_text = range.at(0).constant();
  parameter.high_text = range.at(1).constant();
  parameter.step_text = at.at("step").constant();
  parameter.low = constant(range.at(0));
  parameter.high = constant(range.at(1));
  parameter.step = constant(at.at("step"));
  if (!(parameter.low.value < parameter.high.value)) range.refuse({"the range is empty"}, "write [lowest, highest]");
  if (!(parameter.step.value > 0)) at.at("step").refuse({"the step must be > 0"});
  return parameter;
}

Quantity read_quantity(const std::string& name, const Document& at) {
  require_name(name, at);
  Quantity quantity;
  quantity.name = name;
  quantity.path = at.path();
  if (at.json().is_string()) {
    quantity.expression = read_expression(at.text(), at.where());
    return quantity;
  }
  at.only({"is", "symbol", "label"});
  quantity.path = join({at.path(), "/is"});
  quantity.symbol = at.text_or("symbol", "");
  quantity.label = at.text_or("label", "");
  quantity.expression = read_expression(at.text("is"), at.at("is").where());
  return quantity;
}

Identity read_identity(const std::string& name, const Document& at) {
  require_name(name, at);
  at.only({"left", "right", "says"});
  return {name, at.text_or("says", ""), at.path(), read_expression(at.text("left"), at.at("left").where()),
          read_expression(at.text("right"), at.at("right").where())};
}

template <class Part, class Read>
std::vector<Part> read_parts(const Document& set, const char* key, const Read& read) {
  std::vector<Part> parts;
  if (!set.has(key)) return parts;
  for (const auto& [name, at] : set.at(key).entries()) parts.push_back(read(name, at));
  return parts;
}

Set read_set(const std::string& name, const Document& at) {
  at.only({"parameters", "quantities", "identities", "derivations", "exercises"});
  Set set;
  set.name = name;
  set.parameters = read_parts<Parameter>(at, "parameters", read_parameter);
  set.quantities = read_parts<Quantity>(at, "quantities", read_quantity);
  set.identities = read_parts<Identity>(at, "identities", read_identity);
  set.derivations = read_parts<Derivation>(at, "derivations", read_derivation);
  if (set.quantities.size() > most_quantities) {
    fail(Code::limit,
         {"the set has ", std::to_string(set.quantities.size()), " quantities; at most ",
          std::to_string(most_quantities), " are read"},
         at.at("quantities").where());
  }
  for (std::size_t i = 0; i < set.parameters.size(); ++i) set.enter({true, i});
  for (std::size_t i = 0; i < set.quantities.size(); ++i) {
    const Quantity& quantity = set.quantities[i];
    if (!set.enter({false, i})) {
      fail(Code::duplicate, {"\"", quantity.name, "\" is a parameter and a quantity"},
           Document(at.json(), at.file(), quantity.path).where(), "rename one of them");
    }
  }
  return set;
}

Scene read_scene(const std::string& name, const Document& at, const std::map<std::string, Set>& sets) {
  require_name(name, at);
  at.only({"title", "use", "book"});
  Scene scene;
  scene.name = name;
  scene.title = at.text_or("title", name);
  scene.path = at.path();
  const auto found = sets.find(at.text("use"));
  if (found == sets.end()) {
    std::vector<std::string> names;
    for (const auto& entry : sets) names.push_back(entry.first);
    at.at("use").refuse({"there is no set \"", at.text("use"), "\""}, did_you_mean(at.text("use"), names));
  }
  scene.set = &found->second;
  std::vector<std::string> known;
  for (const auto& parameter : scene.set->parameters) known.push_back(parameter.name);
  const Document book = at.at("book");
  book.only(known);
  for (const auto& parameter : scene.set->parameters) {
    const Document place = book.at(parameter.name);
    const Number value = constant(place);
    if (!(value.value >= parameter.low.value && value.value <= parameter.high.value)) {
      place.refuse({"the book value lies outside the range ", parameter.low_text, " to ", parameter.high_text},
                   "widen the range or change the value");
    }
    scene.book.emplace_back(parameter.name, value);
  }
  return scene;
}

// FNV-1a, 64 bits: a name for the content, not a defence.
std::string content_hash(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string name;
  for (int shift = 60; shift >= 0; shift -= 4) name += "0123456789abcdef"[(hash >> shift) & 15];
  return name;
}

}  // namespace

const std::string& Set::name_of(const Entry& entry) const {
  return entry.is_parameter ? parameters[entry.place].name : quantities[entry.place].name;
}

std::vector<Set::Entry>::const_iterator Set::not_before(std::string_view wanted) const {
  return std::lower_bound(index.begin(), index.end(), wanted,
                          [this](const Entry& entry, std::string_view key) { return name_of(entry) < key; });
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

const Scene& Lesson::scene(const std::string& name) const {
  std::vector<std::string> names;
  for (const auto& scene : scenes) {
    if (scene.name == name) return scene;
    names.push_back(scene.name);
  }
  fail(Code::unknown_scene, {"there is no scene \"", name, "\""}, {}, did_you_mean(name, names));
}

NodePtr read_expression(const std::string& text, const std::string& where) {
  try {
    return parse(text);
  } catch (const Error& error) {
    fail_at(where, error);
  }
}

std::shared_ptr<const Lesson> read_lesson(const Json& document, const std::string& file) {
  const Document root(document, file, "");
  if (!document.is_object()) root.refuse({"a lesson is an object with title, scenes and sets"});
  root.only({"$schema", "title", "language", "description", "scenes", "sets", "figures", "predictions", "exercises",
             "sources", "glossary"});
  auto lesson = std::make_shared<Lesson>();
  lesson->title = root.text("title");
  lesson->file = file;
  lesson->hash = content_hash(document.dump());
  for (const auto& [name, at] : root.at("sets").entries()) {
    require_name(name, at);
    const auto placed = lesson->sets.emplace(name, read_set(name, at));
    require_sound(placed.first->second, file);
  }
  for (const auto& [name, at] : root.at("scenes").entries())
    lesson->scenes.push_back(read_scene(name, at, lesson->sets));
  if (lesson->scenes.empty()) root.at("scenes").refuse({"a lesson has at least one scene"});
  return lesson;
}

}  // namespace vi::lesson
