#include "core/squashed_normal.h"

#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

core::SquashedNormal as_squashed_normal(const Value& value) { return {as_normal(argument_of(value, 0))}; }

Value squashed(const Arguments& a) { return make_object("squashed", a); }

Value entropy(const Arguments& a) { return core::entropy(as_squashed_normal(a[0])); }

Value log_prob(const Arguments& a) { return core::log_prob(as_squashed_normal(a[0]), real("log_prob", "a", a[1])); }

Value kl(const Arguments& a) { return core::kl(as_squashed_normal(a[0]).base, as_squashed_normal(a[1]).base); }

constexpr FunctionRow rows[] = {
    {"squashed(normal(m, v))", "", squashed, "The distribution of tanh(u) on (-1, 1), u drawn from the normal.",
     "a normal", "Haarnoja et al. 2018", "\\tanh #1", true},
    {"entropy(squashed(normal(m, v)))", "", entropy,
     "Differential entropy in nats; at most log 2, that of the uniform distribution on (-1, 1).",
     "a normal; within 1e-14 of entropy and mean log slope", "Trapezoidal rule with steps of 1/4", entropy_tex},
    {"log_prob(squashed(normal(m, v)), a)", "", log_prob, "Log density in nats; -inf for |a| >= 1.",
     "a normal; a a number", "Change of variables", log_prob_tex},
    {"kl(squashed(normal(m, v)), squashed(normal(M, V)))", "log(V/v)/2 + (v + (m - M)^2)/(2*V) - 1/2", kl,
     "KL divergence in nats: that of the two normals, since a KL does not change under a one-to-one map.",
     "normals; inf where it overflows", "Change of variables", kl_tex},
};

}  // namespace

std::span<const FunctionRow> squashed_normal_functions() { return rows; }

}  // namespace vi::lesson
