#include "core/sequential_elbo.h"

#include <cmath>

#include "core/check.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// z_t given z_{t-1} is N(gain z_{t-1} + offset, covariance); the first step has gain 0.
struct Step {
  MatrixXd gain, offset, covariance;
};
using Chain = std::vector<Step>;

MatrixXd observation(const MatrixXd& y, Index t) { return y.row(t).transpose(); }

Chain prior(const StateSpace& model, Index steps) {
  Chain chain(static_cast<std::size_t>(steps), {model.F, model.b, model.Q});
  chain[0] = {MatrixXd::Zero(model.F.rows(), model.F.rows()), model.m0, model.P0};
  return chain;
}

// How a state is seen, in units in which the noise has covariance I: y_t = slope z_t + ….
struct Observer {
  MatrixXd noise;  // the factor of R
  MatrixXd slope;
};

Observer observer(const char* who, const StateSpace& model) {
  const MatrixXd noise = factor_of(who, model.R);
  return {noise, solve_lower(noise, model.H)};
}

// A step in units in which its covariance is I: z = unit w.
struct Whitened {
  MatrixXd unit, gain, offset;
};

Whitened whitened(const char* who, const Step& step) {
  const MatrixXd unit = factor_of(who, step.covariance);
  return {unit, solve_lower(unit, step.gain), solve_lower(unit, step.offset)};
}

// p(z_t | z_{t-1}, y_t), or with the future p(z_t | z_{t-1}, y_t … y_T). What is said about a state is a message
// exp(-z' precision z/2 + pull' z), up to a constant, and messages run backwards. The precision of a whitened step is
// I + unit' precision unit, never near singular.
Chain posterior(const char* who, const StateSpace& model, const MatrixXd& y, bool with_future) {
  Chain chain = prior(model, y.rows());
  const Index d = model.F.rows();
  const Observer eye = observer(who, model);
  const MatrixXd said = transposed_product(eye.slope, eye.slope), one = MatrixXd::Identity(d, d);
  const Whitened start = whitened(who, chain.front()), move = whitened(who, chain.back());
  MatrixXd future_precision = MatrixXd::Zero(d, d), future_pull = MatrixXd::Zero(d, 1);
  for (Index t = y.rows() - 1; t >= 0; --t) {
    const auto& [unit, gain, offset] = t == 0 ? start : move;
    const MatrixXd seen = solve_lower(eye.noise, observation(y, t) - model.c);
    const MatrixXd pull = transposed_product(unit, transposed_product(eye.slope, seen) + future_pull);
    const MatrixXd precision = transposed_product(unit, product(said + future_precision, unit));
    const MatrixXd factor = factor_of(who, one + precision);
    const MatrixXd weighted = solve_covariance(factor, gain);
    if (with_future) {
      const MatrixXd share = transposed_product(gain, product(solve_covariance(factor, precision), gain));
      future_precision = symmetrised(share);
      future_pull = transposed_product(weighted, pull - product(precision, offset));
    }
    const MatrixXd narrow = solve_lower(factor, unit.transpose());
    chain[t] = {product(unit, weighted), product(unit, solve_covariance(factor, offset + pull)),
                symmetrised(transposed_product(narrow, narrow))};
  }
  return chain;
}

// The mean over z_{t-1} of KL(q(z_t | z_{t-1}) || p(z_t | z_{t-1})): three nonnegative parts, from the covariances, the
// offsets and the gains.
double expected_kl(const char* who, const Step& q, const Step& p, const MatrixXd& mean, const MatrixXd& covariance) {
  const MatrixXd unit = factor_of(who, p.covariance);
  const MatrixXd ratio = solve_lower(unit, factor_of(who, q.covariance));
  double sum = 0;
  for (Index i = 0; i < ratio.rows(); ++i) {
    const double x = ratio(i, i);
    sum += x < 0.5 ? 0.5 * (x * x - 1) - std::log(x) : x_minus_log1p(x - 1) + 0.5 * (x - 1) * (x - 1);
    for (Index j = 0; j < i; ++j) sum += 0.5 * ratio(i, j) * ratio(i, j);
  }
  const MatrixXd gain = solve_lower(unit, q.gain - p.gain);
  const MatrixXd offset = product(gain, mean) + solve_lower(unit, q.offset - p.offset);
  return sum + 0.5 * offset.squaredNorm() + 0.5 * product(gain, covariance).cwiseProduct(gain).sum();
}

