#include "core/sequential_elbo.h"

#include "tests/catch.h"
#include "tests/core/state_spaces.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

VectorXd flat(const MatrixXd& rows) { return rows.transpose().reshaped(); }

MatrixXd block_diagonal(const std::vector<MatrixXd>& blocks) {
  const Index d = blocks[0].rows();
  MatrixXd all = MatrixXd::Zero(d * Index(blocks.size()), d * Index(blocks.size()));
  for (std::size_t t = 0; t < blocks.size(); ++t) all.block(Index(t) * d, Index(t) * d, d, d) = blocks[t];
  return all;
}

// KL between Gaussians as a textbook has it, by LU.
double dense_kl(const VectorXd& q_mean, const MatrixXd& q, const VectorXd& p_mean, const MatrixXd& p) {
  const VectorXd off = q_mean - p_mean;
  return 0.5 * ((p.inverse() * q).trace() + off.dot(p.inverse() * off) - double(off.size()) +
                std::log(p.determinant() / q.determinant()));
}

std::vector<MatrixXd> random_covariances(Generator& generator, Index d, Index steps) {
  std::vector<MatrixXd> all;
  for (Index t = 0; t < steps; ++t) all.push_back(random_covariance(generator, d));
  return all;
}

// The chain p(z_t | z_{t-1}, y_t) as one Gaussian over all states: each step conditions the prior step on y_t.
struct Joint {
  VectorXd mean;
  MatrixXd covariance;
};
Joint filtering(const Sequence& sequence) {
  const auto& [model, y] = sequence;
  const Index d = model.m0.rows(), steps = y.rows();
  // z = B z + e + noise of covariance V, B below the diagonal.
  MatrixXd B = MatrixXd::Zero(d * steps, d * steps), V = B;
  VectorXd e(d * steps);
  for (Index t = 0; t < steps; ++t) {
    const MatrixXd Q = t == 0 ? model.P0 : model.Q;
    const MatrixXd start = t == 0 ? model.m0 : model.b;
    const MatrixXd K = Q * model.H.transpose() * (model.H * Q * model.H.transpose() + model.R).inverse();
    const MatrixXd rest = MatrixXd::Identity(d, d) - K * model.H;
    if (t > 0) B.block(t * d, (t - 1) * d, d, d) = rest * model.F;
    V.block(t * d, t * d, d, d) = rest * Q;
    e.segment(t * d, d) = rest * start + K * (y.row(t).transpose() - model.c);
  }
  const MatrixXd all = (MatrixXd::Identity(d * steps, d * steps) - B).inverse();
  return {all * e, all * V * all.transpose()};
}

}  // namespace

TEST_CASE("sequential_elbo: ELBO and gap are those of the joint over all states") {
  Generator generator(30);
  for (const auto& [d, k, steps] : {std::array{1, 1, 1}, {1, 1, 8}, {2, 1, 5}, {2, 2, 4}, {3, 2, 4}}) {
    const Sequence sequence = random_sequence(generator, d, k, steps);
    const MatrixXd mean = random_entries(generator, steps, d);
    const auto covariance = random_covariances(generator, d, steps);
    const Dense all = dense(sequence);
    const MatrixXd q = block_diagonal(covariance);
    const SequentialElbo result = sequential_elbo(sequence.model, sequence.y, mean, covariance);
    CHECK(result.elbo == Approx(all.elbo(flat(mean), q)).epsilon(1e-11));
    CHECK(result.gap == Approx(dense_kl(flat(mean), q, all.posterior_mean, all.posterior_covariance)).epsilon(1e-10));
    CHECK(kalman(sequence.model, sequence.y).log_likelihood == Approx(result.elbo + result.gap).epsilon(1e-12));
    CHECK(result.elbo == Approx(result.reconstruction.sum() - result.expected_kl.sum()).epsilon(1e-14));
    CHECK(result.expected_kl.minCoeff() >= 0);
  }
}

