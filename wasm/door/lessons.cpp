// lesson.load, lesson.evaluate, lesson.check.
#include <algorithm>

#include "core/error.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/derivation.h"
#include "lesson/json_fields.h"
#include "lesson/lesson_check.h"
#include "lesson/tex_number.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

using lesson::Evaluation;
using lesson::Fields;
using lesson::Json;
using lesson::SceneScope;
using lesson::Value;

Json parameter_json(const lesson::Parameter& parameter, const std::string& book) {
  Json range = Json::array();
  range.push_back(parameter.low_text);
  range.push_back(parameter.high_text);
  return Fields()
      .put("symbol", parameter.symbol)
      .put("label", parameter.label)
      .put("kind", "number")
      .put("min", parameter.low.value)
      .put("max", parameter.high.value)
      .put("range", std::move(range))
      .put("step", parameter.step_text)
      .put("book", book)
      .take();
}

Json scene_outline(const lesson::Scene& scene) {
  Json parameters = Json::object();
  for (std::size_t i = 0; i < scene.book.size(); ++i) {
    const auto& [name, value] = scene.book[i];
    const std::string exact = lesson::exact_text(value);
    parameters[name] =
        parameter_json(scene.set->parameters[i], exact.empty() ? lesson::value_json(value).dump() : exact);
  }
  Json quantities = Json::object();
  for (const auto& quantity : scene.set->quantities) {
    quantities[quantity.name] =
        Fields().put_or_null("symbol", quantity.symbol).put_or_null("label", quantity.label).take();
  }
  Json identities = Json::object();
  for (const auto& identity : scene.set->identities)
    lesson::append_field(identities, identity.name, Fields().put("says", identity.says).take());
  Json derivations = Json::array();
  for (const auto& derivation : scene.set->derivations) derivations.push_back(derivation.name);
  return Fields()
      .put("title", scene.title)
      .put("parameters", std::move(parameters))
      .put("quantities", std::move(quantities))
      .put("identities", std::move(identities))
      .put("derivations", std::move(derivations))
      .take();
}

// Whether `want` (a list of names, "all", or nothing said) asks for `name`.
class Want {
 public:
  Want(const Json& want, const char* key, bool otherwise) : all_(otherwise) {
    if (!want.contains(key)) return;
    const Json& field = want[key];
    all_ = field.is_string() && field.get_ref<const std::string&>() == "all";
    if (all_) return;
    if (!field.is_array()) fail(Code::bad_request, {"\"", key, "\" must be \"all\" or a list of names"}, "want");
    for (const auto& name : field) {
      if (!name.is_string()) fail(Code::bad_request, {"\"", key, "\" must hold names"}, "want");
      names_.push_back(name.get<std::string>());
    }
  }
  bool operator()(const std::string& name) const {
    return all_ || std::find(names_.begin(), names_.end(), name) != names_.end();
  }

 private:
  bool all_;
  std::vector<std::string> names_;
};

Json quantity_json(const Value& value, bool exact) {
  Fields fields;
  fields.put("type", value.type()).put("value", lesson::value_json(value));
  if (!exact) return fields.take();
  const std::string text = lesson::exact_text(value);
  fields.put_or_null("exact", text);
  fields.put_or_null("tex", text.empty() ? text : lesson::value_tex(value, lesson::default_digits, false).text);
  return fields.take();
}

// A part that fails says so in its own place; the rest of the scene stands.
template <class Work>
Json or_failure(const Work& work) {
  try {
    return work();
  } catch (const Error& error) {
    return Fields().put("error", lesson::error_json(error)).take();
  }
}

Json identity_json(const lesson::Identity& identity, SceneScope& scope) {
  const auto result = lesson::evaluate_identity(identity, scope);
  return Fields()
      .put("state", to_string(result.state))
      .put("left", lesson::value_json(result.left))
      .put("right", lesson::value_json(result.right))
      .put_or_null("left_exact", lesson::exact_text(result.left))
      .put_or_null("right_exact", lesson::exact_text(result.right))
      .put("residual", result.residual)
      .put("tolerance", result.tolerance)
      .put("says", identity.says)
      .take();
}

Json parts_json(const std::vector<lesson::LinePart>& parts) {
  Json json = Json::array();
  for (const auto& part : parts) {
    json.push_back(Fields().put("face", part.face).put("tex", part.tex).put("relation", part.relation).take());
  }
  return json;
}

Json derivation_json(const lesson::Derivation& derivation, SceneScope& scope) {
  Json lines = Json::array();
  for (const auto& line : lesson::derivation_lines(derivation, scope)) {
    lines.push_back(
        Fields().put("say", line.say).put_or_null("lhs", line.lhs).put("parts", parts_json(line.parts)).take());
  }
  return lines;
}

