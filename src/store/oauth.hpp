#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// A program that has registered as a client of OAuth. All are public: none keeps a secret.
struct OAuthClient {
    std::string id;
    std::string name;
    std::vector<std::string> redirect_uris;
    Instant created_at;
};

void create_oauth_client(Writer& writer, System, const OAuthClient& client);
[[nodiscard]] std::optional<OAuthClient> oauth_client(Reader& reader, System, std::string_view id);
[[nodiscard]] std::int64_t count_oauth_clients(Reader& reader, System);
/// Notes that somebody let the client in.
void touch_oauth_client(Writer& writer, System, std::string_view id, Instant now);
/// Deletes those that registered before this moment and that nobody ever let in, and those that
/// nobody has let in since `unused_since`.
std::int64_t
forget_oauth_clients(Writer& writer, System, Instant registered_before, Instant unused_since);

/// What a person granted to a client, until the client trades it for tokens.
struct OAuthCode {
    std::string code_hash;  ///< the code itself is told once and kept nowhere
    std::string client_id;
    std::string client_name;
    std::string redirect_uri;
    std::string challenge;  ///< PKCE, S256
    std::string scopes;
    std::string audiences;
    Instant created_at;
    Instant expires_at;
    std::string tenant_id;
    std::string user_id;
    std::optional<Instant> used_at;
    std::optional<std::string> session_id;  ///< what came of it
};

void create_oauth_code(Writer& writer, const Principal& who, const OAuthCode& code);
/// Whatever its state.
[[nodiscard]] std::optional<OAuthCode>
oauth_code(Reader& reader, System, std::string_view code_hash);
/// Uses it up: false when somebody was faster.
[[nodiscard]] bool use_oauth_code(
    Writer& writer,
    System,
    std::string_view code_hash,
    std::string_view session_id,
    Instant now
);
/// Deletes those that ended before this moment.
std::int64_t forget_oauth_codes(Writer& writer, System, Instant before);

}  // namespace parlance::store
