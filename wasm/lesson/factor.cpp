#include "lesson/factor.h"

namespace vi::lesson {

std::optional<std::vector<std::pair<std::int64_t, int>>> factorise(std::int64_t n) {
  std::vector<std::pair<std::int64_t, int>> factors;
  const auto take = [&](std::int64_t prime) {
    int exponent = 0;
    while (n % prime == 0) {
      n /= prime;
      ++exponent;
    }
    if (exponent > 0) factors.emplace_back(prime, exponent);
  };
  take(2);
  take(3);
  // Every prime above 3 is 6k - 1 or 6k + 1.
  for (std::int64_t k = 6; k - 1 <= largest_prime && (k - 1) * (k - 1) <= n; k += 6) {
    take(k - 1);
    take(k + 1);
  }
  if (n > largest_prime) return std::nullopt;
  if (n > 1) factors.emplace_back(n, 1);
  return factors;
}

}  // namespace vi::lesson
