// vi: the core on the command line, over the same door as every other host.
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "core/error.h"
#include "lesson/named.h"

namespace {

using vi::cli::Arguments;

int help(const Arguments& arguments);
int version(const Arguments& arguments);

struct Command {
  const char* name;
  const char* arguments;
  const char* says;
  int (*run)(const Arguments&);
};

constexpr std::array<Command, 6> commands{{
    {"evaluate", "[--set name=value]... [--text] [--] EXPRESSION", "the value as JSON on one line, or as text",
     vi::cli::evaluate},
    {"call", "", "one JSON request a line of standard input, one reply a line", vi::cli::call},
    {"check", "LESSON...", "a lesson.json or its folder; 1000 random settings each", vi::cli::check},
    {"functions", "[--text]", "every function with its domain and source", vi::cli::functions},
    {"help", "", "this, as -h and --help do", help},
    {"version", "", "which one this is, as --version does", version},
}};

std::string usage_of(const Command& command) {
  return std::string("vi ") + command.name + (*command.arguments == '\0' ? "" : " ") + command.arguments;
}

std::string usage() {
  std::size_t width = 0;
  for (const auto& command : commands) width = std::max(width, usage_of(command).size());
  std::string text = "usage:\n";
  for (const auto& command : commands) {
    std::string line = usage_of(command);
    line.resize(width + 3, ' ');
    text += "  " + line + command.says + "\n";
  }
  return text + "exit: 0 ok, 1 a check failed, 2 bad input, 70 internal error\n";
}

int help(const Arguments&) {
  std::fputs(usage().c_str(), stdout);
  return vi::cli::exit_ok;
}

int version(const Arguments&) {
  std::puts("vi " VI_VERSION);
  return vi::cli::exit_ok;
}

// What other programs understand as options.
std::string command_of(const std::string& word) {
  if (word == "-h" || word == "--help") return "help";
  return word == "--version" ? "version" : word;
}

int run(const std::string& word, const Arguments& arguments) {
  if (const auto* command = vi::lesson::find_named(commands, command_of(word))) {
    if (*command->arguments == '\0' && !arguments.empty())
      throw vi::Error(vi::Code::bad_request, std::string("vi ") + command->name + " takes no arguments", "command line",
                      "vi help lists the commands");
    return command->run(arguments);
  }
  throw vi::Error(vi::Code::bad_request, "unknown command \"" + word + "\"", "command line",
                  "vi help lists the commands");
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs(usage().c_str(), stderr);
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
