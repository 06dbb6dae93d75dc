// Factorisation of 64-bit numbers into primes up to 10^6, for the exact forms of log and sqrt.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace vi::lesson {

inline constexpr std::int64_t largest_prime = 1'000'000;

// (prime, exponent) ascending, for n >= 1; none if a prime factor exceeds largest_prime.
std::optional<std::vector<std::pair<std::int64_t, int>>> factorise(std::int64_t n);

}  // namespace vi::lesson
