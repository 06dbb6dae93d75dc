// The processes of a reference file.
#pragma once

#include "core/mdp.h"
#include "tests/reference/reference.h"

namespace vi::reference {

/// The record of `mdps` that a case names.
inline const nlohmann::json& described_process(const nlohmann::json& file, const nlohmann::json& test_case) {
  for (const auto& described : file.at("mdps"))
    if (described.at("name") == test_case.at("mdp")) return described;
  throw std::runtime_error("no process " + test_case.at("mdp").get<std::string>());
}

/// Its choices and outcomes, without rewards.
inline core::Mdp dynamics_of(const nlohmann::json& described) {
  core::Mdp mdp;
  for (const auto& state : described.at("P")) {
    for (const auto& choice : state) {
      for (const auto& outcome : choice) {
        mdp.next.push_back(static_cast<int>(nearest(outcome[0])));
        mdp.probability.push_back(nearest(outcome[1]));
      }
      mdp.outcomes.push_back(static_cast<int>(mdp.next.size()));
    }
    mdp.choices.push_back(static_cast<int>(mdp.outcomes.size()) - 1);
  }
  return mdp;
}

}  // namespace vi::reference
