#pragma once

#include "store/oauth.hpp"

#include <string>
#include <string_view>

namespace parlance::serve::oauth {

/// What a client says of itself in JSON, at its registration (RFC 7591 §2) or in its own document:
/// name and redirect URIs; other members do not matter. Throws `Refusal` for what cannot be used.
[[nodiscard]] store::OAuthClient read_client(std::string_view document);

}  // namespace parlance::serve::oauth
