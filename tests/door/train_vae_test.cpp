#include "tests/door/tasks.h"

using namespace vi::test;

namespace {

const char* const decoder = "{W: [[1], [2], [-1]], b: [0, 1, 2], noise_variance: 1/2}";

Json start(const char* estimator, int steps, const Json& more = Json::object()) {
  Json parameters{
      {"vae", "initial_vae(1, 3, 1)"}, {"method", "adam(1/50)"}, {"steps", steps}, {"batch", 8}, {"seed", 7}};
  parameters["data"] = std::string("{decoder: ") + decoder + ", n: 20, seed: 1}";
  if (estimator != nullptr) parameters["estimator"] = estimator;
  parameters.update(more);
  return ask({{"op", "task.start"}, {"task", "train_vae"}, {"parameters", parameters}});
}

// The state after the start with one field changed, or taken away.
Json changed(const char* field, const Json& value) {
  return step(vi::test::changed(start("closed_form_kl(1)", 20)["ok"]["state"], field, value), 1);
}

}  // namespace

TEST_CASE("train_vae: in slices of any size the bytes are those of one go") {
  for (const Json& more :
       {Json::object(), Json{{"noise_variance", "2"}},
        Json{{"data", "sample_decoder({W: [[1], [2], [-1]], b: [0, 1, 2], noise_variance: 1/2}, 20, 1)"}}}) {
    for (const char* estimator : {static_cast<const char*>(nullptr), "closed_form_kl(1)", "closed_form_kl(3)"}) {
      const Json begun = start(estimator, 150, more);
      const std::string whole = run(begun, 150).dump();
      CHECK(Json::parse(whole)["ok"]["trace"]["elbo"].size() == 76);
      for (const int budget : {1, 7, 149, 5000}) CHECK(run(begun, budget).dump() == whole);
    }
  }
}

TEST_CASE("train_vae: progress, trace and result are those of the function") {
  Json reply = start("closed_form_kl(1)", 100);
  CHECK(reply["ok"]["progress"] == 0);
  CHECK(reply["ok"]["trace"]["step"].dump() == "[0.0]");
  CHECK(step(reply["ok"]["state"], 40)["ok"]["progress"] == 0.4);
  const Json task = run(reply, 33)["ok"];
  const Json value = ask({{"op", "evaluate"},
                          {"expression", std::string("train_vae(initial_vae(1, 3, 1), {decoder: ") + decoder +
                                             ", n: 20, seed: 1}, {method: adam(1/50), steps: 100, estimator: "
                                             "closed_form_kl(1), batch: 8, seed: 7})"}})["ok"]["value"];
  CHECK(task["trace"] == value["trace"]);
  CHECK(task["result"] == value["vae"]);
  CHECK(step(task["state"], 10)["ok"]["trace"]["elbo"].empty());
}

TEST_CASE("train_vae: a state is not believed") {
  const auto message = [](const Json& reply) {
    CHECK(reply["error"]["where"].get<std::string>().substr(0, 5) == "state");
    return reply["error"]["message"].get<std::string>();
  };
  CHECK(message(changed("step", 21)) == "train_vae: step must be a whole number from 0 to 20, got 21");
  CHECK(message(changed("step", nullptr)) == "train_vae: state must have the field \"step\"");
  CHECK(message(changed("seed", 1)) == "train_vae: state has no field \"seed\"");
  CHECK(message(changed("drawn", 513)) == "train_vae: drawn must be a whole number from 0 to 512, got 513");
  CHECK(message(changed("drawn", 2)) == "train_vae: drawn must be a multiple of 4, got 2");
  CHECK(message(changed("first", {0})) == "train_vae: first must have 12 entries, got 1");
  CHECK(message(changed("second", {-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) ==
        "train_vae: second[0] must be >= 0, got -1");
  CHECK(message(changed("generator", {1, 2, 3})) == "train_vae: generator must have 8 words of 32 bits, got 3");
  CHECK(message(changed("batch", 21)) == "train_vae: batch must be a whole number from 1 to 20, got 21");
  CHECK(message(changed("data", {{"n", 3}})) == "train_vae: data must have the field \"decoder\"");
  CHECK(message(changed("data", "[[1, 2]]")) == "train_vae: a row of the data must have 3 numbers, got 2");
  CHECK(message(changed("data", "[[1, 2, \"nan\"]]")).substr(0, 5) != "train");
  CHECK(message(changed("vae", "3")) == "train_vae: vae must be a record with the field \"decoder\", got a number");
  CHECK(message(changed("method", {{"method", "adam"}, {"rate", -1}})) == "adam: rate must be > 0, got -1");
  CHECK(step(start(nullptr, 5)["ok"]["state"], 0)["error"]["message"] ==
        "train_vae: budget must be a whole number from 1 to 5000, got 0");
  const Json late = step(start(nullptr, 5, {{"method", "adam(1000000)"}})["ok"]["state"], 5)["error"];
  CHECK(late["message"] == "train_vae: step 1: a parameter left the range of a double");
  CHECK(late["hint"] == "take a smaller rate, or bring the data nearer to size 1");
}
