#include "core/vae_training.h"

#include "core/ppca.h"
#include "tests/catch.h"
#include "tests/core/support.h"
#include "tests/core/vaes.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// Two latent axes of variance 9 and 2.25 beside noise of variance 1/4.
MatrixXd rows_of(int count, Index observed) {
  const Index half = observed / 2;
  VaeDecoder decoder{MatrixXd::Zero(observed, 2), VectorXd::LinSpaced(observed, -1, 1), 0.25};
  decoder.W.col(0).setConstant(3 / std::sqrt(double(observed)));
  decoder.W.col(1).head(half).setConstant(1.5 / std::sqrt(double(observed)));
  decoder.W.col(1).tail(half).setConstant(-1.5 / std::sqrt(double(observed)));
  return sample(decoder, count, 11);
}

VaeTraining training(int observed, int steps, int samples, int batch, double rate = 0.02) {
  return start_training({initial_vae(2, observed, 3), rate, batch, samples, true, steps});
}

VaeTraining run(VaeTraining at, const MatrixXd& data, int budget) {
  while (at.step < at.steps) at = train_vae(at, data, budget).training;
  return at;
}

}  // namespace

TEST_CASE("train_vae: exact gradients arrive at probabilistic PCA, where the gap closes") {
  const MatrixXd data = rows_of(100, 4);
  const VaeAverages end = vae_averages(run(training(4, 3000, 0, 100), data, 1500).vae, data_moments("test", data));
  const Ppca best = ppca(data, 2);
  CHECK(end.elbo == Approx(best.log_evidence).margin(1e-3));
  CHECK(end.gap < 1e-3);
  CHECK(end.kl.maxCoeff() == Approx(best.kl(0)).margin(1e-2));
  CHECK(end.kl.minCoeff() == Approx(best.kl(1)).margin(1e-2));
}

TEST_CASE("train_vae: draws and batches come near, and the ELBO never passes the best evidence") {
  const MatrixXd data = rows_of(256, 16);
  const Ppca best = ppca(data, 2);
  const auto [end, trace] = train_vae(training(16, 2000, 1, 64, 0.01), data, 2000);
  REQUIRE(trace.step.size() == 100);
  CHECK(trace.step.back() == 2000);
  CHECK(trace.averages.back().elbo > best.log_evidence - 0.3);
  CHECK(trace.averages.front().elbo < best.log_evidence - 3);
  CHECK(end.vae.decoder.noise_variance == Approx(best.decoder.noise_variance).margin(0.02));
  for (const auto& at : trace.averages) {
    CHECK(at.elbo <= at.log_evidence);
    CHECK(at.log_evidence <= best.log_evidence);
  }
}

TEST_CASE("train_vae: noise held above an eigenvalue lets that dimension collapse") {
  const MatrixXd data = rows_of(100, 4);
  const VectorXd eigenvalues = ppca(data, 2).eigenvalues;
  VaeTraining start = training(4, 3000, 0, 100);
  start.learns_noise = false;
  start.vae.decoder.noise_variance = 0.5 * (eigenvalues(0) + eigenvalues(1));
  const VaeTraining end = run(start, data, 3000);
  const VaeAverages averages = vae_averages(end.vae, data_moments("test", data));
  CHECK(end.vae.decoder.noise_variance == start.vae.decoder.noise_variance);
  CHECK(averages.kl.minCoeff() < 1e-4);
  CHECK(averages.activity.minCoeff() < 1e-4);
  CHECK(averages.kl.maxCoeff() ==
        Approx(0.5 * std::log(eigenvalues(0) / end.vae.decoder.noise_variance)).epsilon(1e-2));
}

TEST_CASE("train_vae: a step is Adam's update of every parameter, variances by their logarithms") {
  const MatrixXd data = rows_of(40, 4);
  const DataMoments moments = data_moments("test", data);
  VectorXd at = entries_of(initial_vae(2, 4, 3));
  AdamState state = adam_start(at.size());
  for (int step = 0; step < 5; ++step) {
    const AdamUpdate next = adam_update(flat(vae_gradient(vae_of(at, 2, 4), moments)), state, 0.02);
    at += next.update;
    state = next.state;
  }
  const VaeTraining end = train_vae(training(4, 5, 0, 40), data, 5).training;
  CHECK((entries_of(end.vae) - at).cwiseAbs().maxCoeff() < 1e-13);
}

TEST_CASE("train_vae: in slices of any size it is the same to the last bit") {
  const MatrixXd data = rows_of(50, 4);
  for (const auto& [samples, batch] : {std::array{0, 20}, {1, 20}, {3, 7}, {1, 50}}) {
    const VectorXd whole = entries_of(run(training(4, 60, samples, batch), data, 60).vae);
    for (const int budget : {1, 7, 59})
      CHECK(entries_of(run(training(4, 60, samples, batch), data, budget).vae) == whole);
  }
}

TEST_CASE("train_vae: a slice of large steps stops early, and goes on") {
  const MatrixXd data = sample(initial_vae(8, 32, 2).decoder, 2000, 1);
  const VaeTraining large = start_training({initial_vae(8, 32, 3), 0.01, 2000, 40, true, 100});
  const VaeTraining next = train_vae(large, data, 100).training;
  CHECK(next.step == int(max_training_work / training_work(large)));
}

TEST_CASE("train_vae: what is refused") {
  const MatrixXd data = rows_of(30, 16);
  const auto refused = [&](const auto& change, int budget = 5) {
    return refusal([&] {
      VaeTraining at = training(16, 20, 1, 10);
      change(at);
      train_vae(at, data, budget);
    });
  };
  CHECK(refused([](VaeTraining&) {}) == "no error");
  CHECK(refused([](VaeTraining& t) { t.rate = 0; }) == "train_vae: rate must be > 0, got 0");
  CHECK(refused([](VaeTraining& t) { t.batch = 31; }) ==
        "train_vae: batch must be a whole number from 1 to 30, got 31");
  CHECK(refused([](VaeTraining& t) { t.samples = 101; }) ==
        "train_vae: samples must be a whole number from 0 to 100, got 101");
  CHECK(refused([](VaeTraining& t) { t.steps = 0; }) ==
        "train_vae: steps must be a whole number from 1 to 1000000, got 0");
  CHECK(refused([](VaeTraining& t) { t.step = 21; }) == "train_vae: step must be a whole number from 0 to 20, got 21");
  CHECK(refused([](VaeTraining& t) { t.drawn = 6; }) == "train_vae: drawn must be a multiple of 4, got 6");
  CHECK(refused([](VaeTraining& t) { t.adam = adam_start(3); }) == "adam: first must have 85 entries, got 3");
  CHECK(refused([](VaeTraining& t) { t.vae.encoder.variance(0) = 0; }) == "train_vae: variance[0] must be > 0, got 0");
  CHECK(refused([](VaeTraining&) {}, 0) == "train_vae: budget must be a whole number from 1 to 5000, got 0");
  CHECK(refused([](VaeTraining& t) { t.rate = 1e6; }) == "train_vae: step 1: a parameter left the range of a double");
  CHECK(refused([](VaeTraining& t) { t.vae.decoder.W.setConstant(1e200); }) ==
        "train_vae: step 1: a parameter left the range of a double");
}
