// evaluate, functions, curve: what needs no lesson.
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/derivation.h"
#include "lesson/faces.h"
#include "lesson/functions.h"
#include "lesson/json_fields.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

using lesson::Evaluation;
using lesson::Fields;
using lesson::Json;
using lesson::LocalScope;
using lesson::NodePtr;
using lesson::Value;

constexpr int most_points = 100'000;

Json tex_faces(const Json& request, const NodePtr& node, LocalScope& scope, Evaluation& evaluation) {
  Json tex = Json::object();
  if (!request.contains("faces")) return tex;
  if (!request["faces"].is_array()) fail(Code::bad_request, {"\"faces\" must be a list of names"}, "faces");
  const int digits = integer_or(request, "digits", lesson::default_digits);
  core::require_at_least("evaluate", "digits", digits, 0);
  for (const auto& name : request["faces"]) {
    if (!name.is_string()) fail(Code::bad_request, {"\"faces\" must be a list of names"}, "faces");
    const auto face = lesson::face_named(name.get<std::string>());
    tex[name.get<std::string>()] = lesson::face_tex(face, node, scope, evaluation, std::min(digits, 12)).text;
  }
  return tex;
}

// One or several expressions, as trees.
std::vector<NodePtr> expressions(const Json& request) {
  const auto found = request.find("expression");
  std::vector<NodePtr> trees;
  if (found != request.end() && found->is_array()) {
    for (const auto& text : *found) {
      if (!text.is_string())
        fail(Code::bad_request, {"\"expression\" must be a text or a list of texts"}, "expression");
      trees.push_back(lesson::parse(text.get<std::string>()));
    }
    return trees;
  }
  return {lesson::parse(required_text(request, "expression"))};
}

struct Axis {
  std::string name;
  double from, to;
  int count;
  double at(int i) const { return count == 1 ? from : from + (to - from) * i / (count - 1); }
};

Axis axis_of(const Json& request) {
  const auto over = request.find("over");
  if (over == request.end() || !over->is_object()) {
    fail(Code::bad_request, {"\"over\" must be {name, from, to, count}"}, "over");
  }
  const Axis axis{required_text(*over, "name"), required_number(*over, "from"), required_number(*over, "to"),
                  integer_or(*over, "count", 201)};
  if (axis.count < 1 || axis.count > most_points) {
    fail(Code::limit, {"\"count\" must be between 1 and ", std::to_string(most_points)}, "over");
  }
  return axis;
}

Json points(const NodePtr& tree, const Axis& axis, lesson::Scope* outer) {
  Json y = Json::array();
  LocalScope scope(outer);
  for (int i = 0; i < axis.count; ++i) {
    Evaluation evaluation;
    evaluation.exact = false;
    scope.set(axis.name, axis.at(i));
    const Value value = lesson::evaluate(*tree, scope, evaluation);
    if (value.number() == nullptr) fail(Code::type, {"a curve needs numbers, got ", value.described()}, "expression");
    y.push_back(lesson::number_json(value.number()->value));
  }
  return y;
}

Json curves(const Json& request, lesson::Scope* outer) {
  const Axis axis = axis_of(request);
  const bool several = request.contains("expression") && request["expression"].is_array();
  Json x = Json::array();
  for (int i = 0; i < axis.count; ++i) x.push_back(lesson::number_json(axis.at(i)));
  Json y = Json::array();
  for (const auto& tree : expressions(request)) y.push_back(points(tree, axis, outer));
  Fields value;
  value.put("x", std::move(x)).put("y", several ? std::move(y) : Json(y[0]));
  return Fields().put("type", "record").put("value", value.take()).take();
}

}  // namespace

Json evaluate(const Json& request) {
  const NodePtr node = lesson::parse(required_text(request, "expression"));
  LocalScope scope;
  for (const auto& [name, value] : settings(request)) scope.set(name, value);
  Evaluation evaluation;
  const Value value = lesson::evaluate(*node, scope, evaluation);
  const std::string exact = lesson::exact_text(value);
  return Fields()
      .put("type", value.type())
      .put("value", lesson::value_json(value))
      .put_or_null("exact", exact)
      .put("tex", tex_faces(request, node, scope, evaluation))
      .take();
}

Json functions(const Json&) {
  Json list = Json::array();
  for (const auto& function : lesson::functions()) {
    list.push_back(Fields()
                       .put("name", function.name)
                       .put("signature", function.signature)
                       .put("help", function.help)
                       .put("domain", function.domain)
                       .put("source", function.source)
                       .put_or_null("definition", function.definition)
                       .put("instant", function.instant)
                       .take());
  }
  return Fields().put("type", "list").put("value", std::move(list)).take();
}

Json curve(const Json& request) {
  if (request.contains("lesson")) {
    const auto& document = loaded_lesson(request);
    Evaluation evaluation;
    evaluation.exact = false;
    lesson::SceneScope scene(document, document.scene(required_text(request, "scene")), settings(request), evaluation);
    return curves(request, &scene);
  }
  LocalScope scope;
  for (const auto& [name, value] : settings(request)) scope.set(name, value);
  return curves(request, &scope);
}

}  // namespace vi::door
