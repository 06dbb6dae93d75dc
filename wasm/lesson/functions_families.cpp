#include "core/dirichlet.h"
#include "core/gamma.h"
#include "core/uniform.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

// The two numbers that a distribution is made of.
template <class Family>
Family as(const Value& value) {
  const auto& arguments = value.object()->arguments;
  return {arguments[0].number()->value, arguments[1].number()->value};
}

core::Dirichlet as_dirichlet(const Value& value) {
  return {as_vector("dirichlet", "concentration", argument_of(value, 0))};
}

Value beta(const Arguments& a) {
  core::make_beta(real("beta", "a", a[0]), real("beta", "b", a[1]));
  return make_object("beta", a);
}

Value gamma(const Arguments& a) {
  core::make_gamma(real("gamma", "shape", a[0]), real("gamma", "rate", a[1]));
  return make_object("gamma", a);
}

Value uniform(const Arguments& a) {
  core::make_uniform(real("uniform", "low", a[0]), real("uniform", "high", a[1]));
  return make_object("uniform", a);
}

Value dirichlet(const Arguments& a) {
  core::make_dirichlet(as_vector("dirichlet", "concentration", a[0]));
  return make_object("dirichlet", a);
}

template <class Family>
Value kl(const Arguments& a) {
  return core::kl(as<Family>(a[0]), as<Family>(a[1]));
}
template <class Family>
Value entropy(const Arguments& a) {
  return core::entropy(as<Family>(a[0]));
}
template <class Family>
Value log_prob(const Arguments& a) {
  return core::log_prob(as<Family>(a[0]), real("log_prob", "x", a[1]));
}
template <class Family>
Value mean(const Arguments& a) {
  return core::mean(as<Family>(a[0]));
}
template <class Family>
Value variance(const Arguments& a) {
  return core::variance(as<Family>(a[0]));
}

Value kl_dirichlet(const Arguments& a) { return core::kl(as_dirichlet(a[0]), as_dirichlet(a[1])); }
Value entropy_dirichlet(const Arguments& a) { return core::entropy(as_dirichlet(a[0])); }
Value log_prob_dirichlet(const Arguments& a) {
  return core::log_prob(as_dirichlet(a[0]), as_vector("log_prob", "x", a[1]));
}
Value mean_dirichlet(const Arguments& a) { return list_of(core::mean(as_dirichlet(a[0]))); }
Value variance_dirichlet(const Arguments& a) { return list_of(core::variance(as_dirichlet(a[0]))); }

using core::Beta, core::Gamma, core::Uniform;

constexpr const char* kl_help = "KL divergence in nats; never negative, 0 only if equal.";
constexpr const char* kl_domain =
    "as the constructors; inf where it overflows; near 1e-15 relative, equal or not; "
    "for beta and dirichlet near 1e-16/c, c the smallest share of the concentrations, if that is more";
constexpr const char* kl_source = "Stirling's formula: categorical, normal and Poisson divergences and a remainder";
constexpr const char* entropy_help = "Differential entropy in nats; may be negative.";
constexpr const char* density_help = "Log density in nats; -inf where the density is 0.";
constexpr const char* density_source = "Definition; Loader 2000 for large parameters";

