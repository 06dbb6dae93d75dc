#include "core/triangular_loops.h"

namespace vi::core {

template Eigen::Index factorise(Dense<DoubleDouble>&);
template void solve_column(const Dense<DoubleDouble>&, DoubleDouble*, Eigen::Index);
template void solve_rows(const Dense<DoubleDouble>&, Dense<DoubleDouble>&);
template void relative_factor(const Dense<DoubleDouble>&, Dense<DoubleDouble>&);

}  // namespace vi::core
