#include "core/estimators.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value to_record(const core::GradientVariance& v) { return record_of({{"mean", v.mean}, {"log_sd", v.log_sd}}); }
Value to_record(const core::Moments& m) { return record_of({{"mean", m.mean}, {"variance", m.variance}}); }

Value gradient_estimator_moments(const Arguments& a) {
  const auto result = core::gradient_estimator_moments(
      as_linear_gaussian(a[0]), real("gradient_estimator_moments", "x", a[1]), as_normal(a[2]));
  return record_of({{"reparameterised", to_record(result.reparameterised)},
                    {"closed_form_kl", to_record(result.closed_form_kl)},
                    {"sticking_the_landing", to_record(result.sticking_the_landing)},
                    {"score", to_record(result.score)},
                    {"score_with_baseline", to_record(result.score_with_baseline)},
                    {"value", record_of({{"monte_carlo", result.value.monte_carlo},
                                         {"closed_form_kl", result.value.closed_form_kl},
                                         {"closed_form_entropy", result.value.closed_form_entropy}})}});
}

Value cosine_gradient_moments(const Arguments& a) {
  const auto result = core::cosine_gradient_moments(real("cosine_gradient_moments", "w", a[0]), as_normal_sd(a[1]));
  return record_of(
      {{"gradient", result.gradient}, {"reparameterised", result.reparameterised}, {"score", result.score}});
}

Value kl_estimator_moments(const Arguments& a) {
  const auto result = core::kl_estimator_moments(as_categorical(a[0]), as_categorical(a[1]));
  return record_of({{"k1", to_record(result.k1)}, {"k2", to_record(result.k2)}, {"k3", to_record(result.k3)}});
}

constexpr FunctionRow rows[] = {
    {"gradient_estimator_moments(linear_gaussian(normal(m, V), a, b, v), x, normal(mu, s))", "",
     gradient_estimator_moments,
     "Exact variances at one sample of estimators of the ELBO and of its gradient in (mean, log sd).", "finite x",
     "Roeder, Wu & Duvenaud 2017; moments of a polynomial in a standard normal", "\\mathrm{Var}[\\hat g(#3)]"},
    {"cosine_gradient_moments(w, normal_sd(mu, sigma))", "", cosine_gradient_moments,
     "Gradient of E[cos(w z)] in the mean, and the variances of its reparameterised and score estimators.", "finite w",
     "Mohamed et al. 2020", "\\mathrm{Var}[\\hat g_{#1}]"},
    {"kl_estimator_moments(categorical(q), categorical(p))", "", kl_estimator_moments,
     "Exact mean and variance at one sample from q of the estimators k1, k2, k3 of KL(q || p).",
     "as categorical; inf where the KL is", "Schulman 2020", "\\mathrm{Var}[\\hat k(#1,\\,#2)]"},
};

}  // namespace

std::span<const FunctionRow> estimator_functions() { return rows; }

}  // namespace vi::lesson
