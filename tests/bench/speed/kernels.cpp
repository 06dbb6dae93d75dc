// The kernels that `npm run bench` compares: the core's own functions at fixed inputs, without a door in between. One
// source becomes a module for the page and a program for this machine, built as the products are.
#include <Eigen/Core>

#include "core/elbo_surface.h"
#include "core/monte_carlo.h"
#include "core/multivariate_gaussian.h"
#include "core/stochastic_vi.h"
#include "core/vae_training.h"

namespace {

using namespace vi::core;

const LinearGaussian model{{0, 4}, 1, 0, 1};
const double x = 2;
const Normal q{1, 1.5};
constexpr double samples = 1e6;

// One number of the answer, to hold against the other contestants'.
double elbo_by_sampling(int seed) { return elbo_monte_carlo(model, x, q, samples, seed).value; }

double gradient_variance(int seed) {
  return gradient_variance_experiment(model, x, q, samples, seed).score.log_sd.variance;
}

double climb(int seed) { return stochastic_vi(model, x, {0, 1}, {2000, 16, 0.02, std::uint64_t(seed)}).back().q.mean; }

double surface(int) {
  static const Eigen::VectorXd means = Eigen::VectorXd::LinSpaced(512, -2, 4);
  static const Eigen::VectorXd variances = Eigen::VectorXd::LinSpaced(512, 0.02, 4);
  static Eigen::MatrixXd cells(512, 512);
  elbo_surface(model, x, means, variances, cells);
  return cells(100, 300);
}

// The same numbers as javascript.mjs makes; sums of multiples of 2^-14, so without rounding.
MultivariateNormal gaussian(int vector_shift, int factor_shift) {
  Eigen::VectorXd mean(64);
  Eigen::MatrixXd factor = Eigen::MatrixXd::Zero(64, 64);
  for (int i = 0; i < 64; ++i) {
    mean(i) = (i + vector_shift) % 7 / 8.0;
    for (int j = 0; j < i; ++j) factor(i, j) = ((7 * i + 3 * j + factor_shift) % 11 - 5) / 128.0;
    factor(i, i) = 1 + (i + factor_shift) % 5 / 8.0;
  }
  return {mean, factor * factor.transpose()};
}

double gaussian_divergence(int) {
  static const GaussianVector from = gaussian(0, 0), to = gaussian(3, 2);
  return kl(from, to);
}

// The same rows and the same start as javascript.mjs has, again without rounding: z and noise are sums of twelve
// uniform numbers of 15 bits.
Eigen::MatrixXd vae_rows() {
  std::uint32_t state = 1;
  const auto draw = [&] {
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
      state = 1103515245u * state + 12345u;
      sum += double(state >> 17) * 0x1p-15;
    }
    return sum;
  };
  Eigen::MatrixXd rows(256, 16);
  for (int row = 0; row < 256; ++row) {
    const double z0 = draw(), z1 = draw();
    for (int i = 0; i < 16; ++i)
      rows(row, i) = (3 * i % 7 - 3) / 4.0 * z0 + (5 * i % 9 - 4) / 8.0 * z1 + (i % 3 - 1) + 0.5 * draw();
  }
  return rows;
}

LinearVae vae_start() {
  LinearVae vae = initial_vae(2, 16, 1);
  for (int i = 0; i < 16; ++i) {
    for (int j = 0; j < 2; ++j) {
      vae.decoder.W(i, j) = ((3 * i + 5 * j) % 7 - 3) / 8.0;
      vae.encoder.A(j, i) = ((2 * i + 3 * j) % 5 - 2) / 32.0;
    }
  }
  return vae;
}

double small_vae(int seed) {
  static const Eigen::MatrixXd rows = vae_rows();
  static const LinearVae start = vae_start();
  const VaeTraining training =
      start_training({start, 0.02, 64, 1, true, max_training_steps, 0, {}, Generator(std::uint64_t(seed))});
  return train_vae(training, rows, 1000).training.vae.decoder.noise_variance;
}

constexpr double (*kernels[])(int seed) = {elbo_by_sampling,    surface,  climb, gradient_variance,
                                           gaussian_divergence, small_vae};

}  // namespace

extern "C" double vi_bench(int kernel, int seed) { return kernels[kernel](seed); }

#ifndef __EMSCRIPTEN__
#include <algorithm>
#include <chrono>
#include <cstdio>

// Reads lines "KERNEL REPEATS BATCH", answers "MILLISECONDS ANSWER": of a run in the quickest of the batches, and the
// mean answer.
int main() {
  int kernel = 0, repeats = 0, batch = 0;
  while (std::scanf("%d %d %d", &kernel, &repeats, &batch) == 3) {
    double answer = 0, quickest = 1e300;
    for (int i = 0; i < repeats; ++i) {
      const auto start = std::chrono::steady_clock::now();
      for (int j = 0; j < batch; ++j) answer += vi_bench(kernel, i * batch + j + 1) / (repeats * batch);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
      quickest = std::min(quickest, took.count() / batch);
    }
    std::printf("%.6f %.17g\n", quickest, answer);
    std::fflush(stdout);
  }
}
#endif
