// Experiments with many draws in the scalar linear-Gaussian model, and its surface of ELBOs.
#include <cmath>

#include "core/elbo_surface.h"
#include "core/error.h"
#include "core/monte_carlo.h"
#include "core/stochastic_vi.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

constexpr int most_cells = 16'384;  // of a surface that becomes a value

Value elbo_monte_carlo(const Arguments& a) {
  const auto result =
      core::elbo_monte_carlo(as_linear_gaussian(a[0]), real("elbo_monte_carlo", "x", a[1]), as_normal(a[2]),
                             real("elbo_monte_carlo", "samples", a[3]), as_seed("elbo_monte_carlo", a[4]));
  return record_of({{"value", result.value}, {"standard_error", result.standard_error}});
}

Value to_record(const core::Moments& m) { return record_of({{"mean", m.mean}, {"variance", m.variance}}); }
Value to_record(const core::GradientSample& g) {
  return record_of({{"mean", to_record(g.mean)}, {"log_sd", to_record(g.log_sd)}});
}

Value gradient_variance_experiment(const Arguments& a) {
  const char* const who = "gradient_variance_experiment";
  const auto result = core::gradient_variance_experiment(
      as_linear_gaussian(a[0]), real(who, "x", a[1]), as_normal(a[2]), real(who, "samples", a[3]), as_seed(who, a[4]));
  return record_of({{"score", to_record(result.score)}, {"reparameterised", to_record(result.reparameterised)}});
}

// The trace as lists over its points, as a figure draws them.
Value stochastic_vi(const Arguments& a) {
  const auto option = [&](const char* name) -> const Value& {
    return required_field("stochastic_vi", "the options", a[3], name, "write {steps, samples, rate, seed}");
  };
  for (const char* name : {"steps", "samples", "rate", "seed"}) option(name);
  require_only("stochastic_vi", "options", a[3], {"steps", "samples", "rate", "seed"});
  const auto model = as_linear_gaussian(a[0]);
  const double x = real("stochastic_vi", "x", a[1]);
  const auto trace = core::stochastic_vi(
      model, x, as_normal(a[2]),
      {real("stochastic_vi", "steps", option("steps")), real("stochastic_vi", "samples", option("samples")),
       real("stochastic_vi", "rate", option("rate")), as_seed("stochastic_vi", option("seed"))});
  std::vector<Value> step, mean, sd, elbo;
  for (const auto& point : trace) {
    step.emplace_back(double(point.step));
    mean.emplace_back(point.q.mean);
    sd.emplace_back(point.q.sd);
    elbo.emplace_back(core::elbo(model, x, {point.q.mean, point.q.sd * point.q.sd}));
  }
  const auto& last = trace.back().q;
  return record_of({{"last", make_object("normal_sd", {last.mean, last.sd})},
                    {"elbo", elbo.back()},
                    {"trace", record_of({{"step", make_list(step)},
                                         {"mean", make_list(mean)},
                                         {"sd", make_list(sd)},
                                         {"elbo", make_list(elbo)}})}});
}

Value elbo_surface(const Arguments& a) {
  const auto model = as_linear_gaussian(a[0]);
  const double x = real("elbo_surface", "x", a[1]);
  const Eigen::VectorXd means = as_vector("elbo_surface", "means", a[2]);
  const Eigen::VectorXd variances = as_vector("elbo_surface", "variances", a[3]);
  if (means.size() * variances.size() > most_cells)
    fail(Code::domain, {"elbo_surface: there may be ", most_cells, " cells, got ", means.size() * variances.size()});
  Eigen::MatrixXd surface(means.size(), variances.size());
  core::elbo_surface(model, x, means, variances, surface);
  return list_of(Eigen::MatrixXd(surface.transpose()));
}

#define MODEL "linear_gaussian(normal(m, V), a, b, v)"

constexpr FunctionRow rows[] = {
    {"elbo_monte_carlo(" MODEL ", x, normal(mu, s), samples, seed)", "", elbo_monte_carlo,
     "The ELBO of q = N(mu, s) by sampling, as {value, standard_error}, in nats.",
     "finite x; 2 to 1e8 samples; whole seed up to 1e9", "Kingma & Welling 2014; Box & Muller 1958",
     "\\widehat{\\mathrm{ELBO}}(#3)", false, false},
    {"gradient_variance_experiment(" MODEL ", x, normal(mu, s), samples, seed)", "", gradient_variance_experiment,
     "Empirical mean and variance of one sample of two estimators of the ELBO's gradient: {score, reparameterised} of "
     "{mean, log_sd}, by the mean and by the log standard deviation of q, each {mean, variance}.",
     "finite x; 2 to 1e8 samples of each; whole seed up to 1e9", "Mohamed et al. 2020",
     "\\widehat{\\mathrm{Var}}[\\hat g(#3)]", false, false},
    {"stochastic_vi(" MODEL ", x, normal(mu, s), options)", "", stochastic_vi,
     "The ELBO climbed by Adam along sampled reparameterised gradients, from q = N(mu, s). Options {steps, samples, "
     "rate, seed}. Gives last, the final q as a normal_sd, its elbo in nats, and trace, lists {step, mean, sd, elbo}.",
     "finite x; 1 to 1,000,000 steps; 1 to 4,096 samples a step; steps x samples <= 1e8; rate > 0; whole seed up to "
     "1e9",
     "Kingma & Welling 2014; Kingma & Ba 2015", "q_{\\mathrm{SVI}}", false, false},
    {"elbo_surface(" MODEL ", x, means, variances)", "", elbo_surface,
     "The ELBO of N(mean, variance) for lists of both, a row for each variance, in nats.",
     "finite x; 1 to 2,048 finite means; 1 to 2,048 variances > 0; at most 16,384 cells",
     "derivation: a function of the mean plus one of the variance", "\\mathrm{ELBO}(\\mu,\\sigma^2)", false, false},
};

}  // namespace

std::span<const FunctionRow> monte_carlo_functions() { return rows; }

}  // namespace vi::lesson
