#include "tests/door/tasks.h"

using namespace vi::test;

namespace {

const Json bandit{{"prior", {5, 3, 2}}, {"reward", {1, 0.5, -1}}};
const Json corridor = "{transitions: corridor(5).transitions, rewards: corridor(5).rewards}";

// A task with the method and options that stand beside its problem.
Json start(const char* task, Json parameters, const Json& options) {
  parameters.update(options);
  return ask({{"op", "task.start"}, {"task", task}, {"parameters", parameters}});
}

Json sampled_policy_gradient() {
  return start("policy_gradient", bandit,
               {{"beta", 0.5}, {"method", "adam(1/20)"}, {"steps", 20}, {"estimator", "score(4)"}, {"seed", 7}});
}
Json ppo(const char* penalty, int samples) {
  return start("ppo", bandit,
               {{"penalty", penalty},
                {"epsilon", 0.2},
                {"rounds", 20},
                {"epochs", 4},
                {"method", "adam(1/20)"},
                {"samples", samples},
                {"seed", 7}});
}
Json soft_policy_gradient(const Json& more) {
  Json options{{"alpha", 0.5}, {"gamma", 0.9}, {"s0", 0}, {"steps", 20}};
  options.update(more);
  return start("soft_policy_gradient", {{"mdp", corridor}}, options);
}
Json soft_policy_iteration() {
  return start("soft_policy_iteration", {{"mdp", corridor}}, {{"alpha", 0.5}, {"gamma", 0.9}, {"rounds", 20}});
}
Json squashed_actor(const Json& more) {
  Json options{{"reward", {-0.5, 2, -2}}, {"alpha", 0.25}, {"policy", "squashed(normal(0, 1))"}, {"steps", 20}};
  options.update(more);
  return start("squashed_actor", Json::object(), options);
}

std::vector<Json> all() {
  return {sampled_policy_gradient(),
          start("policy_gradient", bandit, {{"beta", 0.5}, {"method", "natural_gradient(1/5)"}, {"steps", 20}}),
          ppo("kl_to_reference(1/2)", 0),
          ppo("kl_to_old_policy(1/2)", 8),
          soft_policy_gradient({{"method", "adam(1/20)"}, {"estimator", "score_with_baseline(2)"}}),
          soft_policy_gradient({{"method", "natural_gradient(1)"}}),
          soft_policy_iteration(),
          squashed_actor({{"method", "adam(1/20)"}, {"estimator", "reparameterised(4)"}}),
          squashed_actor({{"method", "natural_gradient(1/5)"}})};
}

// What is said of the state that this reply came with, after a step and with one field changed.
std::string refusal(const Json& begun, const char* field, const Json& value) {
  const Json reply = step(changed(step(begun["ok"]["state"], 3)["ok"]["state"], field, value), 1);
  REQUIRE(reply.contains("error"));
  CHECK(reply["error"]["where"].get<std::string>().substr(0, 5) == "state");
  return reply["error"]["message"].get<std::string>();
}

}  // namespace

TEST_CASE("policy tasks: in slices of any size the bytes are those of one go") {
  for (const Json& begun : all()) {
    REQUIRE(begun.contains("ok"));
    const std::string whole = run(begun, 5000).dump();
    const Json reply = Json::parse(whole)["ok"];
    CHECK(reply["trace"].front().size() == 21);
    CHECK(reply["progress"] == 1);
    for (const int budget : {1, 7, 19}) CHECK(run(begun, budget).dump() == whole);
  }
}

TEST_CASE("policy tasks: progress grows with the steps, and nothing follows the last") {
  for (const Json& begun : all()) {
    CHECK(begun["ok"]["progress"] == 0);
    CHECK(begun["ok"]["result"] == nullptr);
    const Json some = step(begun["ok"]["state"], 5)["ok"];
    CHECK(some["progress"] == 0.25);
    CHECK(some["done"] == false);
    const Json end = run(begun, 5000)["ok"];
    CHECK(end["result"].is_object());
    CHECK(step(end["state"], 10)["ok"]["trace"].front().empty());
    CHECK(step(end["state"], 10)["ok"]["result"] == end["result"]);
  }
}

