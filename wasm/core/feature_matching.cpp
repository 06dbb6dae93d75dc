#include "core/feature_matching.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/matrices.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_steps = 200;

// Newton's method on the features that matter, each measured by the most that a trajectory can have of it.
class Matching {
 public:
  Matching(const char* who, const Mdp& mdp, const MatrixXd& phi, const VectorXd& features, int horizon, int s0,
           double precision, Chance chance)
      : who_(who),
        mdp_(mdp),
        phi_(phi),
        features_(features),
        horizon_(horizon),
        s0_(s0),
        precision_(precision),
        chance_(chance),
        range_(VectorXd::Ones(phi.cols())) {
    for (Index k = 0; k < phi.cols(); ++k) {
      double most = 0;
      for (Index c = 0; c < phi.rows(); ++c) most = std::max(most, std::abs(phi(c, k)) * horizon);
      if (most > 0) range_(k) = most;
    }
    result_.theta = VectorXd::Zero(phi.cols());
    result_.model = messages(result_.theta);
    choose_active();
  }

  MatchedFeatures run() {
    for (result_.steps = 1; result_.steps <= most_steps; ++result_.steps) {
      const VectorXd step = newton_step();
      double largest = 0;
      for (Index k = 0; k < step.size(); ++k) largest = std::max(largest, std::abs(step(k)) * range_(k));
      take(step, largest < 1e-9);
      if (largest < 1e-9) return finished();
    }
    refuse();
  }

 private:
  FeatureMessages messages(const VectorXd& theta) const {
    return feature_messages(who_, mdp_, phi_, theta, horizon_, s0_, chance_);
  }

  // Elimination in the order of the features, on their correlations at theta = 0, where every trajectory is possible.
  // With a prior on theta none is left out.
  void choose_active() {
    const MatrixXd& covariance = result_.model.curvature;
    MatrixXd rest = covariance;
    for (Index k = 0; k < rest.rows(); ++k) {
      const double variance = covariance(k, k);
      const bool says_more = variance > 1e-20 * range_(k) * range_(k) && rest(k, k) > 1e-10 * variance;
      if (says_more || precision_ > 0) active_.push_back(k);
      if (!says_more) continue;
      for (Index i = k + 1; i < rest.rows(); ++i) {
        for (Index j = k + 1; j <= i; ++j) rest(i, j) -= rest(i, k) * rest(j, k) / rest(k, k);
      }
    }
  }

  double gradient(const FeatureMessages& model, const VectorXd& theta, Index k) const {
    return features_(k) - model.features(k) - precision_ * theta(k);
  }

  double objective(const FeatureMessages& model, const VectorXd& theta) const {
    return expectation(theta, features_) - model.value - precision_ / 2 * expectation(theta, theta);
  }

  // (Cov + precision)^-1 gradient. A variance that has gone says that theta is on its way to infinity.
  VectorXd newton_step() const {
    const auto size = Index(active_.size());
    MatrixXd scaled(size, size), slope(size, 1);
    for (Index i = 0; i < size; ++i) {
      const Index k = active_[std::size_t(i)];
      slope(i, 0) = gradient(result_.model, result_.theta, k) / range_(k);
      for (Index j = 0; j < size; ++j) {
        const Index l = active_[std::size_t(j)];
        scaled(i, j) = (result_.model.curvature(k, l) + (k == l ? precision_ : 0)) / range_(k) / range_(l);
      }
    }
    const MatrixXd factor = cholesky(scaled);
    if (factor.size() == 0 && size > 0) refuse();
    for (Index i = 0; i < size; ++i) {
      if (factor(i, i) < 1e-6 && precision_ == 0) refuse();
    }
    const MatrixXd solved = solve_covariance(factor, slope);
    VectorXd step = VectorXd::Zero(phi_.cols());
    for (Index i = 0; i < size; ++i) step(active_[std::size_t(i)]) = solved(i, 0) / range_(active_[std::size_t(i)]);
    return step;
  }

  // The step, or the longest of its halves that goes up: where the slope along it is still upwards, or the objective is
  // no lower but for rounding. The last step is too small to be tried.
  void take(const VectorXd& step, bool last) {
    const double here = objective(result_.model, result_.theta);
    const double rounding = 1e-14 * (std::abs(here) + std::abs(result_.model.value));
    for (double part = 1; part > 1e-12; part /= 2) {
      VectorXd theta = result_.theta;
      for (Index k = 0; k < theta.size(); ++k) theta(k) += part * step(k);
      FeatureMessages model = messages(theta);
      double slope = 0;
      for (Index k = 0; k < theta.size(); ++k) slope += step(k) * gradient(model, theta, k);
      if (last || slope >= 0 || objective(model, theta) >= here - rounding) {
        result_.theta = theta;
        result_.model = std::move(model);
        return;
      }
    }
    refuse();
  }

  MatchedFeatures finished() {
    result_.residual = 0;
    for (Index k = 0; k < range_.size(); ++k) {
      const double left = std::abs(gradient(result_.model, result_.theta, k));
      if (left > 1e-9 * range_(k)) refuse();
      result_.residual = std::max(result_.residual, left);
    }
    return result_;
  }

  [[noreturn]] void refuse() const {
    fail(Code::domain, {who_, ": no finite theta matches these features: trajectories have them only just, or never"},
         {}, "add demonstrations that differ, or a precision > 0 as the last argument");
  }

  const char* who_;
  const Mdp& mdp_;
  const MatrixXd& phi_;
  const VectorXd& features_;
  int horizon_, s0_;
  double precision_;
  Chance chance_;
  VectorXd range_;
  std::vector<Index> active_;
  MatchedFeatures result_{};
};

}  // namespace

MatchedFeatures match_features(const char* who, const Mdp& mdp, const MatrixXd& phi, const VectorXd& features,
                               int horizon, int s0, double precision, Chance chance) {
  check_features(who, mdp, phi, horizon, s0);
  require_same_size(who, "features", features.size(), phi.cols());
  require_entries(require_finite, who, "features", features);
  require_nonnegative(who, "precision", precision);
  const double size = double(phi.cols());
  if (double(mdp.next.size() + mdp.reward.size()) * horizon * size * size > 2e6)
    fail(Code::limit, {who, ": the process is too large to fit ", phi.cols(), " features over ", horizon, " steps"}, {},
         "outcomes times steps times features squared must be at most 2,000,000");
  return Matching(who, mdp, phi, features, horizon, s0, precision, chance).run();
}

}  // namespace vi::core
