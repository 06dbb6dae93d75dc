#include "core/bernoulli.h"
#include "core/soft_value.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value categorical(const Arguments& a) {
  core::make_categorical(as_vector("categorical", "weights", a[0]));
  return make_object("categorical", a);
}

Value categorical_logits(const Arguments& a) {
  core::make_categorical_logits(as_vector("categorical_logits", "logits", a[0]));
  return make_object("categorical_logits", a);
}

Value bernoulli(const Arguments& a) {
  core::make_bernoulli(real("bernoulli", "p", a[0]));
  return make_object("bernoulli", a);
}

core::Bernoulli as_bernoulli(const Value& value) { return {real("bernoulli", "p", argument_of(value, 0))}; }
core::CategoricalLogits logits_of_weights(const Value& value) {
  return {core::log_probabilities(as_categorical(value))};
}

Value kl(const Arguments& a) { return core::kl(as_categorical(a[0]), as_categorical(a[1])); }
Value kl_logits(const Arguments& a) { return core::kl(as_categorical_logits(a[0]), as_categorical_logits(a[1])); }
Value kl_to_logits(const Arguments& a) { return core::kl(logits_of_weights(a[0]), as_categorical_logits(a[1])); }
Value kl_from_logits(const Arguments& a) { return core::kl(as_categorical_logits(a[0]), logits_of_weights(a[1])); }
Value kl_bernoulli(const Arguments& a) { return core::kl(as_bernoulli(a[0]), as_bernoulli(a[1])); }

Value entropy(const Arguments& a) { return core::entropy(as_categorical(a[0])); }
Value entropy_logits(const Arguments& a) { return core::entropy(as_categorical_logits(a[0])); }
Value entropy_bernoulli(const Arguments& a) { return core::entropy(as_bernoulli(a[0])); }

Value cross_entropy(const Arguments& a) { return core::cross_entropy(as_categorical(a[0]), as_categorical(a[1])); }
Value cross_entropy_logits(const Arguments& a) {
  return core::cross_entropy(as_categorical_logits(a[0]), as_categorical_logits(a[1]));
}

Value log_sum_exp(const Arguments& a) { return core::log_sum_exp(as_vector("log_sum_exp", "x", a[0])); }

#define KL_TEX "\\mathrm{KL}(#1\\,\\|\\,#2)"

constexpr const char* same_length = "as the constructors; two of the same length; inf where p has mass and q none";
constexpr const char* kl_help = "KL divergence of two categoricals, in nats; never negative, 0 only if equal.";
constexpr const char* kl_source = "Kullback & Leibler 1951; a sum of nonnegative terms, no cancellation";

constexpr FunctionRow rows[] = {
    {"categorical(weights)", "", categorical, "Distribution over categories, by weights that need not sum to 1.",
     "weights >= 0, not all 0; at most 10,000", "Definition", "\\mathrm{Cat}(#1)", true},
    {"categorical_logits(logits)", "", categorical_logits, "Distribution over categories, p_i = exp(a_i)/sum exp(a).",
     "finite or -inf, not all -inf; at most 10,000", "Definition", "\\mathrm{softmax}(#1)", true},
    {"bernoulli(p)", "", bernoulli, "One trial that succeeds with probability p.", "0 <= p <= 1", "Definition",
     "\\mathrm{Bern}(#1)", true},
    {"kl(categorical(p), categorical(q))", "", kl, kl_help, same_length, kl_source, KL_TEX},
    {"kl(categorical_logits(a), categorical_logits(b))", "", kl_logits, kl_help, same_length, kl_source, KL_TEX},
    {"kl(categorical(p), categorical_logits(b))", "", kl_to_logits, kl_help, same_length, kl_source, KL_TEX},
    {"kl(categorical_logits(a), categorical(q))", "", kl_from_logits, kl_help, same_length, kl_source, KL_TEX},
    {"kl(bernoulli(q), bernoulli(p))", "", kl_bernoulli,
     "KL divergence of two Bernoulli distributions, in nats; never negative, 0 only if equal.",
     "inf where p rules out what q allows", kl_source, KL_TEX},
    {"entropy(categorical(p))", "", entropy, "Shannon entropy in nats, from 0 to log n.", "as categorical",
     "Shannon 1948", "\\mathrm{H}(#1)"},
    {"entropy(categorical_logits(a))", "", entropy_logits, "Shannon entropy in nats, from 0 to log n.",
     "as categorical_logits", "Shannon 1948", "\\mathrm{H}(#1)"},
    {"entropy(bernoulli(p))", "", entropy_bernoulli, "Shannon entropy in nats, from 0 to log 2.", "as bernoulli",
     "Shannon 1948", "\\mathrm{H}(#1)"},
    {"cross_entropy(categorical(p), categorical(q))", "", cross_entropy,
     "The expectation of -log q under p, in nats: entropy plus KL.", same_length, "Definition",
     "\\mathrm{CE}(#1,\\,#2)"},
    {"cross_entropy(categorical_logits(a), categorical_logits(b))", "", cross_entropy_logits,
     "The expectation of -log q under p, in nats: entropy plus KL.", same_length, "Definition",
     "\\mathrm{CE}(#1,\\,#2)"},
    {"log_sum_exp(x)", "", log_sum_exp, "log of the sum of exp(x_i), about the largest: never overflows.",
     "a list of numbers, which may be -inf or inf", "Blanchard, Higham & Higham 2021", "\\log\\textstyle\\sum e^{#1}"},
};

}  // namespace

std::span<const FunctionRow> categorical_functions() { return rows; }

}  // namespace vi::lesson
