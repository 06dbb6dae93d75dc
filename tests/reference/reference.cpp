#include "tests/reference/reference.h"

#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace vi::reference {

nlohmann::json cases(const std::string& name) {
  const std::string path = std::string(VI_SOURCE_DIR) + "/tests/reference/data/" + name + ".json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return nlohmann::json::parse(file).at("cases");
}

double input(const nlohmann::json& test_case, const char* name) {
  return std::strtod(test_case.at("inputs").at(name).get<std::string>().c_str(), nullptr);
}

long double output(const nlohmann::json& test_case, const char* name) {
  const nlohmann::json& text = test_case.at("outputs").at(name);
  if (text.is_null()) return std::numeric_limits<long double>::infinity();
  return std::strtold(text.get<std::string>().c_str(), nullptr);
}

double ulps(double computed, long double truth) {
  const auto nearest = static_cast<double>(truth);
  if (std::isinf(nearest)) return computed == nearest ? 0 : std::numeric_limits<double>::infinity();
  if (!std::isfinite(computed)) return std::numeric_limits<double>::infinity();
  const int exponent = std::max(nearest == 0 ? DBL_MIN_EXP - 1 : std::ilogb(nearest), DBL_MIN_EXP - 1);
  const long double unit = std::scalbn(1.0L, exponent - (DBL_MANT_DIG - 1));
  return static_cast<double>(std::abs(static_cast<long double>(computed) - truth) / unit);
}

double relative_error(double computed, long double truth, long double scale) {
  if (computed == static_cast<double>(truth)) return 0;
  if (!std::isfinite(computed)) return std::numeric_limits<double>::infinity();
  return static_cast<double>(std::abs(static_cast<long double>(computed) - truth) / std::abs(scale));
}

void Worst::add(double error, const nlohmann::json& test_case) {
  ++count_;
  if (count_ > 1 && !(error > worst_)) return;
  worst_ = std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
  where_ = test_case.at("inputs").dump();
}

std::string Worst::report() const {
  std::ostringstream text;
  text << what_ << ": worst " << worst_ << ", bound " << bound_ << ", " << count_ << " cases, at " << where_;
  return text.str();
}

}  // namespace vi::reference
