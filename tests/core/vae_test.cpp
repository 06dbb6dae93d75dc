#include "core/vae.h"

#include "core/mean_field.h"
#include "tests/catch.h"
#include "tests/core/support.h"
#include "tests/core/vaes.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// The decoder as the linear-Gaussian model of the other functions.
MultivariateLinearGaussian model_of(const VaeDecoder& decoder) {
  const Index latent = decoder.W.cols(), observed = decoder.b.size();
  return {MultivariateNormal{VectorXd::Zero(latent), MatrixXd::Identity(latent, latent)}, decoder.W, decoder.b,
          decoder.noise_variance * MatrixXd::Identity(observed, observed)};
}

DiagonalNormal q_of(const VaeEncoder& encoder, const VectorXd& x) {
  return {encoder.A * x + encoder.c, encoder.variance};
}

}  // namespace

TEST_CASE("vae_elbo: of every row what the linear-Gaussian model says of that row and its q") {
  Generator generator(40);
  for (const auto& [latent, observed] : {std::array{1, 1}, {2, 16}, {3, 2}, {8, 32}}) {
    const LinearVae vae = random_vae(generator, latent, observed);
    const MatrixXd data = random_rows(generator, 5, observed);
    const VaeElbo result = vae_elbo(vae, data);
    const MultivariateLinearGaussian model = model_of(vae.decoder);
    for (Index t = 0; t < data.rows(); ++t) {
      const VectorXd x = data.row(t);
      const DiagonalNormal q = q_of(vae.encoder, x);
      CHECK(result.log_evidence(t) == Approx(log_evidence(model, x)).epsilon(1e-13));
      CHECK(result.elbo(t) == Approx(elbo(model, x, q)).epsilon(1e-12));
      CHECK(result.elbo(t) == Approx(textbook_elbo(vae, x)).epsilon(1e-12));
      CHECK(result.reconstruction(t) == Approx(expected_log_likelihood(model, x, q)).epsilon(1e-12));
      CHECK(result.kl(t) == Approx(kl(q, model.prior)).epsilon(1e-13));
      CHECK(result.gap(t) == Approx(elbo_gap(model, x, q)).epsilon(1e-13));
      CHECK(result.family_gap == Approx(mean_field(model, x).gap).epsilon(1e-13).margin(1e-30));
      const double size = std::abs(result.log_evidence(t)) + std::abs(result.elbo(t)) + result.gap(t);
      CHECK(std::abs(result.log_evidence(t) - result.elbo(t) - result.gap(t)) <= 1e-12 * size);
    }
  }
}

// The evidence is a density of the joint Gaussian, and the gap the KL to its conditional, by LU.
TEST_CASE("vae_elbo: evidence and gap of the dense joint over latent and observed") {
  Generator generator(41);
  const LinearVae vae = random_vae(generator, 2, 5);
  const MatrixXd data = random_rows(generator, 4, 5), &W = vae.decoder.W;
  const MatrixXd covariance = W * W.transpose() + vae.decoder.noise_variance * MatrixXd::Identity(5, 5);
  const MatrixXd gain = W.transpose() * covariance.inverse();
  const MatrixXd posterior = MatrixXd::Identity(2, 2) - gain * W, q = vae.encoder.variance.asDiagonal();
  const VaeElbo result = vae_elbo(vae, data);
  for (Index t = 0; t < 4; ++t) {
    const VectorXd x = data.row(t);
    CHECK(result.log_evidence(t) == Approx(dense_log_density(x, vae.decoder.b, covariance)).epsilon(1e-12));
    const VectorXd off = vae.encoder.A * x + vae.encoder.c - gain * (x - vae.decoder.b);
    const double gap = 0.5 * ((posterior.inverse() * q).trace() + off.dot(VectorXd(posterior.inverse() * off)) - 2 +
                              std::log(posterior.determinant() / q.determinant()));
    CHECK(result.gap(t) == Approx(gap).epsilon(1e-11));
  }
}

