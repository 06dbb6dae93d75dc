// Estimators in seeded runs.
#include "core/estimator_draws.h"
#include "core/importance_weighted.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

// A run's arguments from `first` on.
struct Run {
  int samples;
  std::uint64_t seed;
};
Run run_of(const char* function, const Arguments& a, std::size_t first, int most = core::max_draws, int least = 1) {
  return {as_count(function, "samples", a[first], least, most), as_seed(function, a[first + 1])};
}

Value gradient_estimator_draws(const Arguments& a) {
  constexpr const char* who = "gradient_estimator_draws";
  const auto [samples, seed] = run_of(who, a, 3);
  const auto draws =
      core::gradient_estimator_draws(as_linear_gaussian(a[0]), real(who, "x", a[1]), as_normal(a[2]), samples, seed);
  constexpr const char* names[] = {"reparameterised", "closed_form_kl", "sticking_the_landing", "score",
                                   "score_with_baseline"};
  std::vector<RecordField> fields;
  for (std::size_t k = 0; k < draws.size(); ++k)
    fields.push_back({names[k], record_of({{"mean", list_of(draws[k].mean)}, {"log_sd", list_of(draws[k].log_sd)}})});
  return make_record(fields);
}

Value value_estimator_draws(const Arguments& a) {
  constexpr const char* who = "value_estimator_draws";
  const auto [samples, seed] = run_of(who, a, 3);
  const auto draws =
      core::value_estimator_draws(as_linear_gaussian(a[0]), real(who, "x", a[1]), as_normal(a[2]), samples, seed);
  return record_of({{"monte_carlo", list_of(draws.monte_carlo)},
                    {"closed_form_kl", list_of(draws.closed_form_kl)},
                    {"closed_form_entropy", list_of(draws.closed_form_entropy)}});
}

Value cosine_gradient_draws(const Arguments& a) {
  constexpr const char* who = "cosine_gradient_draws";
  const auto [samples, seed] = run_of(who, a, 2);
  const auto draws = core::cosine_gradient_draws(real(who, "w", a[0]), as_normal_sd(a[1]), samples, seed);
  return record_of({{"reparameterised", list_of(draws.reparameterised)}, {"score", list_of(draws.score)}});
}

Value to_record(const core::KlEstimatorDraws& draws) {
  return record_of({{"k1", list_of(draws.k1)}, {"k2", list_of(draws.k2)}, {"k3", list_of(draws.k3)}});
}

Value kl_estimator_draws(const Arguments& a) {
  const auto [samples, seed] = run_of("kl_estimator_draws", a, 2);
  return to_record(core::kl_estimator_draws(as_categorical(a[0]), as_categorical(a[1]), samples, seed));
}
Value kl_estimator_draws_normal(const Arguments& a) {
  const auto [samples, seed] = run_of("kl_estimator_draws", a, 2);
  return to_record(core::kl_estimator_draws(as_normal(a[0]), as_normal(a[1]), samples, seed));
}

Value importance_weighted_bound(const Arguments& a) {
  constexpr const char* who = "importance_weighted_bound";
  const int k = as_count(who, "k", a[3], 1, core::max_importance_draws);
  const auto [samples, seed] = run_of(who, a, 4, core::max_importance_draws, 2);
  const auto bound = core::importance_weighted_bound(as_linear_gaussian(a[0]), real(who, "x", a[1]), as_normal(a[2]), k,
                                                     samples, seed);
  return record_of({{"value", bound.value}, {"standard_error", bound.standard_error}});
}

#define MODEL "linear_gaussian(normal(m, V), a, b, v)"

constexpr FunctionRow rows[] = {
    {"gradient_estimator_draws(" MODEL ", x, normal(mu, s), samples, seed)", "", gradient_estimator_draws,
     "A seeded run of the estimators of the ELBO's gradient, one draw a sample: {reparameterised, closed_form_kl, "
     "sticking_the_landing, score, score_with_baseline}, each {mean, log_sd} of lists.",
     "finite x; 1 to 1,500 samples; whole seed up to 1e9", "Roeder, Wu & Duvenaud 2017; Mohamed et al. 2020",
     "\\hat g(#3)"},
    {"value_estimator_draws(" MODEL ", x, normal(mu, s), samples, seed)", "", value_estimator_draws,
     "A seeded run of the estimators of the ELBO's value in nats, one draw a sample: lists {monte_carlo, "
     "closed_form_kl, closed_form_entropy}.",
     "finite x; 1 to 1,500 samples; whole seed up to 1e9", "Kingma & Welling 2014", "\\widehat{\\mathrm{ELBO}}(#3)"},
    {"cosine_gradient_draws(w, normal_sd(mu, sigma), samples, seed)", "", cosine_gradient_draws,
     "A seeded run of the two estimators of the gradient of E[cos(w z)] in the mean: lists {reparameterised, score}.",
     "finite w; 1 to 1,500 samples; whole seed up to 1e9", "Mohamed et al. 2020", "\\hat g_{#1}"},
    {"kl_estimator_draws(categorical(q), categorical(p), samples, seed)", "", kl_estimator_draws,
     "A seeded run of the estimators of KL(q || p) in nats, one draw from q a sample: lists {k1, k2, k3}.",
     "1 to 1,500 samples; whole seed up to 1e9; a finite KL", "Schulman 2020", "\\hat k(#1,\\,#2)"},
    {"kl_estimator_draws(normal(m, v), normal(M, V), samples, seed)", "", kl_estimator_draws_normal,
     "A seeded run of the estimators of the KL of two normals in nats, one draw from the first a sample: lists {k1, "
     "k2, k3}.",
     "1 to 1,500 samples; whole seed up to 1e9; a finite KL", "Schulman 2020", "\\hat k(#1,\\,#2)"},
    {"importance_weighted_bound(" MODEL ", x, normal(mu, s), k, samples, seed)", "", importance_weighted_bound,
     "Monte Carlo estimate of the bound on log p(x) by the mean of k importance weights, {value, standard_error} in "
     "nats: the ELBO at k = 1, log p(x) in the limit.",
     "finite x; k from 1; samples from 2; k x samples <= 20,000,000; whole seed up to 1e9",
     "Burda, Grosse & Salakhutdinov 2016", "\\mathcal{L}_{#4}(#3)", false, false},
};

}  // namespace

std::span<const FunctionRow> estimator_draw_functions() { return rows; }

}  // namespace vi::lesson
