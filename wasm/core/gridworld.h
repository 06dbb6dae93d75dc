#pragma once

#include <vector>

#include "core/mdp.h"

namespace vi::core {

/// A rectangle of cells with the actions up, right, down, left. A move goes where it was meant to with probability
/// 1 - 2 slip and to either side of that with probability slip; into a wall or over the border it stays. Each action in
/// a free cell pays `step`; a goal or a pit pays once and ends the episode. State s is row s / columns, column
/// s % columns; walls are states that nobody enters. Actions as in Sutton & Barto 2018, example 3.5; slips as in
/// Russell & Norvig's 4 x 3 world (slip 0.1).
struct Gridworld {
  enum Cell : signed char { free, wall, goal, pit };

  int rows;
  int columns;
  std::vector<Cell> cells;  // row by row
  double step;
  double goal_reward;
  double pit_reward;
  double slip;

  int size() const { return rows * columns; }
  bool can_enter(int row, int column) const {
    return row >= 0 && row < rows && column >= 0 && column < columns && cells[row * columns + column] != wall;
  }
  /// What ending in a goal or a pit pays; 0 elsewhere.
  double final_reward(int cell) const {
    return cells[cell] == goal ? goal_reward : cells[cell] == pit ? pit_reward : 0;
  }
};

inline constexpr int longest_side = 256;

/// Error(domain) unless both sides are 1 to 256, there is a cell for each place, rewards are finite, 0 <= slip <= 1/2.
void check(const Gridworld& world);

/// The same as any other process; Error(domain) for more than max_states cells. Goals, pits and walls have one action.
Mdp to_mdp(const Gridworld& world);

}  // namespace vi::core
