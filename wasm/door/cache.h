// What the door remembers between requests: lessons by the hash of their content, and trees by their text. A cache,
// never state: whoever finds nothing here loads or parses again.
#pragma once

#include <memory>
#include <string>

#include "lesson/lesson.h"

namespace vi::door {

// The tree of an expression that arrives again and again. Valid until the end of the request.
lesson::NodePtr tree_of(std::string_view text);
// At the start of a request: forgets the trees if they have become many or large.
void trim_trees();

// The lesson in a document, from the cache if the same content came from the same file before. Errors as read_lesson,
// and Error(limit) for a document of more than 256 KiB.
struct Loaded {
  std::string hash;
  std::shared_ptr<const lesson::Lesson> lesson;
};
Loaded load(const lesson::Json& document, std::string_view file);

// The lesson of that hash, or Error(unknown_lesson).
const lesson::Lesson& loaded_lesson(std::string_view hash);

}  // namespace vi::door
