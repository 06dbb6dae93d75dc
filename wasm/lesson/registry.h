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

}  // namespace vi::lesson