constexpr FunctionRow rows[] = {
    {"beta(a, b)", "", beta, "Distribution on [0, 1] with density prop. to x^(a - 1) (1 - x)^(b - 1).",
     "finite a > 0, b > 0", "Definition", "\\mathrm{Beta}(#1,\\,#2)", true},
    {"gamma(shape, rate)", "", gamma, "Distribution on (0, inf) with density prop. to x^(shape - 1) exp(-rate x).",
     "finite shape > 0, rate > 0", "Definition", "\\mathrm{Gamma}(#1,\\,#2)", true},
    {"dirichlet(concentration)", "", dirichlet, "Distribution over shares that sum to 1.",
     "2 to 10,000 finite numbers > 0", "Definition", "\\mathrm{Dir}(#1)", true},
    {"uniform(low, high)", "", uniform, "Uniform distribution on [low, high].", "finite low < high", "Definition",
     "\\mathcal{U}(#1,\\,#2)", true},

    {"kl(beta(a, b), beta(A, B))",
     "lgamma(A) + lgamma(B) - lgamma(A + B) - lgamma(a) - lgamma(b) + lgamma(a + b) + (a - A)*digamma(a) + "
     "(b - B)*digamma(b) + (A + B - a - b)*digamma(a + b)",
     kl<Beta>, kl_help, kl_domain, kl_source, kl_tex},
    {"kl(gamma(a, b), gamma(A, B))", "(a - A)*digamma(a) - lgamma(a) + lgamma(A) + A*log(b/B) + a*(B - b)/b", kl<Gamma>,
     kl_help, kl_domain, kl_source, kl_tex},
    {"kl(dirichlet(q), dirichlet(p))", "", kl_dirichlet, kl_help, kl_domain, kl_source, kl_tex},
    {"kl(uniform(l, h), uniform(L, H))", "", kl<Uniform>, kl_help, "inf where the first reaches beyond the second",
     "Definition", kl_tex},

    {"entropy(beta(a, b))",
     "lgamma(a) + lgamma(b) - lgamma(a + b) - (a - 1)*digamma(a) - (b - 1)*digamma(b) + (a + b - 2)*digamma(a + b)",
     entropy<Beta>, entropy_help, "as beta", "Minus the KL to the uniform distribution", entropy_tex},
    {"entropy(gamma(a, b))", "a - log(b) + lgamma(a) + (1 - a)*digamma(a)", entropy<Gamma>, entropy_help, "as gamma",
     "Definition", entropy_tex},
    {"entropy(dirichlet(c))", "", entropy_dirichlet, "Differential entropy in nats over all shares but one.",
     "as dirichlet", "-log (n - 1)! less the KL to the uniform distribution", entropy_tex},
    {"entropy(uniform(l, h))", "log(h - l)", entropy<Uniform>, entropy_help, "as uniform", "Definition", entropy_tex},

    {"log_prob(beta(a, b), x)", "", log_prob<Beta>, density_help, "any x", density_source, log_prob_tex},
    {"log_prob(gamma(a, b), x)", "", log_prob<Gamma>, density_help, "any x", density_source, log_prob_tex},
    {"log_prob(dirichlet(c), x)", "", log_prob_dirichlet, density_help, "a list of shares that sum to 1 within 1e-9",
     density_source, log_prob_tex},
    {"log_prob(uniform(l, h), x)", "", log_prob<Uniform>, density_help, "any x", "Definition", log_prob_tex},

    {"mean(beta(a, b))", "a/(a + b)", mean<Beta>, "Mean.", "a beta", "Definition", mean_tex},
    {"mean(gamma(a, b))", "a/b", mean<Gamma>, "Mean.", "a gamma", "Definition", mean_tex},
    {"mean(dirichlet(c))", "normalized(c)", mean_dirichlet, "The mean of each share.", "a dirichlet", "Definition",
     mean_tex},
    {"mean(uniform(l, h))", "(l + h)/2", mean<Uniform>, "Mean.", "a uniform", "Definition", mean_tex},
    {"variance(beta(a, b))", "a*b/((a + b)^2*(a + b + 1))", variance<Beta>, "Variance.", "a beta", "Definition",
     variance_tex},
    {"variance(gamma(a, b))", "a/b^2", variance<Gamma>, "Variance.", "a gamma", "Definition", variance_tex},
    {"variance(dirichlet(c))", "", variance_dirichlet, "The variance of each share.", "a dirichlet", "Definition",
     variance_tex},
    {"variance(uniform(l, h))", "(h - l)^2/12", variance<Uniform>, "Variance.", "a uniform", "Definition",
     variance_tex},
};

}  // namespace

std::span<const FunctionRow> family_functions() { return rows; }

}  // namespace vi::lesson
