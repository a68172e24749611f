#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// One sign-in on one device: the family of its refresh tokens, of which only the newest is good.
struct Session {
    std::string id;
    std::string tenant_id;
    std::string user_id;
    std::string token_hash;       ///< SHA-256 of the newest refresh token, hexadecimal
    std::int64_t generation = 0;  ///< how often it was rotated
    std::string user_agent;
    std::string address;
    Instant created_at;
    Instant last_used_at;
    Instant expires_at;
    std::optional<Instant> revoked_at;
    std::optional<std::string> client_id;  ///< of an OAuth client; nothing: a person's own session
    std::string scopes;                    ///< what the client may do, such as `read write`
    std::string audiences;                 ///< at which doors, such as `api mcp`
};

void create_session(Writer& writer, System, const Session& session);
[[nodiscard]] std::optional<Session> session(Reader& reader, System, std::string_view id);
/// Puts the next refresh token in the place of the one with this generation.
void rotate_session(Writer& writer, System, const Session& next);
/// Ends a session; returns whether it was alive.
bool revoke_session(Writer& writer, System, std::string_view id);

/// What is alive in memory: not revoked, not expired.
[[nodiscard]] std::vector<Session> live_sessions(Reader& reader, System, Instant now);
/// Every session that changed after this moment, revoked ones too: what other nodes did.
[[nodiscard]] std::vector<Session> sessions_changed_since(Reader& reader, System, Instant since);
/// Deletes what ended before this moment.
std::int64_t forget_sessions(Writer& writer, System, Instant before);

/// The own sessions in this tenant, newest first.
[[nodiscard]] std::vector<Session> sessions(Reader& reader, const Principal& who, Instant now);
/// Ends one of the own sessions; throws `Error` (not_found) for anybody else's.
void revoke_session(Writer& writer, const Principal& who, std::string_view id);
/// Ends all sessions of a person in this tenant.
void revoke_sessions_of(Writer& writer, const Principal& who, std::string_view user_id);
/// Ends all sessions of a person everywhere, as after a new password. Returns their ids.
std::vector<std::string> revoke_sessions_of(Writer& writer, System, std::string_view user_id);

}  // namespace parlance::store
