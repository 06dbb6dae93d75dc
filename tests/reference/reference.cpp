#include "tests/reference/reference.h"

#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace vi::reference {

nlohmann::json document(const std::string& name) {
  const std::string path = std::string(VI_SOURCE_DIR) + "/tests/reference/data/" + name + ".json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return nlohmann::json::parse(file);
}

nlohmann::json cases(const std::string& name) { return document(name).at("cases"); }

double nearest(const nlohmann::json& text) { return std::strtod(text.get<std::string>().c_str(), nullptr); }

long double truth(const nlohmann::json& text) {
  if (text.is_null()) return std::numeric_limits<long double>::infinity();
  return std::strtold(text.get<std::string>().c_str(), nullptr);
}

double input(const nlohmann::json& test_case, const char* name) { return nearest(test_case.at("inputs").at(name)); }

long double output(const nlohmann::json& test_case, const char* name) {
  return truth(test_case.at("outputs").at(name));
}

Eigen::VectorXd vector(const nlohmann::json& texts) {
  Eigen::VectorXd result(static_cast<Eigen::Index>(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) result(static_cast<Eigen::Index>(i)) = nearest(texts[i]);
  return result;
}

Eigen::MatrixXd matrix(const nlohmann::json& rows) {
  Eigen::MatrixXd result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.at(0).size()));
  for (std::size_t i = 0; i < rows.size(); ++i) result.row(static_cast<Eigen::Index>(i)) = vector(rows[i]).transpose();
  return result;
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

double worst_error(const Eigen::VectorXd& computed, const nlohmann::json& truths, long double scale) {
  if (static_cast<std::size_t>(computed.size()) != truths.size()) return std::numeric_limits<double>::infinity();
  double worst = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const double error = relative_error(computed(static_cast<Eigen::Index>(i)), truth(truths[i]), scale);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

void Worst::add(double error, const nlohmann::json& test_case) {
  ++count_;
  if (count_ > 1 && !(error > worst_)) return;
  worst_ = std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
  where_ = (test_case.contains("inputs") ? test_case.at("inputs") : test_case).dump().substr(0, 2000);
}

std::string Worst::report() const {
  std::ostringstream text;
  text << what_ << ": worst " << worst_ << ", bound " << bound_ << ", " << count_ << " cases, at " << where_;
  return text.str();
}

}  // namespace vi::reference