TEST_CASE("policy tasks: the short forms are the tasks") {
  const auto value = [](const char* expression) {
    return ask({{"op", "evaluate"}, {"expression", expression}})["ok"]["value"];
  };
  const auto same = [](const Json& reply, Json value) {
    const Json task = run(reply, 7)["ok"];
    CHECK(task["result"] == value["result"]);
    value.erase("result");
    CHECK(task["trace"] == value);
  };
  same(sampled_policy_gradient(), value("policy_gradient([5, 3, 2], [1, 1/2, -1], 1/2, {method: adam(1/20), steps: 20, "
                                        "estimator: score(4), seed: 7})"));
  same(ppo("kl_to_old_policy(1/2)", 8),
       value("ppo([5, 3, 2], [1, 1/2, -1], {penalty: kl_to_old_policy(1/2), epsilon: 1/5, rounds: 20, epochs: 4, "
             "method: adam(1/20), samples: 8, seed: 7})"));
  same(soft_policy_gradient({{"method", "adam(1/20)"}, {"estimator", "score(2)"}}),
       value("soft_policy_gradient(corridor(5), 1/2, 9/10, 0, {method: adam(1/20), steps: 20, estimator: score(2)})"));
  same(soft_policy_iteration(), value("soft_policy_iteration(corridor(5), 1/2, 9/10, {rounds: 20})"));
  same(squashed_actor({{"method", "adam(1/20)"}, {"estimator", "reparameterised(4)"}}),
       value("squashed_actor([-1/2, 2, -2], 1/4, squashed(normal(0, 1)), {method: adam(1/20), steps: 20, estimator: "
             "reparameterised(4)})"));
}

TEST_CASE("policy tasks: they approach the optimum that they report") {
  const Json ends = run(start("ppo", bandit,
                              {{"penalty", "kl_to_reference(1/2)"},
                               {"epsilon", 0.2},
                               {"rounds", 400},
                               {"epochs", 10},
                               {"method", "gradient_ascent(1)"}}),
                        150)["ok"]["result"];
  CHECK(ends["kl_to_optimal"].get<double>() < 1e-10);
  CHECK(soft_policy_iteration()["ok"]["trace"]["distance"][0].get<double>() > 0.1);
  CHECK(run(soft_policy_iteration(), 3)["ok"]["result"]["distance"].get<double>() < 1e-12);
}

TEST_CASE("policy tasks: a state is not believed") {
  const Json climb = sampled_policy_gradient();
  CHECK(refusal(climb, "step", 21) == "policy_gradient: step must be a whole number from 0 to 20, got 21");
  CHECK(refusal(climb, "step", nullptr) == "policy_gradient: state must have the field \"step\"");
  CHECK(refusal(climb, "seed", 3) == "policy_gradient: state has no field \"seed\"");
  CHECK(refusal(climb, "first", nullptr) == "policy_gradient: state must have the field \"first\"");
  CHECK(refusal(climb, "second", {-1, 0, 0}) == "policy_gradient: second[0] must be >= 0, got -1");
  CHECK(refusal(climb, "first", {0}) == "policy_gradient: first must have 3 entries, got 1");
  CHECK(refusal(climb, "theta", {0, "nan", 0}) == "policy_gradient: theta of action 1 must be finite, got nan");
  CHECK(refusal(climb, "theta", nullptr) == "policy_gradient: state must have the field \"theta\"");
  CHECK(refusal(climb, "generator", {1, 2, 3}) == "policy_gradient: generator must have 8 words of 32 bits, got 3");
  CHECK(refusal(climb, "generator", nullptr) == "policy_gradient: state must have the field \"generator\"");
  CHECK(refusal(climb, "estimator", {{"estimator", "score"}, {"samples", 1e6}}) ==
        "score: samples must be a whole number from 1 to 1000, got 1000000");
  const Json rounds = ppo("kl_to_reference(1/2)", 8);
  CHECK(refusal(rounds, "penalty", {{"penalty", "kl_to_reference"}, {"beta", -1}}) ==
        "kl_to_reference: beta must be > 0, got -1");
  CHECK(refusal(rounds, "method", {{"method", "natural_gradient"}, {"rate", 1}}) ==
        "ppo: the method cannot be natural_gradient");
  CHECK(refusal(rounds, "epochs", 0) == "ppo: epochs must be a whole number from 1 to 1000, got 0");
  const Json iteration = soft_policy_iteration();
  CHECK(refusal(iteration, "policy", {{1, 1, 1}}) ==
        "soft_policy_iteration: policy must have a row for each of the 5 states, got 1");
  CHECK(refusal(iteration, "policy", nullptr) == "soft_policy_iteration: state must have the field \"policy\"");
  CHECK(refusal(iteration, "mdp", 3).substr(0, 22) == "soft_policy_iteration:");
  CHECK(refusal(iteration, "gamma", 1.5) == "soft_policy_iteration: gamma must be between 0 and 1, got 1.5");
  const Json actor = squashed_actor({{"method", "adam(1/20)"}});
  CHECK(refusal(actor, "policy", {{"family", "normal"}, {"mean", 0}, {"variance", 1}}) ==
        "squashed_actor: the policy cannot be normal(…)");
  CHECK(refusal(actor, "reward", {"inf"}) == "squashed_actor: reward[0] must be finite, got inf");
}
