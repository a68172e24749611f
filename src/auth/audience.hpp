#pragma once

#include <cstdint>

namespace parlance::auth {

/// Which door a token was made for (RFC 8707): each takes only its own.
enum class Audience : std::uint8_t { api, mcp };

}  // namespace parlance::auth
