#include "core/vectors.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"

namespace vi::core {

using Eigen::Index;
using Eigen::VectorXd;

Index largest(const VectorXd& x) {
  Index place = 0;
  for (Index i = 1; i < x.size(); ++i) {
    if (x(i) > x(place)) place = i;
  }
  return place;
}

double expectation(const VectorXd& probabilities, const VectorXd& values) {
  double sum = 0;
  for (Index i = 0; i < values.size(); ++i) sum += probabilities(i) * values(i);
  return sum;
}

void require_finite_entries(const char* who, const char* what, const VectorXd& of_actions) {
  for (Index a = 0; a < of_actions.size(); ++a) {
    if (!std::isfinite(of_actions(a)))
      fail(Code::domain, {who, ": ", what, " of action ", a, " must be finite, got ", number_text(of_actions(a))});
  }
}

// The place in words only for a refusal.
void require_entries(Check check, const char* who, const char* what, const VectorXd& entries) {
  Index i = 0;
  try {
    for (; i < entries.size(); ++i) check(who, what, entries(i));
  } catch (const Error&) {
    check(who, join({what, "[", i, "]"}).c_str(), entries(i));
  }
}

void require_weights(const char* who, const char* what, const VectorXd& weights, Index most) {
  require_size(who, what, weights.size(), 1, most);
  require_entries(require_nonnegative, who, what, weights);
  if (!(weights(largest(weights)) > 0)) fail(Code::domain, {who, ": ", what, " must not all be 0"});
}

}  // namespace vi::core
