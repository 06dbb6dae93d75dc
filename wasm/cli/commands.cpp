#include "cli/commands.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "door/door.h"
#include "lesson/json_input.h"
#include "lesson/json_writer.h"

namespace vi::cli {
namespace {

using Json = nlohmann::ordered_json;

// A result that cannot be written is no result: the caller must not take it for one.
void print(std::FILE* stream, const std::string& line) {
  const bool written = std::fputs((line + "\n").c_str(), stream) >= 0 && std::fflush(stream) == 0;
  if (!written && stream == stdout) fail(Code::internal, {"the result could not be written"}, "standard output");
}

int report_json(const Json& error) {
  print(stderr, Json{{"error", error}}.dump());
  return error.value("code", "") == to_string(Code::internal) ? exit_internal : exit_bad_input;
}

// The reply of the door, already parsed: its own text is trusted.
Json ask(const std::string& request) { return Json::parse(door::call(request)); }
Json ask(const Json& request) { return ask(request.dump()); }

// Texts go on as they were typed; the door says what is wrong with them.
std::string evaluate_request(const std::string& expression, const std::map<std::string, std::string>& parameters) {
  lesson::JsonWriter out;
  out.open_object().field("op", "evaluate").field("expression", expression).key("parameters").open_object();
  for (const auto& [name, value] : parameters) out.field(name, value);
  return out.close_object().close_object().take();
}

// The document goes on as it was read.
std::string load_request(const lesson::Json& document, const std::string& file) {
  lesson::JsonWriter out;
  out.open_object().field("op", "lesson.load").key("lesson");
  write_json(out, document);
  return out.field("file", file).close_object().take();
}

[[noreturn]] void misuse(const std::string& message) {
  fail(Code::bad_request, {message}, "command line", "vi help lists the commands");
}

void print_text(const Json& ok) {
  print(stdout, "value  " + (ok["value"].is_string() ? ok["value"].get<std::string>() : ok["value"].dump()));
  if (!ok["exact"].is_null()) print(stdout, "exact  " + ok["exact"].get<std::string>());
}

// At most one byte more than a lesson may have: enough to know that it is too large.
std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(Code::bad_request, {"cannot read the file"}, path, "is the path right, and may you read it?");
  std::string text(lesson::lesson_limits.bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// A lesson may be named by its folder.
std::string lesson_file(const std::string& path) {
  std::error_code unknown;
  const bool folder = std::filesystem::is_directory(path, unknown);
  return folder ? (std::filesystem::path(path) / "lesson.json").string() : path;
}

// "lesson.json /sets/g/quantities/gap column 3" -> the same with the line in front of the path.
Json with_line(Json error, const std::string& file, const std::string& text) {
  const std::string where = error.value("where", "");
  const std::string prefix = file + " /";
  if (where.compare(0, prefix.size(), prefix) != 0) return error;
  const std::string pointer = where.substr(file.size() + 1, where.find(' ', prefix.size()) - file.size() - 1);
  const int line = lesson::line_of(text, pointer);
  if (line > 0) error["where"] = file + " line " + std::to_string(line) + " " + where.substr(file.size() + 1);
  return error;
}

// The document is read here, under the same limits as behind the door, so that errors can name lines.
int check_file(const std::string& file, const std::string& text) {
  const lesson::Json document = lesson::read_json(text, lesson::lesson_limits, Code::lesson, file);
  const Json loaded = ask(load_request(document, file));
  if (loaded.contains("error")) return report_json(with_line(loaded["error"], file, text));
  Json reply = ask(Json{{"op", "lesson.check"}, {"lesson", loaded["ok"]["lesson"]}});
  if (reply.contains("error")) return report_json(with_line(reply["error"], file, text));
  Json& result = reply["ok"];
  Json line{{"file", file}};
  line.update(result);
  print(stdout, line.dump());
  return result["failed"].get<int>() == 0 ? exit_ok : exit_check_failed;
}

// What is wrong with one file does not keep the others from being checked.
int check_one(const std::string& path) {
  try {
    const std::string file = lesson_file(path);
    return check_file(file, read_file(file));
  } catch (const Error& error) {
    return report(error);
  }
}

}  // namespace

int report(const Error& error) {
  lesson::JsonWriter out;
  out.open_object().key("error");
  write_error(out, error);
  print(stderr, out.close_object().take());
  return error.code == Code::internal ? exit_internal : exit_bad_input;
}

int evaluate(const Arguments& arguments) {
  std::optional<std::string> expression;
  std::map<std::string, std::string> parameters;
  bool text = false;
  bool options = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (options && word == "--") {
      options = false;
    } else if (options && word == "--text") {
      text = true;
    } else if (options && word == "--set") {
      if (i + 1 == arguments.size()) misuse("--set needs name=value");
      const std::string& setting = arguments[++i];
      const auto equals = setting.find('=');
      if (equals == std::string::npos || equals == 0) misuse("--set needs name=value, got \"" + setting + "\"");
      parameters[setting.substr(0, equals)] = setting.substr(equals + 1);
    } else if (options && word.compare(0, 2, "--") == 0) {
      misuse("unknown option \"" + word + "\"");
    } else if (expression) {
      misuse("one expression at a time; put it in quotes");
    } else {
      expression = word;
    }
  }
  if (!expression) misuse("an expression is missing");
  const Json reply = ask(evaluate_request(*expression, parameters));
  if (reply.contains("error")) return report_json(reply["error"]);
  if (text) {
    print_text(reply["ok"]);
  } else {
    print(stdout, reply["ok"].dump());
  }
  return exit_ok;
}

int call(const Arguments&) {
  // A line that is longer than a request may be is not held: the door refuses what it is given of it.
  constexpr std::size_t longest = lesson::request_limits.bytes + 1;
  std::string line;
  const auto answer = [&] {
    if (!line.empty()) print(stdout, door::call(line));
    line.clear();
  };
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') {
      answer();
    } else if (line.size() < longest) {
      line += static_cast<char>(c);
    }
  }
  answer();
  return exit_ok;
}

int check(const Arguments& arguments) {
  if (arguments.empty()) misuse("name a lesson.json or its folder");
  int worst = exit_ok;
  for (const auto& path : arguments) worst = std::max(worst, check_one(path));
  return worst;
}

int functions(const Arguments& arguments) {
  const bool text = arguments.size() == 1 && arguments[0] == "--text";
  if (!arguments.empty() && !text) misuse("vi functions takes only --text");
  const Json reply = ask(Json{{"op", "functions"}});
  if (!text) {
    print(stdout, reply["ok"].dump());
    return exit_ok;
  }
  for (const auto& function : reply["ok"]["value"]) {
    print(stdout, function["signature"].get<std::string>() + "\n    " + function["help"].get<std::string>() +
                      "\n    domain: " + function["domain"].get<std::string>() +
                      "\n    source: " + function["source"].get<std::string>());
  }
  return exit_ok;
}

}  // namespace vi::cli
