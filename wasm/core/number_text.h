#pragma once

#include <string>

namespace vi::core {

/// The shortest decimal that reads back as the same double, e.g. "-1", "0.1", "1e+21"; "inf", "-inf", "nan".
/// Written as JavaScript writes numbers: an exponent only below 1e-6 and from 1e21 on. -0 is "-0".
/// The same bytes in every host.
std::string number_text(double value);

}  // namespace vi::core
