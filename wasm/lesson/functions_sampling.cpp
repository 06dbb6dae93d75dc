// Draws from distributions, and the divergence of two that has no closed form.
#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/draws.h"
#include "core/error.h"
#include "core/matrices.h"
#include "lesson/arena.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

using core::Generator;

constexpr int most_numbers = 10'000;      // of one sample
constexpr int most_divergence = 200'000;  // samples of a divergence,
constexpr int most_parts = 2'000'000;     // times the numbers that both distributions are made of

// Appends n draws of a distribution.
using Draws = std::vector<Value>;
using Drawer = void (*)(const Value& distribution, int n, Generator& generator, Draws& draws);

template <class One>
void repeat(int n, Draws& draws, const One& one) {
  for (int i = 0; i < n; ++i) draws.emplace_back(one());
}

double number_of(const Value& distribution, std::size_t place) {
  return argument_of(distribution, place).number()->value;
}

void draw_normal(const Value& distribution, int n, Generator& generator, Draws& draws) {
  core::NormalSd normal = as_normal_sd(distribution);
  if (distribution.object()->constructor->name == "normal") normal.sd = std::sqrt(normal.sd);
  repeat(n, draws, [&] { return core::draw(normal, generator); });
}

// Categories are counted from 0, as in lists.
void draw_categories(const Eigen::VectorXd& probabilities, int n, Generator& generator, Draws& draws) {
  const Eigen::VectorXd sums = core::running_sums(probabilities);
  repeat(n, draws, [&] { return double(core::draw_categorical(sums, generator)); });
}

void draw_weights(const Value& distribution, int n, Generator& generator, Draws& draws) {
  draw_categories(as_categorical(distribution).weights, n, generator, draws);
}

void draw_logits(const Value& distribution, int n, Generator& generator, Draws& draws) {
  draw_categories(core::probabilities(as_categorical_logits(distribution)), n, generator, draws);
}

void draw_bernoulli(const Value& distribution, int n, Generator& generator, Draws& draws) {
  const double p = number_of(distribution, 0);
  repeat(n, draws, [&] { return core::draw_bernoulli(p, generator) ? 1.0 : 0.0; });
}

template <double (*Draw)(double, double, Generator&)>
void draw_of_two(const Value& distribution, int n, Generator& generator, Draws& draws) {
  const double a = number_of(distribution, 0), b = number_of(distribution, 1);
  repeat(n, draws, [&] { return Draw(a, b, generator); });
}

void draw_dirichlet(const Value& distribution, int n, Generator& generator, Draws& draws) {
  const Eigen::VectorXd concentration = as_vector("dirichlet", "concentration", argument_of(distribution, 0));
  repeat(n, draws, [&] { return list_of(core::draw_dirichlet(concentration, generator)); });
}

void draw_mixture(const Value& distribution, int n, Generator& generator, Draws& draws) {
  const core::Mixture mixture = as_mixture(distribution);
  repeat(n, draws, [&] { return core::draw(mixture, generator); });
}

void draw_vectors(const Value& distribution, const Eigen::MatrixXd& scale_tril, int n, Generator& generator,
                  Draws& draws) {
  const Eigen::VectorXd mean = as_vector("sample", "mean", argument_of(distribution, 0));
  repeat(n, draws, [&] { return list_of(core::draw_multivariate_normal(mean, scale_tril, generator)); });
}

void draw_mvn(const Value& distribution, int n, Generator& generator, Draws& draws) {
  const Eigen::MatrixXd covariance = as_matrix("sample", "covariance", argument_of(distribution, 1));
  draw_vectors(distribution, core::cholesky(covariance), n, generator, draws);
}

void draw_mvn_tril(const Value& distribution, int n, Generator& generator, Draws& draws) {
  draw_vectors(distribution, as_matrix("sample", "scale_tril", argument_of(distribution, 1)), n, generator, draws);
}

template <bool squared>
void draw_diagonal(const Value& distribution, int n, Generator& generator, Draws& draws) {
  Eigen::VectorXd scale = as_vector("sample", "scale", argument_of(distribution, 1));
  if (squared) scale = scale.cwiseSqrt();
  draw_vectors(distribution, Eigen::MatrixXd(scale.asDiagonal()), n, generator, draws);
}

constexpr struct {
  const char* constructor;
  Drawer drawer;
} drawers[] = {
    {"normal", draw_normal},
    {"normal_sd", draw_normal},
    {"categorical", draw_weights},
    {"categorical_logits", draw_logits},
    {"bernoulli", draw_bernoulli},
    {"uniform", draw_of_two<core::draw_uniform>},
    {"beta", draw_of_two<core::draw_beta>},
    {"gamma", draw_of_two<core::draw_gamma>},
    {"dirichlet", draw_dirichlet},
    {"mixture", draw_mixture},
    {"diagonal_normal", draw_diagonal<true>},
    {"diagonal_normal_sd", draw_diagonal<false>},
    {"mvn", draw_mvn},
    {"mvn_tril", draw_mvn_tril},
};

