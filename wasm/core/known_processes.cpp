#include "core/known_processes.h"

#include "core/check.h"

namespace vi::core {
namespace {

// `next` == length: out, for a reward of 1.
void add_move(Mdp& mdp, int next, int length) {
  if (next < length) {
    mdp.next.push_back(next);
    mdp.probability.push_back(1);
  }
  mdp.outcomes.push_back(static_cast<int>(mdp.next.size()));
  mdp.reward.push_back(next < length ? 0 : 1);
}

void end_state(Mdp& mdp) { mdp.choices.push_back(static_cast<int>(mdp.reward.size())); }

}  // namespace

Mdp combination_lock(int length) {
  require_count("combination_lock", "length", length, 1, max_states);
  Mdp mdp;
  for (int s = 0; s < length; ++s) {
    add_move(mdp, 0, length);
    add_move(mdp, s + 1, length);
    end_state(mdp);
  }
  return mdp;
}

Mdp corridor(int length) {
  require_count("corridor", "length", length, 1, max_states);
  Mdp mdp;
  for (int s = 0; s < length; ++s) {
    for (const int next : {s == 0 ? 0 : s - 1, s, s + 1}) add_move(mdp, next, length);
    end_state(mdp);
  }
  return mdp;
}

}  // namespace vi::core
