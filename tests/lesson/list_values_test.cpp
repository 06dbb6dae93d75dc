#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("list functions: sums, products and shares keep their exact forms") {
  CHECK(exact_of("sum([1/3, 1/6, 1/2])") == "1");
  CHECK(exact_of("dot([1/2, 1/3], [2, 3])") == "2");
  CHECK(exact_of("dot([1/2, 1/2], [log(2), log(8)])") == "2*log(2)");
  CHECK(exact_of("normalized([1, 2, 1])") == "[1/4, 1/2, 1/4]");
  CHECK(exact_of("sum([])") == "0");
  CHECK(number_of("sum([exp(0), 1])") == 2);
  CHECK(exact_of("sum([exp(0), 1])").empty());
}

TEST_CASE("list functions: refusals") {
  CHECK(error_of_expression("dot([1], [1, 2])").what() == std::string("dot: b must have 1 entry, got 2"));
  CHECK(error_of_expression("sum(1)").code == Code::type);
  CHECK(error_of_expression("normalized([0, 0])").code == Code::domain);
}
