#include "lesson/functions.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Draws arguments that fit a pattern: scales and concentrations positive, weights in a list, probabilities up to 1,
// ends of an interval in order, the rest anywhere near.
Value draw(const Node& pattern, core::Generator& generator, bool positive = false) {
  const std::string_view name = pattern.text;
  if (pattern.kind == NodeKind::call) {
    std::vector<Value> arguments;
    for (const auto& child : pattern.children)
      arguments.push_back(draw(*child, generator, one_of(name, {"beta", "gamma"})));
    return make_object(*find_constructor(name), arguments);
  }
  const double u = generator.uniform();
  if (one_of(name, {"w", "c"})) return make_list({0.1 + u, 0.1 + generator.uniform(), 0.1 + generator.uniform()});
  if (one_of(name, {"k", "outcome"})) return std::floor(2 * u);
  if (name == "p") return u;
  if (one_of(name, {"l", "h"})) return name == "l" ? -u : u;
  positive = positive || one_of(name, {"v", "V", "s", "S", "noise_variance"});
  return positive ? 0.1 + 5 * u : name == "x" ? -0.9 + 4 * u : -3 + 6 * u;
}

// The number in a result, or the number at `i` of a record or an object.
std::vector<double> numbers(const Value& value) {
  if (value.number() != nullptr) return {value.number()->value};
  std::vector<double> all;
  if (value.list() != nullptr) {
    for (const auto& entry : *value.list()) all.push_back(entry.number()->value);
  }
  if (value.record() != nullptr) {
    for (const auto& entry : *value.record()) all.push_back(entry.value.number()->value);
  }
  if (value.object() != nullptr) {
    for (const auto& argument : value.object()->arguments) all.push_back(argument.number()->value);
  }
  return all;
}

}  // namespace

TEST_CASE("functions: every definition agrees with its kernel at random arguments") {
  core::Generator generator(11);
  int compared = 0;
  for (const auto& function : functions()) {
    if (function.body == nullptr) continue;
    for (int i = 0; i < 200; ++i) {
      std::vector<Value> arguments;
      for (const auto& pattern : function.pattern->children) arguments.push_back(draw(*pattern, generator));
      LocalScope names(bindings_of(function, arguments));
      Evaluation evaluation;
      const auto defined = numbers(evaluate(*function.body, names, evaluation));
      const auto computed = numbers(function.kernel(arguments));
      REQUIRE(defined.size() == computed.size());
      INFO(function.signature);
      for (std::size_t k = 0; k < defined.size(); ++k)
        CHECK(computed[k] == Approx(defined[k]).epsilon(1e-9).margin(1e-11));
      ++compared;
    }
  }
  CHECK(compared > 4000);
}

TEST_CASE("functions: every row says what it computes, where, and whence") {
  for (const auto& function : functions()) {
    INFO(function.signature);
    CHECK(std::string(function.help.text).size() > 4);
    CHECK(std::string(function.domain.text).size() > 4);
    CHECK(std::string(function.source.text).size() > 4);
  }
}

TEST_CASE("functions: a normal may be given by its standard deviation wherever a normal fits") {
  CHECK(number_of("variance(normal_sd(0, 3))") == 9);
  CHECK(exact_of("kl(normal_sd(1, 2), normal(0, 1))") == exact_of("kl(normal(1, 4), normal(0, 1))"));
  CHECK(exact_of("posterior(linear_gaussian(normal_sd(0, 2), 1, 0, 1), 2)") == "normal(8/5, 4/5)");
}

TEST_CASE("functions: a squashed normal, by its normal's variance or standard deviation") {
  CHECK(number_of("entropy(squashed(normal_sd(0, 3)))") == Approx(-1.0957).margin(5e-5));
  CHECK(number_of("entropy(squashed(normal(0, 9)))") == number_of("entropy(squashed(normal_sd(0, 3)))"));
  CHECK(number_of("log_prob(squashed(normal(0, 1)), 0)") == number_of("log_prob(normal(0, 1), 0)"));
  CHECK(exact_of("kl(squashed(normal_sd(1, 2)), squashed(normal(0, 1)))") ==
        exact_of("kl(normal(1, 4), normal(0, 1))"));
  CHECK(error_of_expression("squashed(1)").code == Code::type);
}

namespace {
const std::string model = "{F: 9/10, b: 0, Q: 1/4, H: 1, c: 0, R: 1/2, m0: 0, P0: 1}";
const std::string plane =
    "{F: [[1, 1], [0, 1]], b: [0, 0], Q: [[1, 0], [0, 1]], H: [[1, 0]], c: 0, R: 1/2, m0: [0, 0], P0: [[1, 0], [0, "
    "1]]}";
}  // namespace

