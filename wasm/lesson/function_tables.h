// The tables that make up the registry, one a part of the core.
#pragma once

#include "lesson/functions.h"

namespace vi::lesson {

std::vector<Function> elementary_functions();
std::vector<Function> gaussian_functions();
std::vector<Function> multivariate_gaussian_functions();
std::vector<Function> linear_gaussian_functions();

}  // namespace vi::lesson
