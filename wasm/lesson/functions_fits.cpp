#include "core/check.h"
#include "core/reverse_kl_bifurcations.h"
#include "lesson/arguments.h"
#include "lesson/climb.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

// What is told to climb_elbo. A method has its rate, an estimator its samples a step.
Value method(const char* name, const Arguments& a) {
  core::require_positive(name, "rate", real(name, "rate", a[0]));
  return make_object(name, a);
}
Value gradient_ascent(const Arguments& a) { return method("gradient_ascent", a); }
Value natural_gradient(const Arguments& a) { return method("natural_gradient", a); }
Value adam(const Arguments& a) { return method("adam", a); }

Value estimator(const char* name, const Arguments& a) {
  as_count(name, "samples", a[0], 1, core::max_climb_samples);
  return make_object(name, a);
}
Value reparameterised(const Arguments& a) { return estimator("reparameterised", a); }
Value closed_form_kl(const Arguments& a) { return estimator("closed_form_kl", a); }
Value sticking_the_landing(const Arguments& a) { return estimator("sticking_the_landing", a); }
Value score(const Arguments& a) { return estimator("score", a); }
Value score_with_baseline(const Arguments& a) { return estimator("score_with_baseline", a); }

constexpr const char* update_name = "optimizer_update";

double rate_of(const Value& method) { return argument_of(method, 0).number()->value; }

Value gradient_ascent_update(const Arguments& a) {
  return record_of(
      {{"update", list_of(core::gradient_ascent_update(as_vector(update_name, "gradient", a[1]), rate_of(a[0])))}});
}

Value adam_update(const Arguments& a) {
  const auto part = [&](const char* name) -> const Value& {
    return required_field(update_name, "state", a[2], name, "write {step, first, second}, all 0 at first");
  };
  const core::AdamState state{as_count(update_name, "step", part("step")),
                              as_vector(update_name, "first", part("first")),
                              as_vector(update_name, "second", part("second"))};
  require_only(update_name, "state", a[2], {"step", "first", "second"});
  const auto next = core::adam_update(as_vector(update_name, "gradient", a[1]), state, rate_of(a[0]));
  return record_of({{"update", list_of(next.update)},
                    {"state", record_of({{"step", static_cast<double>(next.state.step)},
                                         {"first", list_of(next.state.first)},
                                         {"second", list_of(next.state.second)}})}});
}

Value natural_gradient_update(const Arguments& a) {
  const auto part = [&](const char* name) {
    return real(update_name, name, required_field(update_name, "gradient", a[1], name, "write {mean, log_sd}"));
  };
  const auto next = core::natural_gradient_update({part("mean"), part("log_sd")}, as_normal(a[2]), rate_of(a[0]));
  return record_of(
      {{"update", record_of({{"mean", next.mean}, {"variance", next.variance}})}, {"state", to_value(next.q)}});
}

Value fisher_information(const Arguments& a) {
  const auto fisher = core::fisher_information(as_normal(a[0]));
  return record_of({{"mean", fisher.mean}, {"log_sd", fisher.log_sd}});
}

Value climb_elbo(const Arguments& a) {
  const core::Climb start = climb_of(a[0], a[1], a[2], a[3]);
  core::require_count("climb_elbo", "steps", start.steps, 1, core::max_slice_steps);
  const auto [end, trace] = core::climb_elbo(start, start.steps);
  core::ClimbTrace whole;
  core::add(whole, start);
  core::append(whole, trace);
  std::vector<RecordField> fields = fields_of(whole);
  fields.push_back({"q", to_value(end.q)});
  return make_record(fields);
}

Value to_record(const core::Bifurcation& at) {
  return record_of({{"m", at.m}, {"q", make_object("normal_sd", {at.q.mean, at.q.sd})}, {"kl", at.kl}});
}
Value reverse_kl_fold(const Arguments& a) {
  return to_record(core::reverse_kl_fold(real("reverse_kl_fold", "sd", a[0])));
}
Value reverse_kl_swap(const Arguments& a) {
  return to_record(core::reverse_kl_swap(real("reverse_kl_swap", "sd", a[0])));
}

constexpr const char* rate_domain = "rate > 0";
constexpr const char* samples_domain = "1 to 1,000 samples a step";

