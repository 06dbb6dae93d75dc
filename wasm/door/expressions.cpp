// evaluate and functions.
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/functions.h"
#include "lesson/value_json.h"

namespace vi::door {

void evaluate(const Json& request, JsonWriter& out) {
  const lesson::NodePtr node = tree_of(required_text(request, "expression"));
  lesson::LocalScope scope(settings(request));
  lesson::Evaluation evaluation;
  const lesson::Value value = lesson::evaluate(*node, scope, evaluation);
  out.open_object().field("type", value.type()).key("value");
  write_value(out, value);
  out.field_or_null("exact", lesson::exact_text(value)).key("tex").open_object();
  for (const auto face : faces(request, {}))
    out.field(name_of(face), lesson::face_tex(face, node, scope, evaluation, digits(request)).text);
  out.close_object().close_object();
}

void functions(const Json&, JsonWriter& out) {
  out.open_object().field("type", "list").key("value").open_array();
  for (const auto& function : lesson::functions()) {
    out.open_object()
        .field("name", function.name)
        .field("signature", function.signature)
        .field("help", function.help.text)
        .field("domain", function.domain.text)
        .field("source", function.source.text)
        .field_or_null("definition", function.definition)
        .field("instant", function.instant)
        .close_object();
  }
  out.close_array().close_object();
}

}  // namespace vi::door
