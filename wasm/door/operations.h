// The table of operations. Each reads its request and writes the `ok` part of the reply.
#pragma once

#include "lesson/json_writer.h"

namespace vi::door {

using lesson::Json;
using lesson::JsonWriter;

// Errors: bad_request, unknown_op with a did-you-mean, and those of the operation.
void run(const Json& request, JsonWriter& out);

void evaluate(const Json& request, JsonWriter& out);
void functions(const Json& request, JsonWriter& out);
void curve(const Json& request, JsonWriter& out);
void lesson_load(const Json& request, JsonWriter& out);
void lesson_evaluate(const Json& request, JsonWriter& out);
void lesson_check(const Json& request, JsonWriter& out);
void answer_read(const Json& request, JsonWriter& out);
void answer_check(const Json& request, JsonWriter& out);
void variant(const Json& request, JsonWriter& out);
void task_start(const Json& request, JsonWriter& out);
void task_step(const Json& request, JsonWriter& out);

}  // namespace vi::door
