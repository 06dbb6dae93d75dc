#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

const std::string decoder = "{W: [[1, 0], [2, 1/2], [0, -1]], b: [1, 0, -1], noise_variance: 1/2}";
const std::string data = "{decoder: " + decoder + ", n: 60, seed: 4}";
const std::string vae =
    "{decoder: " + decoder + ", encoder: {A: [[1/4, 1/4, 0], [0, 0, -1/2]], c: [0, 1], variance: [1/4, 1/2]}}";
const std::string start = "initial_vae(2, 3, 1)";
const std::string walk = "{F: 0.9, b: 0, Q: 0.2, H: 1, c: 0, R: 1, m0: 0, P0: 1}";

std::string message(const std::string& expression) { return error_of_expression(expression).what(); }

}  // namespace

TEST_CASE("vae: data are rows, or what draws them") {
  CHECK(number_of("vae_elbo(" + vae + ", " + data + ").elbo[7]") ==
        number_of("vae_elbo(" + vae + ", sample_decoder(" + decoder + ", 60, 4)).elbo[7]"));
  CHECK(value_of("sample_decoder(" + decoder + ", 60, 4)").list()->size() == 60);
  CHECK(number_of("vae_elbo(" + vae + ", [[1, 2, 3]]).log_evidence[0]") ==
        Approx(number_of("log_prob(mvn([1, 0, -1], [[3/2, 2, 0], [2, 19/4, -1/2], [0, -1/2, 3/2]]), [1, 2, 3])"))
            .epsilon(1e-14));
}

TEST_CASE("vae: ELBO and gaps of a row are those of the linear-Gaussian model") {
  const std::string model =
      "linear_gaussian(mvn([0, 0], [[1, 0], [0, 1]]), [[1, 0], [2, 1/2], [0, -1]], [1, 0, -1], "
      "[[1/2, 0, 0], [0, 1/2, 0], [0, 0, 1/2]])";
  const std::string rest = "(" + model + ", [1, 2, 3], diagonal_normal([3/4, -1/2], [1/4, 1/2]))";
  const std::string row = "vae_elbo(" + vae + ", [[1, 2, 3]])";
  CHECK(number_of(row + ".elbo[0]") == Approx(number_of("elbo" + rest)).epsilon(1e-14));
  CHECK(number_of(row + ".gap[0]") == Approx(number_of("elbo_gap" + rest)).epsilon(1e-14));
  CHECK(number_of(row + ".family_gap") == Approx(number_of("mean_field(" + model + ", [1, 2, 3]).gap")).epsilon(1e-13));
  CHECK(number_of("vae_elbo({decoder: " + decoder + ", encoder: best_encoder(" + decoder + ")}, " + data +
                  ").amortisation_gap[3]") < 1e-28);
}

TEST_CASE("vae: averages over the data, and how many units are active") {
  const std::string average = "vae_averages(" + vae + ", " + data + ")";
  CHECK(number_of(average + ".log_evidence - " + average + ".elbo") ==
        Approx(number_of(average + ".gap")).epsilon(1e-12));
  CHECK(number_of(average + ".active_units") == 2);
  const std::string deaf = "vae_averages({decoder: " + decoder +
                           ", encoder: {A: [[1, 0, 0], [0, 0, 0]], c: [0, 0], variance: [1/2, 1]}}, " + data + ")";
  CHECK(number_of(deaf + ".active_units") == 1);
  CHECK(number_of(deaf + ".kl[1]") == 0);
}

TEST_CASE("vae: the exact gradient, and by draws on the way to it") {
  const std::string exact = "vae_gradient(" + vae + ", " + data + ")";
  const auto drawn = [&](const char* samples) {
    return "vae_gradient(" + vae + ", " + data + ", closed_form_kl(" + samples + "), 3)";
  };
  for (const char* entry :
       {".decoder.W[1][0]", ".decoder.log_noise_variance", ".encoder.A[0][2]", ".encoder.log_sd[1]"}) {
    const double truth = number_of(exact + entry), far = std::abs(number_of(drawn("1") + entry) - truth);
    CHECK(far > 0);
    CHECK(std::abs(number_of(drawn("100") + entry) - truth) < 0.15 * (1 + std::abs(truth)));
  }
  CHECK(message("vae_gradient(" + vae + ", " + data + ", closed_form_kl(101), 3)") ==
        "vae_gradient: samples must be a whole number from 1 to 100, got 101");
}

