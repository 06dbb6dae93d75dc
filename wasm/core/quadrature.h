#pragma once

#include <array>
#include <cstddef>

namespace vi::core {

/// The integral of f over [0, 1] by Gauss and Legendre's rule of 12 points. All digits for what is smooth within a
/// distance of 1 from the interval's middle, in the complex plane.
template <class Integrand>
double gauss_legendre(const Integrand& f) {
  constexpr std::array<double, 6> above = {0.56261670425573445774, 0.68391574949909009688, 0.79365897714330872365,
                                           0.88495133709715234352, 0.95205862818523742834, 0.99078031712335962535};
  constexpr std::array<double, 6> weight = {0.1245735229067013925,   0.11674626826917740438, 0.10158371336153296087,
                                            0.080039164271673113167, 0.05346966299765921548, 0.023587668193255913597};
  double sum = 0;
  for (std::size_t i = 6; i-- > 0;) sum += weight[i] * (f(above[i]) + f(1 - above[i]));
  return sum;
}

}  // namespace vi::core
