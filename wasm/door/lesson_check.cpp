// lesson.check: a lesson at random settings.
#include "lesson/lesson_check.h"
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"

namespace vi::door {
namespace {

void write_tally(JsonWriter& out, const lesson::IdentityTally& tally) {
  out.open_object()
      .field("worst_residual", tally.worst_residual)
      .field("worst_ratio", tally.worst_ratio)
      .field("proved", tally.proved)
      .field("numerical", tally.numerical)
      .field("failed", tally.failed)
      .key("worst_at")
      .open_object();
  for (const auto& [parameter, text] : tally.worst_at) out.field(parameter, text);
  out.close_object().close_object();
}

void write_tally(JsonWriter& out, const lesson::DefinitionTally& tally) {
  out.open_object()
      .field("worst_residual", tally.worst_residual)
      .field("worst_ratio", tally.worst_ratio)
      .field("checked", tally.checked)
      .field("failed", tally.failed)
      .close_object();
}

template <class Tallies>
void write_tallies(JsonWriter& out, const char* key, const Tallies& tallies) {
  out.key(key).open_object();
  for (const auto& tally : tallies) {
    out.key(tally.name);
    write_tally(out, tally);
  }
  out.close_object();
}

}  // namespace

void lesson_check(const Json& request, JsonWriter& out) {
  const auto& document = loaded_lesson(required_text(request, "lesson"));
  lesson::CheckRequest check;
  check.scene = text_or(request, "scene", "");
  check.identity = text_or(request, "identity", "");
  check.seed = static_cast<std::uint64_t>(integer_or(request, "seed", 1));
  check.start = integer_or(request, "start", 0);
  check.count = integer_or(request, "count", 1000);
  const auto report = lesson::check_lesson(document, check);
  out.open_object().field("type", "check").field("settings", report.settings);
  write_tallies(out, "identities", report.identities);
  write_tallies(out, "definitions", report.definitions);
  out.field("failed", report.failed).close_object();
}

}  // namespace vi::door
