// KL divergences between families, and the last row of `kl`, which takes every pair that no other row does.
#include <limits>

#include "core/bernoulli.h"
#include "core/cross_family_kl.h"
#include "core/error.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Family>
Family as(const Value& value) {
  return {argument_of(value, 0).number()->value, argument_of(value, 1).number()->value};
}

template <>
core::Normal as<core::Normal>(const Value& value) {
  return as_normal(value);
}

template <class Q, class P>
Value kl(const Arguments& a) {
  return core::kl(as<Q>(a[0]), as<P>(a[1]));
}

Value kl_squashed_to_uniform(const Arguments& a) {
  return core::kl(core::SquashedNormal{as_normal(argument_of(a[0], 0))}, as<core::Uniform>(a[1]));
}

core::Dirichlet as_dirichlet(const Value& value) {
  return {as_vector("dirichlet", "concentration", argument_of(value, 0))};
}
Value kl_beta_to_dirichlet(const Arguments& a) {
  return core::kl(core::as_dirichlet(as<core::Beta>(a[0])), as_dirichlet(a[1]));
}
Value kl_dirichlet_to_beta(const Arguments& a) {
  return core::kl(as_dirichlet(a[0]), core::as_dirichlet(as<core::Beta>(a[1])));
}

// A trial as the categories 0 and 1.
core::Categorical outcomes(const Value& value) {
  const double p = core::make_bernoulli(real("bernoulli", "p", argument_of(value, 0))).p;
  return {Eigen::Vector2d(1 - p, p)};
}
core::Categorical categories(const Value& value) { return {as_weights("categorical", "weights", value)}; }
Value kl_to_categories(const Arguments& a) { return core::kl(outcomes(a[0]), categories(a[1])); }
Value kl_from_categories(const Arguments& a) { return core::kl(categories(a[0]), outcomes(a[1])); }

// Where a distribution on the line may be; an empty interval for what lives elsewhere.
struct Support {
  double low = 1;
  double high = 0;
  bool on_line() const { return low < high; }
};

std::string_view family_of(const Value& distribution) { return distribution.object()->constructor->family; }

Support support(const Value& distribution) {
  const std::string_view family = family_of(distribution);
  if (family == "normal" || family == "mixture") return {-infinity, infinity};
  if (family == "gamma") return {0, infinity};
  if (family == "beta") return {0, 1};
  if (family == "squashed_normal") return {-1, 1};
  if (family == "uniform")
    return {argument_of(distribution, 0).number()->value, argument_of(distribution, 1).number()->value};
  return {};
}

Value kl_of_others(const Arguments& a) {
  for (const auto& argument : a) {
    if (argument.object() == nullptr || !argument.object()->constructor->distribution)
      fail(Code::type, {"kl has no form for (", a[0].described(), ", ", a[1].described(), ")"}, {},
           "it takes two distributions");
  }
  const Support q = support(a[0]), p = support(a[1]);
  if (q.on_line() && p.on_line() && (q.low < p.low || q.high > p.high)) return infinity;
  const bool same_values = q.on_line() ? p.on_line() : family_of(a[0]) == family_of(a[1]);
  fail(Code::type, {"kl has no closed form for (", a[0].described(), ", ", a[1].described(), ")"}, {},
       same_values ? "kl_monte_carlo(q, p, samples, seed) estimates it" : "the two are not over the same values");
}

using core::Beta, core::Gamma, core::Normal, core::Uniform;

constexpr const char* kl_help = "KL divergence in nats between two families; never negative.";
constexpr const char* anywhere = "as the constructors; inf where it overflows";
constexpr const char* inside = "as the constructors; inf where the first reaches beyond the second";
constexpr const char* two = "as the constructors; of two categories or shares";
constexpr const char* by_moments = "By mean, variance and entropy of the first";
constexpr const char* by_entropy = "The log of the width less the entropy of the first";
constexpr const char* by_logs = "By the means of x, log x and log(1 - x) under the first";
constexpr const char* same = "The same values in other words";

constexpr FunctionRow rows[] = {
    {"kl(uniform(l, h), normal(M, V))", "log(2*pi*V/(h - l)^2)/2 + ((h - l)^2/12 + ((l + h)/2 - M)^2)/(2*V)",
     kl<Uniform, Normal>, kl_help, anywhere, by_moments, kl_tex},
    {"kl(beta(a, b), normal(M, V))",
     "log(2*pi*V)/2 + (a*b/((a + b)^2*(a + b + 1)) + (a/(a + b) - M)^2)/(2*V) - entropy(beta(a, b))", kl<Beta, Normal>,
     kl_help, anywhere, by_moments, kl_tex},
    {"kl(gamma(a, b), normal(M, V))", "log(2*pi*V)/2 + (a/b^2 + (a/b - M)^2)/(2*V) - entropy(gamma(a, b))",
     kl<Gamma, Normal>, kl_help, anywhere, by_moments, kl_tex},
    {"kl(beta(a, b), gamma(A, B))",
     "lgamma(A) - A*log(B) - (A - 1)*(digamma(a) - digamma(a + b)) + B*a/(a + b) - entropy(beta(a, b))",
     kl<Beta, Gamma>, kl_help, anywhere, by_logs, kl_tex},
    {"kl(beta(a, b), uniform(l, h))", "", kl<Beta, Uniform>, kl_help, inside, by_entropy, kl_tex},
    {"kl(squashed(normal(m, v)), uniform(l, h))", "", kl_squashed_to_uniform, kl_help, inside, by_entropy, kl_tex},
    {"kl(uniform(l, h), beta(a, b))", "", kl<Uniform, Beta>, kl_help, inside, by_logs, kl_tex},
    {"kl(uniform(l, h), gamma(a, b))", "", kl<Uniform, Gamma>, kl_help, inside, by_logs, kl_tex},
    {"kl(beta(a, b), dirichlet(p))", "", kl_beta_to_dirichlet, kl_help, two, same, kl_tex},
    {"kl(dirichlet(q), beta(a, b))", "", kl_dirichlet_to_beta, kl_help, two, same, kl_tex},
    {"kl(bernoulli(q), categorical(p))", "", kl_to_categories, kl_help, two, same, kl_tex},
    {"kl(bernoulli(q), categorical_logits(b))", "", kl_to_categories, kl_help, two, same, kl_tex},
    {"kl(categorical(q), bernoulli(p))", "", kl_from_categories, kl_help, two, same, kl_tex},
    {"kl(categorical_logits(a), bernoulli(p))", "", kl_from_categories, kl_help, two, same, kl_tex},
    {"kl(q, p)", "", kl_of_others,
     "Every other pair: inf where q reaches beyond the support of p, otherwise an error that names the pair; "
     "kl_monte_carlo estimates those.",
     "two distributions", "derivation: absolute continuity", kl_tex},
};

}  // namespace

std::span<const FunctionRow> cross_family_functions() { return rows; }

}  // namespace vi::lesson
