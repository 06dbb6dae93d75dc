// vi: the core on the command line, over the same door as every other host.
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "core/error.h"

namespace {

constexpr const char* usage =
    "usage:\n"
    "  vi evaluate [--set name=value]... [--text] [--] EXPRESSION   the value as JSON on one line, or as text\n"
    "  vi call                                                      one JSON request a line in, one reply a line out\n"
    "  vi check LESSON...                                           a lesson.json or its folder; 1000 random settings "
    "each\n"
    "  vi functions [--text]                                        every function with its domain and source\n"
    "exit: 0 ok, 1 a check failed, 2 bad input, 70 internal error\n";

int run(const std::string& command, const std::vector<std::string>& arguments) {
  if (command == "evaluate") return vi::cli::evaluate(arguments);
  if (command == "call") return vi::cli::call(arguments);
  if (command == "check") return vi::cli::check(arguments);
  if (command == "functions") return vi::cli::functions(arguments);
  if (command == "help" || command == "--help") {
    std::fputs(usage, stdout);
    return vi::cli::exit_ok;
  }
  throw vi::Error(vi::Code::bad_request, "unknown command \"" + command + "\"", "command line",
                  "vi help lists the commands");
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs(usage, stderr);
    return vi::cli::exit_bad_input;
  }
  try {
    return run(words[1], std::vector<std::string>(words + 2, words + count));
  } catch (const vi::Error& error) {
    return vi::cli::report(error);
  } catch (const std::exception& error) {
    vi::cli::report(vi::Error(vi::Code::internal, error.what()));
    return vi::cli::exit_internal;
  }
}
