#pragma once

#include <vector>

#include "core/normal_stream.h"
#include "core/vae.h"

namespace vi::core {

/// The ELBO's gradient from draws, over batches of rows: 16 rows side by side in single precision, where the sampling
/// noise is what counts. No libm: the same bits in every host.
class VaeBatches {
 public:
  /// Checked data; a batch has `size` rows, the last of a round what is left.
  VaeBatches(const Eigen::MatrixXd& data, Eigen::Index size);

  int count() const { return static_cast<int>((rows_ + size_ - 1) / size_); }

  /// The usual gradient of a VAE (Kingma & Welling 2014), averaged over the rows of one batch and over `samples` draws
  /// z = A x + c + sd eps of each: the path derivative of log p(x | z), and KL(q(z | x) || p(z)) in closed form. In the
  /// order of flat(VaeGradient).
  void gradient(const LinearVae& vae, int batch, int samples, NormalStream& normals, Eigen::VectorXd& entries);

 private:
  static constexpr Eigen::Index vectors = 4, block = 4 * vectors;  // rows side by side

  Eigen::Index rows_of(int batch) const { return std::min(size_, rows_ - batch * size_); }
  void set_parameters(const LinearVae& vae);
  template <int Latent>
  void add_block(const f32x4* x, Eigen::Index rows, int samples, NormalStream& normals);

  Eigen::Index rows_, observed_, size_, latent_ = 0;
  std::vector<f32x4> data_;  // of each batch its blocks, of each block coordinate after coordinate
  // W, b, 1/noise_variance, A, c, sd, and of each the sum that its gradient is made from.
  std::vector<float> parameters_;
  std::vector<f32x4> sums_;
};

}  // namespace vi::core
