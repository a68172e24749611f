#pragma once

#include <cstdint>
#include <string_view>

namespace parlance::net {

/// Why there is no reply: something about the way, never what the other server says.
enum class Trouble : std::uint8_t {
    address_invalid,  ///< the URL or a header cannot be used
    address_refused,  ///< the host lies where the request may not go
    certificate,      ///< TLS failed, or the certificate does not hold
    unreachable,      ///< no connection, or a broken one
    timeout,          ///< no reply in time
    cancelled,        ///< whoever asked has left
    bad_reply,        ///< no HTTP, or larger than allowed
};

/// A stable snake_case word for logs and tests.
[[nodiscard]] std::string_view name_of(Trouble trouble) noexcept;

}  // namespace parlance::net
