#pragma once

#include <vector>

#include "core/optimizers.h"
#include "core/vae_averages.h"

namespace vi::core {

// Decoder and encoder learned together by Adam on the ELBO (Kingma & Welling 2014), in steps that may be taken a few at
// a time.

inline constexpr int max_training_steps = 1'000'000;      // in all
inline constexpr int max_training_slice = 5'000;          // at a time,
inline constexpr double max_training_work = 100'000'000;  // with at most so much of `training_work`
inline constexpr int max_training_samples = 100;          // a row

/// A training between two steps: beside the data all there is, so it can be laid aside and gone on with anywhere.
struct VaeTraining {
  LinearVae vae;
  double rate;  // Adam's
  int batch;    // rows a step, in the order of the data, round and round; the last batch of a round may be smaller
  int samples;  // of z a row and step; 0: the exact gradient
  bool learns_noise;                   // whether the decoder's noise variance moves
  int steps;                           // in all
  int step = 0;                        // taken so far
  AdamState adam = {};                 // of the entries of a VaeGradient; its step is `step`
  Generator generator = Generator(1);  // with `drawn`: a NormalStream's
  int drawn = 0;
};

/// A training that has not begun: adam's state is set.
VaeTraining start_training(VaeTraining training);

/// Error(domain) unless VAE and data are as vae_elbo takes them, rate > 0, 1 <= batch <= rows, samples, steps, step and
/// drawn are in their bounds and adam's state has an entry a parameter.
void check(const VaeTraining& training, const Eigen::MatrixXd& data);

/// Numbers that a step visits: rows × draws × latent × observed dimensions.
double training_work(const VaeTraining& training);

/// The averages over all data, at the start, after the last step and every so many between: at most 101 points.
struct VaeTrace {
  std::vector<int> step;
  std::vector<double> noise_variance;
  std::vector<VaeAverages> averages;
};
void add(VaeTrace& trace, const VaeTraining& training, const DataMoments& data);
void append(VaeTrace& trace, const VaeTrace& later);

/// Further steps: at most `budget` (1 to max_training_slice), fewer where they are large. In whatever slices a training
/// is taken, it is the same to the last bit, natively too. Error(domain), naming the step, where a parameter leaves the
/// range of a double.
struct VaeTrainingSlice {
  VaeTraining training;
  VaeTrace trace;  // of these steps
};
VaeTrainingSlice train_vae(const VaeTraining& training, const Eigen::MatrixXd& data, int budget);

}  // namespace vi::core
