#pragma once

#include <Eigen/Core>
#include <vector>

namespace vi::core {

/// A finite Markov decision process, flat. A choice is a pair of state and action; states may differ in how many
/// actions they have. A choice without outcomes ends the episode.
/// An action that is not legal in a state is left out, or has the prior's weight 0: either way the prior is over the
/// legal ones alone. (With a reward so low that exp(r/alpha) is 0 it stays in the prior instead and takes its share.)
struct Mdp {
  std::vector<int> choices{0};   // the choices of state s are choices[s] … choices[s + 1] - 1
  std::vector<int> outcomes{0};  // the outcomes of choice c are outcomes[c] … outcomes[c + 1] - 1
  std::vector<int> next;         // the state that an outcome leads to
  std::vector<double> probability;
  std::vector<double> reward;  // of a choice
  std::vector<double> prior;   // of a choice, weights within its state; empty: no prior

  int states() const { return static_cast<int>(choices.size()) - 1; }
};

/// Limits: what one request may build or visit.
inline constexpr int max_states = 1000;
inline constexpr int max_horizon = 1000;
inline constexpr int max_visits = 200'000;  // outcomes visited: outcomes × horizon

/// Error(domain) unless there are 1 to 1,000 states with one choice or more each, outcomes lead to states, their
/// probabilities are >= 0 and sum to 1 within 1e-9 (or there are none), rewards are finite, and each state's prior has
/// weights >= 0, not all 0; the message names state, action and value. Error(limit) if outcomes × horizon is above
/// 200,000. 1 <= horizon <= 1,000.
void check(const Mdp& mdp, int horizon);

/// Error(domain) unless 0 <= state < mdp.states().
void require_state(const char* who, const Mdp& mdp, int state);

/// Error(domain) unless 0 <= gamma < 1, as it must be without a horizon.
void require_discount(const char* who, double gamma);

/// Error(domain) naming state and action unless what the actions of a state are worth is finite.
void require_finite_q(int state, const Eigen::VectorXd& q);

/// The entries first … last - 1 of numbers that stand in a row.
Eigen::VectorXd part(const std::vector<double>& all, int first, int last);

/// The values of the states that choice c may lead to; their probabilities are
/// part(mdp.probability, mdp.outcomes[c], mdp.outcomes[c + 1]).
Eigen::VectorXd values_after(const Mdp& mdp, int choice, const Eigen::VectorXd& value);

/// Their expectation: 0 where the episode ends.
double expected_after(const Mdp& mdp, int choice, const Eigen::VectorXd& value);

/// The same process with the uniform prior over each state's actions where it has none.
Mdp with_prior(Mdp mdp);

/// That process, once all is checked that every question about success over H steps from s0 has in common: check(mdp,
/// H), alpha > 0 and require_state. `who` is the function asked.
Mdp checked_with_prior(const char* who, const Mdp& mdp, double alpha, int horizon, int s0);

}  // namespace vi::core
