#include "lesson/learner_text.h"

#include "core/error.h"
#include "core/text.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// Characters that keyboards and copied text bring along.
constexpr const char* plain_forms[][2] = {
    {"−", "-"},      {"–", "-"},        {"—", "-"},        {"‐", "-"},        {"‑", "-"},       {"‒", "-"},
    {"﹣", "-"},     {"×", "*"},        {"·", "*"},        {"⋅", "*"},        {"∙", "*"},       {"∗", "*"},
    {"÷", "/"},      {"∕", "/"},        {"⁄", "/"},        {"π", "pi"},       {"√", "\\sqrt "}, {"²", "^2"},
    {"³", "^3"},     {"½", "\\frac12"}, {"¼", "\\frac14"}, {"¾", "\\frac34"}, {"\u00A0", " "},  {"\u2009", " "},
    {"\u202F", " "}, {"\u2007", " "},   {"\u3000", " "},
};

// Full-width forms, U+FF01 to U+FF5E, are ASCII moved up. 0 for anything else.
char full_width(std::string_view character) {
  if (character.size() != 3 || character[0] != '\xEF') return 0;
  const int high = static_cast<unsigned char>(character[1]) - 0xBC;
  if (high != 0 && high != 1) return 0;
  const int ascii = 0x20 + 64 * high + (static_cast<unsigned char>(character[2]) - 0x80);
  return ascii > 0x20 && ascii < 0x7F ? static_cast<char>(ascii) : 0;
}

std::string plain(std::string_view character) {
  if (character.size() == 1) return std::string(character);
  if (const char ascii = full_width(character)) return {ascii};
  for (const auto& [from, to] : plain_forms) {
    if (character == from) return to;
  }
  fail(Code::syntax, {"\"", character, "\" cannot be read here"}, {}, "use plain characters: + - * / ^ ( )");
}

