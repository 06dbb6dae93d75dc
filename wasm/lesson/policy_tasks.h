// One step of control climbed by a softmax policy, as tasks and as functions.
#pragma once

#include "core/policy_climb.h"
#include "lesson/task_record.h"

namespace vi::lesson {

// {theta, policy, objective, kl_to_optimal, optimal_policy, optimal_objective}
Value one_step_result(const core::OneStepProblem& problem, const Eigen::VectorXd& theta);

// {objective: […], expected_reward: […], kl_to_prior: […], kl_to_optimal: […], policy: [t][a]}
std::vector<RecordField> lists_of(const core::PolicyTrace& trace);

// {prior, reward}, with that beta.
core::OneStepProblem problem_in(const TaskRecord& record, double beta);

// {theta}, or the prior's logits.
Eigen::VectorXd logits_in(const TaskRecord& record, const core::OneStepProblem& problem);

Value policy_gradient(const Arguments& a);
Value ppo(const Arguments& a);

}  // namespace vi::lesson
