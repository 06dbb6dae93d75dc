#include "core/ppca.h"

#include "tests/catch.h"
#include "tests/core/support.h"
#include "tests/core/vaes.h"

using namespace vi::core;
using namespace vi::test;

namespace {

MatrixXd rows_of(int count) {
  Generator generator(60);
  VaeDecoder decoder = random_vae(generator, 2, 6).decoder;
  decoder.noise_variance = 0.2;
  return sample(decoder, count, 7);
}

// EM for probabilistic PCA (Tipping & Bishop 1999, appendix B), from its textbook form.
VaeDecoder by_em(const MatrixXd& data, Index latent, int steps) {
  const DataMoments moments = data_moments("test", data);
  const MatrixXd& S = moments.covariance;
  MatrixXd W = MatrixXd::Identity(S.rows(), latent);
  double noise = 1;
  for (int i = 0; i < steps; ++i) {
    const MatrixXd inverse = (noise * MatrixXd::Identity(latent, latent) + W.transpose() * W).inverse();
    const MatrixXd next =
        S * W * (noise * MatrixXd::Identity(latent, latent) + inverse * W.transpose() * S * W).inverse();
    noise = (S - S * W * inverse * next.transpose()).trace() / double(S.rows());
    W = next;
  }
  return {W, moments.mean, noise};
}

}  // namespace

TEST_CASE("symmetric_eigen: values and vectors are those of another algorithm") {
  Generator generator(61);
  for (const Index size : {1, 2, 5, 16, 32}) {
    const MatrixXd matrix = random_covariance(generator, size) - MatrixXd::Identity(size, size);
    const auto [values, vectors] = symmetric_eigen(matrix);
    const Eigen::SelfAdjointEigenSolver<MatrixXd> other(matrix);
    CHECK((values - other.eigenvalues().reverse()).cwiseAbs().maxCoeff() < 1e-13 * double(size));
    CHECK((vectors * values.asDiagonal() * vectors.transpose() - matrix).cwiseAbs().maxCoeff() < 1e-13 * double(size));
    CHECK((vectors.transpose() * vectors - MatrixXd::Identity(size, size)).cwiseAbs().maxCoeff() < 1e-13);
  }
  CHECK(symmetric_eigen(MatrixXd::Zero(3, 3)).values == VectorXd::Zero(3));
  CHECK(symmetric_eigen(MatrixXd{{1, 0}, {0, 4}}).values == VectorXd{{4, 1}});
}

TEST_CASE("ppca: EM arrives at the same likelihood, and nothing near is better") {
  const MatrixXd data = rows_of(150);
  const DataMoments moments = data_moments("test", data);
  const Ppca best = ppca(data, 2);
  const VaeDecoder other = by_em(data, 2, 3000);
  CHECK(best.decoder.noise_variance == Approx(other.noise_variance).epsilon(1e-10));
  CHECK((best.decoder.W * best.decoder.W.transpose() - other.W * other.W.transpose()).cwiseAbs().maxCoeff() < 1e-9);
  const auto evidence = [&](const VaeDecoder& decoder) {
    return vae_averages({decoder, best_encoder(decoder)}, moments).log_evidence;
  };
  CHECK(best.log_evidence == Approx(evidence(best.decoder)).epsilon(1e-13));
  CHECK(best.log_evidence == Approx(evidence(other)).epsilon(1e-12));
  Generator generator(62);
  for (int i = 0; i < 20; ++i) {
    VaeDecoder near = best.decoder;
    near.W += 1e-2 * random_entries(generator, 6, 2);
    near.noise_variance *= 1 + 1e-2 * random_entries(generator, 1, 1)(0);
    CHECK(evidence(near) < best.log_evidence);
  }
}

// Lucas et al. 2019: the ELBO of the linear VAE has its maximum where the likelihood has, and the gap there is 0.
TEST_CASE("ppca: with its best encoder the gap is 0 and the ELBO's gradient vanishes") {
  const MatrixXd data = rows_of(150);
  const DataMoments moments = data_moments("test", data);
  const Ppca best = ppca(data, 2);
  const LinearVae vae{best.decoder, best_encoder(best.decoder)};
  const VaeAverages average = vae_averages(vae, moments);
  CHECK(average.gap < 1e-26);
  CHECK(average.elbo == Approx(best.log_evidence).epsilon(1e-13));
  CHECK(flat(vae_gradient(vae, moments)).cwiseAbs().maxCoeff() < 1e-12);
  for (Index j = 0; j < 2; ++j) CHECK(average.kl(j) == Approx(best.kl(j)).epsilon(1e-12));
  CHECK(best.kl(0) > best.kl(1));
}

TEST_CASE("ppca: a dimension collapses when the held noise passes its eigenvalue") {
  const MatrixXd data = rows_of(150);
  const VectorXd eigenvalues = ppca(data, 2).eigenvalues;
  const double between = 0.5 * (eigenvalues(0) + eigenvalues(1));
  const Ppca held = ppca(data, 2, between);
  CHECK(held.kl(0) == Approx(0.5 * std::log(eigenvalues(0) / between)).epsilon(1e-13));
  CHECK(held.kl(1) == 0);
  CHECK(held.decoder.W.col(1) == VectorXd::Zero(6));
  const VaeAverages average = vae_averages({held.decoder, best_encoder(held.decoder)}, data_moments("test", data));
  CHECK(average.kl(0) == Approx(held.kl(0)).epsilon(1e-12));
  CHECK(average.kl(1) == 0);
  CHECK(average.activity(1) == 0);
  CHECK(average.elbo == Approx(held.log_evidence).epsilon(1e-13));
  CHECK(ppca(data, 2, 2 * eigenvalues(0)).decoder.W == MatrixXd::Zero(6, 2));
  CHECK(ppca(data, 6, 0.5 * eigenvalues(5)).kl.minCoeff() > 0);
}

TEST_CASE("ppca: what is refused") {
  const MatrixXd data = rows_of(20);
  CHECK(refusal([&] { ppca(data, 6); }) == "ppca: latent must be a whole number from 1 to 5, got 6");
  CHECK(refusal([&] { ppca(data, 0); }) == "ppca: latent must be a whole number from 1 to 5, got 0");
  CHECK(refusal([&] { ppca(data, 2, -1.0); }) == "ppca: noise_variance must be > 0, got -1");
  CHECK(refusal([&] { ppca(data.topRows(3), 2); }) ==
        "ppca: 2 dimensions hold all of the data, so the likelihood has no maximum");
  CHECK(refusal([&] { ppca(data.topRows(1), 2, 0.5); }) == "no error");
}
