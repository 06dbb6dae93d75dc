#include "core/mdp.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"

namespace vi::core {
namespace {

void check_choice(const Mdp& mdp, std::size_t choice) {
  require_finite("mdp", "reward", mdp.reward[choice]);
  double sum = 0;
  for (int o = mdp.outcomes[choice]; o < mdp.outcomes[choice + 1]; ++o) {
    require_probability("mdp", "transition probability", mdp.probability[o]);
    require_state("mdp", mdp, mdp.next[o]);
    sum += mdp.probability[o];
  }
  if (mdp.outcomes[choice] < mdp.outcomes[choice + 1] && std::abs(sum - 1) > 1e-9)
    fail(Code::domain, {"mdp: the probabilities of a choice must sum to 1"}, {},
         "a choice without outcomes ends the episode");
}

void check_state(const Mdp& mdp, int state) {
  if (mdp.choices[state] == mdp.choices[state + 1]) fail(Code::domain, {"mdp: every state must have an action"});
  if (mdp.prior.empty()) return;
  double sum = 0;
  for (int c = mdp.choices[state]; c < mdp.choices[state + 1]; ++c) {
    require_nonnegative("mdp", "prior", mdp.prior[c]);
    sum += mdp.prior[c];
  }
  require_positive("mdp", "sum of a state's prior", sum);
}

}  // namespace

void check(const Mdp& mdp, int horizon) {
  require_size("mdp", "transitions", mdp.states(), 1, max_states);
  const auto choices = static_cast<std::ptrdiff_t>(mdp.outcomes.size()) - 1;
  require_same_size("mdp", "rewards", std::ptrdiff_t(mdp.reward.size()), choices);
  if (!mdp.prior.empty()) require_same_size("mdp", "prior", std::ptrdiff_t(mdp.prior.size()), choices);
  for (int s = 0; s < mdp.states(); ++s) check_state(mdp, s);
  for (std::size_t c = 0; c < mdp.reward.size(); ++c) check_choice(mdp, c);
  require_at_least("mdp", "horizon", horizon, 1);
  const double visits = double(mdp.next.size() + mdp.reward.size()) * horizon;
  if (horizon > max_horizon || visits > max_visits) {
    fail(Code::limit, {"mdp: horizon ", horizon, " is too far for a process of this size"}, {},
         "at most 1,000 steps, and 200,000 outcomes over all steps");
  }
}

void require_state(const char* who, const Mdp& mdp, int state) {
  if (state < 0 || state >= mdp.states()) {
    fail(Code::domain, {who, ": there is no state ", state, ", only 0 to ", mdp.states() - 1});
  }
}

Eigen::VectorXd part(const std::vector<double>& all, int first, int last) {
  Eigen::VectorXd result(last - first);
  for (int i = first; i < last; ++i) result(i - first) = all[i];
  return result;
}

Eigen::VectorXd values_after(const Mdp& mdp, int choice, const Eigen::VectorXd& value) {
  const int first = mdp.outcomes[choice];
  Eigen::VectorXd result(mdp.outcomes[choice + 1] - first);
  for (Eigen::Index i = 0; i < result.size(); ++i) result(i) = value(mdp.next[first + i]);
  return result;
}

double expected_after(const Mdp& mdp, int choice, const Eigen::VectorXd& value) {
  double sum = 0;
  for (int o = mdp.outcomes[choice]; o < mdp.outcomes[choice + 1]; ++o) sum += mdp.probability[o] * value(mdp.next[o]);
  return sum;
}

Mdp with_prior(Mdp mdp) {
  if (mdp.prior.empty()) mdp.prior.assign(mdp.reward.size(), 1);
  return mdp;
}

}  // namespace vi::core
