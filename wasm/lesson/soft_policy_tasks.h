// Soft policies of a process, as tasks and as functions.
#pragma once

#include "core/soft_policy.h"
#include "lesson/task_record.h"

namespace vi::lesson {

// The best soft policy as it stands beside another: [s][a].
Value optimal_policy(const core::Mdp& mdp, const core::SoftOptimum& optimum);

Value soft_policy_gradient(const Arguments& a);
Value soft_policy_iteration(const Arguments& a);

}  // namespace vi::lesson
