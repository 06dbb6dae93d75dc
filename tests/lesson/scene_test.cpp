#include "lesson/scene.h"

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("scene: parameters that are missing take their book values") {
  const auto lesson = small_lesson(R"("quantities": {"sum": "x + v"})");
  Evaluation evaluation;
  SceneScope book(*lesson, lesson->scene("s"), {}, evaluation);
  CHECK(exact_text(*book.find("sum")) == "7/2");
  SceneScope moved(*lesson, lesson->scene("s"), {{"x", value_of("1/2")}}, evaluation);
  CHECK(exact_text(*moved.find("sum")) == "2");
}

TEST_CASE("scene: a parameter outside its range, of another type or unknown is refused by name") {
  const auto lesson = small_lesson(R"("quantities": {})");
  Evaluation evaluation;
  const auto with = [&](const std::string& name, const Value& value) {
    return error_of([&] { SceneScope(*lesson, lesson->scene("s"), {{name, value}}, evaluation); });
  };
  for (const double bad : {0.0, -1.0, 10.0, std::nan(""), HUGE_VAL}) {
    const auto error = with("v", bad);
    CHECK(error.code == Code::parameter);
    CHECK(error.where == "v");
    CHECK(std::string(error.what()).find("between 1/4 and 9") != std::string::npos);
  }
  CHECK(with("v", value_of("[1]")).code == Code::parameter);
  CHECK(with("y", 1.0).hint == "Did you mean \"x\"?");
  CHECK(error_of([&] { lesson->scene("t"); }).code == Code::unknown_scene);
}

TEST_CASE("scene: an error names the quantity it comes from, also through others") {
  const auto lesson = small_lesson(R"json("quantities": {"bad": "log(x - 4)", "uses": "bad + 1"})json");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  CHECK(error_of([&] { scope.find("uses"); }).where == "lesson.json /sets/g/quantities/bad column 1");
}

TEST_CASE("identity: the scale of a sum of sums is worked out once a quantity, not once a path") {
  std::string chain = R"("q0": "1 + x")";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "q" + std::to_string(i - 1);
    append(chain, {", \"q", i, "\": \"", before, " + ", before, "\""});
  }
  const auto lesson =
      small_lesson(join({"\"quantities\": {", chain, R"(}, "identities": {"i": {"left": "q60", "right": "q60"}})"}));
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  const auto result = evaluate_identity(lesson->scene("s").set->identities[0], scope);
  CHECK(result.state == IdentityState::proved);
  CHECK(result.tolerance == Approx(1e-12 * 2 * 3 * std::pow(2, 60)));
}

TEST_CASE("identity: proved by form, numerical within tolerance, failed beyond") {
  const auto lesson = small_lesson(R"json("identities": {
    "proved": {"left": "log(6*x)", "right": "log(2) + log(3*x)"},
    "numerical": {"left": "exp(log(v))", "right": "v"},
    "flipped": {"left": "x - v", "right": "v - x"},
    "near": {"left": "1", "right": "1 + 1e-9"}})json");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  const auto& identities = lesson->scene("s").set->identities;
  CHECK(evaluate_identity(identities[0], scope).state == IdentityState::proved);
  CHECK(evaluate_identity(identities[1], scope).state == IdentityState::numerical);
  const auto flipped = evaluate_identity(identities[2], scope);
  CHECK(flipped.state == IdentityState::failed);
  CHECK(flipped.residual == 1);
  CHECK(flipped.tolerance == Approx(7e-12));
  CHECK(evaluate_identity(identities[3], scope).state == IdentityState::failed);
}
