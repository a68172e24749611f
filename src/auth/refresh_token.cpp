#include "auth/refresh_token.hpp"

#include "base/ids.hpp"

namespace parlance::auth {

namespace {

/// Lets secret scanners recognise a token that has leaked.
constexpr std::string_view prefix = "plr_";
constexpr std::size_t id_bytes = 16;
constexpr std::size_t name_bytes = id_bytes + 4;
constexpr std::size_t token_bytes = name_bytes + 32;

std::string name_of(const RefreshToken& token) {
    std::string hex = token.session_id;
    std::erase(hex, '-');
    std::string name = from_hex(hex).value_or("");
    for (int shift = 24; shift >= 0; shift -= 8)
        name.push_back(static_cast<char>(token.generation >> shift));
    return name;
}

}  // namespace

Secret make_refresh_token(const Secret& key, const RefreshToken& token) {
    const std::string name = name_of(token);
    const Digest mac = hmac_sha256(key.reveal(), "refresh" + name);
    return Secret(std::string(prefix) + to_base64url(name + std::string(bytes_of(mac))));
}

std::optional<RefreshToken> read_refresh_token(std::string_view text) {
    if (!text.starts_with(prefix)) return std::nullopt;
    const std::optional<std::string> bytes = from_base64url(text.substr(prefix.size()));
    if (!bytes || bytes->size() != token_bytes) return std::nullopt;
    RefreshToken token{to_hex(std::string_view(*bytes).substr(0, id_bytes)), 0};
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        token.session_id.insert(dash, 1, '-');
    for (std::size_t index = id_bytes; index < name_bytes; ++index)
        token.generation = (token.generation << 8) | static_cast<unsigned char>((*bytes)[index]);
    return token;
}

bool is_genuine(const Secret& key, const RefreshToken& token, std::string_view text) {
    return equal_in_constant_time(make_refresh_token(key, token).reveal(), text);
}

std::string hash_of_token(std::string_view text) {
    return to_hex(bytes_of(sha256(text)));
}

}  // namespace parlance::auth
