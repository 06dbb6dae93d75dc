// Reads tests/reference/data and measures how far the core is from it.
#pragma once

#include <Eigen/Core>
#include <nlohmann/json.hpp>
#include <string>

namespace vi::reference {

/// The cases of data/NAME.json: each has "inputs" and "outputs".
nlohmann::json cases(const std::string& name);

/// An input: the double nearest to its decimal text.
double input(const nlohmann::json& test_case, const char* name);

/// An output to more digits than a double holds; inf where the file has null (too large for a double).
long double output(const nlohmann::json& test_case, const char* name);

/// The whole file, for those that keep more than cases in it.
nlohmann::json document(const std::string& name);

/// A decimal text as a double, and as a truth (null: too large for a double).
double nearest(const nlohmann::json& text);
long double truth(const nlohmann::json& text);

/// A list of decimal texts as doubles, and a list of such rows.
Eigen::VectorXd vector(const nlohmann::json& texts);
Eigen::MatrixXd matrix(const nlohmann::json& rows);

/// |computed - truth| in units of the last place of the truth; a subnormal truth counts in 5e-324. A truth
/// beyond the largest double wants inf, and then, as when the computed value is not finite or not a number, 0
/// or inf comes back.
double ulps(double computed, long double truth);

/// |computed - truth| / scale; 0 where both are the same infinity.
double relative_error(double computed, long double truth, long double scale);

/// The largest relative_error of the entries of a vector.
double worst_error(const Eigen::VectorXd& computed, const nlohmann::json& truths, long double scale = 1);

/// The worst of many errors of one kind, with the case it came from.
class Worst {
 public:
  Worst(std::string what, double bound) : what_(std::move(what)), bound_(bound) {}

  void add(double error, const nlohmann::json& test_case);
  bool within_bound() const { return count_ > 0 && worst_ <= bound_; }
  std::string report() const;

 private:
  std::string what_;
  double bound_;
  double worst_ = 0;
  int count_ = 0;
  std::string where_;
};

}  // namespace vi::reference

/// Fails with the worst error, the bound and the inputs of the case.
#define CHECK_WITHIN_BOUND(worst)  \
  do {                             \
    INFO((worst).report());        \
    CHECK((worst).within_bound()); \
  } while (false)
