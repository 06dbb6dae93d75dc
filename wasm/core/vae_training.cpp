#include "core/vae_training.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/exponential.h"
#include "core/vae_batches.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr const char* who = "train_vae";
constexpr int trace_points = 100;  // beside the start

Index parameters_of(const LinearVae& vae) {
  return 2 * vae.decoder.W.size() + vae.decoder.b.size() + 1 + 2 * vae.encoder.c.size();
}

[[noreturn]] void refuse(int step) {
  fail(Code::domain, {who, ": step ", step, ": a parameter left the range of a double"}, {},
       "take a smaller rate, or bring the data nearer to size 1");
}

// What stays between the steps of a slice.
class Steps {
 public:
  Steps(VaeTraining& training, const MatrixXd& data)
      : training_(training),
        data_(data),
        batches_(data, training.batch),
        normals_(training.generator, training.drawn) {}

  void take() {
    ++training_.step;
    set_gradient((training_.step - 1) % batches_.count());
    const Index noise = training_.vae.decoder.W.size() + training_.vae.decoder.b.size();
    if (!training_.learns_noise) gradient_(noise) = 0;
    double all = 0;  // NaN if any is not finite
    for (const double entry : gradient_) all += 0 * entry;
    if (all != 0) refuse(training_.step);
    move();
  }

  void end() {
    training_.generator = normals_.generator();
    training_.drawn = normals_.drawn();
  }

  // Of all data, once they are asked for.
  const DataMoments& moments() {
    if (moments_.mean.size() == 0) moments_ = data_moments(who, data_);
    return moments_;
  }

 private:
  void set_gradient(int batch) {
    if (training_.samples > 0) {
      batches_.gradient(training_.vae, batch, training_.samples, normals_, gradient_);
      return;
    }
    const Index first = Index(batch) * training_.batch;
    const Index rows = std::min<Index>(training_.batch, data_.rows() - first);
    const bool all = rows == data_.rows();
    gradient_ = flat(vae_gradient(training_.vae, all ? moments() : data_moments(who, data_.middleRows(first, rows))));
  }

  // Variances move by their logarithms.
  void move() {
    auto& [decoder, encoder] = training_.vae;
    entries_.resize(gradient_.size());
    double* at = entries_.data();
    const auto read = [&](const auto& entries) { at = std::copy_n(entries.data(), entries.size(), at); };
    read(decoder.W);
    read(decoder.b);
    double& log_noise = *at++ = 0;
    read(encoder.A);
    read(encoder.c);
    double* const log_sd = at;
    std::fill_n(log_sd, encoder.c.size(), 0.0);
    adam_step(entries_, gradient_, training_.adam, training_.rate);
    const double* from = entries_.data();
    const auto write = [&](auto& entries) {
      std::copy_n(from, entries.size(), entries.data());
      from += entries.size();
    };
    write(decoder.W);
    write(decoder.b);
    decoder.noise_variance = moved(decoder.noise_variance, log_noise);
    ++from;
    write(encoder.A);
    write(encoder.c);
    for (Index j = 0; j < encoder.c.size(); ++j) encoder.variance(j) = moved(encoder.variance(j), 2 * log_sd[j]);
  }

  double moved(double variance, double by) const {
    const double result = std::abs(by) <= 700 ? variance * exponential(by) : 0;
    if (!(result > 0 && std::isfinite(result))) refuse(training_.step);
    return result;
  }

  VaeTraining& training_;
  const MatrixXd& data_;
  VaeBatches batches_;
  NormalStream normals_;
  DataMoments moments_;
  VectorXd gradient_, entries_;
};

}  // namespace

VaeTraining start_training(VaeTraining training) {
  check(who, training.vae);
  training.adam = adam_start(parameters_of(training.vae));
  return training;
}

void check(const VaeTraining& training, const MatrixXd& data) {
  check(who, training.vae);
  check_data(who, data, training.vae.decoder.b.size());
  require_positive(who, "rate", training.rate);
  require_count(who, "batch", training.batch, 1, data.rows());
  require_count(who, "samples", training.samples, 0, max_training_samples);
  require_count(who, "steps", training.steps, 1, max_training_steps);
  require_count(who, "step", training.step, 0, training.steps);
  require_count(who, "drawn", training.drawn, 0, NormalBlocks::size);
  if (training.drawn % 4 != 0) fail(Code::domain, {who, ": drawn must be a multiple of 4, got ", training.drawn});
  const VectorXd still = VectorXd::Zero(parameters_of(training.vae));
  adam_update(still, training.adam, training.rate);
}

double training_work(const VaeTraining& training) {
  return double(training.batch) * std::max(1, training.samples) * double(training.vae.decoder.W.size()) *
         (training.samples > 0 ? 1.0 : 4.0);
}

void add(VaeTrace& trace, const VaeTraining& training, const DataMoments& data) {
  trace.step.push_back(training.step);
  trace.noise_variance.push_back(training.vae.decoder.noise_variance);
  trace.averages.push_back(vae_averages(training.vae, data));
}

void append(VaeTrace& trace, const VaeTrace& later) {
  for (std::size_t i = 0; i < later.step.size(); ++i) {
    trace.step.push_back(later.step[i]);
    trace.noise_variance.push_back(later.noise_variance[i]);
    trace.averages.push_back(later.averages[i]);
  }
}

VaeTrainingSlice train_vae(const VaeTraining& training, const MatrixXd& data, int budget) {
  check(training, data);
  require_count(who, "budget", budget, 1, max_training_slice);
  VaeTrainingSlice slice{training, {}};
  VaeTraining& now = slice.training;
  const int stride = (now.steps + trace_points - 1) / trace_points;
  const int affordable = std::max(1, static_cast<int>(std::min(1e9, max_training_work / training_work(now))));
  Steps steps(now, data);
  for (int left = std::min({budget, affordable, now.steps - now.step}); left > 0; --left) {
    steps.take();
    if (now.step % stride == 0 || now.step == now.steps) add(slice.trace, now, steps.moments());
  }
  steps.end();
  return slice;
}

}  // namespace vi::core
