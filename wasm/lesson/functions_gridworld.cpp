// Gridworlds: a picture of cells as a process, and the soft fixed point of large ones.
#include "core/error.h"
#include "core/gridworld.h"
#include "core/soft_grid.h"
#include "lesson/arena.h"
#include "lesson/function_tables.h"
#include "lesson/mdp_values.h"

namespace vi::lesson {
namespace {

using core::Gridworld;

constexpr const char* who = "gridworld";
constexpr const char* how_to_write_cells =
    "write rows of 0 (free), 1 (wall), 2 (goal), 3 (pit), or {rows: 8, columns: 8, walls: [[row, column], ...], goals: "
    "[...], pits: [...]}";

const List& list_in(const char* what, const Value& value) {
  if (value.list() == nullptr)
    fail(Code::type, {who, ": ", what, " must be a list, got ", value.described()}, {}, how_to_write_cells);
  return *value.list();
}

void require_sides(int rows, int columns) {
  const int most = core::longest_side;
  if (rows < 1 || rows > most || columns < 1 || columns > most)
    fail(Code::limit, {who, ": a grid has 1 to ", most, " rows and columns, got ", rows, " and ", columns});
}

// Rows of codes, as one sees them.
void read_picture(const Value& cells, Gridworld& world) {
  const List& rows = list_in("cells", cells);
  world.rows = static_cast<int>(rows.size());
  world.columns = rows.empty() ? 0 : static_cast<int>(list_in("a row", rows.front()).size());
  require_sides(world.rows, world.columns);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const List& row = list_in("a row", rows[r]);
    if (static_cast<int>(row.size()) != world.columns)
      fail(Code::domain, {who, ": row ", r, " must have ", world.columns, " cells like the first, got ", row.size()});
    for (std::size_t c = 0; c < row.size(); ++c) {
      const double code = real(who, "a cell", row[c]);
      if (!(code == 0 || code == 1 || code == 2 || code == 3))
        fail(Code::domain, {who, ": row ", r, ", column ", c, ": there is no such cell"}, {}, how_to_write_cells);
      world.cells.push_back(static_cast<Gridworld::Cell>(code));
    }
  }
}

// A size, and the places of what is not free.
void read_places(const Value& cells, Gridworld& world) {
  require_only(who, "cells", cells, {"rows", "columns", "walls", "goals", "pits"});
  const auto side = [&](const char* name) {
    return as_count(who, name, required_field(who, "cells", cells, name, how_to_write_cells));
  };
  world.rows = side("rows");
  world.columns = side("columns");
  require_sides(world.rows, world.columns);
  world.cells.assign(std::size_t(world.size()), Gridworld::free);
  const auto put = [&](const char* name, Gridworld::Cell kind) {
    const Value* places = optional_field(cells, name);
    if (places == nullptr) return;
    for (const Value& place : list_in(name, *places)) {
      const List& pair = list_in("a place", place);
      if (pair.size() != 2) fail(Code::domain, {who, ": a place is [row, column]"});
      const int row = as_count(who, "row", pair[0]), column = as_count(who, "column", pair[1]);
      if (row >= world.rows || column >= world.columns)
        fail(Code::domain, {who, ": ", name, ": row ", row, ", column ", column, " lies outside"});
      world.cells[std::size_t(row * world.columns + column)] = kind;
    }
  };
  put("walls", Gridworld::wall);
  put("goals", Gridworld::goal);
  put("pits", Gridworld::pit);
}

Gridworld read(const Value& cells, const Value& rules) {
  require_only(who, "rules", rules, {"step", "goal", "pit", "slip"});
  const auto rule = [&](const char* name, double otherwise) {
    const Value* given = optional_field(rules, name);
    return given != nullptr ? real(who, name, *given) : otherwise;
  };
  Gridworld world{0, 0, {}, rule("step", 0), rule("goal", 1), rule("pit", -1), rule("slip", 0)};
  if (cells.record() != nullptr)
    read_places(cells, world);
  else
    read_picture(cells, world);
  core::check(world);
  return world;
}

Value gridworld(const Arguments& a) {
  read(a[0], a[1]);
  return make_object("gridworld", a);
}

// As soft_value_iteration of any process has them: v[s], policy[s][a].
Value soft_grid(const Arguments& a) {
  const Gridworld world = as_gridworld(a[0]);
  const auto result =
      core::soft_grid(world, real("soft_value_iteration", "alpha", a[1]), real("soft_value_iteration", "gamma", a[2]),
                      a.size() > 3 ? real("soft_value_iteration", "tolerance", a[3]) : 0);
  const auto chances = [&](std::size_t cell) -> Value {
    const double* of_cell = &result.policy(0, Eigen::Index(cell));
    const bool chooses = world.cells[cell] == Gridworld::free;
    return List(keep_each<Value>(chooses ? 4 : 1, [&](std::size_t a) { return Value(chooses ? of_cell[a] : 1); }));
  };
  return record_of({{"v", list_of(result.value)},
                    {"policy", List(keep_each<Value>(world.cells.size(), chances))},
                    {"residual", result.residual},
                    {"backups", double(result.backups)},
                    {"sweeps", double(result.sweeps)}});
}

Value process(const Arguments& a) { return to_record(as_mdp("process", a[0])); }

constexpr FunctionRow rows[] = {
    {"gridworld(cells, rules)", "", gridworld,
     "A process on a picture of cells: rows of 0 (free), 1 (wall), 2 (goal), 3 (pit), or {rows, columns, walls, goals, "
     "pits} with lists of [row, column]. Rules: {step: 0, goal: 1, pit: -1, slip: 0}, all of which may be left out. "
     "Actions up, right, down, left; slip is the probability of going to each side instead. A goal or a pit pays once "
     "and ends the episode; it has one action, as a wall has. State = row * columns + column.",
     "1 to 256 rows and columns; finite rewards; 0 <= slip <= 1/2; at most 1,000 cells for all but "
     "soft_value_iteration",
     "Russell & Norvig 2021, section 17.1", "\\mathrm{grid}(#1,\\,#2)", true, false},
    {"soft_value_iteration(gridworld(cells, rules), alpha, gamma)", "", soft_grid,
     "The fixed point of the soft Bellman backup on a grid, in the entropy form: {v[s], policy[s][a], residual, "
     "backups, sweeps}. v is in the unit of the rewards; backups and cheap sweeps are counts.",
     "alpha > 0; 0 <= gamma < 1; at most 256 x 256 cells; 500,000,000 for sweeps x cells: gamma to 0.9999 on the "
     "largest grid",
     "Puterman & Shin 1978; Young 1950", "V(#1)", false, false},
    {"soft_value_iteration(gridworld(cells, rules), alpha, gamma, tolerance)", "", soft_grid,
     "The fixed point on a grid up to a residual of `tolerance`, in the unit of the rewards: {v[s], policy[s][a], "
     "residual, backups, sweeps}. v is off by at most residual/(1 - gamma).",
     "tolerance >= 0; alpha > 0; 0 <= gamma < 1; at most 256 x 256 cells; 500,000,000 for sweeps x cells: gamma to "
     "0.9999 on the largest grid",
     "Puterman & Shin 1978; Young 1950", "V(#1)", false, false},
    {"process(mdp)", "", process,
     "A process as a record {transitions, rewards, prior}. transitions[s][a] is a list of outcomes [next state, "
     "probability]; without outcomes the action ends the episode. rewards[s][a] is a number, prior[s][a] a weight, 0 "
     "for an illegal action. prior may be left out: each function says whether it then means the uniform prior or the "
     "entropy form. Takes such a record, a gridworld, or what corridor and combination_lock give.",
     "states and actions count from 0 and states may differ in their actions; 1 to 1,000 states with an action or "
     "more; probabilities that sum to 1 within 1e-9; finite rewards; prior weights not all 0 in a state. Limits count "
     "choices, the pairs of state and action, and outcomes: together at most 200,000. A record is checked by the "
     "function that computes with it",
     "Puterman 1994, chapter 2; the prior as in Levine 2018", "\\mathrm{process}(#1)", false, false},
};

}  // namespace

core::Gridworld as_gridworld(const Value& value) {
  const List& arguments = value.object()->arguments;
  return read(arguments[0], arguments[1]);
}

std::span<const FunctionRow> gridworld_functions() { return rows; }

}  // namespace vi::lesson
