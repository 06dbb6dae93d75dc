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

template <class Log>
Value log_prob_of(const Log& log_probabilities, const Value& outcome) {
  return log_probabilities(as_count("log_prob", "k", outcome, 0, static_cast<int>(log_probabilities.size()) - 1));
}
Value log_prob(const Arguments& a) { return log_prob_of(core::log_probabilities(as_categorical(a[0])), a[1]); }
Value log_prob_logits(const Arguments& a) {
  return log_prob_of(core::log_probabilities(as_categorical_logits(a[0])), a[1]);
}
Value log_prob_bernoulli(const Arguments& a) {
  return core::log_prob(as_bernoulli(a[0]), real("log_prob", "the outcome", a[1]));
}

Value mean(const Arguments& a) {
  return list_of(core::probabilities(core::Categorical{as_weights("mean", "weights", a[0])}));
}
Value mean_bernoulli(const Arguments& a) { return argument_of(a[0], 0); }

Value variance(const Arguments& a) {
  Eigen::VectorXd result = core::probabilities(core::Categorical{as_weights("variance", "weights", a[0])});
  for (double& p : result) p *= 1 - p;
  return list_of(result);
}
Value variance_bernoulli(const Arguments& a) {
  const double p = as_bernoulli(a[0]).p;
  return p * (1 - p);
}

Value cross_entropy(const Arguments& a) { return core::cross_entropy(as_categorical(a[0]), as_categorical(a[1])); }
Value cross_entropy_logits(const Arguments& a) {
  return core::cross_entropy(as_categorical_logits(a[0]), as_categorical_logits(a[1]));
}

Value log_sum_exp(const Arguments& a) { return core::log_sum_exp(as_vector("log_sum_exp", "x", a[0])); }

constexpr const char* log_prob_help = "Log probability in nats; -inf where it is 0.";
constexpr const char* one_hot_mean = "The probability of each category: the mean of their indicators.";
constexpr const char* one_hot_variance = "The variance of each category's indicator, p (1 - p).";
constexpr const char* same_length = "as the constructors; two of the same length; inf where p has mass and q none";
constexpr const char* kl_help = "KL divergence of two categoricals, in nats; never negative, 0 only if equal.";
constexpr const char* kl_source = "Kullback & Leibler 1951; a sum of nonnegative terms, no cancellation";

constexpr FunctionRow rows[] = {
    {"categorical(weights)", "", categorical, "Distribution over categories, by weights that need not sum to 1.",
     "weights >= 0, not all 0; at most 10,000", "Definition", "\\mathrm{Cat}(#1)", true},
    {"categorical_logits(logits)", "", categorical_logits,
     "Distribution over categories, p_i = exp(a_i)/sum exp(a): mean gives these probabilities, the softmax.",
     "finite or -inf, not all -inf; at most 10,000", "Definition", "\\mathrm{softmax}(#1)", true},
    {"bernoulli(p)", "", bernoulli, "One trial that succeeds with probability p.", "0 <= p <= 1", "Definition",
     "\\mathrm{Bern}(#1)", true},
    {"kl(categorical(p), categorical(q))", "", kl, kl_help, same_length, kl_source, kl_tex},
    {"kl(categorical_logits(a), categorical_logits(b))", "", kl_logits, kl_help, same_length, kl_source, kl_tex},
    {"kl(categorical(p), categorical_logits(b))", "", kl_to_logits, kl_help, same_length, kl_source, kl_tex},
    {"kl(categorical_logits(a), categorical(q))", "", kl_from_logits, kl_help, same_length, kl_source, kl_tex},
    {"kl(bernoulli(q), bernoulli(p))", "", kl_bernoulli,
     "KL divergence of two Bernoulli distributions, in nats; never negative, 0 only if equal.",
     "inf where p rules out what q allows", kl_source, kl_tex},
    {"entropy(categorical(p))", "", entropy, "Shannon entropy in nats, from 0 to log n.", "as categorical",
     "Shannon 1948", entropy_tex},
    {"entropy(categorical_logits(a))", "", entropy_logits, "Shannon entropy in nats, from 0 to log n.",
     "as categorical_logits", "Shannon 1948", entropy_tex},
    {"entropy(bernoulli(p))", "", entropy_bernoulli, "Shannon entropy in nats, from 0 to log 2.", "as bernoulli",
     "Shannon 1948", entropy_tex},
    {"log_prob(categorical(w), k)", "log(w[k]/sum(w))", log_prob, log_prob_help, "a category, counted from 0",
     "Definition", log_prob_tex},
    {"log_prob(categorical_logits(a), k)", "", log_prob_logits, log_prob_help, "a category, counted from 0",
     "Definition", log_prob_tex},
    {"log_prob(bernoulli(p), outcome)", "log(p*outcome + (1 - p)*(1 - outcome))", log_prob_bernoulli, log_prob_help,
     "an outcome, 0 or 1", "Definition", log_prob_tex},
    {"mean(categorical(w))", "normalized(w)", mean, one_hot_mean, "a categorical", "Definition", mean_tex},
    {"mean(categorical_logits(a))", "", mean, one_hot_mean, "a categorical", "Definition", mean_tex},
    {"mean(bernoulli(p))", "p", mean_bernoulli, "Mean.", "a bernoulli", "Definition", mean_tex, true},
    {"variance(categorical(w))", "", variance, one_hot_variance, "a categorical", "Definition", variance_tex},
    {"variance(categorical_logits(a))", "", variance, one_hot_variance, "a categorical", "Definition", variance_tex},
    {"variance(bernoulli(p))", "p*(1 - p)", variance_bernoulli, "Variance.", "a bernoulli", "Definition", variance_tex},
    {"cross_entropy(categorical(p), categorical(q))", "", cross_entropy,
     "The expectation of -log q under p, in nats: entropy plus KL.", same_length, "Definition",
     "\\mathrm{CE}(#1,\\,#2)"},
    {"cross_entropy(categorical_logits(a), categorical_logits(b))", "", cross_entropy_logits,
     "The expectation of -log q under p, in nats: entropy plus KL.", same_length, "Definition",
     "\\mathrm{CE}(#1,\\,#2)"},
    {"log_sum_exp(x)", "", log_sum_exp, "log of the sum of exp(x_i), about the largest: never overflows.",
     "a list of 1 to 10,000 numbers, which may be -inf or inf", "Blanchard, Higham & Higham 2021",
     "\\log\\textstyle\\sum e^{#1}"},
};

}  // namespace

std::span<const FunctionRow> categorical_functions() { return rows; }

}  // namespace vi::lesson
