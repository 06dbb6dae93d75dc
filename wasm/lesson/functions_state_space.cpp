#include "core/sequential_elbo.h"
#include "core/state_space_learning.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

using Eigen::MatrixXd;

core::StateSpace as_state_space(const char* function, const Value& value) {
  const auto entries = [&](const char* name) {
    return as_entries(function, name,
                      required_field(function, "model", value, name, "write {F, b, Q, H, c, R, m0, P0}"));
  };
  const core::StateSpace model{entries("F"), entries("b"), entries("Q"),  entries("H"),
                               entries("c"), entries("R"), entries("m0"), entries("P0")};
  require_only(function, "model", value, {"F", "b", "Q", "H", "c", "R", "m0", "P0"});
  return model;
}

// A covariance for each step: a matrix, or the variances on its diagonal.
std::vector<MatrixXd> as_covariances(const char* function, const char* what, const Value& value) {
  if (value.list() == nullptr) return {as_entries(function, what, value)};
  std::vector<MatrixXd> all;
  for (const Value& step : *value.list()) {
    const MatrixXd entries = as_entries(function, what, step);
    const List* list = step.list();
    const bool diagonal = list != nullptr && !list->empty() && list->front().list() == nullptr;
    all.push_back(diagonal ? MatrixXd(Eigen::VectorXd(entries).asDiagonal()) : entries);
  }
  return all;
}

// [t][i][j]; of a state with one dimension [t][0], like its mean.
Value list_of(const std::vector<MatrixXd>& covariances) {
  std::vector<Value> list;
  for (const MatrixXd& matrix : covariances)
    list.push_back(matrix.size() == 1 ? make_list({matrix(0, 0)}) : lesson::list_of(matrix));
  return make_list(list);
}

Value to_record(const core::SequentialElbo& result) {
  return record_of({{"elbo", result.elbo},
                    {"gap", result.gap},
                    {"reconstruction", lesson::list_of(result.reconstruction)},
                    {"expected_kl", lesson::list_of(result.expected_kl)},
                    {"mean", lesson::list_of(result.mean)},
                    {"covariance", list_of(result.covariance)}});
}

Value kalman(const Arguments& a) {
  const auto result = core::kalman(as_state_space("kalman", a[0]), as_entries("kalman", "y", a[1]));
  return record_of({{"log_likelihood", result.log_likelihood},
                    {"increments", lesson::list_of(result.increments)},
                    {"filter_mean", lesson::list_of(result.filter_mean)},
                    {"filter_covariance", list_of(result.filter_covariance)},
                    {"smooth_mean", lesson::list_of(result.smooth_mean)},
                    {"smooth_covariance", list_of(result.smooth_covariance)}});
}

Value sequential_elbo(const Arguments& a) {
  constexpr const char* who = "sequential_elbo";
  return to_record(core::sequential_elbo(as_state_space(who, a[0]), as_entries(who, "y", a[1]),
                                         as_entries(who, "q_mean", a[2]), as_covariances(who, "q_var", a[3])));
}

Value best_factorised(const Arguments& a) {
  constexpr const char* who = "best_factorised";
  return to_record(core::best_factorised(as_state_space(who, a[0]), as_entries(who, "y", a[1]),
                                         core::Factors::over_time_and_coordinates));
}

Value best_factorised_over_time(const Arguments& a) {
  constexpr const char* who = "best_factorised_over_time";
  return to_record(
      core::best_factorised(as_state_space(who, a[0]), as_entries(who, "y", a[1]), core::Factors::over_time));
}

Value filtering_chain(const Arguments& a) {
  constexpr const char* who = "filtering_chain";
  return to_record(core::filtering_chain(as_state_space(who, a[0]), as_entries(who, "y", a[1])));
}

Value smoothing_chain(const Arguments& a) {
  constexpr const char* who = "smoothing_chain";
  return to_record(core::smoothing_chain(as_state_space(who, a[0]), as_entries(who, "y", a[1])));
}

Value sample_state_space(const Arguments& a) {
  constexpr const char* who = "sample_state_space";
  const auto path = core::sample(as_state_space(who, a[0]), as_count(who, "steps", a[1], 1, core::max_time_steps),
                                 as_seed(who, a[2]));
  return record_of({{"z", lesson::list_of(path.z)}, {"y", lesson::list_of(path.y)}});
}

Value to_record(const core::LearnedValue& at) {
  return record_of({{"value", at.value}, {"log_evidence", at.log_evidence}, {"elbo", at.elbo}});
}

Value learned(const char* who, core::Learned what, const Arguments& a) {
  const auto [by_evidence, by_elbo] = core::learn(as_state_space(who, a[0]), as_entries(who, "y", a[1]), what,
                                                  real(who, "low", a[2]), real(who, "high", a[3]));
  return record_of({{"by_evidence", to_record(by_evidence)},
                    {"by_elbo", to_record(by_elbo)},
                    {"bias", by_elbo.value - by_evidence.value}});
}

