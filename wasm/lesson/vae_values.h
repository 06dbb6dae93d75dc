// The linear-Gaussian VAE and its data as values.
#pragma once

#include "core/vae_training.h"
#include "lesson/value.h"

namespace vi::lesson {

// {W, b, noise_variance} and {A, c, variance}; a VAE is {decoder, encoder}.
core::VaeDecoder as_decoder(const char* function, const Value& value);
core::LinearVae as_vae(const char* function, const Value& value);
Value to_record(const core::VaeDecoder& decoder);
Value to_record(const core::VaeEncoder& encoder);
Value to_record(const core::LinearVae& vae);

// A list with a row for each datum, or {decoder, n, seed}: that many draws from a decoder.
Eigen::MatrixXd as_data(const char* function, const Value& value);

std::vector<RecordField> fields_of(const core::VaeAverages& averages);

// A training that has not begun, of {method, steps, estimator, batch, seed, noise_variance}: adam(rate), a whole
// number, closed_form_kl(samples) or nothing for the exact gradient, rows a step (all if left out), a whole seed (1)
// and the noise variance that the decoder is held at (it is learned if left out).
// `what` they are called: "options", "state".
core::VaeTraining training_of(const Value& vae, const Eigen::MatrixXd& data, const char* what, const Value& options);

// {step: […], elbo: […], log_evidence: […], gap: […], kl: [[…] of each], noise_variance: […]}
Value to_record(const core::VaeTrace& trace);

}  // namespace vi::lesson
