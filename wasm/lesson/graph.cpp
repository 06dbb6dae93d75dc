#include "lesson/graph.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/functions.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

using Names = std::vector<std::string_view>;

std::string place(std::string_view file, std::string_view path, const Node& node) {
  std::string where = spaced(file, path);
  if (node.column > 0) append(where, {" column ", node.column});
  return where;
}

bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Checker {
 public:
  Checker(const Set& set, std::string_view file) : set_(set), file_(file) {
    for (const auto& parameter : set.parameters) names_.push_back(parameter.name);
    for (const auto& quantity : set.quantities) names_.push_back(quantity.name);
  }

  void check(const NodePtr& node, std::string_view path, const Names& local = {}) {
    if (node == nullptr) return;
    if (node->kind == NodeKind::name) require_known(*node, path, local);
    if (node->kind == NodeKind::call) require_callable(*node, path);
    for (const auto& child : node->children) check(child, path, local);
  }

  void check_derivation(const Derivation& derivation) {
    for (const auto& step : derivation.steps) {
      Names local;
      for (const auto& entry : derivation.free) local.push_back(entry.first);
      for (const auto& [name, expression] : step.let) {
        check(expression, join({step.path, "/let/", name}), local);
        local.push_back(name);
      }
      check(step.show, join({step.path, "/show"}), local);
      check(step.over, join({step.path, "/over"}), local);
      for (std::size_t i = 0; i < step.sum.size(); ++i) {
        const std::string path = join({step.path, "/sum/", i});
        check(step.sum[i].first, join({path, "/0"}), local);
        check_holes(step.sum[i].second, join({path, "/1"}), local);
      }
      check_holes(step.lhs, join({step.path, "/lhs"}), local);
      check_holes(step.wrap, join({step.path, "/wrap"}), local);
      check_holes(step.tex, join({step.path, "/tex"}), local);
    }
  }

  void check_holes(const TexHoles& holes, std::string_view path, const Names& local) {
    for (const auto& part : holes.parts) check(part.hole, path, local);
  }

  void require_no_cycle() {
    state_.assign(set_.quantities.size(), State::unseen);
    for (std::size_t i = 0; i < set_.quantities.size(); ++i) visit(i);
  }

 private:
  enum class State { unseen, open, done };

  void require_known(const Node& node, std::string_view path, const Names& local) const {
    static const Names constants{"pi", "inf", "nan"};
    if (contains(names_, node.text) || contains(local, node.text) || contains(constants, node.text)) return;
    Names candidates = names_;
    candidates.insert(candidates.end(), local.begin(), local.end());
    fail(Code::unknown_name, {"unknown name \"", node.text, "\""}, place(file_, path, node),
         did_you_mean(node.text, candidates));
  }

  void require_callable(const Node& node, std::string_view path) const {
    const auto candidates = overloads(node.text);
    try {
      if (candidates.empty()) resolve(node.text, {});
      for (const auto& candidate : candidates) {
        if (candidate.pattern == nullptr || candidate.pattern->children.size() == node.children.size()) return;
      }
      resolve(node.text, std::vector<Value>(node.children.size()));
    } catch (const Error& error) {
      fail(error.code, {error.what()}, place(file_, path, node), error.hint);
    }
  }

  std::size_t index_of(std::string_view name) const {
    const auto* found = set_.find(name);
    return found == nullptr || found->is_parameter ? set_.quantities.size() : found->place;
  }

  void visit(std::size_t i) {
    if (state_[i] == State::done) return;
    const Quantity& quantity = set_.quantities[i];
    trail_.push_back(quantity.name);
    if (state_[i] == State::open) refuse_cycle(quantity);
    state_[i] = State::open;
    for (const auto& name : free_names(*quantity.expression)) {
      const std::size_t next = index_of(name);
      if (next < set_.quantities.size()) visit(next);
    }
    state_[i] = State::done;
    trail_.pop_back();
  }

  [[noreturn]] void refuse_cycle(const Quantity& quantity) const {
    const auto first = std::find(trail_.begin(), trail_.end(), quantity.name);
    std::string chain;
    for (auto it = first; it != trail_.end(); ++it) append_item(chain, " -> ", {*it});
    fail(Code::cycle, {"quantities depend on each other: ", chain}, spaced(file_, quantity.path),
         "give one of them a value of its own");
  }

  const Set& set_;
  std::string_view file_;
  Names names_;
  Names trail_;
  std::vector<State> state_;
};

}  // namespace

void require_sound(const Set& set, std::string_view file) {
  Checker checker(set, file);
  for (const auto& quantity : set.quantities) checker.check(quantity.expression, quantity.path);
  for (const auto& identity : set.identities) {
    checker.check(identity.left, join({identity.path, "/left"}));
    checker.check(identity.right, join({identity.path, "/right"}));
  }
  for (const auto& derivation : set.derivations) checker.check_derivation(derivation);
  checker.require_no_cycle();
}

void require_sound(const Exercise& exercise, const Set& set, std::string_view file) {
  Checker checker(set, file);
  Names carried;
  for (const auto& line : exercise.lines) {
    checker.check(line.answer, join({line.path, "/answer"}), line.free);
    checker.check(line.from, join({line.path, "/from"}), carried);
    for (const auto& wrong : line.wrong) checker.check(wrong.is, join({wrong.path, "/is"}), line.free);
    for (const auto& option : line.guess) checker.check(option.when, join({option.path, "/when"}));
    if (!line.carries.empty()) carried.push_back(line.carries);
  }
}

}  // namespace vi::lesson
