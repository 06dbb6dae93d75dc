// What `vi functions` says: a reply has no field that its function's help does not name.
#include <cctype>

#include "lesson/functions.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

#define MODEL "linear_gaussian(normal(0, 1), 1, 0, 1), 1"
#define Q ", normal(0, 1/2)"
#define MVN "mvn([0, 0], [[2, 1], [1, 2]])"
#define STATE_SPACE "{F: 1, b: 0, Q: 1, H: 1, c: 0, R: 1, m0: 0, P0: 1}, [1, 2]"
#define BANDIT "[1, 1], [0, 1]"
#define PHI "corridor(2), [[0, 0, 1], [1, 0, 0]]"
#define DATA ", [[1, 2, 0], [2, 3, 1], [0, 1, 5]]"
#define VAE "initial_vae(1, 3, 1)" DATA

constexpr const char* records[] = {
    "process({transitions: [[[[0, 1]], []]], rewards: [[1, 0]], prior: [[1, 1]]})",
    "soft_value_iteration(gridworld([[0, 2]], {step: 0}), 1, 1/2)",
    "soft_value_iteration(gridworld([[0, 2]], {step: 0}), 1, 1/2, 1/10)",
    "soft_value_iteration(corridor(2), 1, 1/2)",
    "soft_backward(corridor(2), 1, 1, 2)",
    "trajectory_posterior(corridor(2), 1, 2, 0)",
    "structured_posterior(corridor(2), 1, 2, 0)",
    "posterior_marginals(corridor(2), 1, 2, 0)",
    "structured_marginals(corridor(2), 1, 2, 0)",
    "discounted_evidence(corridor(2), 1, 1/4, 0)",
    "value_iteration(corridor(2), 1/2)",
    "policy_evaluation(corridor(2), [[1, 1, 1], [1, 1, 1]], 1/2, 0)",
    "policy_evaluation(corridor(2), [[1, 1, 1], [1, 1, 1]], 1/2, 0, 3)",
    "soft_policy_evaluation(corridor(2), [[1, 1, 1], [1, 1, 1]], 1, 1/2, 0)",
    "soft_policy_gradient(corridor(2), 1, 1/2, 0, {method: adam(1), steps: 2})",
    "soft_policy_iteration(corridor(2), 1, 1/2, {rounds: 2})",
    "maxent_irl(" PHI ", 1, 2, 0, [[0, 1], [2, 2]])",
    "maxent_irl(" PHI ", 1, 2, 0)",
    "causal_entropy_irl(" PHI ", 1, 2, 0)",
    "fit_maxent_irl(" PHI ", 2, 0, [[0, 1], [2, 2]])",
    "fit_maxent_irl(" PHI ", 2, 0, [[0, 1], [2, 2]], 1)",
    "match_features(" PHI ", 2, 0, 1/2)",
    "fit_causal_entropy_irl(" PHI ", 2, 0, 1/2)",
    "fit_causal_entropy_irl(" PHI ", 2, 0, 1/2, 1)",
    "tilt(" BANDIT ", 1)",
    "tilt([0, 1], 1)",
    "tilt_rounds(" BANDIT ", 1, 2)",
    "tilt_sweep(" BANDIT ", [1, 0], [1, 2])",
    "calibration(" BANDIT ", [1, 0])",
    "kl_penalty([1, 2], [1, 1], 1)",
    "behavioural_cloning(" BANDIT ", 1)",
    "one_step_elbo([1, 2], " BANDIT ", 1)",
    "one_step_elbo([1, 2], [0, 1], 1)",
    "kl_objective([0, 1], " BANDIT ", 1)",
    "ppo_clip([0, 1], [0, 0], [1, -1], 1/5)",
    "best_of_n(" BANDIT ", 4)",
    "policy_gradient(" BANDIT ", 1, {method: adam(1), steps: 2})",
    "ppo(" BANDIT
    ", {penalty: kl_to_reference(1), epsilon: 1/5, rounds: 2, epochs: 2, method: adam(1/10), samples: 4})",
    "squashed_actor([0, 1], 1, squashed(normal(0, 1)), {method: adam(1/10), steps: 2})",
    "best_squashed([0, 1], 1)",
    "initial_vae(1, 3, 1)",
    "best_encoder(initial_vae(1, 3, 1).decoder)",
    "vae_elbo(" VAE ")",
    "vae_averages(" VAE ")",
    "vae_gradient(" VAE ")",
    "vae_gradient(" VAE ", closed_form_kl(2), 1)",
    "ppca([[1, 2, 0], [2, 3, 1], [0, 1, 5]], 1)",
    "ppca([[1, 2, 0], [2, 3, 1], [0, 1, 5]], 1, 2)",
    "train_vae(" VAE ", {method: adam(1/10), steps: 2})",
    "kalman(" STATE_SPACE ")",
    "sequential_elbo(" STATE_SPACE ", [0, 0], [1, 1])",
    "best_factorised(" STATE_SPACE ")",
    "best_factorised_over_time(" STATE_SPACE ")",
    "filtering_chain(" STATE_SPACE ")",
    "smoothing_chain(" STATE_SPACE ")",
    "sample_state_space({F: 1, b: 0, Q: 1, H: 1, c: 0, R: 1, m0: 0, P0: 1}, 2, 1)",
    "learn_process_noise(" STATE_SPACE ", 1/10, 1)",
    "learn_transition(" STATE_SPACE ", -1, 1)",
    "gradient_estimator_moments(" MODEL Q ")",
    "cosine_gradient_moments(1, normal_sd(0, 1))",
    "kl_estimator_moments(categorical([1, 2]), categorical([1, 1]))",
    "kl_estimator_moments(normal_sd(0, 1), normal_sd(1, 1))",
    "kl_estimator_moments(normal(0, 1), normal(1, 1))",
    "gradient_estimator_draws(" MODEL Q ", 2, 1)",
    "value_estimator_draws(" MODEL Q ", 2, 1)",
    "cosine_gradient_draws(1, normal_sd(0, 1), 2, 1)",
    "kl_estimator_draws(categorical([1, 2]), categorical([1, 1]), 2, 1)",
    "kl_estimator_draws(normal(0, 1), normal(1, 1), 2, 1)",
    "importance_weighted_bound(" MODEL Q ", 2, 2, 1)",
    "elbo_monte_carlo(" MODEL Q ", 2, 1)",
    "gradient_variance_experiment(" MODEL Q ", 2, 1)",
    "stochastic_vi(" MODEL Q ", {steps: 2, samples: 2, rate: 1/10, seed: 1})",
    "kl_monte_carlo(normal(0, 1), normal(1, 1), 2, 1)",
    "climb_elbo(" MODEL Q ", {method: adam(1/10), steps: 2})",
    "optimizer_update(gradient_ascent(1), [1])",
    "optimizer_update(adam(1), [1], {step: 0, first: [0], second: [0]})",
    "optimizer_update(natural_gradient(1/4), {mean: 1, log_sd: 1}, normal(0, 1))",
    "fisher_information(normal(0, 1))",
    "reverse_kl_fold(1)",
    "reverse_kl_swap(1)",
    "fit_reverse_kl(mixture([1, 1], [normal(-1, 1), normal(1, 1)]))",
    "elbo_gradient(" MODEL Q ")",
    "elbo_gradient(linear_gaussian(" MVN ", [[1, 0]], [0], [[1]]), [1], " MVN ")",
    "mean_field(linear_gaussian(" MVN ", [[1, 0]], [0], [[1]]), [1])",
    "mean_field(" MVN ")",
    "coordinate_ascent(" MVN ", [1, 1], 2)",
};

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool names(std::string_view help, std::string_view word) {
  for (auto at = help.find(word); at != help.npos; at = help.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(help[at - 1])) && (end == help.size() || !is_letter(help[end]))) return true;
  }
  return false;
}

// The fields of a record, of the records in it, and of the first of a list of records.
void check_fields(std::string_view help, const Value& value) {
  if (const auto* list = value.list(); list != nullptr && !list->empty()) check_fields(help, list->front());
  if (value.record() == nullptr) return;
  for (const auto& field : *value.record()) {
    INFO(field.key);
    CHECK(names(help, field.key));
    check_fields(help, field.value);
  }
}

}  // namespace

TEST_CASE("functions: the help of one that gives a record names its fields") {
  for (const char* text : records) {
    INFO(text);
    const NodePtr call = parse(text);
    std::vector<Value> arguments;
    LocalScope nothing;
    Evaluation evaluation;
    for (const auto& child : call->children) arguments.push_back(evaluate(*child, nothing, evaluation));
    const Function& function = resolve(call->text, keep(arguments));
    check_fields(function.help.text, value_of(text));
  }
}
