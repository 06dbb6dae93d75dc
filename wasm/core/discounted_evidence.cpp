#include "core/discounted_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/absorbing.h"
#include "core/check.h"
#include "core/error.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int most_states = 64;

double log_add(double a, double b) {
  const double top = std::max(a, b), low = std::min(a, b);
  return low == -infinity || top == infinity ? top : top + std::log1p(std::exp(low - top));
}

// The states that s0 leads to, s0 first.
std::vector<int> reached_from(const Mdp& mdp, int s0) {
  std::vector<int> found{s0};
  std::vector<bool> seen(std::size_t(mdp.states()));
  seen[s0] = true;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (int c = mdp.choices[found[i]]; c < mdp.choices[found[i] + 1]; ++c) {
      for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) {
        if (seen[mdp.next[o]] || mdp.probability[o] == 0 || mdp.prior[c] == 0) continue;
        seen[mdp.next[o]] = true;
        found.push_back(mdp.next[o]);
      }
    }
  }
  return found;
}

// z = ends + moves z over the states reached, all in logarithms, and the same without them for w = z - 1.
struct Tilted {
  MatrixXd log_moves;
  VectorXd log_ends;
  MatrixXd moves;
  VectorXd end, excess;  // 1 - the row's sum; E_prior[exp(r/alpha) - 1]
  double largest = 0;    // |r|/alpha
};

Tilted tilted(const Mdp& mdp, double alpha, double gamma, int s0) {
  const std::vector<int> states = reached_from(mdp, s0);
  const auto n = Index(states.size());
  std::vector<int> place(std::size_t(mdp.states()));
  for (Index i = 0; i < n; ++i) place[states[i]] = static_cast<int>(i);
  Tilted result{MatrixXd::Constant(n, n, -infinity),
                VectorXd::Constant(n, -infinity),
                MatrixXd::Zero(n, n),
                VectorXd::Zero(n),
                VectorXd::Zero(n),
                0};
  for (Index i = 0; i < n; ++i) {
    const int first = mdp.choices[states[i]], last = mdp.choices[states[i] + 1];
    const double prior_sum = part(mdp.prior, first, last).sum();
    for (int c = first; c < last; ++c) {
      const double p = mdp.prior[c] / prior_sum;
      if (p == 0) continue;
      const double x = mdp.reward[c] / alpha, log_weight = std::log(p) + x;
      const bool ends = mdp.outcomes[c] == mdp.outcomes[c + 1];
      result.largest = std::max(result.largest, std::abs(x));
      result.log_ends(i) = log_add(result.log_ends(i), log_weight + (ends ? 0 : std::log1p(-gamma)));
      result.excess(i) += p * std::expm1(x);
      result.end(i) += ends || gamma == 0 ? p : -p * std::expm1(std::log(gamma) + x);
      for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) {
        const Index j = place[mdp.next[o]];
        if (mdp.probability[o] == 0) continue;
        double& entry = result.log_moves(i, j);
        entry = log_add(entry, log_weight + std::log(gamma) + std::log(mdp.probability[o]));
        result.moves(i, j) += p * gamma * mdp.probability[o] * std::exp(x);
      }
    }
  }
  return result;
}

// Eliminates one state after another from z = ends + moves z, in logarithms. What is left in `ends` is log z. Where a
// pivot is 1 or more the sum over returns to that state diverges, and with it whatever leads there.
struct Eliminated {
  bool diverges = false;
  bool returns = false;  // some state can be met again
};

Eliminated solve(MatrixXd& moves, VectorXd& ends) {
  const Index n = ends.size();
  Eliminated seen;
  VectorXd scale(n);  // -log(1 - pivot)
  for (Index k = 0; k < n; ++k) {
    const double loop = moves(k, k);
    seen.returns = seen.returns || loop > -infinity;
    const bool endless = loop >= 0;
    seen.diverges = seen.diverges || endless;
    scale(k) = endless ? 0 : loop > -0.7 ? -std::log(-std::expm1(loop)) : -std::log1p(-std::exp(loop));
    if (endless) ends(k) = infinity;
    for (Index i = k + 1; i < n; ++i) {
      const double share = moves(i, k) + scale(k);
      if (share == -infinity) continue;
      ends(i) = log_add(ends(i), share + ends(k));
      for (Index j = k + 1; j < n; ++j) {
        if (moves(k, j) > -infinity) moves(i, j) = log_add(moves(i, j), share + moves(k, j));
      }
    }
  }
  for (Index k = n - 1; k >= 0; --k) {
    for (Index j = k + 1; j < n; ++j) {
      if (moves(k, j) > -infinity) ends(k) = log_add(ends(k), moves(k, j) + ends(j));
    }
    ends(k) += scale(k);
  }
  return seen;
}

// The least factor by which the moves must shrink for the sum to converge, by bisection of its logarithm between the
// smallest of their entries and the largest of their rows.
double spectral_radius(const MatrixXd& log_moves) {
  const auto test = [&](double log_factor) {
    MatrixXd moves = log_moves.array() - log_factor;
    VectorXd ends = VectorXd::Zero(moves.rows());
    return solve(moves, ends);
  };
  double low = infinity, high = -infinity;
  for (Index i = 0; i < log_moves.rows(); ++i) {
    double row = -infinity;
    for (Index j = 0; j < log_moves.cols(); ++j) {
      row = log_add(row, log_moves(i, j));
      if (log_moves(i, j) > -infinity) low = std::min(low, log_moves(i, j));
    }
    high = std::max(high, row);
  }
  if (high == -infinity || !test(0).returns) return 0;
  while (high - low > 1e-14 * std::max(1.0, std::abs(high))) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (test(middle).diverges ? low : high) = middle;
  }
  return std::exp(high);
}

}  // namespace

DiscountedEvidence discounted_evidence(const Mdp& given, double alpha, double gamma, int s0) {
  constexpr const char* who = "discounted_evidence";
  check(given, 1);
  require_positive(who, "alpha", alpha);
  require_discount(who, gamma);
  require_state(who, given, s0);
  require_size(who, "the process", given.states(), 1, most_states);
  Tilted process = tilted(with_prior(given), alpha, gamma, s0);
  const double radius = spectral_radius(process.log_moves);
  double log_evidence = 0;
  const bool diverges = solve(process.log_moves, process.log_ends).diverges;
  if (diverges || process.largest > 0.25) {
    log_evidence = process.log_ends(0);
  } else {  // z is near 1: its excess over 1 keeps the digits that a logarithm of z has lost
    log_evidence = std::log1p(expected_total(eliminate(process.moves, process.end), process.excess)(0));
  }
  return {log_evidence, alpha * log_evidence, radius};
}

}  // namespace vi::core
