// Processes that the tests of soft control share.
#pragma once

#include "core/mdp.h"

namespace vi::test {

/// One state after another, each with `actions` choices: outcomes are given as {next, probability, …} per choice.
inline core::Mdp process(int actions, const std::vector<std::vector<double>>& outcomes, std::vector<double> reward) {
  core::Mdp mdp;
  for (const auto& choice : outcomes) {
    for (std::size_t i = 0; i < choice.size(); i += 2) {
      mdp.next.push_back(static_cast<int>(choice[i]));
      mdp.probability.push_back(choice[i + 1]);
    }
    mdp.outcomes.push_back(static_cast<int>(mdp.next.size()));
    if ((mdp.outcomes.size() - 1) % static_cast<std::size_t>(actions) == 0)
      mdp.choices.push_back(static_cast<int>(mdp.outcomes.size()) - 1);
  }
  mdp.reward = std::move(reward);
  return mdp;
}

/// Left, stay, right on five states in a row; the last one pays.
inline core::Mdp corridor() {
  return process(3, {{0, 1}, {0, 1}, {1, 1}, {0, 1}, {1, 1}, {2, 1}, {1, 1}, {2, 1}, {3, 1},
                     {2, 1}, {3, 1}, {4, 1}, {3, 1}, {4, 1}, {4, 1}},
                 {-0.5625, -0.5, -0.5625, -0.1875, -0.125, -0.1875, -0.1875, -0.125, -0.1875, -0.1875, -0.125, -0.1875,
                  0.9375, 1, 0.9375});
}

/// Two actions, two states, chance in both.
inline core::Mdp weather() {
  return process(2, {{0, 0.75, 1, 0.25}, {0, 0.25, 1, 0.75}, {0, 0.5, 1, 0.5}, {1, 1}}, {-0.5, 0.25, 1, -1});
}

/// A safe 1/4, or a ticket: 4 with probability 1/8, -1 otherwise. Two steps; then the episode ends.
inline core::Mdp lottery() {
  return process(2, {{1, 1}, {2, 0.125, 3, 0.875}, {}, {}, {}, {}, {}, {}}, {0, 0, 0.25, 0.25, 4, 4, -1, -1});
}

}  // namespace vi::test
