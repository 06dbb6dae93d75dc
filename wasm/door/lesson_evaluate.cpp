// lesson.evaluate: a scene at given parameters.
#include <algorithm>

#include "core/error.h"
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/derivation.h"
#include "lesson/named.h"
#include "lesson/suggest.h"
#include "lesson/tex_number.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

using lesson::SceneScope;
using lesson::Value;

// Which parts `want` asks for under `key`: a list of names, "all", or what holds if nothing is said.
class Want {
 public:
  template <class Part>
  Want(const Json& want, const char* key, bool otherwise, const std::vector<Part>& parts, const lesson::Set& set)
      : all_(otherwise) {
    const auto* field = want.find(key);
    if (field == nullptr) return;
    read(*field, key);
    for (const auto& name : names_) {
      // Parameters are always answered: who asks for all that a figure shows may name them too.
      if (lesson::find_named(parts, name) != nullptr || lesson::find_named(set.parameters, name) != nullptr) continue;
      auto known = lesson::names_of(parts);
      for (const auto& parameter : set.parameters) known.emplace_back(parameter.name);
      fail(Code::unknown_name, {"there is no \"", name, "\" among the ", key, " of the scene"}, "want",
           lesson::did_you_mean(name, known));
    }
  }
  bool operator()(std::string_view name) const {
    return all_ || std::find(names_.begin(), names_.end(), name) != names_.end();
  }

 private:
  void read(const Json& field, const char* key) {
    all_ = field.text() != nullptr && *field.text() == "all";
    if (all_) return;
    if (field.list() == nullptr) fail(Code::bad_request, {"\"", key, "\" must be \"all\" or a list of names"}, "want");
    for (const auto& name : *field.list()) {
      if (name.text() == nullptr) fail(Code::bad_request, {"\"", key, "\" must hold names"}, "want");
      names_.push_back(*name.text());
    }
  }

  bool all_;
  std::vector<std::string_view> names_;
};

// A part that fails says so in its own place; the rest of the scene stands.
template <class Work>
void or_failure(JsonWriter& out, const Work& work) {
  const auto start = out.mark();
  try {
    work();
  } catch (const Error& error) {
    out.back_to(start);
    out.open_object().key("error");
    write_error(out, error);
    out.close_object();
  }
}

void write_quantity(JsonWriter& out, const Value& value, bool exact) {
  out.open_object().field("type", value.type()).key("value");
  write_value(out, value);
  if (exact) {
    const std::string text = lesson::exact_text(value);
    out.field_or_null("exact", text);
    out.field_or_null("tex", text.empty() ? text : lesson::value_tex(value, lesson::default_digits, false).text);
  }
  out.close_object();
}

void write_identity(JsonWriter& out, const lesson::Identity& identity, SceneScope& scope) {
  const auto result = lesson::evaluate_identity(identity, scope);
  out.open_object()
      .field("state", to_string(result.state))
      .field("left", result.left.number()->value)
      .field("right", result.right.number()->value)
      .field_or_null("left_exact", lesson::exact_text(result.left))
      .field_or_null("right_exact", lesson::exact_text(result.right))
      .field("residual", result.residual)
      .field("tolerance", result.tolerance)
      .field("says", identity.says)
      .close_object();
}

void write_derivation(JsonWriter& out, const lesson::Derivation& derivation, SceneScope& scope) {
  out.open_array();
  for (const auto& line : lesson::derivation_lines(derivation, scope)) {
    out.open_object().field("say", line.say).field_or_null("lhs", line.lhs).key("parts").open_array();
    for (const auto& part : line.parts) {
      out.open_object().field("face", part.face).field("tex", part.tex).field("relation", part.relation).close_object();
    }
    out.close_array().close_object();
  }
  out.close_array();
}

// An item of want.formulas: {"tex": TeX with holes} or {"expression", "faces"?}, each with "digits"?.
void write_formula(JsonWriter& out, const Json& item, SceneScope& scope) {
  if (item.object() == nullptr)
    fail(Code::bad_request, {"a formula is {\"tex\"} or {\"expression\", \"faces\"}"}, "want");
  out.open_object();
  if (item.find("tex") != nullptr) {
    const auto holes = lesson::read_holes(required_text(item, "tex"));
    out.field("tex", lesson::fill_holes(holes, scope, scope.evaluation(), digits(item)));
  } else {
    const auto node = tree_of(required_text(item, "expression"));
    const auto wanted = faces(item, {lesson::Face::symbolic});
    for (const auto& part : lesson::face_parts(node, wanted, digits(item), scope, scope.evaluation()))
      out.field(part.face, part.tex);
  }
  out.close_object();
}

template <class Part, class Write>
void write_parts(JsonWriter& out, const char* key, const std::vector<Part>& parts, const Want& wanted,
                 const Write& write) {
  out.key(key).open_object();
  for (const auto& part : parts) {
    if (!wanted(part.name)) continue;
    out.key(part.name);
    or_failure(out, [&] { write(part); });
  }
  out.close_object();
}

void write_scene(JsonWriter& out, SceneScope& scope, const Json& want) {
  const auto& set = scope.set();
  const bool exact = scope.evaluation().exact;
  out.open_object().field("type", "scene").field("scene", scope.scene().name);
  const auto write_named = [&](const auto& part) { write_quantity(out, *scope.find(part.name), exact); };
  write_parts(out, "parameters", set.parameters, Want(want, "parameters", true, set.parameters, set), write_named);
  write_parts(out, "quantities", set.quantities, Want(want, "quantities", true, set.quantities, set), write_named);
  write_parts(out, "identities", set.identities, Want(want, "identities", true, set.identities, set),
              [&](const auto& identity) { write_identity(out, identity, scope); });
  write_parts(out, "derivations", set.derivations, Want(want, "derivations", false, set.derivations, set),
              [&](const auto& derivation) { write_derivation(out, derivation, scope); });
  out.key("formulas").open_array();
  if (const auto* formulas = want.find("formulas")) {
    if (formulas->list() == nullptr) fail(Code::bad_request, {"\"formulas\" must be a list"}, "want");
    for (const auto& item : *formulas->list()) or_failure(out, [&] { write_formula(out, item, scope); });
  }
  out.close_array().close_object();
}

}  // namespace

void lesson_evaluate(const Json& request, JsonWriter& out) {
  const auto& document = loaded_lesson(required_text(request, "lesson"));
  const auto* wanted = request.find("want");
  const Json want = wanted != nullptr ? *wanted : Json(lesson::JsonObject{});
  if (want.object() == nullptr) fail(Code::bad_request, {"\"want\" must be an object"}, "want");
  only(want, "want", {"exact", "parameters", "quantities", "identities", "derivations", "formulas"});
  lesson::Evaluation evaluation;
  evaluation.exact = boolean_or(want, "exact", true);
  SceneScope scope(document, document.scene(required_text(request, "scene")), settings(request), evaluation);
  write_scene(out, scope, want);
}

}  // namespace vi::door
