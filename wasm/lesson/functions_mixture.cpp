#include "core/check.h"
#include "core/divergence_fit.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value mixture(const Arguments& a) {
  core::make_mixture(as_vector("mixture", "weights", a[0]), as_normals("mixture", "components", a[1]));
  return make_object("mixture", a);
}

Value log_prob(const Arguments& a) {
  const double x = real("log_prob", "x", a[1]);
  core::require_finite("log_prob", "x", x);
  return core::log_density(as_mixture(a[0]), x).value;
}

Value entropy(const Arguments& a) { return core::entropy(as_mixture(a[0])); }
Value mean(const Arguments& a) { return core::fit_forward_kl(as_mixture(a[0])).mean; }
Value variance(const Arguments& a) { return core::fit_forward_kl(as_mixture(a[0])).variance; }

Value fit_forward_kl(const Arguments& a) { return to_value(core::fit_forward_kl(as_mixture(a[0]))); }

Value fit_reverse_kl(const Arguments& a) {
  std::vector<Value> fits;
  for (const auto& fit : core::fit_reverse_kl(as_mixture(a[0])))
    fits.push_back(record_of({{"q", to_value({fit.q.mean, fit.q.sd * fit.q.sd})}, {"kl", fit.kl}}));
  return make_list(std::move(fits));
}

constexpr FunctionRow rows[] = {
    {"mixture(weights, components)", "", mixture, "Mixture of univariate normals.",
     "weights >= 0, not all 0; 1 to 16 normals", "Definition", "\\textstyle\\sum_k w_k\\mathcal{N}_k", true},
    {"log_prob(mixture(w, c), x)", "", log_prob, "Log density in nats.", "finite x", "Definition", log_prob_tex},
    {"entropy(mixture(w, c))", "", entropy, "Differential entropy in nats, which has no closed form.",
     "a mixture; within 1e-12", "Gauss-Legendre quadrature", entropy_tex},
    {"mean(mixture(w, c))", "", mean, "Mean.", "a mixture", "Definition", mean_tex},
    {"variance(mixture(w, c))", "", variance, "Variance.", "a mixture", "Definition", variance_tex},
    {"fit_forward_kl(mixture(w, c))", "", fit_forward_kl,
     "The normal q with the least KL(p || q), by its variance: the mixture's mean and variance.", "a mixture",
     "Moment matching; Bishop 2006, 10.7", "\\arg\\min_q\\mathrm{KL}(#1\\,\\|\\,q)"},
    {"fit_reverse_kl(mixture(w, c))", "", fit_reverse_kl,
     "The normals q at the local minima of KL(q || p), best first, as a list of {q, kl}: q by its variance, kl in "
     "nats.",
     "a mixture; kl within 1e-12 while modes are at most some 8 sds apart",
     "derivation: trapezoidal rule and Newton's method", "\\arg\\min_q\\mathrm{KL}(q\\,\\|\\,#1)", false, false},
};

}  // namespace

std::span<const FunctionRow> mixture_functions() { return rows; }

}  // namespace vi::lesson
