#include "core/vae_batches.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vi::core {
namespace {

using Eigen::Index;

f32x4 total(const f32x4* x) { return (x[0] + x[1]) + (x[2] + x[3]); }

// 1 for each of the first `rows` of 16, 0 for the others.
std::array<f32x4, 4> mask_of(Index rows) {
  std::array<f32x4, 4> mask{};
  for (Index row = 0; row < std::min<Index>(rows, 16); ++row) mask[static_cast<std::size_t>(row / 4)][row % 4] = 1;
  return mask;
}

}  // namespace

VaeBatches::VaeBatches(const Eigen::MatrixXd& data, Index size)
    : rows_(data.rows()), observed_(data.cols()), size_(std::min(size, rows_)) {
  const Index blocks = (size_ + block - 1) / block;
  data_.assign(static_cast<std::size_t>(count() * blocks * observed_ * vectors), f32x4{});
  for (Index row = 0; row < rows_; ++row) {
    const Index in_batch = row % size_, at = row / size_ * blocks + in_batch / block, lane = in_batch % block;
    for (Index i = 0; i < observed_; ++i) {
      data_[static_cast<std::size_t>((at * observed_ + i) * vectors + lane / 4)][lane % 4] =
          static_cast<float>(data(row, i));
    }
  }
}

void VaeBatches::set_parameters(const LinearVae& vae) {
  latent_ = vae.encoder.c.size();
  parameters_.clear();
  const auto add = [&](const auto& entries) {
    for (Index i = 0; i < entries.size(); ++i) parameters_.push_back(static_cast<float>(entries.data()[i]));
  };
  add(vae.decoder.W);
  add(vae.decoder.b);
  parameters_.push_back(static_cast<float>(1 / vae.decoder.noise_variance));
  add(vae.encoder.A);
  add(vae.encoder.c);
  for (const double variance : vae.encoder.variance) parameters_.push_back(static_cast<float>(std::sqrt(variance)));
  sums_.assign(parameters_.size(), f32x4{});
}

// `Latent` dimensions, or latent_ where that is 0. Per row and draw of z, with the residual r = x - b - W z: r zᵀ for
// W, r for b, |r|² for the noise, the slope s = Wᵀ r/noise_variance - mean for c, s xᵀ for A and eps Wᵀ r for log sd.
template <int Latent>
void VaeBatches::add_block(const f32x4* x, Index rows, int samples, NormalStream& normals) {
  using Row16 = std::array<f32x4, vectors>;
  const Index latent = Latent > 0 ? Latent : latent_, observed = observed_;
  const float *const W = parameters_.data(), *const b = W + latent * observed, *const precision = b + observed,
                     *const A = precision + 1, *const c = A + latent * observed, *const sd = c + latent;
  f32x4 *const of_W = sums_.data(), *const of_b = of_W + latent * observed, *const squares = of_b + observed,
               *const of_A = squares + 1, *const of_c = of_A + latent * observed, *const of_sd = of_c + latent;
  const auto mask = mask_of(rows);
  Row16 mean[max_vae_latent], pull[max_vae_latent], eps[max_vae_latent], z[max_vae_latent], u[max_vae_latent];
  for (Index j = 0; j < latent; ++j) {
    for (Index t = 0; t < vectors; ++t) mean[j][t] = all(c[j]), pull[j][t] = f32x4{};
  }
  for (Index i = 0; i < observed; ++i) {
    for (Index j = 0; j < latent; ++j) {
      const f32x4 a = all(A[i * latent + j]);
      for (Index t = 0; t < vectors; ++t) mean[j][t] += a * x[i * vectors + t];
    }
  }
  for (int s = 0; s < samples; ++s) {
    for (Index j = 0; j < latent; ++j) {
      const f32x4 scale = all(sd[j]);
      for (Index t = 0; t < vectors; ++t) {
        eps[j][t] = normals.four();
        z[j][t] = mean[j][t] + scale * eps[j][t];
        u[j][t] = f32x4{};
      }
    }
    f32x4 square{};
    for (Index i = 0; i < observed; ++i) {
      Row16 r;
      const f32x4 offset = all(b[i]);
      for (Index t = 0; t < vectors; ++t) r[t] = x[i * vectors + t] - offset;
      for (Index j = 0; j < latent; ++j) {
        const f32x4 w = all(W[j * observed + i]);
        for (Index t = 0; t < vectors; ++t) r[t] -= w * z[j][t];
      }
      for (Index t = 0; t < vectors; ++t) r[t] *= mask[t];
      of_b[i] += total(r.data());
      for (Index t = 0; t < vectors; ++t) square += r[t] * r[t];
      for (Index j = 0; j < latent; ++j) {
        const f32x4 w = all(W[j * observed + i]);
        Row16 product;
        for (Index t = 0; t < vectors; ++t) {
          product[t] = r[t] * z[j][t];
          u[j][t] += w * r[t];
        }
        of_W[j * observed + i] += total(product.data());
      }
    }
    *squares += square;
    for (Index j = 0; j < latent; ++j) {
      for (Index t = 0; t < vectors; ++t) {
        of_sd[j] += eps[j][t] * u[j][t];
        pull[j][t] += u[j][t];
      }
    }
  }
  const f32x4 scale = all(*precision), draws = all(static_cast<float>(samples));
  for (Index j = 0; j < latent; ++j) {
    for (Index t = 0; t < vectors; ++t) pull[j][t] = scale * pull[j][t] - draws * mean[j][t] * mask[t];
    of_c[j] += total(pull[j].data());
  }
  for (Index i = 0; i < observed; ++i) {
    for (Index j = 0; j < latent; ++j) {
      Row16 product;
      for (Index t = 0; t < vectors; ++t) product[t] = pull[j][t] * x[i * vectors + t];
      of_A[i * latent + j] += total(product.data());
    }
  }
}

void VaeBatches::gradient(const LinearVae& vae, int batch, int samples, NormalStream& normals,
                          Eigen::VectorXd& entries) {
  set_parameters(vae);
  const Index rows = rows_of(batch), blocks = (size_ + block - 1) / block;
  for (Index k = 0; k * block < rows; ++k) {
    const f32x4* x = &data_[static_cast<std::size_t>((batch * blocks + k) * observed_ * vectors)];
    if (latent_ == 2) {
      add_block<2>(x, rows - k * block, samples, normals);
    } else {
      add_block<0>(x, rows - k * block, samples, normals);
    }
  }
  const double share = 1 / (static_cast<double>(rows) * samples), precision = 1 / vae.decoder.noise_variance;
  entries.resize(static_cast<Index>(sums_.size()));
  for (Index i = 0; i < entries.size(); ++i) entries(i) = share * sum(sums_[static_cast<std::size_t>(i)]);
  const Index of_decoder = (latent_ + 1) * observed_;
  entries.head(of_decoder) *= precision;
  entries(of_decoder) = 0.5 * (precision * entries(of_decoder) - static_cast<double>(observed_));
  for (Index j = 0; j < latent_; ++j) {
    const double variance = vae.encoder.variance(j);
    double& of_log_sd = entries(entries.size() - latent_ + j);
    of_log_sd = std::sqrt(variance) * precision * of_log_sd + 1 - variance;
  }
}

}  // namespace vi::core
