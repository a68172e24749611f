#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::auth {

/// Which door a token was made for (RFC 8707): each takes only its own.
enum class Audience : std::uint8_t { api, mcp };

using Audiences = std::vector<Audience>;

/// `api mcp`, as the store keeps them.
[[nodiscard]] std::string text_of(const Audiences& audiences);
/// Leaves out what it does not know.
[[nodiscard]] Audiences audiences_in(std::string_view text);

}  // namespace parlance::auth