SequentialElbo judge(const char* who, const StateSpace& model, const MatrixXd& y, const Chain& q, const Chain& exact) {
  const Index steps = y.rows(), d = model.F.rows();
  const Chain before = prior(model, steps);
  const auto [noise, slope] = observer(who, model);
  SequentialElbo result{0, 0, VectorXd(steps), VectorXd(steps), MatrixXd(steps, d), {}};
  MatrixXd mean = MatrixXd::Zero(d, 1), covariance = MatrixXd::Zero(d, d);
  for (Index t = 0; t < steps; ++t) {
    const Step& step = q[t];
    result.expected_kl(t) = expected_kl(who, step, before[t], mean, covariance);
    result.gap += expected_kl(who, step, exact[t], mean, covariance);
    mean = product(step.gain, mean) + step.offset;
    covariance = congruence(step.gain, covariance) + step.covariance;
    result.reconstruction(t) = log_normal(noise, observation(y, t) - product(model.H, mean) - model.c) -
                               0.5 * product(slope, covariance).cwiseProduct(slope).sum();
    result.elbo += result.reconstruction(t) - result.expected_kl(t);
    result.mean.row(t) = mean.transpose();
    result.covariance.push_back(covariance);
  }
  require_number(who, "elbo", result.elbo);
  require_number(who, "gap", result.gap);
  return result;
}

MatrixXd inverse(const char* who, const MatrixXd& covariance) {
  return solve_covariance(factor_of(who, covariance), MatrixXd::Identity(covariance.rows(), covariance.rows()));
}

}  // namespace

SequentialElbo sequential_elbo(const StateSpace& model, const MatrixXd& y, const MatrixXd& q_mean,
                               const std::vector<MatrixXd>& q_covariance) {
  constexpr const char* who = "sequential_elbo";
  check(who, model, y);
  const Index d = model.F.rows();
  require_matrix(who, "q_mean", q_mean, y.rows(), d);
  require_same_size(who, "q_var", Index(q_covariance.size()), y.rows());
  Chain q;
  for (Index t = 0; t < y.rows(); ++t) {
    require_matrix(who, "q_var", q_covariance[t], d, d);
    covariance_factor(who, "q_var", q_covariance[t]);
    q.push_back({MatrixXd::Zero(d, d), observation(q_mean, t), symmetrised(q_covariance[t])});
  }
  return judge(who, model, y, q, posterior(who, model, y, true));
}

// The block of step t in the posterior precision has three sources: the state before, the observation, the state after.
SequentialElbo best_factorised(const StateSpace& model, const MatrixXd& y, Factors factors) {
  const char* who = factors == Factors::over_time ? "best_factorised_over_time" : "best_factorised";
  check(who, model, y);
  const Index steps = y.rows(), d = model.F.rows();
  const Chain exact = posterior(who, model, y, true);
  const MatrixXd slope = observer(who, model).slope, before = inverse(who, model.Q);
  const MatrixXd after = transposed_product(model.F, product(before, model.F));
  MatrixXd mean = MatrixXd::Zero(d, 1);
  Chain q;
  for (Index t = 0; t < steps; ++t) {
    MatrixXd precision = transposed_product(slope, slope) + (t == 0 ? inverse(who, model.P0) : before);
    if (t + 1 < steps) precision += after;
    if (factors == Factors::over_time_and_coordinates)
      precision = precision.cwiseProduct(MatrixXd::Identity(d, d)).eval();
    mean = product(exact[t].gain, mean) + exact[t].offset;
    q.push_back({MatrixXd::Zero(d, d), mean, symmetrised(inverse(who, symmetrised(precision)))});
  }
  return judge(who, model, y, q, exact);
}

SequentialElbo filtering_chain(const StateSpace& model, const MatrixXd& y) {
  constexpr const char* who = "filtering_chain";
  check(who, model, y);
  return judge(who, model, y, posterior(who, model, y, false), posterior(who, model, y, true));
}

SequentialElbo smoothing_chain(const StateSpace& model, const MatrixXd& y) {
  constexpr const char* who = "smoothing_chain";
  check(who, model, y);
  const Chain exact = posterior(who, model, y, true);
  return judge(who, model, y, exact, exact);
}

}  // namespace vi::core
