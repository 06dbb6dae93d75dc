// What a program can do beyond the language: its functions and its tasks. A program links one of two registries: all
// there is (registry_full.cpp), or what the module of a page brings (registry_page.cpp); the linker leaves out the
// rest.
#pragma once

#include <span>

#include "lesson/functions.h"
#include "lesson/tasks.h"

namespace vi::lesson {

using FunctionTable = std::span<const FunctionRow> (*)();

// In the order in which overloads of a name are tried.
std::span<const FunctionTable> function_tables();

std::span<const Task> tasks();

// What others call something that is here under another name or written out, for whoever asks for it; none in a page.
struct OtherName {
  const char* name;
  const char* ours;
};
std::span<const OtherName> other_names();

}  // namespace vi::lesson
