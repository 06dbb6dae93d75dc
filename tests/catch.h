// Catch2, version 2 (Debian 12) or 3: what the tests use is the same in both.
#pragma once

#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#elif __has_include(<catch_amalgamated.hpp>)
#include <catch_amalgamated.hpp>
using Catch::Approx;
#else
#include <catch2/catch_all.hpp>
using Catch::Approx;
#endif