TEST_CASE("functions: a state-space model may be written with plain numbers, its covariances as variances") {
  const std::string rows = "{F: [[9/10]], b: [0], Q: [[1/4]], H: [[1]], c: [0], R: [[1/2]], m0: [0], P0: [[1]]}";
  CHECK(number_of("kalman(" + model + ", [1, -1]).log_likelihood") ==
        number_of("kalman(" + rows + ", [[1], [-1]]).log_likelihood"));
  CHECK(number_of("sequential_elbo(" + model + ", [1, -1], [0, 1], [1, 2]).gap") ==
        number_of("sequential_elbo(" + rows + ", [[1], [-1]], [[0], [1]], [[[1]], [[2]]]).gap"));
  CHECK(number_of("sequential_elbo(" + plane + ", [1], [[0, 1]], [[1, 2]]).gap") ==
        number_of("sequential_elbo(" + plane + ", [1], [[0, 1]], [[[1, 0], [0, 2]]]).gap"));
  CHECK(number_of("kalman(" + model + ", 1).smooth_mean[0][0]") == Approx(2.0 / 3).epsilon(1e-15));
  CHECK(number_of("kalman(" + model + ", 1).smooth_covariance[0][0]") == Approx(1.0 / 3).epsilon(1e-15));
  CHECK(number_of("smoothing_chain(" + plane + ", [1, 2, 3]).gap") == 0);
  CHECK(error_of_expression("kalman({F: 1}, 1)").hint == "write {F, b, Q, H, c, R, m0, P0}");
  CHECK(error_of_expression("kalman({F: 1}, 1)").what() == std::string("kalman: model must have the field \"b\""));
  CHECK(error_of_expression("filtering_chain(" + plane + ", [[1, 2]])").what() ==
        std::string("filtering_chain: y must have 1 column, got 2"));
  CHECK(error_of_expression("kalman(" + plane + ", [[1], 2])").code == Code::type);
}

TEST_CASE("functions: a multivariate function takes every Gaussian, a normal as one of one dimension") {
  const std::string q = "mvn([1, 2], [[4, 0], [0, 9]])";
  for (const char* same : {"mvn_tril([1, 2], [[2, 0], [0, 3]])", "diagonal_normal([1, 2], [4, 9])",
                           "diagonal_normal_sd([1, 2], [2, 3])"}) {
    INFO(same);
    CHECK(number_of("kl(" + q + ", " + same + ")") == 0);
    CHECK(number_of("entropy(" + std::string(same) + ")") == Approx(number_of("entropy(" + q + ")")));
    CHECK(number_of("variance(" + std::string(same) + ")[1]") == 9);
    CHECK(number_of("covariance(" + std::string(same) + ")[0][0]") == 4);
  }
  CHECK(exact_of("variance(diagonal_normal_sd([0, 0], [1/2, 3]))") == "[1/4, 9]");
  CHECK(exact_of("variance(mvn([0, 0], [[1/3, 0], [0, 2]]))") == "[1/3, 2]");
  CHECK(number_of("kl(normal(1, 2), mvn([0], [[3]]))") == Approx(number_of("kl(normal(1, 2), normal(0, 3))")));
  CHECK(number_of("kl(mvn_tril([1], [[2]]), normal_sd(0, 3))") == Approx(number_of("kl(normal(1, 4), normal(0, 9))")));
  CHECK(error_of_expression("kl(" + q + ", normal(0, 1))").what() ==
        std::string("kl: p must have 2 dimensions, got 1"));
}

TEST_CASE("functions: a linear-Gaussian model of vectors, with plain numbers where one dimension is meant") {
  const std::string vectors = "linear_gaussian(mvn([0], [[4]]), 1, 0, 1)",
                    scalars = "linear_gaussian(normal(0, 4), 1, 0, 1)";
  CHECK(number_of("posterior(" + vectors + ", 2).mean[0]") == 1.6);
  CHECK(number_of("posterior(" + vectors + ", [2]).covariance[0][0]") == 0.8);
  CHECK(number_of("elbo(" + vectors + ", 2, normal(1, 3/2))") ==
        Approx(number_of("elbo(" + scalars + ", 2, normal(1, 3/2))")).epsilon(1e-14));
  CHECK(number_of("elbo_gap(" + scalars + ", 2, mvn([1], [[3/2]]))") ==
        Approx(number_of("elbo_gap(" + scalars + ", 2, normal(1, 3/2))")).epsilon(1e-14));
  CHECK(number_of("mean_field(" + vectors + ", 2).gap") == 0);
  CHECK(number_of("mean_field(mvn([0, 0], [[1, 1/2], [1/2, 1]])).variance[0]") == 0.75);
  CHECK(number_of("coordinate_ascent(mvn([1, 1], [[1, 1/2], [1/2, 1]]), [0, 0], 3).mean[1][0]") == 0.5);
  CHECK(error_of_expression("log_evidence(" + vectors + ", [[2]])").code == Code::type);
  CHECK(error_of_expression("linear_gaussian(mvn([0, 0], [[1, 0], [0, 1]]), [[1, 2]], 0, -1)").what() ==
        std::string("linear_gaussian: noise_covariance must be > 0, got -1"));
}
