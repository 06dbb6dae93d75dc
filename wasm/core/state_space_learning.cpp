#include "core/state_space_learning.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/draws.h"
#include "core/error.h"
#include "core/matrices.h"
#include "core/number_text.h"
#include "core/sequential_elbo.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

const char* name_of(Learned what) { return what == Learned::transition ? "learn_transition" : "learn_process_noise"; }

// What a q says about the states: means, variances, and the covariance of each with the one before.
struct Moments {
  VectorXd mean, variance, with_last;
};

Moments no_moments(Index steps) { return {VectorXd(steps), VectorXd(steps), VectorXd::Zero(steps)}; }

// An objective and its slope in the coordinate that is searched: log Q, or F.
struct Height {
  double value, slope;
};

double slope_of(Learned what, const StateSpace& model, const Moments& q) {
  const double a = model.F(0, 0), b = model.b(0, 0), noise = model.Q(0, 0);
  double sum = 0;
  for (Index t = 1; t < q.mean.size(); ++t) {
    const double off = q.mean(t) - a * q.mean(t - 1) - b;
    const double kept = q.with_last(t) - a * q.variance(t - 1);  // the covariance of what the step adds with z_{t-1}
    sum += what == Learned::transition ? off * q.mean(t - 1) + kept
                                       : 0.5 * (off * off + q.variance(t) - a * q.with_last(t) - a * kept - noise);
  }
  return sum / noise;
}

Height by_evidence(Learned what, const StateSpace& model, const MatrixXd& y) {
  const Kalman exact = kalman(model, y);
  Moments q = no_moments(y.rows());
  q.mean = exact.smooth_mean.col(0);
  for (Index t = 0; t < y.rows(); ++t) {
    q.variance(t) = exact.smooth_covariance[static_cast<std::size_t>(t)](0, 0);
    if (t == 0) continue;
    const double before = exact.filter_covariance[static_cast<std::size_t>(t - 1)](0, 0), a = model.F(0, 0);
    q.with_last(t) = q.variance(t) * (before * a / (a * a * before + model.Q(0, 0)));
  }
  return {exact.log_likelihood, slope_of(what, model, q)};
}

Height by_elbo(Learned what, const StateSpace& model, const MatrixXd& y) {
  const SequentialElbo best = best_factorised(model, y, Factors::over_time);
  Moments q = no_moments(y.rows());
  q.mean = best.mean.col(0);
  for (Index t = 0; t < y.rows(); ++t) q.variance(t) = best.covariance[static_cast<std::size_t>(t)](0, 0);
  return {best.elbo, slope_of(what, model, q)};
}

using Objective = Height (*)(Learned what, const StateSpace& model, const MatrixXd& y);

// A search in a coordinate of the parameter: log Q, or F.
struct Search {
  Learned what;
  StateSpace model;
  const MatrixXd& y;
  double low, high;

  double coordinate_of(double value) const { return what == Learned::transition ? value : std::log(value); }
  // The ends are themselves, without a rounding on the way.
  double value_at(double coordinate) const {
    if (coordinate <= coordinate_of(low)) return low;
    if (coordinate >= coordinate_of(high)) return high;
    return what == Learned::transition ? coordinate : std::exp(coordinate);
  }
  const StateSpace& model_with(double value) {
    (what == Learned::transition ? model.F : model.Q)(0, 0) = value;
    return model;
  }
  Height height(Objective objective, double coordinate) {
    const double value = value_at(coordinate);
    try {
      return objective(what, model_with(value), y);
    } catch (const Error& error) {
      fail(error.code,
           {name_of(what), ": with ", what == Learned::transition ? "F = " : "Q = ", number_text(value),
            ", between low and high, ", without_name(error)},
           error.where, "take low and high nearer together, or a model of other numbers");
    }
  }
};

