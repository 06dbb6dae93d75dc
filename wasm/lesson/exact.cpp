#include "lesson/exact.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "lesson/arena.h"
#include "lesson/factor.h"

namespace vi::lesson {
namespace {

constexpr int largest_power = 64;
constexpr int farthest_exponent = 400;  // of a literal: 10^400 has no exact form

// A rational seen as a product; none for 0 and for sums that hold logarithms.
std::optional<ExactProduct> as_product(const Exact& a) {
  if (const auto* product = a.product()) return *product;
  const auto rational = a.rational();
  if (!rational || rational->is_zero()) return std::nullopt;
  return ExactProduct{*rational, 1, 0};
}

// A rational or a sum, as a sum.
ExactSum as_sum(const Exact& a) {
  const auto* sum = a.logarithms();
  return sum != nullptr ? *sum : ExactSum{*a.rational(), {}, {}};
}

MaybeExact from(std::optional<Rational> value) {
  if (!value) return std::nullopt;
  return Exact(*value);
}

// sqrt(n) = outside * sqrt(inside), inside squarefree.
struct SquareSplit {
  std::int64_t outside = 1;
  std::int64_t inside = 1;
};

std::optional<SquareSplit> split_squares(std::int64_t n) {
  const auto factors = factorise(n);
  if (!factors) return std::nullopt;
  SquareSplit split;
  for (const auto& [prime, exponent] : *factors) {
    for (int i = 0; i < exponent / 2; ++i) split.outside *= prime;
    if (exponent % 2 == 1) split.inside *= prime;
  }
  return split;
}

// Terms on their way into a sum. Fifteen primes fill 64 bits; a sum that needs more than this has no exact form.
class Terms {
 public:
  bool add(std::int64_t prime, std::optional<Rational> coefficient) {
    if (!coefficient || count_ == terms_.size()) return false;
    if (!coefficient->is_zero()) terms_[count_++] = {prime, *coefficient};
    return true;
  }
  std::span<const LogTerm> kept() const { return keep(std::span<const LogTerm>(terms_.data(), count_)); }

