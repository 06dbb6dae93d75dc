#include "core/divergence_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "core/reverse_kl_descent.h"
#include "core/special.h"

namespace vi::core {
namespace {

// What log_density asks of p again and again, worked out once: a fit looks at a hundred thousand places.
class Target {
 public:
  explicit Target(const Mixture& p) : count_(p.components.size()) {
    for (std::size_t k = 0; k < count_; ++k) {
      const auto& [mean, sd] = p.components[k];
      components_[k] = {mean, 1 / sd, std::log(p.weights(static_cast<Eigen::Index>(k))) - std::log(sd) - 0.5 * log_2pi};
    }
  }

  // The log density with its derivatives, as log_density has them.
  LogDensity at(double x) const {
    double logs[max_components], largest = -INFINITY;
    for (std::size_t k = 0; k < count_; ++k) {
      const double t = (x - components_[k].mean) * components_[k].precision_root;
      logs[k] = components_[k].log_scale - 0.5 * t * t;
      largest = std::max(largest, logs[k]);
    }
    double sum = 0, slope = 0, square = 0, curvature = 0;
    for (std::size_t k = 0; k < count_; ++k) {
      if (logs[k] < largest - negligible) continue;
      const double share = std::exp(logs[k] - largest), root = components_[k].precision_root;
      const double own = -(x - components_[k].mean) * root * root;
      sum += share;
      slope += share * own;
      square += share * own * own;
      curvature -= share * root * root;
    }
    slope /= sum;
    return {largest + std::log(sum), slope, (curvature + square) / sum - slope * slope};
  }

 private:
  static constexpr double negligible = 45;  // exp(-45) of 16 components is below the last digit
  struct Component {
    double mean, precision_root, log_scale;
  };
  std::size_t count_;
  std::array<Component, max_components> components_;
};

// Enough that the nodes lie closer than a sixteenth of the narrowest component's sd, up to a bound on the work.
int fine_nodes(const Mixture& p, double sd) {
  double narrowest = p.components[0].sd;
  for (const auto& component : p.components) narrowest = std::min(narrowest, component.sd);
  return static_cast<int>(std::clamp(std::ceil(16 * sd / narrowest), 64.0, 1024.0));
}

bool same(const ReverseKl& a, const ReverseKl& b, double tolerance) {
  return std::abs(a.mean - b.mean) < tolerance * std::exp(a.log_sd) && std::abs(a.log_sd - b.log_sd) < tolerance;
}

void add_new(std::vector<ReverseKl>& all, const ReverseKl& found, double tolerance) {
  for (const auto& known : all) {
    if (same(known, found, tolerance)) return;
  }
  all.push_back(found);
}

// Mirror images have the same KL up to rounding.
bool comes_before(const ReverseFit& a, const ReverseKl& b) {
  return std::abs(a.kl - b.kl) > 1e-12 ? a.kl < b.kl : a.q.mean > b.mean;
}

}  // namespace

Normal fit_forward_kl(const Mixture& given) {
  const Mixture p = make_mixture(given.weights, given.components);
  Normal q{0, 0};
  for (std::size_t k = 0; k < p.components.size(); ++k) q.mean += p.weights(k) * p.components[k].mean;
  for (std::size_t k = 0; k < p.components.size(); ++k) {
    if (p.weights(k) == 0) continue;
    const double distance = p.components[k].mean - q.mean, sd = p.components[k].sd;
    q.variance += p.weights(k) * (sd * sd + distance * distance);
  }
  return make_normal(q.mean, q.variance);
}

// Coarse descents from many starts, then fine ones from the few places where they end.
std::vector<ReverseFit> fit_reverse_kl(const Mixture& given) {
  const Mixture p = make_mixture(given.weights, given.components);
  const Normal forward = fit_forward_kl(p);
  constexpr int coarse = 4;
  const double wide = std::sqrt(forward.variance);
  std::vector<NormalSd> starts = p.components;
  starts.push_back({forward.mean, wide});
  double low = p.components[0].mean, high = low;
  for (const auto& component : p.components) {
    low = std::min(low, component.mean);
    high = std::max(high, component.mean);
  }
  for (int i = 0; i <= 6; ++i) {
    for (const double share : {0.4, 0.7, 1.0}) starts.push_back({low + (high - low) * i / 6, share * wide});
  }

  const Target target(p);
  std::vector<ReverseKl> ends, minima;
  for (const auto& start : starts)
    add_new(ends, descend(target, reverse_kl_at(target, start.mean, std::log(start.sd), coarse), coarse, 40), 0.02);
  for (const auto& end : ends) {
    const int fine = fine_nodes(p, std::exp(end.log_sd));
    const ReverseKl at =
        polish(target, descend(target, reverse_kl_at(target, end.mean, end.log_sd, fine), fine, 40), fine);
    const bool settled = std::abs(at.by_mean) * std::exp(at.log_sd) + std::abs(at.by_log_sd) < 1e-8;
    if (settled && least_curvature(at) > 1e-9) add_new(minima, at, 1e-5);
  }
  if (minima.empty())
    fail(Code::limit, {"fit_reverse_kl: no minimum was found"}, {}, "take components nearer together");

  std::vector<ReverseFit> fits;
  for (const auto& at : minima) {
    std::size_t place = 0;
    while (place < fits.size() && comes_before(fits[place], at)) ++place;
    fits.insert(fits.begin() + static_cast<std::ptrdiff_t>(place),
                {{at.mean, std::exp(at.log_sd)}, std::max(0.0, at.kl)});
  }
  return fits;
}

}  // namespace vi::core
