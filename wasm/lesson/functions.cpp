#include "lesson/functions.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/arena.h"
#include "lesson/arguments.h"
#include "lesson/registry.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

std::string_view name_of(const FunctionRow& row) {
  const std::string_view signature = row.signature;
  return signature.substr(0, signature.find('('));
}

void read(Function& function) {
  if (function.is_read) return;
  static Arena for_ever;
  const ArenaScope here(for_ever);
  const std::string_view signature = function.signature;
  if (signature.find("...") == std::string_view::npos) function.pattern = parse(signature);
  if (function.definition[0] != '\0') function.body = parse(function.definition);
  function.is_read = true;
}

// Every row, sorted by name. Its texts are read when its name is looked up: a lesson calls a few of them.
std::vector<Function>& rows() {
  static auto sorted = [] {
    std::vector<Function> all;
    for (const auto table : function_tables()) {
      for (const auto& row : table()) all.push_back({row, name_of(row), nullptr, nullptr});
    }
    std::stable_sort(all.begin(), all.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
    return all;
  }();
  return sorted;
}

bool match_pattern(const Node& pattern, const Value& value, Bindings* bindings) {
  if (pattern.kind == NodeKind::name) {
    if (bindings != nullptr) bindings->emplace_back(pattern.text, value);
    return true;
  }
  const auto* object = value.object();
  if (object == nullptr) return false;
  if (pattern.text == "normal" && object->constructor->name == "normal_sd") {
    return match_pattern(pattern, with_variance(value), bindings);
  }
  const bool fits = pattern.text == "mvn" ? is_gaussian(value) : object->constructor->name == pattern.text;
  if (!fits) return false;
  for (std::size_t i = 0; i < pattern.children.size(); ++i) {
    if (!match_pattern(*pattern.children[i], object->arguments[i], bindings)) return false;
  }
  return true;
}

bool fits(const Function& function, const Arguments& arguments, Bindings* bindings) {
  if (function.pattern == nullptr) return true;
  const auto& patterns = function.pattern->children;
  if (patterns.size() != arguments.size()) return false;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (!match_pattern(*patterns[i], arguments[i], bindings)) return false;
  }
  return true;
}

bool takes_any_value(const Function& function) {
  const auto& patterns = function.pattern->children;
  return std::all_of(patterns.begin(), patterns.end(), [](NodePtr part) { return part->kind == NodeKind::name; });
}

std::size_t arity(const Function& function) { return function.pattern->children.size(); }

// "2", or "2 or 3" where overloads differ.
std::string arities(std::span<const Function> candidates) {
  std::size_t most = 0;
  for (const auto& candidate : candidates) most = std::max(most, arity(candidate));
  std::string text;
  for (std::size_t count = 0; count <= most; ++count) {
    const auto takes = [&](const Function& candidate) { return arity(candidate) == count; };
    if (std::any_of(candidates.begin(), candidates.end(), takes)) append_item(text, " or ", {count});
  }
  return text;
}

// A last row that takes any value speaks for all with as many arguments.
std::string signatures(std::span<const Function> candidates) {
  std::string text;
  const auto& last = candidates.back();
  for (const auto& candidate : candidates.first(candidates.size() - 1)) {
    if (!takes_any_value(last) || arity(candidate) != arity(last)) append_item(text, " or ", {candidate.signature});
  }
  append_item(text, " or ", {last.signature});
  return text;
}

[[noreturn]] void refuse(std::string_view name, std::span<const Function> candidates, const Arguments& arguments) {
  bool arity_fits = false;
  for (const auto& candidate : candidates) {
    arity_fits = arity_fits || arity(candidate) == arguments.size();
  }
  if (!arity_fits) {
    const std::string wanted = arities(candidates);
    fail(Code::arity,
         {name, " takes ", wanted, wanted == "1" ? " argument, got " : " arguments, got ", arguments.size()}, {},
         join({"write ", signatures(candidates)}));
  }
  std::string given;
  for (const auto& argument : arguments) append_item(given, ", ", {argument.described()});
  fail(Code::type, {name, " has no form for (", given, ")"}, {}, join({"it takes ", signatures(candidates)}));
}

// By the name that others give it, or the nearest of ours.
std::string hint_for(std::string_view unknown) {
  for (const auto& [name, ours] : other_names()) {
    if (same_letters(unknown, name)) return join({"write ", ours});
  }
  std::vector<std::string_view> names;
  for (const auto& function : rows()) names.emplace_back(function.name);
  return did_you_mean(unknown, names);
}

const Function& choose(std::string_view name, std::span<const Function> candidates, const Arguments& arguments) {
  if (candidates.empty()) {
    fail(Code::unknown_function, {"unknown function \"", name, "\""}, {}, hint_for(name));
  }
  for (const auto& candidate : candidates) {
    if (fits(candidate, arguments, nullptr)) return candidate;
  }
  refuse(name, candidates, arguments);
}

}  // namespace

const std::vector<Function>& functions() {
  for (auto& function : rows()) read(function);
  return rows();
}

std::span<const Function> overloads(std::string_view name) {
  auto& all = rows();
  const auto first = std::lower_bound(all.begin(), all.end(), name,
                                      [](const Function& f, std::string_view wanted) { return f.name < wanted; });
  std::size_t count = 0;
  for (auto it = first; it != all.end() && it->name == name; ++it, ++count) read(*it);
  return {all.data() + (first - all.begin()), count};
}

const Function& resolve(const Node& call, const Arguments& arguments) {
  if (call.overload_count == 0) {
    const auto candidates = overloads(call.text);
    call.first_overload = candidates.data();
    call.overload_count = candidates.size();
  }
  return choose(call.text, {call.first_overload, call.overload_count}, arguments);
}

const Function& resolve(std::string_view name, const Arguments& arguments) {
  return choose(name, overloads(name), arguments);
}

Value apply(const Function& function, const Arguments& arguments) {
  return in_name_of(function.name, [&] { return function.kernel(arguments); });
}

Bindings bindings_of(const Function& function, const Arguments& arguments) {
  constexpr std::size_t usual = 6;
  Bindings bindings;
  bindings.reserve(usual);
  fits(function, arguments, &bindings);
  return bindings;
}

}  // namespace vi::lesson
