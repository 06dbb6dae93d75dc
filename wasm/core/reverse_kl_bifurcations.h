#pragma once

#include "core/gaussian.h"

namespace vi::core {

// How the minima of KL(q || p) over normals q change with m where p = (N(-m, sd²) + N(m, sd²))/2: one mode of q at
// 0 that covers both, joined by a pair of mirror images, each on one mode of p, which later becomes the better fit.

/// A place on that path: half the distance of p's modes, the fit with the positive mean, and its KL(q || p) in nats.
struct Bifurcation {
  double m;
  NormalSd q;
  double kl;
};

/// The saddle-node (fold): the least m with local minima off the centre, m = 2.41223… sd. There q's gradient and the
/// determinant of its Hessian vanish together. m within 1e-10 sd and q within 1e-8 sd, at sd > 0 and finite; otherwise
/// Error(domain). Error(domain) too where m leaves the range of a double.
Bifurcation reverse_kl_fold(double sd);

/// The swap (Maxwell point): the m = 2.800082… sd at which the minimum off the centre has the KL of the one at the
/// centre, so that the global minimum jumps from one to the other. Accuracy and errors as reverse_kl_fold.
Bifurcation reverse_kl_swap(double sd);

}  // namespace vi::core
