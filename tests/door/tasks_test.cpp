#include "tests/door/tasks.h"

using namespace vi::test;

namespace {

Json start(const char* method, const char* estimator, int steps) {
  Json parameters{{"model", "linear_gaussian(normal(0, 4), 1, 0, 1)"},
                  {"x", 2},
                  {"q", {{"family", "normal"}, {"mean", 1}, {"variance", 1.5}}},
                  {"method", method},
                  {"steps", steps},
                  {"seed", 7}};
  if (estimator != nullptr) parameters["estimator"] = estimator;
  return ask({{"op", "task.start"}, {"task", "climb_elbo"}, {"parameters", parameters}});
}

// The state after one step of a sampled climb, with one field changed.
Json changed(const char* field, const Json& value) {
  return step(vi::test::changed(start("adam(1/20)", "score(4)", 20)["ok"]["state"], field, value), 1);
}

}  // namespace

TEST_CASE("tasks: what a task starts with is what its state says") {
  const Json reply = start("adam(1/20)", "score(4)", 20)["ok"];
  CHECK(reply["type"] == "task");
  CHECK(reply["progress"] == 0);
  CHECK(reply["done"] == false);
  CHECK(reply["result"] == nullptr);
  CHECK(reply["trace"]["mean"].dump() == "[1.0]");
  CHECK(reply["state"]["task"] == "climb_elbo");
  CHECK(reply["state"]["method"].dump() == R"({"method":"adam","rate":0.05})");
  CHECK(reply["state"]["generator"].size() == 8);
}

TEST_CASE("tasks: in slices of any size the bytes are those of one go") {
  for (const char* estimator : {static_cast<const char*>(nullptr), "reparameterised(3)", "score(4)"}) {
    for (const char* method : {"gradient_ascent(1/50)", "natural_gradient(1/50)", "adam(1/20)"}) {
      const Json begun = start(method, estimator, 60);
      const std::string whole = run(begun, 60).dump();
      CHECK(Json::parse(whole)["ok"]["trace"]["elbo"].size() == 61);
      for (const int budget : {1, 7, 59, 5000}) CHECK(run(begun, budget).dump() == whole);
    }
  }
}

TEST_CASE("tasks: progress grows with the steps, and the result comes with the last") {
  Json reply = start("adam(1/20)", nullptr, 400);
  reply = step(reply["ok"]["state"], 100);
  CHECK(reply["ok"]["progress"] == 0.25);
  CHECK(reply["ok"]["trace"]["elbo"].size() == 100);
  reply = step(reply["ok"]["state"], 300);
  CHECK(reply["ok"]["done"] == true);
  CHECK(reply["ok"]["result"]["q"]["mean"].get<double>() == Approx(1.6).epsilon(1e-3));
  CHECK(reply["ok"]["result"]["gap"].get<double>() < 1e-4);
  CHECK(step(reply["ok"]["state"], 10)["ok"]["trace"]["elbo"].empty());
}

TEST_CASE("tasks: a short form and the task are the same climb") {
  const Json task = run(start("adam(1/20)", "score(4)", 30), 11)["ok"];
  const Json value = ask({{"op", "evaluate"},
                          {"expression",
                           "climb_elbo(linear_gaussian(normal(0, 4), 1, 0, 1), 2, normal(1, 3/2), "
                           "{method: adam(1/20), steps: 30, estimator: score(4), seed: 7})"}})["ok"];
  CHECK(task["trace"]["elbo"] == value["value"]["elbo"]);
  CHECK(task["result"]["q"] == value["value"]["q"]);
}

TEST_CASE("tasks: a state is not believed") {
  const auto message = [](const Json& reply) {
    CHECK(reply["error"]["where"].get<std::string>().substr(0, 5) == "state");
    return reply["error"]["message"].get<std::string>();
  };
  CHECK(message(changed("step", 21)) == "climb_elbo: step must be a whole number from 0 to 20, got 21");
  CHECK(message(changed("step", "1/2")) == "climb_elbo: step must be a whole number from 0 to 1000000000, got 0.5");
  CHECK(message(changed("step", nullptr)) == "climb_elbo: state must have the field \"step\"");
  CHECK(message(changed("stpe", 1)) == "climb_elbo: state has no field \"stpe\"");
  CHECK(message(changed("second", {-1, 0})) == "climb_elbo: second[0] must be >= 0, got -1");
  CHECK(message(changed("first", {0})) == "climb_elbo: first must have 2 entries, got 1");
  CHECK(message(changed("first", {"nan", 0})) == "climb_elbo: first[0] must be finite, got nan");
  CHECK(message(changed("generator", {1, 2, 3})) == "climb_elbo: generator must have 8 words of 32 bits, got 3");
  CHECK(message(changed("generator", {1, 2, 3, 4, 5, 6, 7, 4294967296})) ==
        "climb_elbo: generator must have 8 words of 32 bits");
  CHECK(message(changed("generator", {0, 0, 0, 0, 0, 0, 0, 0})) ==
        "climb_elbo: the words of a generator must not all be 0");
  CHECK(message(changed("q", 3)).substr(0, 22) == "climb_elbo has no form");
  CHECK(message(changed("q", {{"family", "normal"}, {"mean", 0}, {"variance", -1}})) ==
        "normal: variance must be > 0, got -1");
  CHECK(message(changed("model", "normal(0, 1)")).substr(0, 22) == "climb_elbo has no form");
  CHECK(message(changed("method", {{"method", "adam"}, {"rate", 0}})) == "adam: rate must be > 0, got 0");
  CHECK(message(changed("estimator", {{"estimator", "score"}, {"samples", 1e6}})) ==
        "score: samples must be a whole number from 1 to 1000, got 1000000");
  CHECK(changed("task", "climb_elbow")["error"]["hint"] == "Did you mean \"climb_elbo\"?");
}

TEST_CASE("tasks: requests that are none") {
  const auto code = [](const Json& request) { return ask(request)["error"]["code"].get<std::string>(); };
  CHECK(code({{"op", "task.start"}}) == "bad_request");
  CHECK(code({{"op", "task.start"}, {"task", "x"}}) == "bad_request");
  CHECK(code({{"op", "task.start"}, {"task", "climb_elbo"}}) == "type");
  CHECK(code({{"op", "task.step"}}) == "bad_request");
  CHECK(code({{"op", "task.step"}, {"state", Json::object()}}) == "bad_request");
  const Json nothing = step(start("adam(1)", nullptr, 5)["ok"]["state"], 0)["error"];
  CHECK(nothing["message"] == "climb_elbo: budget must be a whole number from 1 to 5000, got 0");
  CHECK(nothing["where"] == "budget");
  const Json late = step(start("gradient_ascent(1000000)", nullptr, 5)["ok"]["state"], 5)["error"];
  CHECK(late["message"] == "climb_elbo: step 1: variance must be > 0, got 0");
  CHECK(late["hint"] == "take a smaller rate, or more samples");
}
