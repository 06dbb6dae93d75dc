#pragma once

#include "core/mdp.h"

namespace vi::core {

/// `length` right actions in a row open the lock; a wrong one leads back to the start. Action 0 is wrong, action 1
/// right; opening pays 1 and ends the episode. Under the uniform prior it takes 2^(length + 1) - 2 steps.
/// 1 <= length <= 1,000. O'Donoghue, Osband & Ionescu 2020.
Mdp combination_lock(int length);

/// `length` states in a row with the actions left, stay, right; left of the first is a wall, right of the last one the
/// exit, which pays 1. Under the uniform prior it takes 3 length (length + 1)/2 steps. 1 <= length <= 1,000.
Mdp corridor(int length);

}  // namespace vi::core
