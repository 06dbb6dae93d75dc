#include "core/gridworld.h"

#include <array>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"

namespace vi::core {
namespace {

constexpr std::array<int, 4> row_step{-1, 0, 1, 0}, column_step{0, 1, 0, -1};

// Adds the share to the outcome of the action that leads to `next`, if there is one already.
void add_outcome(Mdp& mdp, int next, double probability) {
  if (probability == 0) return;
  for (std::size_t o = std::size_t(mdp.outcomes.back()); o < mdp.next.size(); ++o) {
    if (mdp.next[o] != next) continue;
    mdp.probability[o] += probability;
    return;
  }
  mdp.next.push_back(next);
  mdp.probability.push_back(probability);
}

void end_action(Mdp& mdp, double reward) {
  mdp.outcomes.push_back(static_cast<int>(mdp.next.size()));
  mdp.reward.push_back(reward);
}

}  // namespace

void check(const Gridworld& world) {
  require_size("gridworld", "rows", world.rows, 1, longest_side);
  require_size("gridworld", "columns", world.columns, 1, longest_side);
  require_same_size("gridworld", "cells", std::ptrdiff_t(world.cells.size()), world.size());
  require_finite("gridworld", "step", world.step);
  require_finite("gridworld", "goal", world.goal_reward);
  require_finite("gridworld", "pit", world.pit_reward);
  if (!(world.slip >= 0 && world.slip <= 0.5))
    fail(Code::domain, {"gridworld: slip must be between 0 and 1/2, got ", number_text(world.slip)});
}

Mdp to_mdp(const Gridworld& world) {
  check(world);
  require_size("gridworld", "the process", world.size(), 1, max_states);
  Mdp mdp;
  for (int cell = 0; cell < world.size(); ++cell) {
    const int row = cell / world.columns, column = cell % world.columns;
    const auto towards = [&](int direction) {
      const int r = row + row_step[direction % 4], c = column + column_step[direction % 4];
      return world.can_enter(r, c) ? r * world.columns + c : cell;
    };
    if (world.cells[cell] != Gridworld::free) {
      end_action(mdp, world.final_reward(cell));
    } else {
      for (int action = 0; action < 4; ++action) {
        add_outcome(mdp, towards(action), 1 - 2 * world.slip);
        add_outcome(mdp, towards(action + 1), world.slip);
        add_outcome(mdp, towards(action + 3), world.slip);
        end_action(mdp, world.step);
      }
    }
    mdp.choices.push_back(static_cast<int>(mdp.reward.size()));
  }
  return mdp;
}

}  // namespace vi::core
