// std::string, compiled here: the one in Emscripten's library calls a function for every size() and every flag it
// reads, and replies are mostly text. The linker takes this one first: it
// leans on the `extern template` of libc++ and on the order of archives. Lost, it would show in `npm run bench` as an
// evaluate that takes half as long again.
#include <string>

template class std::basic_string<char>;
