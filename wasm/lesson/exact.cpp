#include "lesson/exact.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "lesson/factor.h"

namespace vi::lesson {
namespace {

constexpr int largest_power = 64;

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

// sum += scale * log(n), for n >= 1.
bool add_log(ExactSum& sum, std::int64_t n, Rational scale) {
  const auto factors = factorise(n);
  if (!factors) return false;
  for (const auto& [prime, exponent] : *factors) {
    const auto term = multiply(scale, Rational{exponent, 1});
    if (!term) return false;
    auto at = std::lower_bound(sum.logs.begin(), sum.logs.end(), prime,
                               [](const auto& entry, std::int64_t p) { return entry.first < p; });
    if (at == sum.logs.end() || at->first != prime) at = sum.logs.insert(at, {prime, Rational{}});
    const auto total = add(at->second, *term);
    if (!total) return false;
    at->second = *total;
    if (total->is_zero()) sum.logs.erase(at);
  }
  return true;
}

std::optional<ExactSum> scale(const ExactSum& sum, Rational factor) {
  ExactSum scaled;
  if (factor.is_zero()) return scaled;
  const auto rational = multiply(sum.rational, factor);
  const auto log_pi = multiply(sum.log_pi, factor);
  if (!rational || !log_pi) return std::nullopt;
  scaled.rational = *rational;
  scaled.log_pi = *log_pi;
  for (const auto& [prime, coefficient] : sum.logs) {
    const auto value = multiply(coefficient, factor);
    if (!value) return std::nullopt;
    scaled.logs.emplace_back(prime, *value);
  }
  return scaled;
}

std::optional<ExactSum> add(const ExactSum& a, const ExactSum& b) {
  const auto rational = add(a.rational, b.rational);
  const auto log_pi = add(a.log_pi, b.log_pi);
  if (!rational || !log_pi) return std::nullopt;
  ExactSum total{*rational, {}, *log_pi};
  auto left = a.logs.begin();
  auto right = b.logs.begin();
  while (left != a.logs.end() || right != b.logs.end()) {
    if (right == b.logs.end() || (left != a.logs.end() && left->first < right->first)) {
      total.logs.push_back(*left++);
    } else if (left == a.logs.end() || right->first < left->first) {
      total.logs.push_back(*right++);
    } else {
      const auto both = add(left->second, right->second);
      if (!both) return std::nullopt;
      if (!both->is_zero()) total.logs.emplace_back(left->first, *both);
      ++left;
      ++right;
    }
  }
  return total;
}

MaybeExact wrap(std::optional<ExactSum> sum) {
  if (!sum) return std::nullopt;
  return Exact(std::move(*sum));
}

}  // namespace

Exact::Exact(ExactSum sum) : rational_(sum.rational) {
  if (sum.has_logs()) form_ = std::make_shared<const Form>(std::move(sum));
}

Exact::Exact(ExactProduct product) : rational_(product.coefficient) {
  const bool plain = product.radicand == 1 && product.pi_halves == 0;
  if (!plain && !product.coefficient.is_zero()) form_ = std::make_shared<const Form>(product);
}

bool operator==(const Exact& a, const Exact& b) {
  if (a.form_ == nullptr || b.form_ == nullptr) return a.form_ == b.form_ && a.rational_ == b.rational_;
  return *a.form_ == *b.form_;
}

std::optional<Rational> Exact::rational() const {
  if (form_ != nullptr) return std::nullopt;
  return rational_;
}

const ExactProduct* Exact::product() const {
  return form_ == nullptr ? nullptr : std::get_if<ExactProduct>(form_.get());
}
const ExactSum* Exact::logarithms() const { return form_ == nullptr ? nullptr : std::get_if<ExactSum>(form_.get()); }

MaybeExact add(const Exact& a, const Exact& b) {
  const auto ra = a.rational();
  const auto rb = b.rational();
  if (ra && rb) return from(add(*ra, *rb));
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  if (a.product() != nullptr || b.product() != nullptr) return std::nullopt;
  return wrap(add(as_sum(a), as_sum(b)));
}

MaybeExact negate(const Exact& a) { return multiply(Exact(Rational{-1, 1}), a); }

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
    auto next = multiply(result, a);
    if (!next) return std::nullopt;
    result = std::move(*next);
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
  ExactSum sum;
  const bool fits = add_log(sum, product->coefficient.numerator, {1, 1}) &&
                    add_log(sum, product->coefficient.denominator, {-1, 1}) && add_log(sum, product->radicand, {1, 2});
  const auto log_pi = make_rational(product->pi_halves, 2);
  if (!fits || !log_pi) return std::nullopt;
  sum.log_pi = *log_pi;
  return Exact(std::move(sum));
}

std::optional<Rational> rational_from_decimal(const std::string& text) {
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
    const long written = std::strtol(text.c_str() + i + 1, nullptr, 10);
    if (written > 400 || written < -400) return digits == 0 ? std::optional(Rational{}) : std::nullopt;
    exponent += static_cast<int>(written);
  }
  if (digits == 0) return Rational{};
  const auto scale = power(Rational{10, 1}, std::min(std::abs(exponent), 400));
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
