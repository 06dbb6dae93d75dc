#include "lesson/read_derivation.h"

#include "core/error.h"
#include "core/text.h"

namespace vi::lesson {
namespace {

constexpr std::size_t longest_tex = 2000;

TexHoles tex_at(const Document& at) {
  try {
    return read_holes(at.text());
  } catch (const Error& error) {
    fail_at(at.where(), error);
  }
}

void read_show(const Document& at, Step& step) {
  step.show = expression_at(at.at("show"));
  if (!at.has("faces")) {
    step.faces = {Face::symbolic, Face::substituted, Face::exact, Face::decimal};
    return;
  }
  const Document faces = at.at("faces");
  for (const auto& face : faces.elements()) {
    try {
      step.faces.push_back(face_named(face.text()));
    } catch (const Error& error) {
      face.refuse({error.what()}, error.hint);
    }
  }
}

void read_sum(const Document& at, Step& step) {
  const Document sum = at.at("sum");
  for (const auto& term : sum.elements()) {
    if (term.elements().size() != 2)
      term.refuse({"a term is [coefficient, monomial]"}, "for example [\"k[0]\", \"z^2\"]");
    step.sum.emplace_back(expression_at(term.element(0)), tex_at(term.element(1)));
  }
  if (at.has("over")) step.over = expression_at(at.at("over"));
  if (!at.has("wrap")) return;
  step.wrap = tex_at(at.at("wrap"));
  if (at.text("wrap").find("\\sum") == std::string::npos) {
    at.at("wrap").refuse({"\"wrap\" has no place for the sum"}, "write \\sum where it goes");
  }
}

Step read_step(const Document& at) {
  at.only({"say", "lhs", "show", "faces", "digits", "sum", "over", "wrap", "tex", "let", "ask"});
  Step step;
  step.path = keep_text(at.path());
  step.say = keep_text(at.text_or("say", ""));
  if (at.has("lhs")) step.lhs = tex_at(at.at("lhs"));
  if (at.has("digits")) {
    const auto* count = at.at("digits").json().whole();
    if (count == nullptr || *count < 0 || *count > 12)
      at.at("digits").refuse({"digits must be a whole number from 0 to 12"});
    step.digits = static_cast<int>(*count);
  }
  if (at.has("let")) {
    const Document let = at.at("let");
    for (const auto& value : let.entries()) step.let.emplace_back(keep_text(value.key()), expression_at(value));
  }
  const int kinds = (at.has("show") ? 1 : 0) + (at.has("sum") ? 1 : 0) + (at.has("tex") ? 1 : 0);
  if (kinds != 1) at.refuse({"a step has exactly one of show, sum and tex"});
  if (at.has("show")) read_show(at, step);
  if (at.has("sum")) read_sum(at, step);
  if (at.has("tex")) step.tex = tex_at(at.at("tex"));
  return step;
}

// The place of the brace that closes the one at `open`.
std::size_t closing_brace(std::string_view tex, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tex.size(); ++i) {
    if (tex[i] == '{') ++depth;
    if (tex[i] == '}' && --depth == 0) return i;
  }
  fail(Code::syntax, {"a \\val{ or \\num{ is not closed"}, join({"column ", open + 1}), "add }");
}

}  // namespace

TexHoles read_holes(std::string_view tex) {
  if (tex.size() > longest_tex)
    fail(Code::too_long, {"the TeX has ", tex.size(), " characters; at most ", longest_tex, " are read"});
  TexHoles holes;
  std::size_t from = 0;
  while (true) {
    const auto val = tex.find("\\val{", from);
    const auto num = tex.find("\\num{", from);
    const auto next = std::min(val, num);
    if (next == std::string::npos) break;
    const std::size_t open = next + 4;
    const std::size_t close = closing_brace(tex, open);
    holes.parts.push_back({keep_text(tex.substr(from, next - from)),
                           parse_at(tex.substr(open + 1, close - open - 1), join({"column ", open + 2})), next == val});
    from = close + 1;
  }
  holes.parts.push_back({keep_text(tex.substr(from)), nullptr, true});
  return holes;
}

Derivation read_derivation(std::string_view name, const Document& at) {
  Derivation derivation;
  derivation.name = keep_text(name);
  derivation.path = keep_text(at.path());
  const bool bare = at.json().list() != nullptr;
  if (!bare) {
    at.only({"free", "steps", "title"});
    if (at.has("free")) {
      const Document free = at.at("free");
      for (const auto& tex : free.entries()) derivation.free.emplace_back(keep_text(tex.key()), keep_text(tex.text()));
    }
  }
  const Document steps = bare ? at : at.at("steps");
  for (const auto& step : steps.elements()) derivation.steps.push_back(read_step(step));
  return derivation;
}

}  // namespace vi::lesson
