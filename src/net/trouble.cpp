#include "net/trouble.hpp"

#include <array>

namespace parlance::net {

std::string_view name_of(Trouble trouble) noexcept {
    constexpr std::array<std::string_view, 7> names{
        "address_invalid",
        "address_refused",
        "certificate",
        "unreachable",
        "timeout",
        "cancelled",
        "bad_reply"
    };
    return names[static_cast<std::size_t>(trouble)];
}

}  // namespace parlance::net
