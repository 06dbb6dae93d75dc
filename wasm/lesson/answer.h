// A learner's answer: read, and compared with the truth and with what known slips give.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lesson/scene.h"

namespace vi::lesson {

struct Reading {
  std::string text;        // as the expression language writes it
  NodePtr tree = nullptr;  // lies in the arena in use
  bool is_number = true;   // reads no free symbol
  Number value;            // of a number
};

// What was typed, where `free` symbols may stand. Errors (those of to_expression, syntax, domain) say what cannot be
// read: they are no wrong answers.
Reading read_answer(std::string_view typed, const std::vector<std::string_view>& free);

// "8/5 = 1.6": how the page says what it has read.
std::string said(const Reading& reading);
std::string tex_of(const Reading& reading);

enum class Verdict { right, rounded, carried, wrong };
const char* to_string(Verdict verdict);

struct Judgement {
  Verdict verdict = Verdict::wrong;
  double tolerance = 0;  // within which a number counts as right; 0 for expressions
  std::string says;      // empty where there is nothing to say
  int wrong = -1;        // the wrong model that was met
};

// What was typed at other lines, by their names.
using Earlier = std::vector<std::pair<std::string_view, std::string_view>>;

// Right: equal exact forms, or a number within the tolerance. That is a quarter of the way to the nearest wrong model,
// so that no slip can pass; at most 0.005, or 1/2000 of a large answer; and at most one unit of the last decimal typed.
// Rounded: what the truth rounds to, or a decimal within 2 % that is nearer to it than to any slip. Carried: what
// `from` gives with the learner's own earlier answers. Expressions are compared at eight rational points.
Judgement judge(const Exercise& exercise, const AnswerLine& line, const Reading& reading, const Earlier& earlier,
                SceneScope& scope);

// The first wrong model of the line that the truth cannot be told from at the scope's numbers (by more than twice the
// tolerance), or -1.
int hidden_slip(const AnswerLine& line, SceneScope& scope);

// The truth of a line that asks for a number.
Number true_number(const AnswerLine& line, SceneScope& scope);

}  // namespace vi::lesson
