// Catch2's own main: it takes long to compile, so it is compiled once, for all test binaries.
#define CATCH_CONFIG_MAIN
#include "tests/catch.h"