// Between two places where the slope has different signs: regula falsi with the Illinois step (Dowell & Jarratt 1971).
double zero_of_slope(Search& search, Objective objective, double left, double left_slope, double right,
                     double right_slope) {
  for (int i = 0; i < 100 && right_slope < 0; ++i) {
    const double middle = left + (right - left) * (left_slope / (left_slope - right_slope));
    if (!(middle > left && middle < right)) break;
    const double slope = search.height(objective, middle).slope;
    if (slope == 0) return middle;
    if (slope > 0) {
      left = middle, left_slope = slope;
      right_slope *= 0.5;
    } else {
      right = middle, right_slope = slope;
      left_slope *= 0.5;
    }
    if (right - left <= 4e-16 * std::max(1.0, std::abs(left))) break;
  }
  return left;
}

double best_value(Search& search, Objective objective) {
  constexpr int points = 25;
  const double from = search.coordinate_of(search.low), to = search.coordinate_of(search.high);
  const auto place = [&](int i) { return i == points - 1 ? to : from + (to - from) * i / (points - 1); };
  Height heights[points];
  int best = 0;
  for (int i = 0; i < points; ++i) {
    heights[i] = search.height(objective, place(i));
    if (heights[i].value > heights[best].value) best = i;
  }
  const int next = heights[best].slope > 0 ? best + 1 : best - 1;
  if (heights[best].slope == 0 || next < 0 || next == points) return search.value_at(place(best));
  const int left = std::min(best, next);
  return search.value_at(
      zero_of_slope(search, objective, place(left), heights[left].slope, place(left + 1), heights[left + 1].slope));
}

LearnedValue at(Search& search, double value) {
  const StateSpace& model = search.model_with(value);
  return {value, kalman(model, search.y).log_likelihood, best_factorised(model, search.y, Factors::over_time).elbo};
}

void check(const char* who, const StateSpace& model, const MatrixXd& y, Learned what, double low, double high) {
  check(who, model, y);
  require_same_size(who, "a state", model.m0.rows(), 1, "dimension");
  require_size(who, "y", y.rows(), 2, max_time_steps);
  if (what == Learned::process_noise) require_positive(who, "low", low);
  require_finite(who, "low", low);
  require_finite(who, "high", high);
  if (!(low < high))
    fail(Code::domain, {who, ": low must be < high, got ", number_text(low), " and ", number_text(high)});
}

MatrixXd drawn(const MatrixXd& mean, const MatrixXd& scale_tril, Generator& generator) {
  return draw_multivariate_normal(mean, scale_tril, generator);
}

}  // namespace

StateSpacePath sample(const StateSpace& model, int steps, std::uint64_t seed) {
  constexpr const char* who = "sample_state_space";
  require_count(who, "steps", steps, 1, max_time_steps);
  require_count(who, "dimensions of y", model.c.rows(), 1, max_state_dimension);
  StateSpacePath path{{}, MatrixXd::Zero(steps, model.c.rows())};
  check(who, model, path.y);
  path.z.resize(steps, model.m0.rows());
  const MatrixXd start = factor_of(who, model.P0), move = factor_of(who, model.Q), seen = factor_of(who, model.R);
  Generator generator(seed);
  MatrixXd expected = model.m0;
  for (Index t = 0; t < steps; ++t) {
    const MatrixXd z = drawn(expected, t == 0 ? start : move, generator);
    expected = product(model.F, z) + model.b;
    path.z.row(t) = z.transpose();
    path.y.row(t) = drawn(product(model.H, z) + model.c, seen, generator).transpose();
  }
  require_matrix(who, "y", path.y, steps, model.c.rows());
  return path;
}

LearnedTwice learn(const StateSpace& model, const MatrixXd& y, Learned what, double low, double high) {
  check(name_of(what), model, y, what, low, high);
  Search search{what, model, y, low, high};
  const double evidence = best_value(search, by_evidence), elbo = best_value(search, by_elbo);
  return {at(search, evidence), at(search, elbo)};
}

}  // namespace vi::core