TEST_CASE("filtering_chain: it is the product of its conditionals, and misses what the future says") {
  Generator generator(31);
  for (const auto& [d, k, steps] : {std::array{1, 1, 9}, {2, 1, 5}, {3, 2, 4}}) {
    const Sequence sequence = random_sequence(generator, d, k, steps);
    const Dense all = dense(sequence);
    const Joint q = filtering(sequence);
    const SequentialElbo result = filtering_chain(sequence.model, sequence.y);
    CHECK(result.elbo == Approx(all.elbo(q.mean, q.covariance)).epsilon(1e-11));
    CHECK(result.gap ==
          Approx(dense_kl(q.mean, q.covariance, all.posterior_mean, all.posterior_covariance)).epsilon(1e-9));
    CHECK((flat(result.mean) - q.mean).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((result.covariance.back() - q.covariance.bottomRightCorner(d, d)).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(result.gap > 0);
  }
  CHECK(filtering_chain(drift(1).model, drift(1).y).gap == 0);  // with one step there is no future
}

TEST_CASE("smoothing_chain: nothing is missing, and its marginals are the smoother's") {
  Generator generator(32);
  for (const auto& [d, k, steps] : {std::array{1, 1, 20}, {2, 1, 9}, {2, 3, 6}, {4, 2, 5}}) {
    const Sequence sequence = random_sequence(generator, d, k, steps);
    const Kalman exact = kalman(sequence.model, sequence.y);
    const SequentialElbo result = smoothing_chain(sequence.model, sequence.y);
    CHECK(result.gap == 0);
    CHECK(result.elbo == Approx(exact.log_likelihood).epsilon(1e-13));
    CHECK((result.mean - exact.smooth_mean).cwiseAbs().maxCoeff() < 1e-12);
    for (Index t = 0; t < steps; ++t)
      CHECK((result.covariance[t] - exact.smooth_covariance[t]).cwiseAbs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("best_factorised: no factorised q nearby has a smaller gap, and its covariances invert precision blocks") {
  Generator generator(33);
  const Sequence sequence = random_sequence(generator, 2, 1, 4);
  const auto by_step = best_factorised(sequence.model, sequence.y, Factors::over_time);
  const auto best = best_factorised(sequence.model, sequence.y, Factors::over_time_and_coordinates);
  const MatrixXd precision = dense(sequence).posterior_covariance.inverse();
  for (Index t = 0; t < 4; ++t) {
    const MatrixXd block = precision.block(2 * t, 2 * t, 2, 2);
    CHECK((by_step.covariance[t] - block.inverse()).cwiseAbs().maxCoeff() < 1e-11);
    const MatrixXd diagonal = block.diagonal().cwiseInverse().asDiagonal();
    CHECK((best.covariance[t] - diagonal).cwiseAbs().maxCoeff() < 1e-11);
  }
  CHECK(by_step.gap < best.gap);
  for (int i = 0; i < 40; ++i) {
    MatrixXd mean = best.mean;
    auto covariance = best.covariance;
    mean(i % 4, i % 2) += 0.02 * (generator.uniform() - 0.5);
    covariance[i % 4](i % 2, i % 2) *= 1 + 0.02 * (generator.uniform() - 0.5);
    CHECK(sequential_elbo(sequence.model, sequence.y, mean, covariance).gap > best.gap);
  }
  const Kalman exact = kalman(sequence.model, sequence.y);
  CHECK(sequential_elbo(sequence.model, sequence.y, exact.smooth_mean, exact.smooth_covariance).gap > by_step.gap);
}

// Means and widths a hair away: the gap is relatively accurate where evidence less ELBO has no digit left.
TEST_CASE("sequential_elbo: a tiny gap keeps its digits") {
  const Sequence sequence = drift(1);
  const SequentialElbo exact = smoothing_chain(sequence.model, sequence.y);
  const double variance = exact.covariance[0](0, 0), off = std::ldexp(1.0, -40);
  const MatrixXd mean = MatrixXd::Constant(1, 1, exact.mean(0, 0) + off);
  const SequentialElbo near = sequential_elbo(sequence.model, sequence.y, mean, exact.covariance);
  CHECK(near.gap == Approx(off * off / (2 * variance)).epsilon(1e-3));
  const MatrixXd far = MatrixXd::Constant(1, 1, 1e200);
  CHECK(sequential_elbo(sequence.model, sequence.y, far, exact.covariance).gap == infinity);
  CHECK(sequential_elbo(sequence.model, sequence.y, far, exact.covariance).elbo == -infinity);
}

TEST_CASE("sequential_elbo: what is refused") {
  const Sequence two = drift(2);
  const MatrixXd one = MatrixXd::Ones(1, 1), mean = MatrixXd::Zero(2, 1);
  const auto refused = [&](const MatrixXd& q_mean, const std::vector<MatrixXd>& q_covariance) {
    return refusal([&] { sequential_elbo(two.model, two.y, q_mean, q_covariance); });
  };
  CHECK(refused(one, {one, one}) == "sequential_elbo: q_mean must have 2 entries, got 1");
  CHECK(refused(mean, {one}) == "sequential_elbo: q_var must have 2 entries, got 1");
  CHECK(refused(mean, {one, -one}) == "sequential_elbo: q_var must be > 0, got -1");
  CHECK(refused(mean, {one, MatrixXd::Ones(1, 2)}) == "sequential_elbo: q_var must have 1 column, got 2");
  Sequence bad = two;
  bad.model.R *= -1;
  CHECK(refusal([&] { filtering_chain(bad.model, bad.y); }) == "filtering_chain: R must be > 0, got -0.5");
  CHECK(refusal([&] { smoothing_chain(bad.model, bad.y); }) == "smoothing_chain: R must be > 0, got -0.5");
  CHECK(refusal([&] { best_factorised(bad.model, bad.y, Factors::over_time); }) ==
        "best_factorised_over_time: R must be > 0, got -0.5");
}
