// A lesson as the core sees it: scenes over sets of parameters, quantities, identities and derivations, and exercises.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/arena.h"
#include "lesson/expression.h"
#include "lesson/faces.h"
#include "lesson/json.h"
#include "lesson/value.h"

namespace vi::lesson {

class Document;

// Every part knows its JSON path in the document, for messages. Texts lie in the arena that was in use when they were
// read: the lesson's own.

struct Parameter {
  std::string_view name, symbol, label, path;
  Rational low, high, step;
  bool allows(double value) const { return value >= to_double(low) && value <= to_double(high); }
};

struct Quantity {
  std::string_view name, symbol, label, path;
  NodePtr expression = nullptr;
};

struct Identity {
  std::string_view name, says, path;
  NodePtr left = nullptr, right = nullptr;
};

// TeX with holes: literal, hole, literal, hole, …
struct TexHoles {
  struct Part {
    std::string_view literal;
    NodePtr hole = nullptr;  // null after the last literal
    bool bracketed = true;   // \val puts brackets around negative numbers and sums, \num does not
  };
  std::vector<Part> parts;
  bool empty() const { return parts.empty(); }
};

// One line of a derivation, of one of three kinds: show, sum, tex.
struct Step {
  std::string_view say, path;
  TexHoles lhs;
  std::vector<std::pair<std::string_view, NodePtr>> let;
  NodePtr show = nullptr;
  std::vector<Face> faces;
  int digits = default_digits;
  std::vector<std::pair<NodePtr, TexHoles>> sum;  // coefficient, TeX monomial
  NodePtr over = nullptr;
  TexHoles wrap;  // TeX with \sum where the sum goes
  TexHoles tex;
};

struct Derivation {
  std::string_view name, path;
  std::vector<std::pair<std::string_view, std::string_view>> free;  // free symbol, its TeX
  std::vector<Step> steps;
};

struct Set {
  std::string_view name;
  std::vector<Parameter> parameters;
  std::vector<Quantity> quantities;
  std::vector<Identity> identities;
  std::vector<Derivation> derivations;

  // Where a name stands: in `parameters` or in `quantities`.
  struct Entry {
    bool is_parameter;
    std::size_t place;
  };
  // All names, the short ones first: looked up at every evaluation, made once.
  std::vector<Entry> index;
  std::string_view name_of(const Entry& entry) const;
  const Entry* find(std::string_view wanted) const;
  // Adds a name to the index; false if it stands there already.
  bool enter(const Entry& entry);

 private:
  std::vector<Entry>::const_iterator not_before(std::string_view wanted) const;
};

struct Scene {
  std::string_view name, title, path;
  const Set* set = nullptr;
  std::vector<std::pair<std::string_view, Value>> book;  // in the order of the set's parameters
};

// What a learner gets who makes one known slip, over the scene's present parameters, and the sentence that helps.
struct WrongModel {
  std::string_view says, path;
  NodePtr is = nullptr;
};

// An answer to the guess before a line, and the condition under which it is the right one.
struct GuessOption {
  std::string_view path;
  NodePtr when = nullptr;
};

// One question of an exercise.
struct AnswerLine {
  std::string_view name, path;
  bool is_number = true;               // else an expression in the free symbols
  std::vector<std::string_view> free;  // symbols that stand for no number
  NodePtr answer = nullptr;
  std::vector<WrongModel> wrong;
  std::string_view carries;        // the name under which later lines find the learner's own value
  NodePtr from = nullptr;          // this line's answer by such names; null where it stands on no other line
  std::vector<GuessOption> guess;  // asked before anything is computed; exactly one option is right
};

struct Exercise {
  std::string_view name, kind, scene, path;
  std::vector<std::pair<std::string_view, std::vector<Number>>> variants;  // what a seed chooses from, by parameter
  std::vector<AnswerLine> lines;                                           // of the kind "answers"
};

struct Lesson {
  Arena arena;  // holds its trees, texts and book values
  std::string_view title, file;
  std::vector<std::unique_ptr<const Set>> sets;
  std::vector<Scene> scenes;
  std::vector<Exercise> exercises;

  // Error(unknown_scene), Error(unknown_name), with a did-you-mean.
  const Scene& scene(std::string_view name) const;
  const Exercise& exercise(std::string_view name) const;
};

inline constexpr std::size_t most_quantities = 512;

// The lesson in a document that has passed the limits. Checks form, names, arities, cycles and book values; evaluates
// no quantity. Errors carry `file` and the JSON path in `where`.
std::shared_ptr<const Lesson> read_lesson(const Json& document, std::string_view file);

// Splits TeX at \val{…} and \num{…}. Error(too_long) above 2,000 characters.
TexHoles read_holes(std::string_view tex);

// What `at` holds as a constant number.
Number read_constant(const Document& at);

// The expression at `at`.
NodePtr expression_at(const Document& at);

// The tree of a part of a text; errors get `where` in front of the column.
NodePtr parse_at(std::string_view text, std::string_view where);

}  // namespace vi::lesson
