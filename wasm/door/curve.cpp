// curve: expressions at many points of one axis.
#include "core/error.h"
#include "core/text.h"
#include "door/cache.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/arena.h"

namespace vi::door {
namespace {

constexpr std::size_t most_expressions = 16;
constexpr int most_points = 100'000;  // of all curves of a request together
constexpr int most_steps = 5'000'000;

struct Axis {
  std::string_view name;
  double from, to;
  int count;
  // Both ends are met exactly, and no difference of them can overflow.
  double at(int i) const {
    const double t = count == 1 ? 0 : static_cast<double>(i) / (count - 1);
    return from * (1 - t) + to * t;
  }
};

Axis axis_of(const Json& request) {
  const auto* over = request.find("over");
  if (over == nullptr || over->object() == nullptr) {
    fail(Code::bad_request, {"\"over\" must be {name, from, to, count}"}, "over");
  }
  const Axis axis{required_text(*over, "name"), required_number(*over, "from"), required_number(*over, "to"),
                  integer_or(*over, "count", 201)};
  if (!lesson::is_free_name(axis.name)) fail(Code::bad_request, {"\"", axis.name, "\" cannot be a name"}, "over");
  if (axis.count < 1 || axis.count > most_points) {
    fail(Code::limit, {"\"count\" must be between 1 and ", most_points}, "over");
  }
  return axis;
}

// Whether conditions compare exact forms where there are some: slower, and no rounding decides.
bool exact(const Json& request) { return boolean_or(request, "exact", false); }

// Null for a single one.
const lesson::JsonList* list_of_expressions(const Json& request) {
  const auto* found = request.find("expression");
  return found != nullptr ? found->list() : nullptr;
}

// One or several expressions, as trees.
std::vector<lesson::NodePtr> expressions(const Json& request) {
  const auto* list = list_of_expressions(request);
  if (list == nullptr) return {tree_of(required_text(request, "expression"))};
  if (list->empty() || list->size() > most_expressions)
    fail(Code::limit, {"a request draws between 1 and ", most_expressions, " curves"}, "expression");
  std::vector<lesson::NodePtr> trees;
  for (const auto& text : *list) {
    if (text.text() == nullptr)
      fail(Code::bad_request, {"\"expression\" must be a text or a list of texts"}, "expression");
    trees.push_back(tree_of(*text.text()));
  }
  return trees;
}

// A condition counts as 1 where it holds, and as 0 where it does not.
double height_of(const lesson::Value& value) {
  if (const auto* truth = value.boolean()) return *truth ? 1 : 0;
  if (value.number() == nullptr) fail(Code::type, {"a curve needs numbers, got ", value.described()}, "expression");
  return value.number()->value;
}

class Plotter {
 public:
  Plotter(const Axis& axis, bool exact, lesson::Scope* outer, JsonWriter& out)
      : axis_(axis), exact_(exact), scope_(outer), out_(out) {}

  void draw(const lesson::Node& tree) {
    out_.open_array();
    point(tree, 0);
    // The first point has evaluated every quantity of the scene that the curve reads; the others leave nothing behind.
    for (int i = 1; i < axis_.count; ++i) {
      const lesson::Scratch scratch;
      point(tree, i);
    }
    out_.close_array();
  }

 private:
  void point(const lesson::Node& tree, int i) {
    lesson::Evaluation evaluation;
    evaluation.exact = exact_;
    scope_.set(axis_.name, axis_.at(i));
    out_.put(height_of(lesson::evaluate(tree, scope_, evaluation)));
    steps_ += evaluation.steps;
    if (steps_ > most_steps) {
      fail(Code::limit, {"the curves take more than ", most_steps, " steps"}, "over", "ask for fewer points");
    }
  }

  const Axis& axis_;
  bool exact_;
  lesson::LocalScope scope_;
  JsonWriter& out_;
  int steps_ = 0;
};

void draw(const Json& request, lesson::Scope* outer, JsonWriter& out) {
  const Axis axis = axis_of(request);
  const auto trees = expressions(request);
  if (trees.size() * static_cast<std::size_t>(axis.count) > most_points) {
    fail(Code::limit, {"all curves together may have ", most_points, " points"}, "over");
  }
  out.open_object().field("type", "record").key("value").open_object().key("x").open_array();
  for (int i = 0; i < axis.count; ++i) out.put(axis.at(i));
  out.close_array().key("y");
  const bool several = list_of_expressions(request) != nullptr;
  if (several) out.open_array();
  Plotter plotter(axis, exact(request), outer, out);
  for (const auto& tree : trees) plotter.draw(*tree);
  if (several) out.close_array();
  out.close_object().close_object();
}

}  // namespace

void curve(const Json& request, JsonWriter& out) {
  if (request.find("lesson") != nullptr) {
    const auto& document = loaded_lesson(required_text(request, "lesson"));
    lesson::Evaluation evaluation;
    evaluation.exact = exact(request);
    lesson::SceneScope scene(document, document.scene(required_text(request, "scene")), settings(request), evaluation);
    return draw(request, &scene, out);
  }
  lesson::LocalScope scope(settings(request));
  draw(request, &scope, out);
}

}  // namespace vi::door
