#pragma once

#include "base/crypto.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Refresh tokens: opaque to clients, stored as hashes only. The token of a session's n-th rotation
/// is derived from a secret of the installation, so that an old token is told from an invented one
/// (only the former ends the session), and so that a token replaced a moment ago leads to the very
/// same successor.
namespace parlance::auth {

struct RefreshToken {
    std::string session_id;
    std::int64_t generation = 0;
};

[[nodiscard]] Secret make_refresh_token(const Secret& key, const RefreshToken& token);

/// What the text claims to be; nothing when it has not even the form.
[[nodiscard]] std::optional<RefreshToken> read_refresh_token(std::string_view text);

/// Whether it was made with this key.
[[nodiscard]] bool is_genuine(const Secret& key, const RefreshToken& token, std::string_view text);

/// What the store keeps of a token.
[[nodiscard]] std::string hash_of_token(std::string_view text);

}  // namespace parlance::auth
