// lesson.load: the hash, and the outline that a page builds itself from.
#include "core/error.h"
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/json_input.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

void write_parameter(JsonWriter& out, const lesson::Parameter& parameter, const lesson::Value& book) {
  out.open_object()
      .field("symbol", parameter.symbol)
      .field("label", parameter.label)
      .field("kind", "number")
      .field("min", to_double(parameter.low))
      .field("max", to_double(parameter.high))
      .key("range")
      .open_array()
      .put(to_text(parameter.low))
      .put(to_text(parameter.high))
      .close_array()
      .field("step", to_text(parameter.step));
  out.field("book", lesson::constant_text(book)).close_object();
}

void write_outline(JsonWriter& out, const lesson::Scene& scene) {
  out.open_object().field("title", scene.title).key("parameters").open_object();
  for (std::size_t i = 0; i < scene.book.size(); ++i) {
    out.key(scene.book[i].first);
    write_parameter(out, scene.set->parameters[i], scene.book[i].second);
  }
  out.close_object().key("quantities").open_object();
  for (const auto& quantity : scene.set->quantities) {
    out.key(quantity.name)
        .open_object()
        .field_or_null("symbol", quantity.symbol)
        .field_or_null("label", quantity.label)
        .close_object();
  }
  out.close_object().key("identities").open_object();
  for (const auto& identity : scene.set->identities)
    out.key(identity.name).open_object().field("says", identity.says).close_object();
  out.close_object().key("derivations").open_array();
  for (const auto& derivation : scene.set->derivations) out.put(derivation.name);
  out.close_array().close_object();
}

void write_outline(JsonWriter& out, const lesson::Exercise& exercise) {
  out.open_object().field("kind", exercise.kind).field_or_null("scene", exercise.scene).key("lines").open_array();
  for (const auto& line : exercise.lines) {
    out.open_object().field("name", line.name).field("kind", line.is_number ? "number" : "expression").close_object();
  }
  out.close_array().close_object();
}

}  // namespace

void lesson_load(const Json& request, JsonWriter& out) {
  const std::string_view file = text_or(request, "file", "lesson.json");
  const auto* document = request.find("lesson");
  if (document == nullptr) fail(Code::bad_request, {"\"lesson\" must be a lesson document"}, "lesson");
  lesson::require_limits(*document, lesson::lesson_limits, file);
  const auto [hash, loaded] = load(*document, file);
  out.open_object()
      .field("type", "lesson")
      .field("lesson", hash)
      .field("title", loaded->title)
      .key("scenes")
      .open_object();
  for (const auto& scene : loaded->scenes) {
    out.key(scene.name);
    write_outline(out, scene);
  }
  out.close_object().key("exercises").open_object();
  for (const auto& exercise : loaded->exercises) {
    out.key(exercise.name);
    write_outline(out, exercise);
  }
  out.close_object().close_object();
}

}  // namespace vi::door
