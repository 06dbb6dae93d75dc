// The table of operations.
#pragma once

#include "lesson/json_input.h"

namespace vi::door {

// The `ok` part of the reply. Errors: bad_request, unknown_op with a did-you-mean, and those of the operation.
lesson::Json run(const lesson::Json& request);

lesson::Json evaluate(const lesson::Json& request);
lesson::Json functions(const lesson::Json& request);
lesson::Json curve(const lesson::Json& request);
lesson::Json lesson_load(const lesson::Json& request);
lesson::Json lesson_evaluate(const lesson::Json& request);
lesson::Json lesson_check(const lesson::Json& request);

}  // namespace vi::door
