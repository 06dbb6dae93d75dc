// The task train_vae. Its state has these fields and no others:
//   vae                as it stands now
//   data               as given: rows, or {decoder, n, seed}
//   method             {"method": "adam", "rate": 0.02}
//   steps, step        in all, and taken
//   batch              rows a step
//   first, second      Adam's running means, in the order W, b, log noise variance, A, c, log sd
//   estimator          {"estimator": "closed_form_kl", "samples": 1}, only where gradients are sampled
//   noise_variance     only where the decoder is held at it
//   generator, drawn   eight words of 32 bits, and how many draws of the block after it are used
#include "core/error.h"
#include "lesson/arguments.h"
#include "lesson/generator_words.h"
#include "lesson/tasks.h"
#include "lesson/vae_values.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "train_vae";

const Value& needed(const char* what, const Value& record, std::string_view name) {
  return required_field(who, what, record, name, "write {vae, data, method: adam(1/50), steps: 1000}");
}

// What a training keeps as it was given.
struct Given {
  const Value& data;
  const Value* estimator;
};

TaskSlice slice_of(const core::VaeTraining& training, const core::VaeTrace& trace, const Given& given) {
  std::vector<RecordField> state = {{"vae", to_record(training.vae)},
                                    {"data", given.data},
                                    {"method", make_object("adam", {training.rate})},
                                    {"steps", double(training.steps)},
                                    {"step", double(training.step)},
                                    {"batch", double(training.batch)},
                                    {"first", list_of(training.adam.first)},
                                    {"second", list_of(training.adam.second)},
                                    {"generator", words_of(training.generator)},
                                    {"drawn", double(training.drawn)}};
  if (given.estimator != nullptr) state.push_back({"estimator", *given.estimator});
  if (!training.learns_noise) state.push_back({"noise_variance", training.vae.decoder.noise_variance});
  TaskSlice slice{*make_record(state).record(), double(training.step) / training.steps, to_record(trace), {}};
  if (training.step == training.steps) slice.result = to_record(training.vae);
  return slice;
}

}  // namespace

// The parameters: vae, data and what training_of reads.
TaskSlice start_train_vae(const Value& parameters) {
  require_only(who, "parameters", parameters,
               {"vae", "data", "method", "steps", "estimator", "batch", "seed", "noise_variance"});
  const Given given{needed("parameters", parameters, "data"), optional_field(parameters, "estimator")};
  const Eigen::MatrixXd data = as_data(who, given.data);
  const core::VaeTraining training =
      training_of(needed("parameters", parameters, "vae"), data, "parameters", parameters);
  core::check(training, data);
  core::VaeTrace trace;
  core::add(trace, training, core::data_moments(who, data));
  return slice_of(training, trace, given);
}

TaskSlice step_train_vae(const Value& state, int budget) {
  require_only(who, "state", state,
               {"vae", "data", "method", "steps", "step", "batch", "first", "second", "estimator", "noise_variance",
                "generator", "drawn"});
  const Given given{needed("state", state, "data"), optional_field(state, "estimator")};
  const Eigen::MatrixXd data = as_data(who, given.data);
  core::VaeTraining training = training_of(needed("state", state, "vae"), data, "state", state);
  training.batch = as_count(who, "batch", needed("state", state, "batch"));
  training.step = as_count(who, "step", needed("state", state, "step"));
  training.adam = {training.step, as_vector(who, "first", needed("state", state, "first")),
                   as_vector(who, "second", needed("state", state, "second"))};
  training.generator = generator_of(who, needed("state", state, "generator"));
  training.drawn = as_count(who, "drawn", needed("state", state, "drawn"));
  const auto [next, trace] = core::train_vae(training, data, budget);
  return slice_of(next, trace, given);
}

}  // namespace vi::lesson