std::string in_ascii(std::string_view typed) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < typed.size();) {
    std::size_t next = i + 1;
    while (next < typed.size() && goes_on(typed[next])) ++next;
    if (++count > longest_answer) {
      fail(Code::too_long, {"an answer has at most ", longest_answer, " characters"}, {}, "write it shorter");
    }
    text += plain(typed.substr(i, next - i));
    i = next;
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Without the dollars around a formula.
std::string_view undressed(std::string_view text) {
  text = trimmed(text);
  while (text.size() >= 2 && text.front() == '$' && text.back() == '$') text = trimmed(text.substr(1, text.size() - 2));
  return text;
}

[[noreturn]] void ambiguous(std::initializer_list<Piece> message, std::string_view hint) {
  fail(Code::ambiguous, message, {}, hint);
}

enum class Part { none, number, name, function, group, fraction };

class Translator {
 public:
  Translator(std::string_view text, const std::vector<std::string_view>& names) : text_(text), names_(names) {}

  std::string whole() {
    sequence(0);
    return std::move(out_);
  }

 private:
  // Everything up to `close`, or to the end for 0.
  void sequence(char close) {
    if (++depth_ > deepest_answer) fail(Code::too_deep, {"the brackets nest deeper than ", deepest_answer, " levels"});
    const Part outer = before_;
    const bool outer_divisor = divisor_;
    before_ = Part::none;
    divisor_ = false;
    while (true) {
      skip_space();
      if (place_ >= text_.size()) {
        if (close != 0) fail(Code::syntax, {"a closing ", std::string_view(&close, 1), " is missing"});
        break;
      }
      if (text_[place_] == close) {
        ++place_;
        break;
      }
      step();
    }
    before_ = outer;
    divisor_ = outer_divisor;
    --depth_;
  }

  void step() {
    const char c = text_[place_];
    switch (c) {
      case '+':
      case '-':
      case '*':
      case '/':
      case '^': return sign(c);
      case '(': return group(')');
      case '{': return group('}');
      case '[': return group(']');
      case '\\': return command();
      case ',':
      case ';': ambiguous({"a comma can be read in two ways"}, "write a point for decimals, and no mark for thousands");
      case '=': fail(Code::syntax, {"there is an = in it"}, {}, "write only what stands right of it");
      default: break;
    }
    if (is_digit(c) || (c == '.' && place_ + 1 < text_.size() && is_digit(text_[place_ + 1]))) return number();
    if (is_letter(c)) return name();
    fail(Code::syntax, {"\"", std::string_view(&c, 1), "\" cannot be read here"});
  }

  void sign(char c) {
    ++place_;
    if (c == '*' && place_ < text_.size() && text_[place_] == '*') {
      ++place_;
      c = '^';
    }
    if (before_ == Part::none && c == '+') return;
    // A minus right after / or ^ belongs to what follows.
    if (before_ != Part::none) divisor_ = c == '/' || (c == '^' && divisor_);
    before_ = Part::none;
    out_ += c;
  }

  // What stands side by side is multiplied, unless it could mean something else.
  void begin(Part part) {
    if (before_ != Part::none) {
      if (part == Part::number) ambiguous({"a number stands right after something"}, "put a sign between them");
      if (part == Part::fraction && before_ == Part::number) {
        ambiguous({"a number stands right before a fraction"}, "put + or * between them");
      }
      if (divisor_ && part != Part::function) {
        ambiguous({"it is not clear what stands below the fraction line"}, "write (1/2)*x or 1/(2*x)");
      }
      out_ += '*';
      divisor_ = false;
    }
    before_ = part;
  }

  void number() {
    begin(Part::number);
    digits();
    if (place_ < text_.size() && text_[place_] == '.') {
      out_ += text_[place_++];
      digits();
    }
    if (place_ < text_.size() && lower(text_[place_]) == 'e') {
      std::size_t exponent = place_ + 1;
      if (exponent < text_.size() && (text_[exponent] == '-' || text_[exponent] == '+')) ++exponent;
      if (exponent < text_.size() && is_digit(text_[exponent])) {
        out_.append(text_.substr(place_, exponent - place_));
        place_ = exponent;
        digits();
      }
    }
  }

  void digits() {
    while (place_ < text_.size() && is_digit(text_[place_])) out_ += text_[place_++];
  }

  void group(char close) {
    begin(Part::group);
    bracket(close);
  }

  void bracket(char close) {
    ++place_;
    out_ += '(';
    sequence(close);
    out_ += ')';
  }

  // The longest word that is known here.
  void name() {
    std::string_view best;
    for (const auto& word : names_) consider(word, best);
    for (const auto* word : {"log", "ln", "sqrt", "exp", "pi"}) consider(word, best);
    if (best.empty()) unknown(word());
    place_ += best.size();
    known(best);
  }

  void consider(std::string_view word, std::string_view& best) const {
    if (word.size() > best.size() && same_letters(text_.substr(place_, word.size()), word)) best = word;
  }

  void known(std::string_view word) {
    for (const auto& name : names_) {
      if (word == name) return variable(word);
    }
    if (word == "pi") return variable(word);
    function(word == "ln" ? "log" : word);
  }

  void variable(std::string_view word) {
    begin(Part::name);
    out_ += word;
  }

  void function(std::string_view word) {
    begin(Part::function);
    out_ += word;
    skip_space();
    skip_left();
    out_ += '(';
    argument();
    out_ += ')';
    skip_space();
    const bool plain_end = place_ >= text_.size() || std::string_view("+-)}]").find(text_[place_]) != std::string::npos;
    if (bracketed_ || plain_end || word == "sqrt") return;
    ambiguous({"it is not clear how far ", word, " reaches"}, join({"write brackets, as in ", word, "(8/15)"}));
  }

  // What a function, or half a fraction, takes: a bracket, or else one number, name or command.
  void argument(bool one_digit = false) {
    skip_space();
    bracketed_ = false;
    if (place_ >= text_.size()) fail(Code::syntax, {"it ends too early"});
    const char c = text_[place_];
    const std::size_t opening = std::string_view("({[").find(c);
    if (opening != std::string::npos) {
      ++place_;
      sequence(")}]"[opening]);
      bracketed_ = true;
      return;
    }
    if (one_digit && is_digit(c)) {
      out_ += text_[place_++];
      return;
    }
    const Part outer = before_;
    before_ = Part::none;
    if (std::string_view("+-*/^").find(c) != std::string::npos)
      fail(Code::syntax, {"a value is missing before ", std::string_view(&c, 1)});
    if (++depth_ > deepest_answer) fail(Code::too_deep, {"it nests deeper than ", deepest_answer, " levels"});
    step();
    --depth_;
    before_ = outer;
    bracketed_ = false;
  }

  std::string_view word() const {
    std::size_t end = place_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return text_.substr(place_, end - place_);
  }

  void command() {
    ++place_;
    const std::string_view name = word();
    if (name.empty()) {  // spacing such as \, and the brackets \( \)
      if (place_ < text_.size()) ++place_;
      return;
    }
    place_ += name.size();
    if (name == "frac" || name == "tfrac" || name == "dfrac") return fraction();
    if (name == "cdot" || name == "times") return insert('*');
    if (name == "div") return insert('/');
    if (name == "left" || name == "right") return;
    if (name == "pi") return variable(name);
    if (name == "log" || name == "ln" || name == "sqrt" || name == "exp") return function(name == "ln" ? "log" : name);
    unknown(name);
  }

  void insert(char c) {
    --place_;  // `sign` steps over the character it stands for
    sign(c);
  }

  void fraction() {
    begin(Part::fraction);
    out_ += "((";
    argument(true);
    out_ += ")/(";
    argument(true);
    out_ += "))";
  }

  [[noreturn]] void unknown(std::string_view word) const {
    std::vector<std::string_view> known = names_;
    for (const auto* name : {"log", "sqrt", "exp", "pi"}) known.emplace_back(name);
    const std::string near = did_you_mean(word, known);
    std::string all;
    for (const auto& name : known) append_item(all, ", ", {name});
    fail(Code::unknown_name, {"\"", word, "\" is not known here"}, {}, near.empty() ? join({"known are ", all}) : near);
  }

  void skip_space() {
    while (place_ < text_.size() && is_space(text_[place_])) ++place_;
  }

  void skip_left() {
    if (text_.substr(place_, 5) != "\\left") return;
    place_ += 5;
    skip_space();
  }

  std::string_view text_;
  const std::vector<std::string_view>& names_;
  std::string out_;
  std::size_t place_ = 0;
  int depth_ = 0;
  Part before_ = Part::none;  // what ended just before; none after a sign
  bool divisor_ = false;      // inside what a / divides by
  bool bracketed_ = false;    // the last argument stood in brackets
};

}  // namespace

std::string to_expression(std::string_view typed, const std::vector<std::string_view>& names) {
  const std::string text = in_ascii(typed);
  const std::string_view inside = undressed(text);
  if (inside.empty()) fail(Code::syntax, {"there is nothing to read yet"});
  return Translator(inside, names).whole();
}

}  // namespace vi::lesson
