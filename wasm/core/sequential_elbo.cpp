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

constexpr const char* who = "sequential_elbo";

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

// What the observations say about a state: exp(-z' precision z/2 + pull' z), up to a constant.
struct Message {
  MatrixXd precision, pull;
};

Message seen(const StateSpace& model, const MatrixXd& y, Index t) {
  const MatrixXd noise = factor_of(who, model.R);
  const MatrixXd slope = solve_lower(noise, model.H);
  return {product(slope.transpose(), slope),
          product(slope.transpose(), solve_lower(noise, observation(y, t) - model.c))};
}

// p(z_t | z_{t-1}, y_t), or with the future p(z_t | z_{t-1}, y_t … y_T), from messages that run backwards. In units in
// which the prior step has covariance I (z = L w, Q = L Lᵀ) the precision of w is I + LᵀJL, never near singular.
Chain posterior(const StateSpace& model, const MatrixXd& y, bool with_future) {
  Chain chain = prior(model, y.rows());
  const Index d = model.F.rows();
  Message future{MatrixXd::Zero(d, d), MatrixXd::Zero(d, 1)};
  for (Index t = y.rows() - 1; t >= 0; --t) {
    Step& step = chain[t];
    Message here = seen(model, y, t);
    if (with_future) {
      here.precision += future.precision;
      here.pull += future.pull;
    }
    const MatrixXd unit = factor_of(who, step.covariance);
    const MatrixXd gain = solve_lower(unit, step.gain), offset = solve_lower(unit, step.offset);
    const MatrixXd precision = congruence(unit.transpose(), here.precision);
    const MatrixXd pull = product(unit.transpose(), here.pull);
    const MatrixXd factor = factor_of(who, MatrixXd::Identity(d, d) + precision);
    const MatrixXd weighted = solve_covariance(factor, gain);
    future = {symmetrised(product(product(gain.transpose(), solve_covariance(factor, precision)), gain)),
              product(weighted.transpose(), pull - product(precision, offset))};
    step = {product(unit, weighted), product(unit, solve_covariance(factor, offset + pull)),
            congruence(solve_lower(factor, unit.transpose()).transpose(), MatrixXd::Identity(d, d))};
  }
  return chain;
}

// The mean over z_{t-1} of KL(q(z_t | z_{t-1}) || p(z_t | z_{t-1})): three nonnegative parts, from the covariances, the
// offsets and the gains.
double expected_kl(const Step& q, const Step& p, const MatrixXd& mean, const MatrixXd& covariance) {
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

SequentialElbo judge(const StateSpace& model, const MatrixXd& y, const Chain& q) {
  const Index steps = y.rows(), d = model.F.rows();
  const Chain before = prior(model, steps), exact = posterior(model, y, true);
  const MatrixXd noise = factor_of(who, model.R);
  const MatrixXd slope = solve_lower(noise, model.H);
  SequentialElbo result{0, 0, VectorXd(steps), VectorXd(steps), MatrixXd(steps, d), {}};
  MatrixXd mean = MatrixXd::Zero(d, 1), covariance = MatrixXd::Zero(d, d);
  for (Index t = 0; t < steps; ++t) {
    const Step& step = q[t];
    result.expected_kl(t) = expected_kl(step, before[t], mean, covariance);
    result.gap += expected_kl(step, exact[t], mean, covariance);
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

MatrixXd inverse(const MatrixXd& covariance) {
  return solve_covariance(factor_of(who, covariance), MatrixXd::Identity(covariance.rows(), covariance.rows()));
}

}  // namespace

SequentialElbo sequential_elbo(const StateSpace& model, const MatrixXd& y, const MatrixXd& q_mean,
                               const std::vector<MatrixXd>& q_covariance) {
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
  return judge(model, y, q);
}

// The block of step t in the posterior precision has three sources: the state before, the observation, the state after.
SequentialElbo best_factorised(const StateSpace& model, const MatrixXd& y, Factors factors) {
  check("best_factorised", model, y);
  const Kalman exact = kalman(model, y);
  const Index steps = y.rows(), d = model.F.rows();
  const MatrixXd after = congruence(model.F.transpose(), inverse(model.Q));
  std::vector<MatrixXd> covariance;
  for (Index t = 0; t < steps; ++t) {
    MatrixXd precision = inverse(t == 0 ? model.P0 : model.Q) + seen(model, y, t).precision;
    if (t + 1 < steps) precision += after;
    if (factors == Factors::over_time_and_coordinates)
      precision = precision.cwiseProduct(MatrixXd::Identity(d, d)).eval();
    covariance.push_back(inverse(symmetrised(precision)));
  }
  return sequential_elbo(model, y, exact.smooth_mean, covariance);
}

SequentialElbo filtering_chain(const StateSpace& model, const MatrixXd& y) {
  check("filtering_chain", model, y);
  return judge(model, y, posterior(model, y, false));
}

SequentialElbo smoothing_chain(const StateSpace& model, const MatrixXd& y) {
  check("smoothing_chain", model, y);
  return judge(model, y, posterior(model, y, true));
}

}  // namespace vi::core
