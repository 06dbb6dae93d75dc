#include "core/soft_grid.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// A tenth of the cells are walls, and there is a goal and a pit.
Gridworld rubble(int rows, int columns, double slip) {
  Gridworld world{rows, columns, {}, -0.04, 1, -1, slip};
  Generator generator(static_cast<std::uint64_t>(rows * columns));
  for (int cell = 0; cell < rows * columns; ++cell)
    world.cells.push_back(generator.uniform() < 0.1 ? Gridworld::wall : Gridworld::free);
  world.cells[0] = Gridworld::pit;
  world.cells.back() = Gridworld::goal;
  return world;
}

// The largest |V - backup of V|, as a textbook has it.
double textbook_residual(const Gridworld& world, const Eigen::VectorXd& value, double alpha, double gamma) {
  double worst = 0;
  for (int cell = 0; cell < world.size(); ++cell) {
    if (world.cells[cell] != Gridworld::free) continue;
    const int row = cell / world.columns, column = cell % world.columns;
    double there[4], q[4], sum = 0;
    const int down[] = {-1, 0, 1, 0}, right[] = {0, 1, 0, -1};
    for (int d = 0; d < 4; ++d) {
      const bool moves = world.can_enter(row + down[d], column + right[d]);
      there[d] = value(moves ? cell + down[d] * world.columns + right[d] : cell);
    }
    for (int a = 0; a < 4; ++a)
      q[a] = world.step +
             gamma * ((1 - 2 * world.slip) * there[a] + world.slip * (there[(a + 1) % 4] + there[(a + 3) % 4]));
    const double top = *std::max_element(q, q + 4);
    for (const double each : q) sum += std::exp((each - top) / alpha);
    worst = std::fmax(worst, std::abs(top + alpha * std::log(sum) - value(cell)));
  }
  return worst;
}

}  // namespace

TEST_CASE("soft_grid: the fixed point that plain backups of the same process reach") {
  for (const auto& [rows, columns] : {std::pair{1, 1}, {1, 6}, {7, 1}, {5, 8}, {9, 9}}) {
    for (const double slip : {0.0, 0.1, 0.5}) {
      for (const double alpha : {1e-12, 0.02, 0.5, 1e12}) {
        const Gridworld world = rubble(rows, columns, slip);
        const Mdp mdp = to_mdp(world);
        const SoftFixedPoint plain = soft_value_iteration(mdp, alpha, 0.8);
        const SoftGrid fast = soft_grid(world, alpha, 0.8, 0);
        const double size = 1 + plain.value.cwiseAbs().maxCoeff();
        CHECK((fast.value - plain.value).cwiseAbs().maxCoeff() < 1e-14 * size);
        if (alpha < 1e-6) continue;  // where actions tie, 1e-12 decides by the last digit
        for (int s = 0; s < world.size(); ++s)
          for (int a = 0; world.cells[s] == Gridworld::free && a < 4; ++a)
            CHECK(fast.policy(a, s) == Approx(plain.policy(mdp.choices[s] + a)).margin(1e-12));
      }
    }
  }
}

TEST_CASE("soft_grid: its residual is what one more backup would change, at every discount and temperature") {
  const Gridworld world = rubble(40, 33, 0.1);
  for (const double gamma : {0.0, 0.5, 0.95, 0.99, 0.999}) {
    for (const double alpha : {1e-6, 0.01, 0.1, 10.0}) {
      const SoftGrid result = soft_grid(world, alpha, gamma, 1e-10);
      CHECK(textbook_residual(world, result.value, alpha, gamma) < 1.1e-10);
      CHECK(result.residual <= 1e-10);
    }
  }
}

TEST_CASE("soft_grid: few backups, and their number does not grow with the grid") {
  const SoftGrid small = soft_grid(rubble(16, 16, 0.1), 0.1, 0.95, 1e-10);
  const SoftGrid large = soft_grid(rubble(64, 64, 0.1), 0.1, 0.95, 1e-10);
  CHECK(large.backups <= 15);
  CHECK(large.sweeps <= 2 * small.sweeps);
}

// A mirrored world has a mirrored value, though its cells change colour and order.
TEST_CASE("soft_grid: left and right are alike") {
  Gridworld world = rubble(12, 11, 0.2), mirrored = world;
  for (int row = 0; row < 12; ++row)
    for (int column = 0; column < 11; ++column) mirrored.cells[row * 11 + column] = world.cells[row * 11 + 10 - column];
  const SoftGrid one = soft_grid(world, 0.3, 0.9, 0), other = soft_grid(mirrored, 0.3, 0.9, 0);
  for (int row = 0; row < 12; ++row) {
    for (int column = 0; column < 11; ++column) {
      const int here = row * 11 + column, there = row * 11 + 10 - column;
      CHECK(one.value(here) == Approx(other.value(there)).epsilon(1e-14));
      CHECK(one.policy(1, here) == Approx(other.policy(3, there)).margin(1e-13));
    }
  }
}

TEST_CASE("soft_grid: refusals") {
  const Gridworld world = rubble(3, 3, 0);
  CHECK(refusal([&] { soft_grid(world, 0, 0.5, 0); }) == "soft_value_iteration: alpha must be > 0, got 0");
  CHECK(refusal([&] { soft_grid(world, 1, 1, 0); }) == "soft_value_iteration: gamma must be < 1, got 1");
  CHECK(refusal([&] { soft_grid(world, 1, 0.5, -1); }) == "soft_value_iteration: tolerance must be >= 0, got -1");
  CHECK(refusal([&] { soft_grid(rubble(200, 200, 0), 1, 1 - 1e-12, 0); }) == "code limit");
}
