# Header-only packages, found alike by native compilers and by Emscripten.
#
# Under the Emscripten toolchain find_package either fails or adds `-isystem /usr/include`, whose glibc headers break the
# build. So the compiler gets a folder in the build tree that holds one symlink: to that package, and nothing else.
function(vi_header_dependency target)
  cmake_parse_arguments(arg "OPTIONAL" "HEADER" "HINTS" ${ARGN})
  string(REGEX REPLACE "::.*" "" name "${target}")
  find_path(${name}_ROOT_INCLUDE NAMES "${arg_HEADER}"
    PATHS /usr/include /usr/local/include /opt/homebrew/include PATH_SUFFIXES ${arg_HINTS} NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${name}_ROOT_INCLUDE)
    if(arg_OPTIONAL)
      return()
    endif()
    message(FATAL_ERROR "${arg_HEADER} was not found. `npm run setup` says what to install.")
  endif()
  string(REGEX REPLACE "/.*" "" top "${arg_HEADER}")
  set(view "${CMAKE_BINARY_DIR}/deps/${name}")
  file(MAKE_DIRECTORY "${view}")
  file(CREATE_LINK "${${name}_ROOT_INCLUDE}/${top}" "${view}/${top}" SYMBOLIC)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE "${view}")
endfunction()
