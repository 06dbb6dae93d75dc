#include "core/stochastic_vi.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/exponential.h"
#include "core/normal_stream.h"
#include "core/number_text.h"

namespace vi::core {
namespace {

constexpr int most_points = 200;  // of the trace, beside the start

void require_whole(const char* what, double value, double least, double most) {
  if (!(value >= least && value <= most) || value != std::floor(value))
    fail(Code::domain, {"stochastic_vi: ", what, " must be a whole number from ", static_cast<std::int64_t>(least),
                        " to ", static_cast<std::int64_t>(most), ", got ", number_text(value)});
}

void check(const LinearGaussian& model, double x, const Normal& q0, const StochasticViOptions& options) {
  make_linear_gaussian(model.prior, model.slope, model.offset, model.noise_variance);
  make_normal(q0.mean, q0.variance);
  require_finite("stochastic_vi", "x", x);
  require_whole("steps", options.steps, 1, 1e6);
  require_whole("samples", options.samples, 1, 4096);
  require_whole("steps times samples", options.steps * options.samples, 1, 1e8);
  require_positive("stochastic_vi", "rate", options.rate);
}

// Adam on two coordinates at once.
class Adam {
 public:
  explicit Adam(double rate) : rate_(rate) {}

  // What to add to the coordinates, to climb along `gradient`.
  f64x2 update(f64x2 gradient) {
    mean_ = 0.9 * mean_ + (1 - 0.9) * gradient;
    square_ = 0.999 * square_ + (1 - 0.999) * gradient * gradient;
    mean_power_ *= 0.9;
    square_power_ *= 0.999;
    const f64x2 corrected = square_ * (1 / (1 - square_power_));
    return (rate_ / (1 - mean_power_)) * mean_ / (square_root(corrected) + 1e-8);
  }

 private:
  double rate_;
  f64x2 mean_{}, square_{};
  double mean_power_ = 1, square_power_ = 1;
};

// The sums of eps and eps² over the draws of a step.
struct DrawSums {
  double first, second;
};

// Of the last four draws those beyond `count` are left unused.
DrawSums draw_sums(NormalStream& normals, int count) {
  f32x4 first{}, second{};
  for (; count >= 4; count -= 4) {
    const f32x4 eps = normals.four();
    first += eps;
    second += eps * eps;
  }
  if (count > 0) {
    f32x4 eps = normals.four();
    for (int i = count; i < 4; ++i) eps[i] = 0;
    first += eps;
    second += eps * eps;
  }
  return {sum(first), sum(second)};
}

}  // namespace

// With z = mean + sd eps, d/dz log p(x, z) = pull - precision z: its mean over the draws is the gradient in the mean,
// and its mean with dz/d log sd = sd eps, plus the entropy's 1, that in log sd.
StochasticViTrace stochastic_vi(const LinearGaussian& model, double x, const Normal& q0,
                                const StochasticViOptions& options) {
  check(model, x, q0, options);
  const double gain = model.slope / model.noise_variance;
  const double precision = gain * model.slope + 1 / model.prior.variance;
  const double pull = gain * (x - model.offset) + model.prior.mean / model.prior.variance;
  const double start_sd = std::sqrt(q0.variance);
  const int steps = static_cast<int>(options.steps), samples = static_cast<int>(options.samples);
  const int stride = (steps + most_points - 1) / most_points;

  NormalStream normals{Generator(options.seed)};
  Adam adam(options.rate);
  f64x2 at = {q0.mean, 0};  // mean, and log of sd over start_sd
  double sd = start_sd;
  StochasticViTrace trace{{0, {q0.mean, sd}}};
  for (int step = 1; step <= steps; ++step) {
    const DrawSums eps = draw_sums(normals, samples);
    const double first = eps.first / samples, second = eps.second / samples;
    const double slope = pull - precision * at[0];
    const f64x2 gradient = {slope - precision * sd * first, sd * (slope * first - precision * sd * second) + 1};
    at += adam.update(gradient);
    if (!(std::abs(at[1]) <= 700)) break;
    sd = start_sd * exponential(at[1]);
    if (step % stride == 0 || step == steps) trace.push_back({step, {at[0], sd}});
  }
  if (!std::isfinite(at[0]) || !(sd > 0 && std::isfinite(sd)) || trace.back().step != steps)
    fail(Code::domain, {"stochastic_vi: q left the range of a double"}, {}, "take a smaller rate");
  return trace;
}

}  // namespace vi::core
