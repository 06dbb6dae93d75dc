#include "core/gridworld.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// . free, # wall, G goal, X pit
Gridworld picture(const std::vector<std::string>& rows, double slip) {
  Gridworld world{static_cast<int>(rows.size()), static_cast<int>(rows[0].size()), {}, -0.0625, 1, -1, slip};
  for (const auto& row : rows) {
    for (const char cell : row)
      world.cells.push_back(cell == '.'   ? Gridworld::free
                            : cell == '#' ? Gridworld::wall
                            : cell == 'G' ? Gridworld::goal
                                          : Gridworld::pit);
  }
  return world;
}

double chance(const Mdp& mdp, int state, int action, int next) {
  const int choice = mdp.choices[state] + action;
  double sum = 0;
  for (int o = mdp.outcomes[choice]; o < mdp.outcomes[choice + 1]; ++o)
    if (mdp.next[o] == next) sum += mdp.probability[o];
  return sum;
}

}  // namespace

TEST_CASE("gridworld: a move goes where it should, or to a side of that") {
  const Mdp mdp = to_mdp(picture({"....", "....", "....", "...."}, 0.125));
  check(mdp, 1);
  CHECK(mdp.states() == 16);
  const double up_from_corner[] = {0.875, 0.125, 0}, right_from_corner[] = {0.125, 0.75, 0.125};
  const int reached[] = {0, 1, 4};
  for (int i = 0; i < 3; ++i) {
    CHECK(chance(mdp, 0, 0, reached[i]) == up_from_corner[i]);
    CHECK(chance(mdp, 0, 1, reached[i]) == right_from_corner[i]);
  }
  CHECK(chance(mdp, 5, 2, 9) == 0.75);
  CHECK(chance(mdp, 5, 2, 4) == 0.125);
  CHECK(chance(mdp, 5, 2, 6) == 0.125);
  CHECK(chance(mdp, 5, 3, 4) == 0.75);
}

TEST_CASE("gridworld: walls turn back, goals and pits end") {
  const Mdp mdp = to_mdp(picture({"..G", ".#X", "..."}, 0));
  check(mdp, 1);
  CHECK(chance(mdp, 1, 2, 1) == 1);
  CHECK(chance(mdp, 1, 1, 2) == 1);
  for (const int ended : {2, 4, 5}) {
    CHECK(mdp.choices[ended + 1] - mdp.choices[ended] == 1);
    CHECK(mdp.outcomes[mdp.choices[ended]] == mdp.outcomes[mdp.choices[ended] + 1]);
  }
  CHECK(mdp.reward[mdp.choices[2]] == 1);
  CHECK(mdp.reward[mdp.choices[5]] == -1);
  CHECK(mdp.reward[mdp.choices[0]] == -0.0625);
  for (const int next : mdp.next) CHECK(next != 4);
}

TEST_CASE("gridworld: refusals") {
  Gridworld world = picture({".."}, 0);
  world.slip = 0.75;
  CHECK(refusal([&] { check(world); }) == "gridworld: slip must be between 0 and 1/2, got 0.75");
  world = picture({".."}, 0);
  world.cells.pop_back();
  CHECK(refusal([&] { check(world); }) == "gridworld: cells must have 2 entries, got 1");
  world.columns = 257;
  CHECK(refusal([&] { check(world); }) == "gridworld: columns must have 1 to 256 entries, got 257");
}