TEST_CASE("vae_elbo: the gap is what amortisation costs and what the diagonal family costs") {
  Generator generator(42);
  const LinearVae vae = random_vae(generator, 3, 6);
  const MatrixXd data = random_rows(generator, 6, 6);
  const VaeElbo result = vae_elbo(vae, data);
  for (Index t = 0; t < 6; ++t) {
    const MeanField best = mean_field(model_of(vae.decoder), VectorXd(data.row(t)));
    const double best_elbo = elbo(model_of(vae.decoder), data.row(t), DiagonalNormal{best.mean, best.variance});
    CHECK(result.amortisation_gap(t) == Approx(best_elbo - result.elbo(t)).epsilon(1e-11));
    CHECK(result.gap(t) == Approx(result.amortisation_gap(t) + result.family_gap).epsilon(1e-13));
    CHECK(result.amortisation_gap(t) > 0);
  }
  CHECK(result.family_gap > 0);

  // One latent dimension has no correlations, so nothing that the family could miss.
  const LinearVae narrow = random_vae(generator, 1, 6);
  CHECK(vae_elbo(narrow, data).family_gap == 0);
}

TEST_CASE("best_encoder: the best diagonal normal for every x at once") {
  Generator generator(43);
  for (const auto& [latent, observed] : {std::array{1, 4}, {2, 16}, {5, 3}}) {
    const VaeDecoder decoder = random_vae(generator, latent, observed).decoder;
    const VaeEncoder encoder = best_encoder(decoder);
    const MatrixXd data = random_rows(generator, 4, observed);
    for (Index t = 0; t < 4; ++t) {
      const MeanField best = mean_field(model_of(decoder), VectorXd(data.row(t)));
      CHECK((q_of(encoder, data.row(t)).mean - best.mean).cwiseAbs().maxCoeff() < 1e-13);
      CHECK((encoder.variance - best.variance).cwiseAbs().maxCoeff() < 1e-15);
    }
    const VaeElbo result = vae_elbo({decoder, encoder}, data);
    CHECK(result.amortisation_gap.maxCoeff() < 1e-26);
    CHECK(result.amortisation_gap.minCoeff() >= 0);
    CHECK((result.gap.array() - result.family_gap).abs().maxCoeff() < 1e-26);
  }
}

// Noise of variance 1e-12: nearly a singular covariance, and a q that is far too wide or too narrow.
TEST_CASE("vae_elbo: a decoder almost without noise keeps its identity") {
  Generator generator(44);
  LinearVae vae = random_vae(generator, 2, 4);
  vae.decoder.noise_variance = 1e-12;
  const MatrixXd data = random_rows(generator, 3, 4);
  for (const double variance : {1e-300, 1e-12, 1.0, 1e12}) {
    vae.encoder.variance.setConstant(variance);
    const VaeElbo result = vae_elbo(vae, data);
    for (Index t = 0; t < 3; ++t)
      CHECK(result.log_evidence(t) - result.elbo(t) == Approx(result.gap(t)).epsilon(1e-12));
  }
}

TEST_CASE("sample_decoder: rows have the mean and the covariance of p(x), and a seed is a seed") {
  Generator generator(45);
  const VaeDecoder decoder = random_vae(generator, 2, 3).decoder;
  const MatrixXd covariance = decoder.W * decoder.W.transpose() + decoder.noise_variance * MatrixXd::Identity(3, 3);
  VectorXd mean = VectorXd::Zero(3);
  MatrixXd square = MatrixXd::Zero(3, 3);
  const int seeds = 20, count = seeds * max_vae_rows;
  for (int seed = 1; seed <= seeds; ++seed) {
    const MatrixXd off = sample(decoder, max_vae_rows, seed).rowwise() - decoder.b.transpose();
    mean += off.colwise().sum().transpose() / count;
    square += off.transpose() * off / count;
  }
  for (Index i = 0; i < 3; ++i) {
    CHECK(std::abs(mean(i)) < 5 * std::sqrt(covariance(i, i) / count));
    for (Index j = 0; j < 3; ++j) {
      const double variance = covariance(i, i) * covariance(j, j) + covariance(i, j) * covariance(i, j);
      CHECK(std::abs(square(i, j) - covariance(i, j)) < 5 * std::sqrt(variance / count));
    }
  }
  CHECK(sample(decoder, 7, 3) == MatrixXd(sample(decoder, 20, 3).topRows(7)));
  CHECK(sample(decoder, 7, 3) != sample(decoder, 7, 4));
}

