#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// A key with which a program does what a person may do, or less.
struct ApiKey {
    std::string id;
    std::string tenant_id;
    std::string user_id;
    std::string username;  ///< of the person, as of now
    std::string name;
    std::string key_hash;  ///< SHA-256, hexadecimal; the key itself is told once and kept nowhere
    std::string hint;      ///< how the key begins, so that people find theirs
    std::string scopes;    ///< such as `read write`
    Instant created_at;
    std::optional<Instant> expires_at;
    std::optional<Instant> last_used_at;
    std::optional<std::string> last_used_from;
    std::optional<Instant> revoked_at;
};

/// Whose keys.
enum class KeysOf : std::uint8_t { person, tenant };

void create_api_key(Writer& writer, const ApiKey& key, const Principal& who);

/// Newest first, with those that were revoked or have expired.
[[nodiscard]] std::vector<ApiKey> api_keys(Reader& reader, const Principal& who, KeysOf whose);

/// How many keys of the person work at this moment.
[[nodiscard]] std::int64_t count_api_keys(Reader& reader, const Principal& who, Instant now);

/// Returns the key as it was. Throws `Error` (not_found) when it is not one of these, or was
/// revoked before.
ApiKey revoke_api_key(Writer& writer, const Principal& who, std::string_view id, KeysOf whose);

/// Ends all keys of a person in this tenant.
void revoke_api_keys_of(Writer& writer, const Principal& who, std::string_view user_id);

/// Those that work at this moment, everybody's.
[[nodiscard]] std::vector<ApiKey> live_api_keys(Reader& reader, System, Instant now);
/// Every key that was made or revoked after this moment: what other processes did.
[[nodiscard]] std::vector<ApiKey> api_keys_changed_since(Reader& reader, System, Instant since);
/// Notes that the key was used.
void touch_api_key(Writer& writer, System, std::string_view id, Instant now, std::string_view from);
/// Deletes what ended before this moment.
std::int64_t forget_api_keys(Writer& writer, System, Instant before);

}  // namespace parlance::store