 private:
  std::array<LogTerm, 24> terms_;
  std::size_t count_ = 0;
};

// scale * log(n), for n >= 1.
std::optional<ExactSum> scaled_log(std::int64_t n, Rational scale) {
  const auto factors = factorise(n);
  if (!factors) return std::nullopt;
  Terms terms;
  for (const auto& [prime, exponent] : *factors) {
    if (!terms.add(prime, multiply(scale, Rational{exponent, 1}))) return std::nullopt;
  }
  return ExactSum{{}, terms.kept(), {}};
}

std::optional<ExactSum> scale(const ExactSum& sum, Rational factor) {
  const auto rational = multiply(sum.rational, factor);
  const auto log_pi = multiply(sum.log_pi, factor);
  if (!rational || !log_pi) return std::nullopt;
  Terms terms;
  for (const auto& [prime, coefficient] : sum.logs) {
    if (!terms.add(prime, multiply(coefficient, factor))) return std::nullopt;
  }
  return ExactSum{*rational, terms.kept(), *log_pi};
}

std::optional<ExactSum> add(const ExactSum& a, const ExactSum& b) {
  const auto rational = add(a.rational, b.rational);
  const auto log_pi = add(a.log_pi, b.log_pi);
  if (!rational || !log_pi) return std::nullopt;
  Terms terms;
  auto left = a.logs.begin();
  auto right = b.logs.begin();
  while (left != a.logs.end() || right != b.logs.end()) {
    const bool only_left = right == b.logs.end() || (left != a.logs.end() && left->prime < right->prime);
    const bool only_right = !only_left && (left == a.logs.end() || right->prime < left->prime);
    const std::int64_t prime = only_right ? right->prime : left->prime;
    const Rational of_left = only_right ? Rational{} : (left++)->coefficient;
    const Rational of_right = only_left ? Rational{} : (right++)->coefficient;
    if (!terms.add(prime, add(of_left, of_right))) return std::nullopt;
  }
  return ExactSum{*rational, terms.kept(), *log_pi};
}

MaybeExact wrap(std::optional<ExactSum> sum) {
  if (!sum) return std::nullopt;
  return Exact(*sum);
}

}  // namespace

Exact::Exact(const ExactSum& sum) : rational_(sum.rational) {
  if (sum.has_logs()) sum_ = keep_one(sum);
}

Exact::Exact(const ExactProduct& product) : rational_(product.coefficient) {
  const bool plain = product.radicand == 1 && product.pi_halves == 0;
  if (!plain && !product.coefficient.is_zero()) product_ = keep_one(product);
}

bool operator==(const Exact& a, const Exact& b) {
  if (a.is_rational() && b.is_rational()) return a.rational_ == b.rational_;
  if (a.product_ != nullptr && b.product_ != nullptr) return *a.product_ == *b.product_;
  if (a.sum_ == nullptr || b.sum_ == nullptr) return false;
  return a.sum_->rational == b.sum_->rational && a.sum_->log_pi == b.sum_->log_pi &&
         std::equal(a.sum_->logs.begin(), a.sum_->logs.end(), b.sum_->logs.begin(), b.sum_->logs.end());
}

std::optional<Rational> Exact::rational() const {
  if (!is_rational()) return std::nullopt;
  return rational_;
}

MaybeExact add(const Exact& a, const Exact& b) {
  const auto ra = a.rational();
  const auto rb = b.rational();
  if (ra && rb) return from(add(*ra, *rb));
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  if (a.product() != nullptr || b.product() != nullptr) return std::nullopt;
  return wrap(add(as_sum(a), as_sum(b)));
}

MaybeExact negate(const Exact& a) {
  if (const auto rational = a.rational()) return from(negate(*rational));
  return multiply(Exact(Rational{-1, 1}), a);
}

MaybeExact subtract(const Exact& a, const Exact& b) {
  const auto minus_b = negate(b);
  if (!minus_b) return std::nullopt;
  return add(a, *minus_b);
}

MaybeExact multiply(const Exact& a, const Exact& b) {
  const auto ra = a.rational();
  const auto rb = b.rational();
  if (ra && rb) return from(multiply(*ra, *rb));
  if (ra && b.logarithms() != nullptr) return wrap(scale(*b.logarithms(), *ra));
  if (rb && a.logarithms() != nullptr) return wrap(scale(*a.logarithms(), *rb));
  if (a.is_zero() || b.is_zero()) return Exact();
  const auto pa = as_product(a);
  const auto pb = as_product(b);
  if (!pa || !pb) return std::nullopt;
  // sqrt(m) sqrt(n) = g sqrt(m/g n/g) with g = gcd(m, n), both squarefree.
  const std::int64_t shared = std::gcd(pa->radicand, pb->radicand);
  const auto radicand = checked_multiply(pa->radicand / shared, pb->radicand / shared);
  const auto coefficient = multiply(pa->coefficient, pb->coefficient);
  if (!radicand || !coefficient) return std::nullopt;
  const auto scaled = multiply(*coefficient, Rational{shared, 1});
  if (!scaled) return std::nullopt;
  return Exact(ExactProduct{*scaled, *radicand, pa->pi_halves + pb->pi_halves});
}

MaybeExact divide(const Exact& a, const Exact& b) {
  const auto ra = a.rational();
  const auto rb = b.rational();
  if (ra && rb) return from(divide(*ra, *rb));
  const auto divisor = as_product(b);
  if (!divisor) return std::nullopt;
  // 1 / (c sqrt(n) pi^k) = 1/(c n) sqrt(n) pi^-k
  const auto scaled = multiply(divisor->coefficient, Rational{divisor->radicand, 1});
  if (!scaled) return std::nullopt;
  const auto inverse = divide(Rational{1, 1}, *scaled);
  if (!inverse) return std::nullopt;
  return multiply(a, Exact(ExactProduct{*inverse, divisor->radicand, -divisor->pi_halves}));
}

MaybeExact power(const Exact& a, int n) {
  if (std::abs(n) > largest_power) return std::nullopt;
  if (n == 1) return a;
  if (const auto rational = a.rational()) return from(power(*rational, n));
  const auto base = as_product(a);
  if (!base) return std::nullopt;
  if (n < 0) {
    const auto inverse = divide(Exact(Rational{1, 1}), a);
    if (!inverse) return std::nullopt;
    return power(*inverse, -n);
  }
  Exact result(Rational{1, 1});
  for (int i = 0; i < n; ++i) {
    const auto next = multiply(result, a);
    if (!next) return std::nullopt;
    result = *next;
  }
  return result;
}

MaybeExact sqrt(const Exact& a) {
  if (a.is_zero()) return a;
  const auto product = as_product(a);
  if (!product || product->coefficient.is_negative()) return std::nullopt;
  if (product->radicand != 1 || product->pi_halves % 2 != 0) return std::nullopt;
  const auto top = split_squares(product->coefficient.numerator);
  const auto bottom = split_squares(product->coefficient.denominator);
  if (!top || !bottom) return std::nullopt;
  // sqrt(a/b) = sqrt(ab) / b, squares taken out of both.
  const auto below = checked_multiply(bottom->outside, bottom->inside);
  const auto radicand = checked_multiply(top->inside, bottom->inside);
  if (!below || !radicand) return std::nullopt;
  const auto coefficient = make_rational(top->outside, *below);
  if (!coefficient) return std::nullopt;
  return Exact(ExactProduct{*coefficient, *radicand, product->pi_halves / 2});
}

MaybeExact log(const Exact& a) {
  const auto product = as_product(a);
  if (!product || product->coefficient.is_negative()) return std::nullopt;
  const auto top = scaled_log(product->coefficient.numerator, {1, 1});
  const auto bottom = scaled_log(product->coefficient.denominator, {-1, 1});
  const auto root = scaled_log(product->radicand, {1, 2});
  const auto log_pi = make_rational(product->pi_halves, 2);
  if (!top || !bottom || !root || !log_pi) return std::nullopt;
  const auto quotient = add(*top, *bottom);
  auto sum = quotient ? add(*quotient, *root) : std::nullopt;
  if (!sum) return std::nullopt;
  sum->log_pi = *log_pi;
  return Exact(*sum);
}

std::optional<Rational> rational_from_decimal(std::string_view text) {
  std::int64_t digits = 0;
  int exponent = 0;
  bool after_point = false;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.') {
      after_point = true;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const auto tens = checked_multiply(digits, 10);
    const std::int64_t digit = text[i] - '0';
    if (!tens || *tens > std::numeric_limits<std::int64_t>::max() - digit) return std::nullopt;
    digits = *tens + digit;
    if (after_point) --exponent;
  }
  if (i < text.size()) {
    const bool negative = i + 1 < text.size() && text[i + 1] == '-';
    int written = 0;
    for (const char c : text.substr(i + 1)) {
      if (c >= '0' && c <= '9' && written < farthest_exponent) written = 10 * written + (c - '0');
    }
    exponent += negative ? -written : written;
  }
  if (digits == 0) return Rational{};
  const auto scale = power(Rational{10, 1}, std::min(std::abs(exponent), farthest_exponent));
  if (!scale) return std::nullopt;
  return exponent >= 0 ? multiply(Rational{digits, 1}, *scale) : divide(Rational{digits, 1}, *scale);
}

std::optional<std::vector<std::int64_t>> coprime_integers(const std::vector<Rational>& values) {
  Rational measure{};
  for (const auto& value : values) {
    const auto next = common_measure(measure, value);
    if (!next) return std::nullopt;
    measure = *next;
  }
  std::vector<std::int64_t> whole;
  for (const auto& value : values) {
    const auto scaled = measure.is_zero() ? std::optional(Rational{}) : divide(value, measure);
    if (!scaled) return std::nullopt;
    whole.push_back(scaled->numerator);
  }
  return whole;
}

}  // namespace vi::lesson
