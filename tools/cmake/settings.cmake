# Flags that every target shares, and one helper for each kind of target.

add_library(vi_settings INTERFACE)
target_include_directories(vi_settings INTERFACE "${PROJECT_SOURCE_DIR}/wasm")
target_compile_options(vi_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -ffp-contract=off   # the same bits on every host: no fused multiply-add
  -fno-math-errno)

if(EMSCRIPTEN)
  target_compile_options(vi_settings INTERFACE -fwasm-exceptions -msimd128 -mbulk-memory)
  target_link_options(vi_settings INTERFACE -fwasm-exceptions
    -sALLOW_MEMORY_GROWTH=1
    -sMAXIMUM_MEMORY=256MB   # exhaustion is a clean failure
    -sTOTAL_STACK=5MB)
endif()

if(VI_SANITIZERS)
  target_compile_options(vi_settings INTERFACE
    -fsanitize=${VI_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_compile_definitions(vi_settings INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(vi_settings INTERFACE -fsanitize=${VI_SANITIZERS})
endif()

if(VI_LTO)
  if(EMSCRIPTEN)
    target_compile_options(vi_settings INTERFACE -flto)
    target_link_options(vi_settings INTERFACE -flto)
  else()
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
  endif()
endif()

# A static library of the house: vi_library(NAME SOURCES…)
function(vi_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC vi_settings)
endfunction()

# A module that page, worker and Node share: no JavaScript from Emscripten, a short list of imports.
# vi_wasm_module(NAME FILE EXPORTS SOURCES…), EXPORTS as emcc takes them.
function(vi_wasm_module name file exports)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE vi_settings)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${file} SUFFIX .wasm)
  target_link_options(${name} PRIVATE
    -sSTANDALONE_WASM=1 --no-entry
    -sMALLOC=emmalloc          # the small allocator: one thread, short requests
    $<$<CONFIG:Release>:-Oz>   # the last pass would inline again what was built for size
    -Wl,--stack-first          # an overflow runs below address 0 and traps, without a check in every function
    -sEXPORTED_FUNCTIONS=${exports})
endfunction()
