#pragma once

#include <vector>

#include "core/feature_messages.h"

namespace vi::core {

// Inverse reinforcement learning by maximum entropy (Ziebart, Maas, Bagnell & Dey 2008): the theta whose trajectories,
// p(trajectory) exp(theta · features)/Z, make what was demonstrated most probable. An exponential family, so the log
// likelihood is concave and at its top the model's features are the demonstrations'. Conventions and limits as in
// feature_messages.h.

/// What a demonstrator did: the actions by their place in the state, and the states, which may be left out (empty) as
/// long as an action leaves no choice of where it leads. H actions; fewer only where the last ends the episode.
struct Demonstration {
  std::vector<int> states;
  std::vector<int> actions;
};

/// Means over 1 to 10,000 demonstrations. Error(domain) naming demonstration, step, state and action where the process
/// or its prior forbids one.
struct Demonstrated {
  Eigen::VectorXd features;  // the sum of phi over a demonstration
  double log_probability;    // what dynamics and prior give it, in nats
};
Demonstrated demonstrated(const char* who, const Mdp& mdp, const Eigen::MatrixXd& phi, int horizon, int s0,
                          const std::vector<Demonstration>& demonstrations);

/// The log likelihood of theta: the mean over the demonstrations, in nats.
struct MaxentIrl {
  double log_partition;
  double log_likelihood;     // theta · demonstration_features + log_probability - log_partition
  Eigen::VectorXd gradient;  // demonstration_features - model_features
  Eigen::MatrixXd hessian;   // -Cov of the features in the model
  Eigen::VectorXd model_features;
  Eigen::VectorXd demonstration_features;
  Eigen::VectorXd true_features;  // of the model's policy in the true dynamics
  Eigen::VectorXd visits;         // of each choice in the model
};
MaxentIrl maxent_irl(const Mdp& mdp, const Eigen::MatrixXd& phi, const Eigen::VectorXd& theta, int horizon, int s0,
                     const std::vector<Demonstration>& demonstrations);

}  // namespace vi::core
