// Processes, and numbers of their states, actions and outcomes, as values.
#pragma once

#include "core/gridworld.h"
#include "core/mdp.h"
#include "lesson/arguments.h"

namespace vi::lesson {

// {transitions: [s][a] -> [[next, probability], ...], rewards: [s][a], prior: [s][a]}; the prior may be left out. Or a
// gridworld.
core::Mdp as_mdp(const char* function, const Value& value);

// A number of steps, and a state of the process.
int as_horizon(const char* function, const Value& value);
int as_state(const char* function, const Value& value, const core::Mdp& mdp);

// The world that gridworld(...) made.
core::Gridworld as_gridworld(const Value& value);

// The process as such a record.
Value to_record(const core::Mdp& mdp);

// A number for each choice, from a list [s][a].
Eigen::VectorXd of_choices(const char* function, const char* what, const Value& value, const core::Mdp& mdp);

// Rows of them: from a list [t][s][a], or one row from a list [s][a].
Eigen::MatrixXd by_step(const char* function, const char* what, const Value& value, const core::Mdp& mdp);

// The numbers of all choices as a list [s][a].
Value by_state(const core::Mdp& mdp, const Eigen::VectorXd& of_choices);

// The same for each row: [t][s][a].
Value by_step_and_state(const core::Mdp& mdp, const Eigen::MatrixXd& rows);

// [[next, probability], …] for each action of a state, from the probabilities of each action's outcomes.
Value by_outcome(const core::Mdp& mdp, int state, const std::vector<Eigen::VectorXd>& dynamics);

// The same for every state, [s][a], from the probabilities of all outcomes.
Value by_outcome(const core::Mdp& mdp, const Eigen::VectorXd& dynamics);

// {v, q, policy, residual} of a fixed point of a backup, soft or hard.
template <class FixedPoint>
Value fixed_point(const core::Mdp& mdp, const FixedPoint& found) {
  return record_of({{"v", list_of(found.value)},
                    {"q", by_state(mdp, found.q)},
                    {"policy", by_state(mdp, found.policy)},
                    {"residual", found.residual}});
}

}  // namespace vi::lesson