Drawer drawer_of(const char* function, const Value& distribution) {
  const auto* object = distribution.object();
  if (object != nullptr) {
    for (const auto& [constructor, drawer] : drawers) {
      if (object->constructor->name == constructor) return drawer;
    }
  }
  fail(Code::type, {function, ": there are no draws from ", distribution.described()}, {},
       "take a distribution such as normal(0, 1)");
}

// How many numbers a draw has: those of the mean, of a Dirichlet's concentration, or one.
int numbers_of_a_draw(const Value& distribution) {
  const Value& first = argument_of(distribution, 0);
  const std::string_view family = distribution.object()->constructor->family;
  const bool vector = first.list() != nullptr && family != "categorical" && family != "mixture";
  return vector ? std::max(1, static_cast<int>(first.list()->size())) : 1;
}

Value sample(const Arguments& a) {
  const Drawer drawer = drawer_of("sample", a[0]);
  const int n = as_count("sample", "n", a[1], 1, most_numbers / numbers_of_a_draw(a[0]));
  Generator generator(as_seed("sample", a[2]));
  Draws draws;
  drawer(a[0], n, generator, draws);
  return make_list(draws);
}

// How many numbers a value is made of: what a log_prob reads.
int parts_of(const Value& value) {
  const List* list = value.object() != nullptr ? &value.object()->arguments : value.list();
  if (list == nullptr) return 1;
  int parts = 0;
  for (const auto& part : *list) parts += parts_of(part);
  return parts;
}

// log_prob of the registry, whatever the family.
double log_prob(const Value& distribution, const Value& x) {
  const Value arguments[] = {distribution, x};
  return resolve("log_prob", arguments).kernel(arguments).number()->value;
}

// The same of a draw from another distribution, which may be no value of this one.
double log_prob_elsewhere(const Value& distribution, const Value& x) {
  try {
    return log_prob(distribution, x);
  } catch (const Error& error) {
    fail(error.code, {"kl_monte_carlo: q and p are not over the same values: ", without_name(error)});
  }
}

// The mean of log q(z) - log p(z) over z ~ q; inf once p rules a draw out.
Value kl_monte_carlo(const Arguments& a) {
  const Drawer drawer = drawer_of("kl_monte_carlo", a[0]);
  if (a[1].object() == nullptr || !a[1].object()->constructor->distribution)
    fail(Code::type, {"kl_monte_carlo: p must be a distribution, got ", a[1].described()});
  const int most = std::min(most_divergence, most_parts / (parts_of(a[0]) + parts_of(a[1])));
  const int n = as_count("kl_monte_carlo", "samples", a[2], 2, most);
  Generator generator(as_seed("kl_monte_carlo", a[3]));
  double mean = 0, squares = 0;  // of the differences from the mean (Welford 1962)
  for (int done = 0; done < n;) {
    const Scratch scratch;
    Draws draws;
    drawer(a[0], std::min(64, n - done), generator, draws);
    for (const auto& z : draws) {
      const double ratio = log_prob(a[0], z) - log_prob_elsewhere(a[1], z);
      core::require_number("kl_monte_carlo", "log q - log p at a draw", ratio);
      if (std::isinf(ratio)) return record_of({{"value", ratio}, {"standard_error", ratio}});
      const double apart = ratio - mean;
      mean += apart / ++done;
      squares += apart * (ratio - mean);
    }
  }
  return record_of({{"value", mean}, {"standard_error", std::sqrt(squares / (n - 1) / n)}});
}

constexpr FunctionRow rows[] = {
    {"sample(distribution, n, seed)", "", sample, "n draws as a list; the same seed gives the same draws everywhere.",
     "normal, normal_sd, mvn, mvn_tril, diagonal_normal, diagonal_normal_sd, mixture, uniform, beta, gamma, dirichlet, "
     "bernoulli, categorical or categorical_logits, categories counted from 0; n from 1, at most 10,000 numbers in "
     "all; whole seed up to 1e9",
     "xoshiro256++ (Blackman & Vigna 2021); Box & Muller 1958; Marsaglia & Tsang 2000", "z_{1:#2}\\sim #1"},
    {"kl_monte_carlo(q, p, samples, seed)", "", kl_monte_carlo,
     "KL(q || p) as the mean of log q - log p over draws from q, as {value, standard_error}, in nats. The error means "
     "little where p has lighter tails.",
     "q a distribution that sample takes, p over the same values; 2 to 200,000 samples, and 2,000,000 for samples x "
     "(numbers that q and p are made of); whole seed up to 1e9",
     "Law of large numbers; the estimator k1 of Schulman 2020", "\\widehat{\\mathrm{KL}}(#1\\,\\|\\,#2)", false, false},
};

}  // namespace

std::span<const FunctionRow> sampling_functions() { return rows; }

}  // namespace vi::lesson