TEST_CASE("vae: PCA's optimum, and a noise that collapses a dimension") {
  const std::string best = "ppca(" + data + ", 2)";
  const std::string at_best =
      "vae_averages({decoder: " + best + ".decoder, encoder: best_encoder(" + best + ".decoder)}, " + data + ")";
  CHECK(number_of(at_best + ".elbo") == Approx(number_of(best + ".log_evidence")).epsilon(1e-13));
  CHECK(number_of(best + ".kl[1]") ==
        Approx(number_of("log(" + best + ".eigenvalues[1]/" + best + ".decoder.noise_variance)/2")).epsilon(1e-13));
  CHECK(number_of("ppca(" + data + ", 2, 3).kl[1]") == 0);
}

TEST_CASE("vae: training has a trace from its start on, and ends with a VAE") {
  const std::string trained = "train_vae(" + start + ", " + data +
                              ", {method: adam(1/20), steps: 300, estimator: closed_form_kl(1), batch: 16, seed: 2})";
  CHECK(value_of(trained + ".trace.elbo").list()->size() == 101);
  CHECK(number_of(trained + ".trace.elbo[0]") == number_of("vae_averages(" + start + ", " + data + ").elbo"));
  CHECK(number_of(trained + ".trace.elbo[100]") == number_of("vae_averages(" + trained + ".vae, " + data + ").elbo"));
  CHECK(number_of(trained + ".trace.elbo[100]") > number_of(trained + ".trace.elbo[0]"));
  CHECK(value_of(trained + ".trace.kl[100]").list()->size() == 2);
  CHECK(number_of("train_vae(" + start + ", " + data +
                  ", {method: adam(1/20), steps: 30, noise_variance: 3}).vae.decoder.noise_variance") == 3);
}

TEST_CASE("vae: training that cannot start says why") {
  const auto refused = [](const std::string& options) {
    return error_of_expression("train_vae(" + start + ", " + data + ", " + options + ")");
  };
  CHECK(refused("{steps: 5}").what() == std::string("train_vae: options must have the field \"method\""));
  CHECK(refused("{method: gradient_ascent(1), steps: 5}").what() ==
        std::string("train_vae: method must be adam(...), got gradient_ascent(…)"));
  CHECK(refused("{method: adam(1), steps: 5, estimator: score(1)}").what() ==
        std::string("train_vae: estimator must be closed_form_kl(...), got score(…)"));
  CHECK(refused("{method: adam(1), steps: 5001}").what() ==
        std::string("train_vae: steps must be a whole number from 1 to 5000, got 5001"));
  CHECK(refused("{method: adam(1), steps: 5, batch: 61}").what() ==
        std::string("train_vae: batch must be a whole number from 1 to 60, got 61"));
  CHECK(refused("{method: adam(1), steps: 5, bach: 6}").hint == "Did you mean \"batch\"?");
  CHECK(refused("{method: adam(1), steps: 5, noise_variance: 0}").what() ==
        std::string("train_vae: noise_variance must be > 0, got 0"));
  CHECK(message("vae_elbo({decoder: " + decoder + "}, " + data + ")") ==
        "vae_elbo: vae must have the field \"encoder\"");
  CHECK(message("sample_decoder({W: [[1]]}, 5, 1)") == "sample_decoder: decoder must have the field \"b\"");
  CHECK(message("ppca([[1, 2], [3]], 1)") ==
        "ppca: the rows of data must have the same length, but [1] has 1 and [0] 2");
  CHECK(message("ppca({decoder: " + decoder + ", n: 5}, 1)") == "ppca: data must have the field \"seed\"");
  CHECK(error_of_expression(
            "train_vae(initial_vae(8, 32, 1), {decoder: initial_vae(8, 32, 2).decoder, n: 2000, seed: 1}, "
            "{method: adam(1), steps: 50, estimator: closed_form_kl(100)})")
            .code == Code::limit);
}

TEST_CASE("state space: a path by its seed, and a parameter learned twice from it") {
  const std::string path = "sample_state_space(" + walk + ", 40, 1)";
  CHECK(value_of(path + ".y").list()->size() == 40);
  const std::string learned = "learn_process_noise(" + walk + ", " + path + ".y, 1/1000, 10)";
  CHECK(number_of(learned + ".bias") == number_of(learned + ".by_elbo.value - " + learned + ".by_evidence.value"));
  CHECK(number_of(learned + ".bias") > 0.1);
  CHECK(number_of("learn_transition(" + walk + ", " + path + ".y, 0, 6/5).by_evidence.value") ==
        Approx(0.9).margin(0.2));
  CHECK(message("learn_process_noise(" + walk + ", [1, 2], 0, 1)") == "learn_process_noise: low must be > 0, got 0");
}
