#include "core/check.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("check: accepts the whole domain, edges included") {
  CHECK_NOTHROW(require_number("f", "x", infinity));
  CHECK_NOTHROW(require_finite("f", "x", -largest));
  CHECK_NOTHROW(require_positive("f", "x", smallest));
  CHECK_NOTHROW(require_positive("f", "x", largest));
  CHECK_NOTHROW(require_nonnegative("f", "x", 0));
  CHECK_NOTHROW(require_nonnegative("f", "x", -0.0));
  CHECK_NOTHROW(require_probability("f", "p", 0));
  CHECK_NOTHROW(require_probability("f", "p", 1));
  CHECK_NOTHROW(require_at_least("f", "x", -1, -1));
  CHECK_NOTHROW(require_at_least("f", "x", infinity, -1));
  CHECK_NOTHROW(require_size("f", "list", 1, 1, 64));
  CHECK_NOTHROW(require_size("f", "list", 64, 1, 64));
  CHECK_NOTHROW(require_same_size("f", "list", 3, 3));
}

TEST_CASE("check: a refusal is one sentence with who, what, must and got") {
  CHECK(refusal([] { require_number("log_prob", "x", not_a_number); }) == "log_prob: x must be a number, got nan");
  CHECK(refusal([] { require_finite("normal", "mean", -infinity); }) == "normal: mean must be finite, got -inf");
  CHECK(refusal([] { require_finite("normal", "mean", not_a_number); }) == "normal: mean must be finite, got nan");
  CHECK(refusal([] { require_positive("normal", "variance", -1); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([] { require_positive("normal", "variance", 0); }) == "normal: variance must be > 0, got 0");
  CHECK(refusal([] { require_positive("normal", "variance", infinity); }) ==
        "normal: variance must be finite, got inf");
  CHECK(refusal([] { require_positive("normal", "variance", not_a_number); }) ==
        "normal: variance must be > 0, got nan");
  CHECK(refusal([] { require_nonnegative("tilt", "beta", -0.5); }) == "tilt: beta must be >= 0, got -0.5");
  CHECK(refusal([] { require_nonnegative("tilt", "beta", infinity); }) == "tilt: beta must be finite, got inf");
  CHECK(refusal([] { require_probability("bernoulli", "p", 1.25); }) ==
        "bernoulli: p must be between 0 and 1, got 1.25");
  CHECK(refusal([] { require_probability("bernoulli", "p", not_a_number); }) ==
        "bernoulli: p must be between 0 and 1, got nan");
  CHECK(refusal([] { require_at_least("bregman_phi", "x", -1.5, -1); }) == "bregman_phi: x must be >= -1, got -1.5");
  CHECK(refusal([] { require_at_least("f", "x", not_a_number, -1); }) == "f: x must be >= -1, got nan");
  CHECK(refusal([] { require_size("mvn", "mean", 65, 1, 64); }) == "mvn: mean must have 1 to 64 entries, got 65");
  CHECK(refusal([] { require_size("mvn", "mean", 0, 1, 64); }) == "mvn: mean must have 1 to 64 entries, got 0");
  CHECK(refusal([] { require_same_size("log_prob", "x", 2, 3); }) == "log_prob: x must have 3 entries, got 2");
  CHECK(refusal([] { require_same_size("mvn", "covariance", 2, 3, "rows"); }) ==
        "mvn: covariance must have 3 rows, got 2");
}
