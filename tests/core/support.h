// Second paths and small tools that the core's tests share. Nothing here calls the core.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "core/error.h"

namespace vi::test {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double smallest = std::numeric_limits<double>::denorm_min();
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Trapezoidal rule on [centre - width, centre + width]. For an analytic integrand that has died out at both
/// ends it converges faster than any power of the step, so 2,000 points give all digits of a Gaussian
/// expectation.
inline double integral(const std::function<double(double)>& f, double centre, double width, int points = 2000) {
  const double step = 2 * width / points;
  double sum = 0;
  for (int i = 0; i <= points; ++i) sum += f(centre - width + i * step);
  return sum * step;
}

/// The normal log density as a textbook has it.
inline double textbook_log_density(double x, double mean, double variance) {
  return -0.5 * std::log(2 * 3.14159265358979323846 * variance) - (x - mean) * (x - mean) / (2 * variance);
}

/// E[f] under N(mean, variance), by quadrature over 14 standard deviations on each side.
inline double expectation(const std::function<double(double)>& f, double mean, double variance) {
  const auto weighted = [&](double z) { return std::exp(textbook_log_density(z, mean, variance)) * f(z); };
  return integral(weighted, mean, 14 * std::sqrt(variance));
}

/// The message of the Error(domain) that `act` throws; "no error" if none, "code …" if the code is another.
inline std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.code == Code::domain ? error.what() : std::string("code ") + to_string(error.code);
  }
  return "no error";
}

}  // namespace vi::test
