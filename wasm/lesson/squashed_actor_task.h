// A squashed normal that climbs the reward of a bounded action, as a task and as a function.
#pragma once

#include "core/squashed_reward.h"
#include "lesson/task_record.h"

namespace vi::lesson {

// {policy, objective, kl_to_optimal, log_evidence}
Value to_record(const core::SquashedReward& problem, const core::BestSquashed& best);

Value squashed_actor(const Arguments& a);

}  // namespace vi::lesson