constexpr FunctionRow rows[] = {
    {"gradient_ascent(rate)", "", gradient_ascent,
     "The method that moves the parameters by rate times the gradient; of a normal mean and log sd. For climb_elbo, "
     "policy_gradient, ppo, soft_policy_gradient and squashed_actor.",
     rate_domain, "Definition", "\\mathrm{GA}(#1)", true},
    {"natural_gradient(rate)", "", natural_gradient,
     "The method that moves by rate times the natural gradient: a normal's natural parameters by the gradient in its "
     "mean parameters, a softmax policy's logits by the advantages. For climb_elbo, policy_gradient, squashed_actor "
     "and, without draws, soft_policy_gradient.",
     rate_domain, "Amari 1998; Hoffman et al. 2013; Kakade 2001", "\\mathrm{NG}(#1)", true},
    {"adam(rate)", "", adam,
     "The method that scales each step by running means of the gradient and of its square. For climb_elbo, "
     "policy_gradient, ppo, soft_policy_gradient, squashed_actor and train_vae.",
     rate_domain, "Kingma & Ba 2015, algorithm 1", "\\mathrm{Adam}(#1)", true},
    {"reparameterised(samples)", "", reparameterised,
     "The gradient estimator by the path of log p(x, z), entropy in closed form. For climb_elbo and squashed_actor.",
     samples_domain, "Kingma & Welling 2014", "\\hat g_{#1}", true},
    {"closed_form_kl(samples)", "", closed_form_kl,
     "The gradient estimator by the path of log p(x | z), KL in closed form. For climb_elbo, train_vae and "
     "vae_gradient.",
     "1 to 1,000 samples a step, of a VAE 1 to 100 a row", "Kingma & Welling 2014", "\\hat g_{#1}", true},
    {"sticking_the_landing(samples)", "", sticking_the_landing,
     "The gradient estimator by the path of log p(x, z) - log q(z), without the score. For climb_elbo.", samples_domain,
     "Roeder, Wu & Duvenaud 2017", "\\hat g_{#1}", true},
    {"score(samples)", "", score,
     "The gradient estimator by the score function (REINFORCE). For climb_elbo, policy_gradient and "
     "soft_policy_gradient.",
     samples_domain, "Williams 1992", "\\hat g_{#1}", true},
    {"score_with_baseline(samples)", "", score_with_baseline,
     "The gradient estimator by the score function less its best constant baseline. For climb_elbo, policy_gradient "
     "and soft_policy_gradient.",
     samples_domain, "Mohamed et al. 2020", "\\hat g_{#1}", true},
    {"optimizer_update(gradient_ascent(rate), gradient)", "", gradient_ascent_update,
     "The update that is added to the parameters, {update}.", "a list of finite numbers", "Definition", "\\Delta(#2)"},
    {"optimizer_update(adam(rate), gradient, state)", "", adam_update,
     "{update, state}: the update that is added to the parameters, after a state {step, first, second}, which is all 0 "
     "at first.",
     "lists of one length; second >= 0, step a whole number", "Kingma & Ba 2015, algorithm 1", "\\Delta(#2)"},
    {"optimizer_update(natural_gradient(rate), gradient, normal(m, v))", "", natural_gradient_update,
     "{update, state} of a normal by the gradient {mean, log_sd}: update {mean, variance} is what is added, state the "
     "next normal.",
     "rate times the gradient in log sd below 1", "Hoffman et al. 2013", "\\Delta(#2)"},
    {"fisher_information(normal(m, v))", "{mean: 1/v, log_sd: 2}", fisher_information,
     "The diagonal of the Fisher information, {mean, log_sd}, by the mean and the log standard deviation; the rest is "
     "0.",
     "a normal", "Amari 1998", "F(#1)"},
    {"climb_elbo(linear_gaussian(normal(m, V), a, b, v), x, normal(mu, s), options)", "", climb_elbo,
     "The ELBO climbed from q = N(mu, s). Options {method, steps}, the method gradient_ascent, natural_gradient or "
     "adam; for sampled gradients {estimator, seed}, the estimator reparameterised, closed_form_kl, "
     "sticking_the_landing, score or score_with_baseline, such as score(16). Gives lists from the start on {elbo "
     "(nats), mean, variance}, and the last q. The task of this name takes {model, x, q} beside the options, and "
     "results in {q, elbo, gap}.",
     "finite x; 1 to 5,000 steps, as a task up to 1,000,000; 1 to 1,000 samples",
     "Jordan et al. 1999; Kingma & Welling 2014", "\\mathrm{ELBO}_t", false, false},
    {"reverse_kl_fold(sd)", "", reverse_kl_fold,
     "The saddle-node: the least m at which KL(q || p) to p = (N(-m, sd^2) + N(m, sd^2))/2 has minima off the centre, "
     "as {m, q, kl}: q by its standard deviation, kl in nats.",
     "sd > 0", "derivation: Newton's method and bisection on the determinant of the Hessian", "m_{\\mathrm{fold}}",
     false, false},
    {"reverse_kl_swap(sd)", "", reverse_kl_swap,
     "The Maxwell point: the m at which the global minimum of KL(q || p) to p = (N(-m, sd^2) + N(m, sd^2))/2 leaves "
     "the centre, as {m, q, kl}: q by its standard deviation, kl in nats.",
     "sd > 0", "derivation: Newton's method on the difference of the two minima", "m_{\\mathrm{swap}}", false, false},
};

}  // namespace

std::span<const FunctionRow> fit_functions() { return rows; }

}  // namespace vi::lesson
