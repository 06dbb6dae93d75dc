#include "core/vae_averages.h"

#include "core/gaussian.h"
#include "tests/catch.h"
#include "tests/core/support.h"
#include "tests/core/vaes.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("vae_averages: the means of what vae_elbo says of each row") {
  Generator generator(50);
  for (const auto& [latent, observed] : {std::array{1, 1}, {2, 16}, {4, 3}, {8, 32}}) {
    const LinearVae vae = random_vae(generator, latent, observed);
    const MatrixXd data = random_rows(generator, 30, observed);
    const VaeElbo each = vae_elbo(vae, data);
    const VaeAverages average = vae_averages(vae, data_moments("test", data));
    CHECK(average.elbo == Approx(each.elbo.mean()).epsilon(1e-12));
    CHECK(average.log_evidence == Approx(each.log_evidence.mean()).epsilon(1e-12));
    CHECK(average.gap == Approx(each.gap.mean()).epsilon(1e-11));
    CHECK(average.kl.sum() == Approx(each.kl.mean()).epsilon(1e-12));
    const double size = std::abs(average.log_evidence) + std::abs(average.elbo) + average.gap;
    CHECK(std::abs(average.log_evidence - average.elbo - average.gap) <= 1e-12 * size);
  }
}

TEST_CASE("vae_averages: KL and activity of each latent dimension, row by row") {
  Generator generator(51);
  const LinearVae vae = random_vae(generator, 3, 4);
  const MatrixXd data = random_rows(generator, 25, 4);
  const VaeAverages average = vae_averages(vae, data_moments("test", data));
  const MatrixXd means = (data * vae.encoder.A.transpose()).rowwise() + vae.encoder.c.transpose();
  for (Index j = 0; j < 3; ++j) {
    double divergence = 0;
    for (Index t = 0; t < 25; ++t) divergence += kl(Normal{means(t, j), vae.encoder.variance(j)}, Normal{0, 1}) / 25;
    CHECK(average.kl(j) == Approx(divergence).epsilon(1e-13));
    const double centre = means.col(j).mean();
    CHECK(average.activity(j) == Approx((means.col(j).array() - centre).square().mean()).epsilon(1e-13));
  }
}

TEST_CASE("vae_averages: an encoder that ignores x has no KL and no activity, whatever the decoder") {
  Generator generator(52);
  LinearVae vae = random_vae(generator, 2, 3);
  vae.encoder = {MatrixXd::Zero(2, 3), VectorXd::Zero(2), VectorXd::Ones(2)};
  const VaeAverages average = vae_averages(vae, data_moments("test", random_rows(generator, 9, 3)));
  CHECK(average.kl == VectorXd::Zero(2));
  CHECK(average.activity == VectorXd::Zero(2));
  CHECK(average.gap > 0);
}

// Central differences of the mean of vae_elbo.
TEST_CASE("vae_gradient: finite differences in every parameter") {
  Generator generator(53);
  for (const auto& size : {std::array{1, 1}, {2, 5}, {3, 2}}) {
    const int latent = size[0], observed = size[1];
    const MatrixXd data = random_rows(generator, 7, observed);
    const VectorXd at = entries_of(random_vae(generator, latent, observed));
    const VectorXd gradient = flat(vae_gradient(vae_of(at, latent, observed), data_moments("test", data)));
    REQUIRE(gradient.size() == at.size());
    for (Index i = 0; i < at.size(); ++i) {
      const double step = 1e-5;
      const auto elbo = [&](double by) {
        VectorXd moved = at;
        moved(i) += by;
        return vae_elbo(vae_of(moved, latent, observed), data).elbo.mean();
      };
      CHECK(gradient(i) == Approx((elbo(step) - elbo(-step)) / (2 * step)).epsilon(1e-6).margin(1e-6));
    }
  }
}

TEST_CASE("vae_gradient: entries in a list and back") {
  const VectorXd entries = VectorXd::LinSpaced(2 * 6 + 3 + 1 + 4, 1, 20);
  const VaeGradient gradient = vae_gradient_of(entries, 2, 3);
  CHECK(flat(gradient) == entries);
  CHECK(gradient.W(2, 1) == 6);
  CHECK(gradient.log_noise_variance == 10);
  CHECK(gradient.A(1, 0) == 12);
  CHECK(gradient.log_sd(1) == 20);
}

TEST_CASE("vae_averages: what is refused") {
  Generator generator(54);
  const LinearVae vae = random_vae(generator, 2, 3);
  CHECK(refusal([&] { vae_averages(vae, data_moments("x", MatrixXd::Ones(4, 2))); }) ==
        "vae_averages: a row of the data must have 3 numbers, got 2");
  CHECK(refusal([&] { data_moments("x", MatrixXd::Ones(4, 33)); }) ==
        "x: numbers in a row of the data must be a whole number from 1 to 32, got 33");
  CHECK(refusal([&] { data_moments("x", MatrixXd(0, 3)); }) ==
        "x: rows of the data must be a whole number from 1 to 2000, got 0");
  CHECK(refusal([&] { vae_gradient(vae, data_moments("x", 1e200 * random_rows(generator, 3, 3))); }).substr(0, 18) ==
        "x: data covariance");
}
