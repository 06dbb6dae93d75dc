#include "lesson/vae_values.h"

#include "core/check.h"
#include "core/error.h"
#include "lesson/arguments.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "train_vae";
constexpr const char* how_to_write_a_decoder = "write {W: [[...], ...], b: [...], noise_variance: v}";
constexpr const char* how_to_write_an_encoder = "write {A: [[...], ...], c: [...], variance: [...]}";

// The argument of adam(rate) or closed_form_kl(samples).
const Value& argument_of(const Value& given, std::string_view kind, std::string_view name, const char* hint) {
  if (require_kind(who, given, kind, hint).constructor->name != name)
    fail(Code::type, {who, ": ", kind, " must be ", name, "(...), got ", given.described()}, {}, hint);
  return argument_of(given, 0);
}

}  // namespace

// Field by field: where a later part of a nested aggregate throws, g++ 12 destroys the earlier ones twice.
core::VaeDecoder as_decoder(const char* function, const Value& value) {
  const auto part = [&](const char* name) -> const Value& {
    return required_field(function, "decoder", value, name, how_to_write_a_decoder);
  };
  core::VaeDecoder decoder;
  decoder.W = as_entries(function, "W", part("W"));
  decoder.b = as_vector(function, "b", part("b"));
  decoder.noise_variance = real(function, "noise_variance", part("noise_variance"));
  require_only(function, "decoder", value, {"W", "b", "noise_variance"});
  return decoder;
}

core::LinearVae as_vae(const char* function, const Value& value) {
  const auto half = [&](const char* name) -> const Value& {
    return required_field(function, "vae", value, name, "write {decoder, encoder}, or initial_vae(2, 16, 1)");
  };
  const Value &decoder = half("decoder"), &encoder = half("encoder");
  const auto part = [&](const char* name) -> const Value& {
    return required_field(function, "encoder", encoder, name, how_to_write_an_encoder);
  };
  core::LinearVae vae;
  vae.decoder = as_decoder(function, decoder);
  vae.encoder.A = as_entries(function, "A", part("A"));
  vae.encoder.c = as_vector(function, "c", part("c"));
  vae.encoder.variance = as_vector(function, "variance", part("variance"));
  require_only(function, "encoder", encoder, {"A", "c", "variance"});
  require_only(function, "vae", value, {"decoder", "encoder"});
  return vae;
}

Value to_record(const core::VaeDecoder& decoder) {
  return record_of({{"W", list_of(decoder.W)}, {"b", list_of(decoder.b)}, {"noise_variance", decoder.noise_variance}});
}

Value to_record(const core::VaeEncoder& encoder) {
  return record_of({{"A", list_of(encoder.A)}, {"c", list_of(encoder.c)}, {"variance", list_of(encoder.variance)}});
}

Value to_record(const core::LinearVae& vae) {
  return record_of({{"decoder", to_record(vae.decoder)}, {"encoder", to_record(vae.encoder)}});
}

Eigen::MatrixXd as_data(const char* function, const Value& value) {
  if (value.record() == nullptr) return as_entries(function, "data", value);
  const auto part = [&](const char* name) -> const Value& {
    return required_field(function, "data", value, name, "write {decoder, n, seed}, or a list of rows");
  };
  const core::VaeDecoder decoder = as_decoder(function, part("decoder"));
  const int n = as_count(function, "n", part("n"), 1, core::max_vae_rows);
  const std::uint64_t seed = as_seed(function, part("seed"));
  require_only(function, "data", value, {"decoder", "n", "seed"});
  return core::sample(decoder, n, seed);
}

std::vector<RecordField> fields_of(const core::VaeAverages& averages) {
  int active = 0;
  for (const double activity : averages.activity) active += activity > core::least_activity ? 1 : 0;
  return {{"elbo", averages.elbo},      {"log_evidence", averages.log_evidence},  {"gap", averages.gap},
          {"kl", list_of(averages.kl)}, {"activity", list_of(averages.activity)}, {"active_units", double(active)}};
}

core::VaeTraining training_of(const Value& vae, const Eigen::MatrixXd& data, const char* what, const Value& options) {
  const auto option = [&](const char* name) -> const Value& {
    return required_field(who, what, options, name, "write {method: adam(1/50), steps: 1000}");
  };
  core::VaeTraining training{as_vae(who, vae), 0, static_cast<int>(data.rows()), 0, true, 0};
  training.rate = real(who, "rate", argument_of(option("method"), "method", "adam", "write adam(1/50)"));
  training.steps = as_count(who, "steps", option("steps"), 1, core::max_training_steps);
  if (const Value* estimator = optional_field(options, "estimator"))
    training.samples =
        as_count(who, "samples", argument_of(*estimator, "estimator", "closed_form_kl", "write closed_form_kl(1)"));
  if (const Value* batch = optional_field(options, "batch")) training.batch = as_count(who, "batch", *batch);
  if (const Value* seed = optional_field(options, "seed")) training.generator = core::Generator(as_seed(who, *seed));
  if (const Value* held = optional_field(options, "noise_variance")) {
    training.vae.decoder.noise_variance = real(who, "noise_variance", *held);
    training.learns_noise = false;
  }
  return core::start_training(training);
}

Value to_record(const core::VaeTrace& trace) {
  std::vector<Value> step, elbo, log_evidence, gap, kl;
  for (std::size_t i = 0; i < trace.step.size(); ++i) {
    const core::VaeAverages& at = trace.averages[i];
    step.emplace_back(double(trace.step[i]));
    elbo.emplace_back(at.elbo);
    log_evidence.emplace_back(at.log_evidence);
    gap.emplace_back(at.gap);
    kl.push_back(list_of(at.kl));
  }
  return record_of({{"step", make_list(step)},
                    {"elbo", make_list(elbo)},
                    {"log_evidence", make_list(log_evidence)},
                    {"gap", make_list(gap)},
                    {"kl", make_list(kl)},
                    {"noise_variance", list_of(trace.noise_variance)}});
}

}  // namespace vi::lesson
