#include "core/categorical.h"

#include <cmath>
#include <limits>

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

VectorXd drawn(Generator& generator, Eigen::Index size, double spread) {
  VectorXd result(size);
  for (double& entry : result) entry = std::exp(spread * (generator.uniform() - 0.5));
  return result;
}

double textbook_kl(const VectorXd& p, const VectorXd& q) {
  double sum = 0;
  for (Eigen::Index i = 0; i < p.size(); ++i) sum += p(i) / p.sum() * std::log(p(i) / p.sum() / (q(i) / q.sum()));
  return sum;
}

}  // namespace

TEST_CASE("categorical: kl is the expected log ratio, by weights and by logits") {
  Generator generator(31);
  for (int i = 0; i < 300; ++i) {
    const VectorXd p = drawn(generator, 1 + i % 7, 6), q = drawn(generator, 1 + i % 7, 6);
    CHECK(kl(Categorical{p}, Categorical{q}) == Approx(textbook_kl(p, q)).epsilon(1e-12).margin(1e-14));
    const CategoricalLogits a{p.array().log().matrix()}, b{q.array().log().matrix()};
    CHECK(kl(a, b) == Approx(textbook_kl(p, q)).epsilon(1e-12).margin(1e-14));
  }
}

TEST_CASE("categorical: kl is 0 for proportional weights, positive for all others, and never negative") {
  Generator generator(32);
  for (int i = 0; i < 4000; ++i) {
    const VectorXd p = drawn(generator, 2 + i % 6, 40);
    VectorXd q = p * std::scalbn(1.0 + i % 5, i % 90 - 45);
    if (i % 5 < 2) CHECK(kl(Categorical{p}, Categorical{q}) == 0);  // 1 and 2 times a power of 2 are exact
    q(0) *= 1 + std::exp(-35 * generator.uniform());
    CHECK(kl(Categorical{p}, Categorical{q}) > 0);
    CHECK(kl(CategoricalLogits{p}, CategoricalLogits{q}) >= 0);
  }
  const VectorXd thirds = VectorXd::Constant(3, 1.0 / 3), ones = VectorXd::Ones(3);
  CHECK(kl(Categorical{thirds}, Categorical{ones}) == 0);
}

// True values to 50 digits, from the definition: weights, and logits that lie far apart, of which the small category
// has all of the KL.
TEST_CASE("categorical: kl to the last digits where a category is far below the others") {
  const double tight = 4 * std::numeric_limits<double>::epsilon();
  CHECK(kl(Categorical{VectorXd{{1, 1.4939732751990582e-108}}}, Categorical{VectorXd{{1, 3.0247751963422325e-92}}}) ==
        Approx(3.0247751963422267e-92).epsilon(tight).margin(0));
  CHECK(kl(Categorical{VectorXd{{4.389086845207559e-179, 6.954873334478806e-290, 1.2635539028484648e-243}}},
           Categorical{VectorXd{{1.0937676256335036e-12, 1.668591727931139e-170, 8.33593316987013e-68}}}) ==
        Approx(7.621301730862921e-56).epsilon(tight).margin(0));
  CHECK(kl(CategoricalLogits{VectorXd{{147.41808871997978, -84.35492205570591}}},
           CategoricalLogits{VectorXd{{147.41808871997952, -84.35492205570621}}}) ==
        Approx(1.9985419962091924e-128).epsilon(2 * tight).margin(0));
  CHECK(kl(CategoricalLogits{VectorXd{{0, std::log(2)}}}, CategoricalLogits{VectorXd{{1e308, -1e308}}}) == infinity);
}

