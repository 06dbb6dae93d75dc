#include "core/vae_batches.h"

#include "core/vae_averages.h"
#include "tests/catch.h"
#include "tests/core/support.h"
#include "tests/core/vaes.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// The same estimator row by row in doubles: the draws as VaeBatches takes them, for each 16 rows and each sample one
// latent dimension after another.
VectorXd row_by_row(const LinearVae& vae, const MatrixXd& rows, int samples, std::uint64_t seed) {
  NormalStream normals{Generator(seed)};
  const auto& [W, b, noise] = vae.decoder;
  const auto& [A, c, variance] = vae.encoder;
  const Index latent = c.size();
  VaeGradient sum{0 * W, 0 * b, 0, 0 * A, 0 * c, 0 * c};
  for (Index first = 0; first < rows.rows(); first += 16) {
    for (int s = 0; s < samples; ++s) {
      MatrixXd eps(latent, 16);
      for (Index j = 0; j < latent; ++j) {
        for (Index lane = 0; lane < 16; ++lane) eps(j, lane) = normals.one();
      }
      for (Index t = first; t < std::min(first + 16, rows.rows()); ++t) {
        const VectorXd x = rows.row(t), mean = A * x + c, e = eps.col(t - first);
        const VectorXd z = mean + variance.cwiseSqrt().cwiseProduct(e), residual = x - b - W * z;
        const VectorXd pull = W.transpose() * residual / noise;
        sum.W += residual * z.transpose() / noise;
        sum.b += residual / noise;
        sum.log_noise_variance += 0.5 * residual.squaredNorm() / noise - 0.5 * double(x.size());
        sum.A += (pull - mean) * x.transpose();
        sum.c += pull - mean;
        sum.log_sd += variance.cwiseSqrt().cwiseProduct(e).cwiseProduct(pull) + VectorXd::Ones(latent) - variance;
      }
    }
  }
  return flat(sum) / double(rows.rows() * samples);
}

}  // namespace

TEST_CASE("vae_batches: the reparameterised gradient of every row, in single precision") {
  Generator generator(70);
  for (const auto& [latent, observed, count, samples] :
       {std::array{2, 16, 64, 1}, {1, 1, 1, 1}, {2, 5, 17, 3}, {3, 4, 33, 2}, {8, 32, 40, 1}}) {
    const LinearVae vae = random_vae(generator, latent, observed);
    const MatrixXd rows = random_rows(generator, count, observed);
    VaeBatches batches(rows, count);
    NormalStream normals{Generator(5)};
    VectorXd gradient;
    batches.gradient(vae, 0, samples, normals, gradient);
    const VectorXd other = row_by_row(vae, rows, samples, 5);
    REQUIRE(gradient.size() == other.size());
    CHECK((gradient - other).cwiseAbs().maxCoeff() < 1e-5 * (1 + other.cwiseAbs().maxCoeff()));
  }
}

TEST_CASE("vae_batches: rows go round in the order of the data, the last batch with what is left") {
  Generator generator(71);
  const LinearVae vae = random_vae(generator, 2, 3);
  const MatrixXd rows = random_rows(generator, 45, 3);
  VaeBatches batches(rows, 20);
  REQUIRE(batches.count() == 3);
  for (const auto& [batch, size] : {std::array{0, 20}, {1, 20}, {2, 5}}) {
    NormalStream normals{Generator(6)};
    VectorXd gradient;
    batches.gradient(vae, batch, 1, normals, gradient);
    const VectorXd other = row_by_row(vae, rows.middleRows(20 * batch, size), 1, 6);
    CHECK((gradient - other).cwiseAbs().maxCoeff() < 1e-5 * (1 + other.cwiseAbs().maxCoeff()));
  }
}

TEST_CASE("vae_batches: on average the exact gradient, within the standard errors that the draws show") {
  Generator generator(72);
  const LinearVae vae = random_vae(generator, 2, 4);
  const MatrixXd rows = random_rows(generator, 10, 4);
  const VectorXd exact = flat(vae_gradient(vae, data_moments("test", rows)));
  VaeBatches batches(rows, 10);
  NormalStream normals{Generator(7)};
  VectorXd mean = 0 * exact, square = 0 * exact, gradient;
  const int tries = 4000;
  for (int i = 0; i < tries; ++i) {
    batches.gradient(vae, 0, 1, normals, gradient);
    mean += gradient / tries;
    square += gradient.cwiseAbs2() / tries;
  }
  for (Index i = 0; i < exact.size(); ++i) {
    const double error = std::sqrt((square(i) - mean(i) * mean(i)) / tries);
    CHECK(std::abs(mean(i) - exact(i)) < 5 * error + 1e-6 * (1 + std::abs(exact(i))));
  }
}
