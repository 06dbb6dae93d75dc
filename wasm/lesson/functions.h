// The registry: the core as lessons see it. One row a function and family.
//
// A function has a kernel (stable double code in the core), a domain in words, and, where there is one, a definition in
// the expression language. The kernel gives the value; the definition gives the exact form, the expanded TeX and the
// terms; loading and checking a lesson compare the two.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "lesson/evaluate.h"
#include "lesson/expression.h"
#include "lesson/value.h"

namespace vi::lesson {

// In the arena: a constructor keeps them as they are.
using Arguments = List;

// A sentence for whoever looks a function up. In the module that pages load they are empty (VI_UNDOCUMENTED): they
// weigh as much as a dozen functions, and only the native `vi functions` shows them.
struct Documentation {
#ifdef VI_UNDOCUMENTED
  constexpr Documentation(const char*) : text("") {}
#else
  constexpr Documentation(const char* sentence) : text(sentence) {}
#endif
  const char* text;
};

// A row as it is written down: constant text, so that the tables cost no code.
struct FunctionRow {
  // A call of patterns: "kl(normal(m, v), normal(M, V))". A plain name takes any value, "..." any number of them;
  // normal(m, v) takes a normal_sd too, and mvn(m, S) every Gaussian (a normal is one of one dimension).
  const char* signature;
  // The same in the expression language over the names of the signature, or empty.
  const char* definition;
  // Arguments in, value out. Gets exact forms only where `exact_kernel`; checks its arguments in its first lines.
  Value (*kernel)(const Arguments&);
  Documentation help, domain, source;
  // TeX with #1, #2, … for the arguments, used where the definition is not expanded.
  const char* tex;
  bool exact_kernel = false;  // the kernel itself carries exact forms (constructors, log, sqrt)
  bool instant = true;        // may run on the page's own instance (<= 50,000 steps a request)
};

// A row with its texts read.
struct Function : FunctionRow {
  std::string_view name;
  NodePtr pattern;  // null: any number of arguments
  NodePtr body;     // null: no definition
  bool is_read = false;
};

// Sorted by name; overloads in the order of their tables.
const std::vector<Function>& functions();

// All functions of that name; empty if there are none.
std::span<const Function> overloads(std::string_view name);

// The overload that takes these arguments. Errors: unknown_function, arity, type.
const Function& resolve(std::string_view name, const Arguments& arguments);
// The same for a call in a tree, which remembers the functions of its name.
const Function& resolve(const Node& call, const Arguments& arguments);

// What the function gives for these arguments. Whatever its kernel refuses, it refuses itself, in its own name.
Value apply(const Function& function, const Arguments& arguments);

// What the names of the signature stand for in a call with these arguments, which fit the pattern.
Bindings bindings_of(const Function& function, const Arguments& arguments);

}  // namespace vi::lesson
