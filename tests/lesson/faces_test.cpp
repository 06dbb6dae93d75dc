#include "lesson/faces.h"

#include "lesson/derivation.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

const char* const gaussian = R"json("quantities": {
  "prior": "normal(0, 4)",
  "q": {"is": "normal(1, v)", "symbol": "q"},
  "true_posterior": "posterior(linear_gaussian(prior, 1, 0, 1), x)",
  "posterior_mean": {"is": "mean(true_posterior)", "symbol": "\\mu_\\star"},
  "posterior_variance": {"is": "variance(true_posterior)", "symbol": "\\sigma_\\star^2"},
  "kl_prior": {"is": "kl(q, prior)", "symbol": "\\mathrm{KL}"},
  "gap": "kl(q, true_posterior)",
  "half": "x/4"})json";

struct Example {
  std::shared_ptr<const Lesson> lesson = small_lesson(gaussian);
  Evaluation evaluation;
  SceneScope scope{*lesson, lesson->scene("s"), {}, evaluation};
  FaceTex face(Face face, const std::string& text) { return face_tex(face, parse(text), scope, evaluation, 3); }
};

}  // namespace

TEST_CASE("faces: one definition gives symbols, numbers, terms, exact form and decimal") {
  Example example;
  CHECK(example.face(Face::symbolic, "kl_prior").text ==
        "\\tfrac{1}{2}\\,\\log \\frac{4}{\\sigma^2} + \\frac{\\sigma^2 + 1}{2 \\cdot 4} - \\frac{1}{2}");
  CHECK(example.face(Face::terms, "kl_prior").text == "0.490 + 0.3125 - 0.5");
  CHECK(example.face(Face::exact, "kl_prior").text == "-\\tfrac{3}{16} + \\tfrac{1}{2}\\,\\log\\tfrac{8}{3}");
  CHECK(example.face(Face::decimal, "kl_prior").text == "0.303");
  CHECK(example.face(Face::decimal, "kl_prior").rounded);
}

TEST_CASE("faces: a posterior shows its formula, and enters other formulas by its symbols") {
  Example example;
  CHECK(example.face(Face::symbolic, "posterior_mean").text == "\\frac{4 x}{4 + 1}");
  CHECK(example.face(Face::substituted, "posterior_mean").text == "\\frac{4 \\cdot 2}{4 + 1}");
  CHECK(example.face(Face::symbolic, "gap").text ==
        "\\tfrac{1}{2}\\,\\log \\frac{\\sigma_\\star^2}{\\sigma^2} + \\frac{\\sigma^2 + (1 - \\mu_\\star)^{2}}{2 "
        "\\sigma_\\star^2} - "
        "\\frac{1}{2}");
}

TEST_CASE("faces: terms get digits until they sum to the total that is shown") {
  Example example;
  // At three digits -0.314 + 1.1625 - 0.5 would be 0.349, but the gap is 0.348.
  CHECK(example.face(Face::terms, "gap").text == "-0.3143 + 1.1625 - 0.5");
  CHECK(example.face(Face::terms, "half").text.empty());
}

TEST_CASE("faces: a decimal that ends is shown whole, and is no rounding") {
  Example example;
  CHECK(example.face(Face::decimal, "5/16").text == "0.3125");
  CHECK_FALSE(example.face(Face::decimal, "5/16").rounded);
  CHECK(example.face(Face::decimal, "1/3").rounded);
}
