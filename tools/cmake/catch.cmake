# Catch2 as the target `vi_catch`: version 2's one header (Debian 12), or version 3, natively as an installed library and
# for wasm as the amalgamated pair of files in the folder VI_CATCH2_AMALGAMATED.
set(VI_CATCH2_AMALGAMATED "$ENV{VI_CATCH2_AMALGAMATED}" CACHE PATH "Folder of catch_amalgamated.hpp and .cpp")

vi_header_dependency(Catch2v2::Catch2 OPTIONAL HEADER catch2/catch.hpp)
if(TARGET Catch2v2::Catch2)
  add_library(vi_catch STATIC catch_main.cpp)
  target_link_libraries(vi_catch PUBLIC Catch2v2::Catch2)
  set(VI_CATCH_ARGUMENTS --use-colour no --warn NoTests)   # version 3 fails without tests by itself, and refuses the flag
elseif(VI_CATCH2_AMALGAMATED)
  add_library(vi_catch STATIC "${VI_CATCH2_AMALGAMATED}/catch_amalgamated.cpp")
  target_include_directories(vi_catch SYSTEM PUBLIC "${VI_CATCH2_AMALGAMATED}")
else()
  find_package(Catch2 3 REQUIRED)
  add_library(vi_catch INTERFACE)
  target_link_libraries(vi_catch INTERFACE Catch2::Catch2WithMain)
endif()

get_target_property(kind vi_catch TYPE)
if(NOT kind STREQUAL "INTERFACE_LIBRARY")
  target_link_libraries(vi_catch PUBLIC vi_settings)
  target_include_directories(vi_catch PRIVATE "${PROJECT_SOURCE_DIR}")
  # The library is not ours to keep clean of warnings.
  target_compile_options(vi_catch PRIVATE -w)
endif()

if(EMSCRIPTEN)
  # What Emscripten writes beside a test is CommonJS; the project's own package.json says "module".
  file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
  # The toolchain file adds a flag that newer Node versions refuse.
  find_program(VI_NODE node REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${VI_NODE}")
  target_compile_definitions(vi_catch PUBLIC CATCH_CONFIG_NO_POSIX_SIGNALS)
  target_link_options(vi_catch PUBLIC
    -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1
    -sWASM_ASYNC_COMPILATION=0)   # otherwise emcc 3.1.6 fetches a file path, which Node 18 and later refuse
endif()
