#include "door/operations.h"

#include <array>

#include "core/error.h"
#include "door/request.h"
#include "lesson/named.h"
#include "lesson/suggest.h"

namespace vi::door {
namespace {

struct Operation {
  const char* name;
  void (*run)(const Json&, JsonWriter&);
};

constexpr std::array<Operation, 11> operations{{
    {"evaluate", evaluate},
    {"functions", functions},
    {"curve", curve},
    {"lesson.load", lesson_load},
    {"lesson.evaluate", lesson_evaluate},
    {"lesson.check", lesson_check},
    {"answer.read", answer_read},
    {"answer.check", answer_check},
    {"variant", variant},
    {"task.start", task_start},
    {"task.step", task_step},
}};

}  // namespace

void run(const Json& request, JsonWriter& out) {
  const std::string_view wanted = required_text(request, "op");
  if (const auto* operation = lesson::find_named(operations, wanted)) return operation->run(request, out);
  fail(Code::unknown_op, {"unknown op \"", wanted, "\""}, "op",
       lesson::did_you_mean(wanted, lesson::names_of(operations)));
}

}  // namespace vi::door
