// The commands of `vi`. Each returns the exit code; errors go to stderr as JSON.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"

namespace vi::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_check_failed = 1;
inline constexpr int exit_bad_input = 2;
inline constexpr int exit_internal = 70;

using Arguments = std::vector<std::string>;

int evaluate(const Arguments& arguments);
int call(const Arguments& arguments);
int check(const Arguments& arguments);
int functions(const Arguments& arguments);

// Prints {"error": …} on stderr and returns the exit code that goes with it.
int report(const Error& error);

}  // namespace vi::cli
