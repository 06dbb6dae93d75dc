#include "lesson/learner_text.h"

#include "lesson/answer.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
std::string read(const std::string& typed, const std::vector<std::string_view>& names = {}) {
  return exact_text(read_answer(typed, names).value);
}
Code refusal(const std::string& typed, const std::vector<std::string_view>& names = {}) {
  return error_of([&] { read_answer(typed, names); }).code;
}
}  // namespace

TEST_CASE("a learner writes one number in many ways") {
  for (const char* typed :
       {"8/5", "1.6", "1.60", "16e-1", " 8 / 5 ", "+8/5", "８／５", "8÷5", "8⁄5", "$8/5$", "\\frac{8}{5}", "\\tfrac85",
        "$\\dfrac{8}{5}$", "\\(8/5\\)", "2·0.8", "2 × 0.8", "(8)/(5)", "\\left(8/5\\right)"}) {
    INFO(typed);
    CHECK(read(typed) == "8/5");
  }
  for (const char* typed : {"-0.4", "−0.4", "–0.4", "—2/5", "‐0.4", "－2/5", "-\\frac25"}) {
    INFO(typed);
    CHECK(read(typed) == "-2/5");
  }
}

TEST_CASE("a learner writes roots and logarithms, always natural, in many ways") {
  for (const char* typed : {"log(10pi)/2", "ln(10 pi)/2", "1/2 log(10π)", "\\frac12\\log(10\\pi)", "½ ln(10π)",
                            "Log(10*Pi)/2", "\\tfrac{1}{2}\\ln\\left(10\\pi\\right)"}) {
    INFO(typed);
    CHECK(read(typed) == "1/2*log(10*pi)");
  }
  for (const char* typed : {"sqrt(2)/2", "√2/2", "\\sqrt{2}/2", "\\frac{\\sqrt2}{2}", "√(2)/2"}) {
    INFO(typed);
    CHECK(read(typed) == "1/2*sqrt(2)");
  }
}

TEST_CASE("products without a sign") {
  const std::vector<std::string_view> names{"x", "z"};
  CHECK(to_expression("5(z - 4x/5)²", names) == "5*(z-4*x/5)^2");
  CHECK(to_expression("5z²−8xz+4x²", names) == "5*z^2-8*x*z+4*x^2");
  CHECK(to_expression("2(3)", {}) == "2*(3)");
  CHECK(to_expression("Z**2", names) == "z^2");
}

TEST_CASE("what can be read in two ways is asked again, and is no wrong answer") {
  for (const char* typed : {"1,234", "0,8", "1 1/2", "1½", "1 000", "1/2x", "x2", "x/2z", "log 8/15"}) {
    INFO(typed);
    CHECK(refusal(typed, {"x", "z"}) == Code::ambiguous);
  }
}

TEST_CASE("what cannot be read says what is the matter") {
  for (const char* typed : {"", "  ", "(8/5", "8/5)", "8/", "1..2", "= 2", "80%", "é", "\\frac{8}", "log", "$"}) {
    INFO(typed);
    CHECK((refusal(typed) == Code::syntax || refusal(typed) == Code::ambiguous));
  }
  CHECK(refusal("kl(q, p)") == Code::unknown_name);
  CHECK(refusal("x") == Code::unknown_name);
  CHECK(refusal("1/0") == Code::domain);
  CHECK(refusal(std::string(65, '1')) == Code::too_long);
  CHECK(refusal(std::string(40, '(')) == Code::too_deep);
  std::string roots;
  for (int i = 0; i < 60; ++i) roots += "√";
  CHECK(refusal(roots + "2") == Code::too_deep);
  CHECK(error_of([] { read_answer("lgo(2)", {}); }).hint == "Did you mean \"log\"?");
}

TEST_CASE("the page can say what was read") {
  CHECK(said(read_answer("8/5", {})) == "8/5 = 1.6");
  CHECK(said(read_answer("-2.120", {})) == "-2.120");
  CHECK(said(read_answer("8/2", {})) == "4");
  CHECK(said(read_answer("ln(2)", {})) == "log(2) ≈ 0.6931");
  CHECK(tex_of(read_answer("4x/5", {"x"})) == "\\frac{4 x}{5}");
}