Value learn_process_noise(const Arguments& a) {
  return learned("learn_process_noise", core::Learned::process_noise, a);
}
Value learn_transition(const Arguments& a) { return learned("learn_transition", core::Learned::transition, a); }

#define MODEL                                                                                                 \
  "model a record {F, b, Q, H, c, R, m0, P0} of matrices and vectors, or numbers in one dimension; Q, R, P0 " \
  "positive definite; at most 16 dimensions of state and of observation"
#define STEPS "; y[t] for 1 to 1,000 steps, 200,000 for steps x (dimensions of state and observation together)^3"

constexpr const char* model_domain = MODEL STEPS;

constexpr FunctionRow rows[] = {
    {"kalman(model, y)", "", kalman,
     "Kalman filter and Rauch-Tung-Striebel smoother of z_1 ~ N(m0, P0), z_t = F z_(t-1) + b + N(0, Q), y_t = H z_t + "
     "c + N(0, R): {log_likelihood, increments, filter_mean, filter_covariance, smooth_mean, smooth_covariance}. "
     "log_likelihood is the log evidence log p(y) and increments log p(y_t | earlier), in nats; means [t][i], "
     "covariances [t][i][j], in one dimension variances [t][0].",
     model_domain, "Kalman 1960; Rauch, Tung & Striebel 1965", "p(z\\mid #2)"},
    {"sequential_elbo(model, y, q_mean, q_var)", "", sequential_elbo,
     "A q that is a product over the steps of N(q_mean[t], q_var[t]), variances or a covariance: {elbo, gap, "
     "reconstruction, expected_kl, mean, covariance}. elbo is the sum of reconstruction[t] - expected_kl[t] and gap "
     "the KL to the posterior, in nats; elbo + gap is kalman's log_likelihood.",
     MODEL STEPS "; q_mean[t] and q_var[t] for each step, variances > 0", "derivation: chain rule of the KL divergence",
     "\\mathrm{ELBO}(q)"},
    {"best_factorised(model, y)", "", best_factorised,
     "The product over steps and coordinates with the least gap: {elbo, gap, reconstruction[t], expected_kl[t] (nats), "
     "mean[t][i], covariance[t][i][j]}, in one dimension variances [t][0].",
     model_domain, "Bishop 2006, 10.1.2", "q_\\star(z)"},
    {"best_factorised_over_time(model, y)", "", best_factorised_over_time,
     "The product over steps alone with the least gap: {elbo, gap, reconstruction[t], expected_kl[t] (nats), "
     "mean[t][i], covariance[t][i][j]}, in one dimension variances [t][0].",
     model_domain, "Bishop 2006, 10.1.2", "q_\\star(z)"},
    {"filtering_chain(model, y)", "", filtering_chain,
     "The chain of p(z_t | z_(t-1), y_t), which does not see the future: {elbo, gap, reconstruction[t], expected_kl[t] "
     "(nats), mean[t][i], covariance[t][i][j]}, mean and covariance of its marginals, in one dimension variances "
     "[t][0].",
     model_domain, "Bayer et al. 2021", "\\textstyle\\prod_t p(z_t\\mid z_{t-1},y_t)"},
    {"smoothing_chain(model, y)", "", smoothing_chain,
     "The chain of p(z_t | z_(t-1), y_t, y_(t+1), ...), the posterior itself: {elbo, gap, reconstruction[t], "
     "expected_kl[t] (nats), mean[t][i], covariance[t][i][j]}, gap 0, in one dimension variances [t][0].",
     model_domain, "Bayer et al. 2021", "p(z\\mid #2)"},
    {"sample_state_space(model, steps, seed)", "", sample_state_space,
     "A path {z[t][i], y[t][i]} of the model, as many rows as steps; the same seed gives the same path.",
     MODEL "; 1 to 1,000 steps; whole seed up to 1e9", "Ancestral sampling; Box & Muller 1958", "z,y\\sim p"},
    {"learn_process_noise(model, y, low, high)", "", learn_process_noise,
     "The process noise variance Q in [low, high] with the greatest log evidence, and that with the greatest ELBO of "
     "the best q factorised over time: {by_evidence, by_elbo} of {value, log_evidence, elbo} (nats), and bias, the "
     "second value less the first.",
     "model and y as of kalman, a state of one dimension, two steps or more; 0 < low < high", "Turner & Sahani 2011",
     "\\hat Q", false, false},
    {"learn_transition(model, y, low, high)", "", learn_transition,
     "The slope F in [low, high] with the greatest log evidence, and that with the greatest ELBO of the best q "
     "factorised over time: {by_evidence, by_elbo} of {value, log_evidence, elbo} (nats), and bias, the second value "
     "less the first.",
     "model and y as of kalman, a state of one dimension, two steps or more; low < high", "Turner & Sahani 2011",
     "\\hat F", false, false},
};

}  // namespace

std::span<const FunctionRow> state_space_functions() { return rows; }

}  // namespace vi::lesson
