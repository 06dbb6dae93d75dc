#include "core/divergence_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
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

// KL(q || p) at q = N(mean, exp(log_sd)²), with gradient and Hessian in (mean, log_sd).
struct Local {
  double mean, log_sd;
  double kl;
  double by_mean, by_log_sd;
  double mean_mean, mean_log_sd, log_sd_log_sd;
};

// With f = log p and z = mean + sd e: KL = -H(q) - E[f], and derivatives pass through z. The nodes go to 10 sds.
Local evaluate(const Target& p, double mean, double log_sd, int nodes_per_sd) {
  const double sd = std::exp(log_sd), step = 1.0 / nodes_per_sd;
  double f = 0, g = 0, eg = 0, h = 0, eh = 0, eeh = 0;
  for (int i = -10 * nodes_per_sd; i <= 10 * nodes_per_sd; ++i) {
    const double e = i * step;
    const double weight = std::exp(-0.5 * e * e);
    const LogDensity at = p.at(mean + sd * e);
    f += weight * at.value;
    g += weight * at.slope;
    eg += weight * e * at.slope;
    h += weight * at.curvature;
    eh += weight * e * at.curvature;
    eeh += weight * e * e * at.curvature;
  }
  const double norm = step / std::sqrt(2 * M_PI);
  return {mean,      log_sd,          -entropy(NormalSd{mean, sd}) - norm * f, -norm * g, -1 - norm * sd * eg,
          -norm * h, -norm * sd * eh, -norm * (sd * eg + sd * sd * eeh)};
}

// The smaller eigenvalue of the Hessian in units where the mean counts in sds.
double least_curvature(const Local& at) {
  const double sd = std::exp(at.log_sd);
  const double a = at.mean_mean * sd * sd, b = at.mean_log_sd * sd, c = at.log_sd_log_sd;
  return 0.5 * (a + c) - std::hypot(0.5 * (a - c), b);
}

// Newton's step in those units, the Hessian raised where it is not positive, at most one sd and half a unit of log_sd.
Local step_from(const Target& p, const Local& at, double length, int nodes_per_sd) {
  const double sd = std::exp(at.log_sd);
  const double least = least_curvature(at);
  const double raise = least < 1e-3 ? 0.1 - least : 0;
  const double a = at.mean_mean * sd * sd + raise, b = at.mean_log_sd * sd, c = at.log_sd_log_sd + raise;
  const double determinant = a * c - b * b;
  const double mean_step = (-c * at.by_mean * sd + b * at.by_log_sd) / determinant;
  const double log_sd_step = (b * at.by_mean * sd - a * at.by_log_sd) / determinant;
  return evaluate(p, at.mean + sd * length * std::clamp(mean_step, -1.0, 1.0),
                  at.log_sd + length * std::clamp(log_sd_step, -0.5, 0.5), nodes_per_sd);
}

// Downhill until the steps no longer gain anything.
Local descend(const Target& p, Local at, int nodes_per_sd, int most_steps) {
  for (int i = 0; i < most_steps; ++i) {
    Local next = step_from(p, at, 1, nodes_per_sd);
    for (double length = 0.5; !(next.kl <= at.kl) && length > 1e-3; length /= 4)
      next = step_from(p, at, length, nodes_per_sd);
    if (!(next.kl < at.kl)) break;
    at = next;
  }
  return at;
}

// The last digits, by full Newton steps; the value cannot judge them any more.
Local polish(const Target& p, Local at, int nodes_per_sd) {
  for (int i = 0; i < 5; ++i) {
    const Local next = step_from(p, at, 1, nodes_per_sd);
    if (!(std::abs(next.by_mean) + std::abs(next.by_log_sd) < std::abs(at.by_mean) + std::abs(at.by_log_sd))) break;
    at = next;
  }
  return at;
}

// Enough that the nodes lie closer than a sixteenth of the narrowest component's sd, up to a bound on the work.
int fine_nodes(const Mixture& p, double sd) {
  double narrowest = p.components[0].sd;
  for (const auto& component : p.components) narrowest = std::min(narrowest, component.sd);
  return static_cast<int>(std::clamp(std::ceil(16 * sd / narrowest), 64.0, 1024.0));
}

bool same(const Local& a, const Local& b, double tolerance) {
  return std::abs(a.mean - b.mean) < tolerance * std::exp(a.log_sd) && std::abs(a.log_sd - b.log_sd) < tolerance;
}

void add_new(std::vector<Local>& all, const Local& found, double tolerance) {
  for (const auto& known : all) {
    if (same(known, found, tolerance)) return;
  }
  all.push_back(found);
}

// Mirror images have the same KL up to rounding.
bool comes_before(const ReverseFit& a, const Local& b) {
  return std::abs(a.kl - b.kl) > 1e-12 ? a.kl < b.kl : a.q.mean > b.mean;
}

}  // namespace

Normal fit_forward_kl(const Mixture& given) {
  const Mixture p = make_mixture(given.weights, given.components);
  Normal q{0, 0};
  for (std::size_t k = 0; k < p.components.size(); ++k) q.mean += p.weights(k) * p.components[k].mean;
  for (std::size_t k = 0; k < p.components.size(); ++k) {
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
  for (int i = 0; i <= 4; ++i) starts.push_back({low + (high - low) * i / 4, 0.5 * wide});

  const Target target(p);
  std::vector<Local> ends, minima;
  for (const auto& start : starts)
    add_new(ends, descend(target, evaluate(target, start.mean, std::log(start.sd), coarse), coarse, 40), 0.02);
  for (const auto& end : ends) {
    const int fine = fine_nodes(p, std::exp(end.log_sd));
    const Local at = polish(target, descend(target, evaluate(target, end.mean, end.log_sd, fine), fine, 40), fine);
    const bool settled = std::abs(at.by_mean) * std::exp(at.log_sd) + std::abs(at.by_log_sd) < 1e-8;
    if (settled && least_curvature(at) > 1e-9) add_new(minima, at, 1e-5);
  }
  if (minima.empty())
    fail(Code::limit, {"fit_reverse_kl: no minimum was found"}, {}, "take components nearer together");

  std::vector<ReverseFit> fits;
  for (const auto& at : minima) {
    std::size_t place = 0;
    while (place < fits.size() && comes_before(fits[place], at)) ++place;
    fits.insert(fits.begin() + static_cast<std::ptrdiff_t>(place), {{at.mean, std::exp(at.log_sd)}, at.kl});
  }
  return fits;
}

}  // namespace vi::core
