#include "lesson/tex_template.h"

#include "core/text.h"

namespace vi::lesson {
namespace {

// \log x for what needs no brackets, \log(a b) for the rest.
Tex log_of(const Tex& argument) {
  const bool bare = argument.binding >= Binding::fraction;
  return {bare ? join({"\\log ", argument.text}) : join({"\\log", bracketed(argument.text)}), Binding::product};
}

}  // namespace

Tex fill_template(const Function& function, const std::vector<Tex>& arguments) {
  if (function.name == "log") return log_of(arguments[0]);
  const std::string shape = function.tex;
  if (shape.empty()) {
    std::string inside;
    for (const auto& argument : arguments) append_item(inside, ",\\, ", {argument.text});
    return {join({"\\operatorname{", plain_name_tex(function.name), "}(", inside, ")"})};
  }
  std::string text;
  bool grows = false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::size_t index =
        i + 1 < shape.size() && shape[i] == '#' ? static_cast<std::size_t>(shape[i + 1] - '1') : arguments.size();
    if (index >= arguments.size()) {
      text += shape[i];
      continue;
    }
    text += arguments[index].text;
    grows = grows || arguments[index].text.find("frac") != std::string::npos;
    ++i;
  }
  // The outermost round brackets of a template grow with what is put into them.
  const auto open = text.find('(');
  if (grows && open != std::string::npos && text.back() == ')') {
    text = join({text.substr(0, open), "\\left(", text.substr(open + 1, text.size() - open - 2), "\\right)"});
  }
  return {text};
}

std::string plain_name_tex(std::string_view name) {
  std::string text;
  for (const char c : name) text += c == '_' ? std::string("\\_") : std::string(1, c);
  return text;
}

}  // namespace vi::lesson
