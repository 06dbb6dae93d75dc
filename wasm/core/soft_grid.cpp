#include "core/soft_grid.h"

#include <array>
#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/error.h"
#include "core/mdp.h"
#include "core/pair.h"

namespace vi::core {
namespace {

// Modified policy iteration (Puterman & Shin 1978): one backup with exp and log gives the residual and the soft policy;
// then, under that policy, the correction d = residual + gamma P d of the values is relaxed by cheap sweeps. All values
// are in units of alpha. The cells lie as on a chess board, the colours apart, since a cell's neighbours are all of the
// other colour: a sweep goes over one colour at a time with plain vector loads (red-black over-relaxation,
// Young 1950). Around each half there is a border of cells that never change.
constexpr int directions = 4;

struct Half {
  std::vector<double> value, correction, residual;
  std::array<std::vector<double>, directions> weight, policy;
  std::array<std::vector<std::int64_t>, directions> open;  // all bits set: a move there goes there
  std::vector<std::int64_t> free;

  explicit Half(std::size_t size) : value(size), correction(size), residual(size), free(size) {
    for (int d = 0; d < directions; ++d) {
      weight[d].resize(size);
      policy[d].resize(size);
      open[d].resize(size);
    }
  }
};

class Board {
 public:
  Board(const Gridworld& world, double alpha, double gamma)
      : world_(world),
        stride_((std::size_t(world.columns) + 3) / 4 * 2 + 2),
        halves_{Half(size()), Half(size())},
        reward_(world.step / alpha),
        gamma_(gamma) {
    for (int row = 0; row < world.rows; ++row) {
      for (int column = 0; column < world.columns; ++column) {
        Half& half = halves_[(row + column) & 1];
        const std::size_t at = place(row, column);
        const int cell = row * world.columns + column;
        half.value[at] = world.final_reward(cell) / alpha;
        if (world.cells[cell] != Gridworld::free) continue;
        half.free[at] = -1;
        const bool enters[] = {world.can_enter(row - 1, column), world.can_enter(row, column + 1),
                               world.can_enter(row + 1, column), world.can_enter(row, column - 1)};
        for (int d = 0; d < directions; ++d) half.open[d][at] = enters[d] ? -1 : 0;
      }
    }
  }

  // Residuals, policies and the weights of the correction's equation at the values as they are.
  void backup() {
    residual_ = largest_ = both(0);
    each_pair(
        [&](Half& own, const Half& other, std::size_t at, const auto& beside) { back_up(own, other, at, beside); });
  }

  // So many sweeps at once, each two rows behind the one before it, so that the rows in work stay in the cache: a row
  // of one colour needs the rows beside it of the other colour from the sweep before, and those it has.
  void sweep(int sweeps, double relaxation) {
    for (int front = 0; front < world_.rows + 2 * sweeps; ++front) {
      for (int row = front; row > front - 2 * sweeps; row -= 2) {
        relax(0, row, both(relaxation));
        relax(1, row - 1, both(relaxation));
      }
    }
  }

  // How far the corrections still are from their equation; not a number if they have overflowed.
  double defect() {
    Pair most = both(0), overflow = both(0);
    each_pair([&](Half& own, const Half& other, std::size_t at, const auto& beside) {
      const Pair apart = target(own, other, at, beside) - load(&own.correction[at]);
      most = larger(most, larger(apart, -apart));
      overflow += apart - apart;
    });
    return std::fmax(most[0], most[1]) + overflow[0] + overflow[1];
  }

  // Adds the corrections to the values; the next ones start from nothing.
  void correct() {
    for (Half& half : halves_)
      for (std::size_t at = 0; at < size(); ++at) half.value[at] += half.correction[at];
    forget();
  }

  void forget() {
    for (Half& half : halves_) half.correction.assign(size(), 0);
  }

  double residual() const { return std::fmax(residual_[0], residual_[1]); }
  double largest() const { return std::fmax(largest_[0], largest_[1]); }

  void write(double alpha, SoftGrid& result) const {
    for (int cell = 0; cell < world_.size(); ++cell) {
      const int row = cell / world_.columns, column = cell % world_.columns;
      const Half& half = halves_[(row + column) & 1];
      result.value(cell) = alpha * half.value[place(row, column)];
      for (int d = 0; d < directions; ++d) result.policy(d, cell) = half.policy[d][place(row, column)];
    }
  }

 private:
  std::size_t size() const { return (std::size_t(world_.rows) + 2) * stride_; }
  std::size_t place(int row, int column) const {
    return (std::size_t(row) + 1) * stride_ + 1 + std::size_t(column) / 2;
  }

  // work(own half, other half, place of two cells, places of their neighbours in the other half), along a row.
  template <class Work>
  void each_pair(int colour, int row, const Work& work) {
    Half& own = halves_[colour];
    const Half& other = halves_[1 - colour];
    const auto odd = std::size_t((row + colour) & 1);  // whether these cells are in odd columns
    const std::size_t first = place(row, 0);
    for (std::size_t at = first; at < first + stride_ - 2; at += 2)
      work(own, other, at, std::array{at - stride_, at + odd, at + stride_, at + odd - 1});
  }

  template <class Work>
  void each_pair(const Work& work) {
    for (int row = 0; row < world_.rows; ++row)
      for (int colour = 0; colour < 2; ++colour) each_pair(colour, row, work);
  }