// An item of want.formulas: {"tex": TeX with holes} or {"expression", "faces", "digits"?}.
Json formula_json(const Json& item, SceneScope& scope) {
  if (!item.is_object()) fail(Code::bad_request, {"a formula is {\"tex\"} or {\"expression\", \"faces\"}"}, "want");
  const int digits = integer_or(item, "digits", lesson::default_digits);
  if (digits < 0 || digits > 12) fail(Code::bad_request, {"\"digits\" must be between 0 and 12"}, "want");
  if (item.contains("tex")) {
    const auto holes = lesson::read_holes(required_text(item, "tex"));
    return Fields().put("tex", lesson::fill_holes(holes, scope, scope.evaluation(), digits)).take();
  }
  std::vector<lesson::Face> faces;
  if (item.contains("faces")) {
    for (const auto& face : item["faces"]) {
      if (!face.is_string()) fail(Code::bad_request, {"\"faces\" must be a list of names"}, "want");
      faces.push_back(lesson::face_named(face.get_ref<const std::string&>()));
    }
  } else {
    faces.push_back(lesson::Face::symbolic);
  }
  const auto node = lesson::parse(required_text(item, "expression"));
  Json json = Json::object();
  for (const auto& part : lesson::face_parts(node, faces, digits, scope, scope.evaluation()))
    json[part.face] = part.tex;
  return json;
}

Json scene_json(SceneScope& scope, const Json& want, bool exact) {
  Json parameters = Json::object();
  for (const auto& parameter : scope.set().parameters) {
    lesson::append_field(parameters, parameter.name, quantity_json(*scope.find(parameter.name), exact));
  }
  Json quantities = Json::object();
  const Want wanted_quantity(want, "quantities", true);
  for (const auto& quantity : scope.set().quantities) {
    if (!wanted_quantity(quantity.name)) continue;
    lesson::append_field(quantities, quantity.name,
                         or_failure([&] { return quantity_json(*scope.find(quantity.name), exact); }));
  }
  Json identities = Json::object();
  const Want wanted_identity(want, "identities", true);
  for (const auto& identity : scope.set().identities) {
    if (wanted_identity(identity.name))
      lesson::append_field(identities, identity.name, or_failure([&] { return identity_json(identity, scope); }));
  }
  Json derivations = Json::object();
  const Want wanted_derivation(want, "derivations", false);
  for (const auto& derivation : scope.set().derivations) {
    if (wanted_derivation(derivation.name))
      lesson::append_field(derivations, derivation.name,
                           or_failure([&] { return derivation_json(derivation, scope); }));
  }
  Json formulas = Json::array();
  if (want.contains("formulas")) {
    for (const auto& item : want["formulas"]) formulas.push_back(or_failure([&] { return formula_json(item, scope); }));
  }
  return Fields()
      .put("type", "scene")
      .put("scene", scope.scene().name)
      .put("parameters", std::move(parameters))
      .put("quantities", std::move(quantities))
      .put("identities", std::move(identities))
      .put("derivations", std::move(derivations))
      .put("formulas", std::move(formulas))
      .take();
}

}  // namespace

Json lesson_load(const Json& request) {
  const std::string file = text_or(request, "file", "lesson.json");
  if (!request.contains("lesson")) fail(Code::bad_request, {"\"lesson\" must be a lesson document"}, "lesson");
  const Json& document = request["lesson"];
  lesson::require_limits(document, lesson::lesson_limits, file);
  const auto loaded = lesson::read_lesson(document, file);
  Json scenes = Json::object();
  for (const auto& scene : loaded->scenes) lesson::append_field(scenes, scene.name, scene_outline(scene));
  remember(loaded);
  return Fields()
      .put("type", "lesson")
      .put("lesson", loaded->hash)
      .put("title", loaded->title)
      .put("scenes", std::move(scenes))
      .take();
}

Json lesson_evaluate(const Json& request) {
  const auto& document = loaded_lesson(request);
  const Json nothing = Json::object();
  const Json& want = request.contains("want") ? request["want"] : nothing;
  if (!want.is_object()) fail(Code::bad_request, {"\"want\" must be an object"}, "want");
  Evaluation evaluation;
  evaluation.exact = boolean_or(want, "exact", true);
  SceneScope scope(document, document.scene(required_text(request, "scene")), settings(request), evaluation);
  return scene_json(scope, want, evaluation.exact);
}

Json lesson_check(const Json& request) {
  const auto& document = loaded_lesson(request);
  lesson::CheckRequest check;
  check.scene = text_or(request, "scene", "");
  check.identity = text_or(request, "identity", "");
  check.seed = static_cast<std::uint64_t>(integer_or(request, "seed", 1));
  check.start = integer_or(request, "start", 0);
  check.count = integer_or(request, "count", 1000);
  const auto report = lesson::check_lesson(document, check);
  Json identities = Json::object();
  for (const auto& [name, tally] : report.identities) {
    Json worst_at = Json::object();
    for (const auto& [parameter, text] : tally.worst_at) lesson::append_field(worst_at, parameter, text);
    lesson::append_field(identities, name,
                         Fields()
                             .put("worst_residual", tally.worst_residual)
                             .put("worst_ratio", tally.worst_ratio)
                             .put("proved", tally.proved)
                             .put("numerical", tally.numerical)
                             .put("failed", tally.failed)
                             .put("worst_at", std::move(worst_at))
                             .take());
  }
  Json definitions = Json::object();
  for (const auto& [signature, tally] : report.definitions) {
    lesson::append_field(definitions, signature,
                         Fields()
                             .put("worst_residual", tally.worst_residual)
                             .put("worst_ratio", tally.worst_ratio)
                             .put("checked", tally.checked)
                             .put("failed", tally.failed)
                             .take());
  }
  return Fields()
      .put("type", "check")
      .put("settings", report.settings)
      .put("identities", std::move(identities))
      .put("definitions", std::move(definitions))
      .put("failed", report.failed)
      .take();
}

}  // namespace vi::door
