// Function calls as TeX, by the template of their row in the registry.
#pragma once

#include <vector>

#include "lesson/functions.h"
#include "lesson/tex_number.h"

namespace vi::lesson {

// The template with #1, #2, … replaced; \operatorname{name}(…) where there is none.
Tex fill_template(const Function& function, const std::vector<Tex>& arguments);

// A name as TeX when nobody gave it a symbol.
std::string plain_name_tex(std::string_view name);

}  // namespace vi::lesson