  void relax(int colour, int row, Pair omega) {
    if (row < 0 || row >= world_.rows) return;
    each_pair(colour, row, [&](Half& own, const Half& other, std::size_t at, const auto& beside) {
      const Pair now = load(&own.correction[at]);
      store(&own.correction[at], now + omega * (target(own, other, at, beside) - now));
    });
  }

  // What a correction should be, by its neighbours'.
  static Pair target(const Half& own, const Half& other, std::size_t at,
                     const std::array<std::size_t, directions>& beside) {
    Pair sum = load(&own.residual[at]);
    for (int d = 0; d < directions; ++d) sum += load(&own.weight[d][at]) * load(&other.correction[beside[d]]);
    return sum;
  }

  void back_up(Half& own, const Half& other, std::size_t at, const std::array<std::size_t, directions>& beside) {
    const Pair slip = both(world_.slip), straight = both(1 - 2 * world_.slip), gamma = both(gamma_);
    const Pair here = load(&own.value[at]);
    const PairBits free = load(&own.free[at]);
    std::array<Pair, directions> q, p;
    {
      std::array<Pair, directions> there;
      for (int d = 0; d < directions; ++d) there[d] = pick(load(&own.open[d][at]), load(&other.value[beside[d]]), here);
      for (int a = 0; a < directions; ++a)
        q[a] = both(reward_) + gamma * (straight * there[a] + slip * (there[(a + 1) % 4] + there[(a + 3) % 4]));
    }
    const Pair top = larger(larger(q[0], q[1]), larger(q[2], q[3]));
    Pair sum = both(0);
    for (int a = 0; a < directions; ++a) sum += p[a] = exp_of_negative(q[a] - top);
    const Pair value = top + Pair{std::log(sum[0]), std::log(sum[1])};
    const Pair residual = pick(free, value - here, both(0));
    const Pair each = both(1) / sum;
    for (int a = 0; a < directions; ++a) store(&own.policy[a][at], pick(free, p[a] *= each, both(0)));

    // What stays in the cell moves to the other side of the equation.
    Pair stay = both(0);
    std::array<Pair, directions> weight;
    for (int d = 0; d < directions; ++d) {
      const Pair moved = gamma * (straight * p[d] + slip * (p[(d + 1) % 4] + p[(d + 3) % 4]));
      const PairBits open = load(&own.open[d][at]);
      weight[d] = pick(open, moved, both(0));
      stay += pick(open, both(0), moved);
    }
    const Pair scale = both(1) / (both(1) - stay);
    for (int d = 0; d < directions; ++d) store(&own.weight[d][at], weight[d] * scale);
    store(&own.residual[at], residual * scale);
    residual_ = larger(residual_, larger(residual, -residual));
    largest_ = larger(largest_, larger(here, -here));
  }

  const Gridworld& world_;
  std::size_t stride_;
  std::array<Half, 2> halves_;
  double reward_, gamma_;
  Pair residual_{}, largest_{};
};

constexpr double most_steps = 5e8;
constexpr int usual_rounds = 20;

}  // namespace

SoftGrid soft_grid(const Gridworld& world, double alpha, double gamma, double tolerance) {
  constexpr const char* who = "soft_value_iteration";
  check(world);
  require_positive(who, "alpha", alpha);
  require_discount(who, gamma);
  require_nonnegative(who, "tolerance", tolerance);
  for (const double reward : {world.step, world.goal_reward, world.pit_reward})
    require_finite(who, "reward/(alpha (1 - gamma))", reward / alpha / (1 - gamma));

  // The best relaxation where the policy's walk is reversible, as it is without slips: its spectral radius is at most
  // gamma. Where a policy has a drift it may lead away instead; then plain sweeps, which never do, take its place.
  // After n sweeps an error is about n (best - 1)^n, so there are enough of them for a small part of it.
  const double best = 2 / (1 + std::sqrt((1 - gamma) * (1 + gamma)));
  const double sweeps_a_round = std::ceil((4 - 1.5 * std::log(2 - best)) / (2 - best));
  const auto require_few = [&](double sweeps) {
    if (sweeps * world.size() > most_steps)
      fail(Code::limit, {who, ": gamma is too near 1 for a grid of this size"}, {}, "take a smaller gamma");
  };
  require_few(usual_rounds * sweeps_a_round);
  const auto sweeps = static_cast<int>(sweeps_a_round);
  double relaxation = best;
  constexpr double rounding = 8 * std::numeric_limits<double>::epsilon();

  Board board(world, alpha, gamma);
  SoftGrid result{Eigen::VectorXd(world.size()), Eigen::MatrixXd(directions, world.size()), 0, 0, 0};
  double last = std::numeric_limits<double>::infinity();
  for (;; last = board.residual()) {
    board.backup();
    ++result.backups;
    const double floor = rounding * std::fmax(1, board.largest());
    const bool stuck = board.residual() > last / 2;
    if (board.residual() <= std::fmax(floor, tolerance / alpha) || (stuck && board.residual() <= 16 * floor)) break;
    require_few(result.sweeps);
    board.sweep(sweeps, relaxation);
    result.sweeps += sweeps;
    relaxation = std::fmin(best, 1.5 * relaxation - 0.5);
    if (!(board.defect() <= board.residual())) {
      board.forget();
      board.sweep(sweeps, 1);
      result.sweeps += sweeps;
      relaxation = 1 + (relaxation - 1) / 3;
    }
    board.correct();
  }
  result.residual = alpha * board.residual();
  board.write(alpha, result);
  return result;
}

}  // namespace vi::core