// True values to 50 digits, from the definition.
TEST_CASE("categorical: a mask of -1e30 among the logits of q costs what p has there, and no digits") {
  const auto kl_of = [](const Eigen::Vector3d& p, const Eigen::Vector3d& q) {
    return kl(CategoricalLogits{p}, CategoricalLogits{q});
  };
  CHECK(kl_of({0, -800, 0}, {0, -1e30, 5}) == Approx(1.8135681679291728).epsilon(1e-15));
  CHECK(kl_of({5, -800, 0}, {0, -1e38, 800}) == Approx(794.60553965746157).epsilon(1e-15));
  CHECK(kl_of({700, 700, -800}, {0, 1e6, -1e38}) == Approx(499999.30685281944).epsilon(1e-15));
  CHECK(kl_of({0, -100, -100}, {0, -1e19, 100}) == Approx(100).epsilon(1e-15));
  CHECK(kl_of({50, 0, 0}, {-3.5, -1e20, 700}) == Approx(703.51928749847963918).epsilon(1e-15));
}

TEST_CASE("categorical: cross entropy is entropy plus kl, and entropy is log n less kl to the uniform") {
  Generator generator(33);
  for (int i = 0; i < 300; ++i) {
    const VectorXd w = drawn(generator, 2 + i % 9, 8), v = drawn(generator, 2 + i % 9, 8);
    const Categorical p{w}, q{v}, uniform{VectorXd::Ones(w.size())};
    CHECK(cross_entropy(p, q) == Approx(entropy(p) + kl(p, q)).epsilon(1e-13));
    CHECK(entropy(p) == Approx(std::log(double(w.size())) - kl(p, uniform)).epsilon(1e-12));
    const CategoricalLogits a{log_probabilities(p)};
    CHECK(entropy(a) == Approx(entropy(p)).epsilon(1e-13));
    CHECK(cross_entropy(a, CategoricalLogits{log_probabilities(q)}) == Approx(cross_entropy(p, q)).epsilon(1e-13));
  }
}

TEST_CASE("categorical: logits may all be shifted") {
  const VectorXd a = VectorXd::LinSpaced(5, -1, 1), b = VectorXd::LinSpaced(5, 2, -1);
  const VectorXd shifted = a.array() + 700;
  CHECK(kl(CategoricalLogits{shifted}, CategoricalLogits{b}) ==
        Approx(kl(CategoricalLogits{a}, CategoricalLogits{b})).epsilon(1e-12));
  CHECK(kl(CategoricalLogits{shifted}, CategoricalLogits{VectorXd(shifted.array() + 16)}) == 0);
}

TEST_CASE("categorical: the edges of the simplex") {
  const Categorical inside{VectorXd::Ones(2)}, corner{VectorXd{{1, 0}}}, other{VectorXd{{0, 1}}};
  CHECK(kl(corner, inside) == Approx(std::log(2)).epsilon(1e-15));  // 0 log 0 = 0
  CHECK(kl(inside, corner) == infinity);
  CHECK(kl(corner, other) == infinity);
  CHECK(kl(corner, corner) == 0);
  CHECK(entropy(corner) == 0);
  CHECK(entropy(Categorical{VectorXd{{1, 1e-30}}}) == Approx(1e-30 * (1 + 30 * std::log(10))).epsilon(1e-14));
  CHECK(cross_entropy(inside, corner) == infinity);
  const CategoricalLogits masked{VectorXd{{0, -infinity}}}, open{VectorXd{{0, 0}}};
  CHECK(kl(masked, open) == Approx(std::log(2)).epsilon(1e-15));
  CHECK(kl(open, masked) == infinity);
  CHECK(kl(masked, masked) == 0);
}

TEST_CASE("categorical: refusals say what to mend") {
  CHECK(refusal([] { make_categorical(VectorXd{{1, -1}}); }) == "categorical: weights[1] must be >= 0, got -1");
  CHECK(refusal([] { make_categorical(VectorXd{{0, 0}}); }) == "categorical: weights must not all be 0");
  CHECK(refusal([] { make_categorical(VectorXd{}); }) == "categorical: weights must have 1 to 10000 entries, got 0");
  CHECK(refusal([] { make_categorical_logits(VectorXd{{infinity}}); }) ==
        "categorical_logits: logits[0] must be finite, got inf");
  CHECK(refusal([] {
          kl(Categorical{VectorXd{{1, 1}}}, Categorical{VectorXd{{1, 1, 1}}});
        }) == "categorical: the first has 2 categories and the second 3");
}