TEST_CASE("initial_vae: slopes of the usual size, everything else plain") {
  const LinearVae vae = initial_vae(8, 32, 5);
  CHECK(vae.encoder.A.squaredNorm() == Approx(8).epsilon(0.35));
  CHECK(vae.decoder.W.squaredNorm() == Approx(32).epsilon(0.35));
  CHECK(vae.encoder.variance == VectorXd::Ones(8));
  CHECK(vae.decoder.b == VectorXd::Zero(32));
  CHECK(initial_vae(8, 32, 5).decoder.W == vae.decoder.W);
  CHECK(initial_vae(8, 32, 6).decoder.W != vae.decoder.W);
}

TEST_CASE("vae: what is refused, by its place") {
  Generator generator(46);
  const LinearVae good = random_vae(generator, 2, 3);
  const MatrixXd data = random_rows(generator, 4, 3);
  const auto refused = [&](const auto& change) {
    return refusal([&] {
      LinearVae vae = good;
      MatrixXd rows = data;
      change(vae, rows);
      vae_elbo(vae, rows);
    });
  };
  CHECK(refused([](LinearVae&, MatrixXd&) {}) == "no error");
  CHECK(refused([](LinearVae& v, MatrixXd&) { v.decoder.noise_variance = 0; }) ==
        "vae_elbo: noise_variance must be > 0, got 0");
  CHECK(refused([](LinearVae& v, MatrixXd&) { v.encoder.variance(1) = -1; }) ==
        "vae_elbo: variance[1] must be > 0, got -1");
  CHECK(refused([](LinearVae& v, MatrixXd&) { v.encoder.A = MatrixXd::Ones(3, 3); }) ==
        "vae_elbo: A must have 2 rows, got 3");
  CHECK(refused([](LinearVae& v, MatrixXd&) { v.decoder.W(2, 1) = infinity; }) ==
        "vae_elbo: W[2][1] must be finite, got inf");
  CHECK(refused([](LinearVae& v, MatrixXd&) { v.decoder.W = MatrixXd::Ones(3, 9); }) ==
        "vae_elbo: columns of W must be a whole number from 1 to 8, got 9");
  CHECK(refused([](LinearVae&, MatrixXd& x) { x(2, 1) = not_a_number; }) ==
        "vae_elbo: data[2][1] must be finite, got nan");
  CHECK(refused([](LinearVae&, MatrixXd& x) { x = MatrixXd::Ones(4, 2); }) ==
        "vae_elbo: a row of the data must have 3 numbers, got 2");
  CHECK(refused([](LinearVae&, MatrixXd& x) { x = MatrixXd::Ones(2001, 3); }) ==
        "vae_elbo: rows of the data must be a whole number from 1 to 2000, got 2001");
  CHECK(refused([](LinearVae&, MatrixXd& x) { x *= 1e200; }) == "vae_elbo: elbo must be finite, got -inf");
  CHECK(refusal([&] { sample(good.decoder, 0, 1); }) ==
        "sample_decoder: n must be a whole number from 1 to 2000, got 0");
  CHECK(refusal([&] { initial_vae(9, 16, 1); }) == "initial_vae: latent must be a whole number from 1 to 8, got 9");
}
