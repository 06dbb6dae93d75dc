#include "core/mdp.h"

#include <cmath>
#include <string>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

std::string at(int state) { return join({"mdp: state ", state}); }

std::string at(const Mdp& mdp, int state, int choice) {
  return join({at(state), ", action ", choice - mdp.choices[state]});
}

// A test first, and the place in words only for a refusal.
void check_choice(const Mdp& mdp, int state, int choice) {
  const auto place = [&] { return at(mdp, state, choice); };
  if (!std::isfinite(mdp.reward[choice])) require_finite(place().c_str(), "reward", mdp.reward[choice]);
  double sum = 0;
  for (int o = mdp.outcomes[choice]; o < mdp.outcomes[choice + 1]; ++o) {
    const double p = mdp.probability[o];
    if (!(p >= 0 && p <= 1)) require_probability(place().c_str(), "transition probability", p);
    if (mdp.next[o] < 0 || mdp.next[o] >= mdp.states()) require_state(place().c_str(), mdp, mdp.next[o]);
    sum += p;
  }
  if (mdp.outcomes[choice] < mdp.outcomes[choice + 1] && std::abs(sum - 1) > 1e-9)
    fail(Code::domain, {place(), ": the probabilities must sum to 1, got ", number_text(sum)}, {},
         "an action without outcomes ends the episode");
}

void check_state(const Mdp& mdp, int state) {
  const int first = mdp.choices[state], last = mdp.choices[state + 1];
  if (first == last) fail(Code::domain, {at(state), ": every state must have an action"});
  if (mdp.prior.empty()) return;
  double sum = 0;
  for (int c = first; c < last; ++c) {
    if (!(mdp.prior[c] >= 0 && std::isfinite(mdp.prior[c])))
      require_nonnegative(at(mdp, state, c).c_str(), "prior", mdp.prior[c]);
    sum += mdp.prior[c];
  }
  if (!(sum > 0)) fail(Code::domain, {at(state), ": the prior excludes every action, its weights are all 0"});
  if (!std::isfinite(sum)) require_finite(at(state).c_str(), "the sum of the prior", sum);
}

}  // namespace

void check(const Mdp& mdp, int horizon) {
  require_size("mdp", "transitions", mdp.states(), 1, max_states);
  const auto choices = static_cast<std::ptrdiff_t>(mdp.outcomes.size()) - 1;
  require_same_size("mdp", "rewards", std::ptrdiff_t(mdp.reward.size()), choices);
  if (!mdp.prior.empty()) require_same_size("mdp", "prior", std::ptrdiff_t(mdp.prior.size()), choices);
  for (int s = 0; s < mdp.states(); ++s) {
    check_state(mdp, s);
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) check_choice(mdp, s, c);
  }
  require_at_least("mdp", "H", horizon, 1);
  const double visits = double(mdp.next.size() + mdp.reward.size()) * horizon;
  if (horizon > max_horizon || visits > max_visits) {
    fail(Code::limit, {"mdp: H = ", horizon, " is too far for a process of this size"}, {},
         "at most 1,000 steps, and 200,000 outcomes over all steps");
  }
}

void require_state(const char* who, const Mdp& mdp, int state) {
  if (state < 0 || state >= mdp.states()) {
    fail(Code::domain, {who, ": there is no state ", state, ", only 0 to ", mdp.states() - 1});
  }
}

void require_discount(const char* who, double gamma) {
  require_probability(who, "gamma", gamma);
  if (gamma == 1) fail(Code::domain, {who, ": gamma must be < 1, got 1"});
}

void require_finite_q(int state, const Eigen::VectorXd& q) {
  if (!q.allFinite()) require_finite_entries(at(state).c_str(), "Q", q);
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

Mdp checked_with_prior(const char* who, const Mdp& mdp, double alpha, int horizon, int s0) {
  check(mdp, horizon);
  require_positive(who, "alpha", alpha);
  require_state(who, mdp, s0);
  return with_prior(mdp);
}

}  // namespace vi::core
