// std::string, compiled here: the one in Emscripten's library calls a function for every size() and every flag it
// reads, and replies are mostly text. The linker takes this one first.
#include <string>

template class std::basic_string<char>;
