#include "core/triangular_loops.h"

namespace vi::core {

template Eigen::Index factorise(Dense<double>&);
template void solve_column(const Dense<double>&, double*, Eigen::Index);
template void solve_rows(const Dense<double>&, Dense<double>&);
template void relative_factor(const Dense<double>&, Dense<double>&);

}  // namespace vi::core
