#pragma once

#include "core/feature_messages.h"

namespace vi::core {

/// The theta at which a model expects the given features: the top of the concave theta · features - value(theta) -
/// precision/2 |theta|², which for the features of demonstrations is their log likelihood (chance bends) or the dual of
/// the largest causal entropy (chance stays), up to a constant, under the prior N(0, 1/precision) on each theta.
/// Newton's method by the messages' second derivatives, until a step changes no trajectory's exponent by 1e-9. A
/// feature that no trajectory changes, or that follows from those before it, keeps theta 0.
struct MatchedFeatures {
  Eigen::VectorXd theta;
  FeatureMessages model;  // at theta
  double residual;        // the largest |features - model features - precision theta|
  int steps;
};

/// Finite features; 0 <= precision < inf; outcomes × H × features² <= 2,000,000; the rest as feature_messages.
/// Error(domain) where no finite theta is the top: with precision 0, features that trajectories can only just have
/// (always the same one demonstrated, say) or cannot have.
MatchedFeatures match_features(const char* who, const Mdp& mdp, const Eigen::MatrixXd& phi,
                               const Eigen::VectorXd& features, int horizon, int s0, double precision, Chance chance);

}  // namespace vi::core
