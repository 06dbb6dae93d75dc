// The linear-Gaussian VAE: what it is worth, its optimum in closed form, and its training.
#include "core/check.h"
#include "core/error.h"
#include "core/ppca.h"
#include "core/vae_batches.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"
#include "lesson/vae_values.h"

namespace vi::lesson {
namespace {

Value initial_vae(const Arguments& a) {
  constexpr const char* who = "initial_vae";
  return to_record(core::initial_vae(as_count(who, "latent", a[0], 1, core::max_vae_latent),
                                     as_count(who, "observed", a[1], 1, core::max_vae_observed), as_seed(who, a[2])));
}

Value sample_decoder(const Arguments& a) {
  constexpr const char* who = "sample_decoder";
  return list_of(
      core::sample(as_decoder(who, a[0]), as_count(who, "n", a[1], 1, core::max_vae_rows), as_seed(who, a[2])));
}

Value best_encoder(const Arguments& a) { return to_record(core::best_encoder(as_decoder("best_encoder", a[0]))); }

Value vae_elbo(const Arguments& a) {
  const auto result = core::vae_elbo(as_vae("vae_elbo", a[0]), as_data("vae_elbo", a[1]));
  return record_of({{"elbo", list_of(result.elbo)},
                    {"log_evidence", list_of(result.log_evidence)},
                    {"reconstruction", list_of(result.reconstruction)},
                    {"kl", list_of(result.kl)},
                    {"gap", list_of(result.gap)},
                    {"amortisation_gap", list_of(result.amortisation_gap)},
                    {"family_gap", result.family_gap}});
}

Value vae_averages(const Arguments& a) {
  constexpr const char* who = "vae_averages";
  return make_record(fields_of(core::vae_averages(as_vae(who, a[0]), core::data_moments(who, as_data(who, a[1])))));
}

Value from(const core::VaeGradient& gradient) {
  return record_of(
      {{"decoder", record_of({{"W", list_of(gradient.W)},
                              {"b", list_of(gradient.b)},
                              {"log_noise_variance", gradient.log_noise_variance}})},
       {"encoder",
        record_of({{"A", list_of(gradient.A)}, {"c", list_of(gradient.c)}, {"log_sd", list_of(gradient.log_sd)}})}});
}

Value vae_gradient(const Arguments& a) {
  constexpr const char* who = "vae_gradient";
  return from(core::vae_gradient(as_vae(who, a[0]), core::data_moments(who, as_data(who, a[1]))));
}

Value sampled_vae_gradient(const Arguments& a) {
  constexpr const char* who = "vae_gradient";
  const core::LinearVae vae = as_vae(who, a[0]);
  const Eigen::MatrixXd data = as_data(who, a[1]);
  core::check(who, vae);
  core::check_data(who, data, vae.decoder.b.size());
  core::VaeBatches rows(data, data.rows());
  core::NormalStream normals{core::Generator(as_seed(who, a[3]))};
  Eigen::VectorXd entries;
  const int samples = as_count(who, "samples", argument_of(a[2], 0), 1, core::max_training_samples);
  rows.gradient(vae, 0, samples, normals, entries);
  for (const double entry : entries) core::require_finite(who, "gradient", entry);
  return from(core::vae_gradient_of(entries, vae.encoder.c.size(), vae.decoder.b.size()));
}

Value from(const core::Ppca& result) {
  return record_of({{"decoder", to_record(result.decoder)},
                    {"eigenvalues", list_of(result.eigenvalues)},
                    {"kl", list_of(result.kl)},
                    {"log_evidence", result.log_evidence}});
}

Value ppca(const Arguments& a) {
  return from(core::ppca(as_data("ppca", a[0]), as_count("ppca", "latent", a[1], 1, core::max_vae_latent)));
}

Value ppca_held(const Arguments& a) {
  return from(core::ppca(as_data("ppca", a[0]), as_count("ppca", "latent", a[1], 1, core::max_vae_latent),
                         real("ppca", "noise_variance", a[2])));
}

Value train_vae(const Arguments& a) {
  constexpr const char* who = "train_vae";
  require_only(who, "options", a[2], {"method", "steps", "estimator", "batch", "seed", "noise_variance"});
  const Eigen::MatrixXd data = as_data(who, a[1]);
  const core::VaeTraining start = training_of(a[0], data, "options", a[2]);
  core::check(start, data);
  core::require_count(who, "steps", start.steps, 1, core::max_training_slice);
  if (core::training_work(start) * start.steps > core::max_training_work)
    fail(Code::limit, {who, ": ", start.steps, " steps are too many for data of this size"}, {},
         "take fewer steps or a smaller batch, or the task train_vae");
  const auto [end, later] = core::train_vae(start, data, start.steps);
  core::VaeTrace trace;
  core::add(trace, start, core::data_moments(who, data));
  core::append(trace, later);
  return record_of({{"vae", to_record(end.vae)}, {"trace", to_record(trace)}});
}

constexpr const char* sizes =
    "vae as of initial_vae, 1 to 8 latent and 1 to 32 observed dimensions; data of 1 to 2,000 rows, or {decoder, n, "
    "seed} to sample them";

constexpr FunctionRow rows[] = {
    {"initial_vae(latent, observed, seed)", "", initial_vae,
     "A VAE {decoder: {W, b, noise_variance}, encoder: {A, c, variance}} to start training from: x | z ~ N(W z + b, "
     "noise_variance I), z ~ N(0, I), q(z | x) = N(A x + c, diag(variance)). Slopes are drawn from N(0, 1/inputs), b "
     "and c are 0, variances 1.",
     "1 to 8 latent and 1 to 32 observed dimensions; whole seed up to 1e9",
     "LeCun et al. 1998, Efficient BackProp, section 4.6: variance 1/inputs", "\\mathrm{VAE}_0"},
    {"sample_decoder(decoder, n, seed)", "", sample_decoder,
     "n rows x = W z + b + noise of a decoder {W, b, noise_variance}, z ~ N(0, I); the same seed gives the same rows.",
     "1 to 2,000 rows; 1 to 8 latent and 1 to 32 observed dimensions; whole seed up to 1e9",
     "Tipping & Bishop 1999; Box & Muller 1958", "x_{1:#2}\\sim p(x)"},
    {"best_encoder(decoder)", "", best_encoder,
     "The encoder {A, c, variance} that is best for every x: its mean is the posterior's, its variances are 1/P_jj, P "
     "= I + W^T W/noise_variance the posterior's precision.",
     "decoder {W, b, noise_variance > 0}; 1 to 8 latent and 1 to 32 observed dimensions", "Bishop 2006, 10.1.2",
     "q_\\star(z\\mid x)"},
    {"vae_elbo(vae, data)", "", vae_elbo,
     "Lists with an entry for each row, in nats: {elbo, log_evidence, reconstruction, kl, gap, amortisation_gap}, and "
     "the number family_gap. elbo = reconstruction - kl; gap = amortisation_gap + family_gap, the part that the best "
     "diagonal normal for that row would save, and the part that none reaches.",
     sizes, "Kingma & Welling 2014; Cremer et al. 2018", "\\mathrm{ELBO}(x)", false, false},
    {"vae_averages(vae, data)", "", vae_averages,
     "Means over the data, in nats: {elbo, log_evidence, gap}; of each latent dimension {kl, activity}: the KL to the "
     "prior, and the variance of q's mean over the data; active_units is how many activities are above 1/100.",
     sizes, "Burda, Grosse & Salakhutdinov 2016; Lucas et al. 2019", "\\overline{\\mathrm{ELBO}}", false, false},
    {"vae_gradient(vae, data)", "", vae_gradient,
     "The exact gradient of the mean ELBO, {decoder: {W, b, log_noise_variance}, encoder: {A, c, log_sd}}, by the "
     "logarithms of the noise variance and of the standard deviations of q.",
     sizes, "Lucas et al. 2019", "\\nabla\\,\\overline{\\mathrm{ELBO}}", false, false},
    {"vae_gradient(vae, data, closed_form_kl(samples), seed)", "", sampled_vae_gradient,
     "The gradient of the mean ELBO by draws of z, samples a row, reparameterised with the KL in closed form: "
     "{decoder: {W, b, log_noise_variance}, encoder: {A, c, log_sd}}.",
     "1 to 100 samples; sizes as of vae_gradient(vae, data); whole seed up to 1e9", "Kingma & Welling 2014",
     "\\hat\\nabla\\,\\overline{\\mathrm{ELBO}}", false, false},
    {"ppca(data, latent)", "", ppca,
     "The decoder of maximum likelihood, where the VAE's ELBO has its maximum: {decoder: {W, b, noise_variance}, "
     "eigenvalues, kl, log_evidence}. eigenvalues of the data's covariance, the largest first; kl of each latent "
     "dimension to the prior and log_evidence as means over the data, in nats.",
     "1 to 8 latent dimensions, fewer than observed; 1 to 32 observed; data of 1 to 2,000 rows, or {decoder, n, seed} "
     "to sample them",
     "Tipping & Bishop 1999", "W_{\\mathrm{ML}}", false, false},
    {"ppca(data, latent, noise_variance)", "", ppca_held,
     "The decoder of maximum likelihood where the noise variance is held, {decoder: {W, b, noise_variance}, "
     "eigenvalues, kl, log_evidence} (nats): a dimension whose eigenvalue is not above it collapses, with kl 0.",
     "noise_variance > 0; 1 to 8 latent dimensions, no more than observed; 1 to 32 observed; data of 1 to 2,000 rows, "
     "or {decoder, n, seed} to sample them",
     "Tipping & Bishop 1999; Lucas et al. 2019", "W_{\\mathrm{ML}}(#3)", false, false},
    {"train_vae(vae, data, options)", "", train_vae,
     "Decoder and encoder learned by Adam on the ELBO. Options {method: adam(rate), steps}; for sampled gradients "
     "{estimator: closed_form_kl(samples), seed}; {batch}, rows a step, all if left out; {noise_variance} to hold it. "
     "Gives vae {decoder: {W, b, noise_variance}, encoder: {A, c, variance}}, and trace, lists at some 100 steps "
     "{step, elbo, log_evidence, gap, kl, noise_variance}: means over the data in nats, kl of each latent dimension. "
     "The task of this name takes {vae, data} beside the options.",
     "rate > 0; 1 to 100 samples; batch from 1 to the number of rows; 1 to 5,000 steps and latent x observed x batch x "
     "steps x (samples, or 4 if exact) <= 100,000,000, as a task up to 1,000,000 steps; else as vae_averages",
     "Kingma & Welling 2014; Kingma & Ba 2015", "\\mathrm{VAE}_t", false, false},
};

}  // namespace

std::span<const FunctionRow> vae_functions() { return rows; }

}  // namespace vi::lesson
