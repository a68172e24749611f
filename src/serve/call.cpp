#include "serve/call.hpp"

#include <stdexcept>

namespace parlance::serve {

Task<void> Door::event(std::string_view, std::string) {
    co_return;
}

RowSink& Door::rows(RowHead) {
    throw std::logic_error("this door has no rows");
}

Upload& Door::upload() {
    throw std::logic_error("this door has no uploads");
}

void Door::set_cookie(Cookie) {}

const Principal& Call::who() const {
    if (!principal) throw std::logic_error("an operation for everybody asked who calls");
    return *principal;
}

std::string_view Call::cookie(std::string_view name) const {
    std::string_view rest = header("Cookie");
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::string_view trimmed =
            pair.substr(std::min(pair.find_first_not_of(' '), pair.size()));
        if (trimmed.starts_with(name) && trimmed.substr(name.size()).starts_with('='))
            return trimmed.substr(name.size() + 1);
    }
    return {};
}

}  // namespace parlance::serve
