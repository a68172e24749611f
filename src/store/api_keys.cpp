#include "store/api_keys.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT k.id AS id, k.tenant_id AS tenant_id, k.user_id AS user_id, u.username AS username, "
    "k.name AS name, k.key_hash AS key_hash, k.hint AS hint, k.scopes AS scopes, k.created_at AS "
    "created_at, k.expires_at AS expires_at, k.last_used_at AS last_used_at, k.last_used_from AS "
    "last_used_from, k.revoked_at AS revoked_at "
    "FROM api_keys k JOIN users u ON u.id = k.user_id ";

constexpr const char* alive =
    "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)";

constexpr const char* revoke =
    "UPDATE api_keys SET revoked_at = :now, updated_at = :now "
    "WHERE revoked_at IS NULL AND tenant_id = :tenant AND ";

ApiKey key_from(const Row& row) {
    return {
        row.text("id"),
        row.text("tenant_id"),
        row.text("user_id"),
        row.text("username"),
        row.text("name"),
        row.text("key_hash"),
        row.text("hint"),
        row.text("scopes"),
        row.instant("created_at"),
        row.instant_if("expires_at"),
        row.instant_if("last_used_at"),
        row.text_if("last_used_from"),
        row.instant_if("revoked_at"),
    };
}

std::vector<ApiKey>
keys_where(Reader& reader, const std::string& condition, const Parameters& values) {
    std::vector<ApiKey> all;
    for (const Row& row : reader.rows(std::string(columns) + "WHERE " + condition, values))
        all.push_back(key_from(row));
    return all;
}

/// The person's own, or all of the tenant.
struct Whose {
    std::string condition = "k.tenant_id = :tenant";
    Parameters values;
};

Whose whose_keys(const Principal& who, KeysOf whose) {
    Whose all{.values = {{"tenant", who.tenant_id}}};
    if (whose == KeysOf::tenant) return all;
    all.condition += " AND k.user_id = :user";
    all.values.emplace_back("user", who.user_id);
    return all;
}

}  // namespace

void create_api_key(Writer& writer, const ApiKey& key, const Principal& who) {
    writer.run(
        "INSERT INTO api_keys (id, tenant_id, user_id, name, key_hash, hint, scopes, created_at, "
        "updated_at, expires_at) VALUES (:id, :tenant, :user, :name, :hash, :hint, :scopes, :at, "
        ":at, :expires)",
        {{"id", key.id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"name", key.name},
         {"hash", key.key_hash},
         {"hint", key.hint},
         {"scopes", key.scopes},
         {"at", key.created_at},
         {"expires", key.expires_at}}
    );
}

std::vector<ApiKey> api_keys(Reader& reader, const Principal& who, KeysOf whose) {
    const Whose asked = whose_keys(who, whose);
    return keys_where(
        reader, asked.condition + " ORDER BY k.created_at DESC, k.id DESC", asked.values
    );
}

std::int64_t count_api_keys(Reader& reader, const Principal& who, Instant now) {
    return reader.count(
        std::string("SELECT count(*) AS value FROM api_keys k WHERE k.tenant_id = :tenant AND "
                    "k.user_id = :user AND "
        ) + alive,
        {{"tenant", who.tenant_id}, {"user", who.user_id}, {"now", now}}
    );
}

ApiKey revoke_api_key(Writer& writer, const Principal& who, std::string_view id, KeysOf whose) {
    Whose asked = whose_keys(who, whose);
    asked.values.emplace_back("id", id);
    const auto found = keys_where(
        writer, asked.condition + " AND k.id = :id AND k.revoked_at IS NULL", asked.values
    );
    if (found.empty()) throw_not_found("api_key");
    writer.run(
        std::string(revoke) + "id = :id",
        {{"now", system_now()}, {"tenant", who.tenant_id}, {"id", id}}
    );
    return found.front();
}

void revoke_api_keys_of(Writer& writer, const Principal& who, std::string_view user_id) {
    writer.run(
        std::string(revoke) + "user_id = :user",
        {{"now", system_now()}, {"tenant", who.tenant_id}, {"user", user_id}}
    );
}

std::vector<ApiKey> live_api_keys(Reader& reader, System, Instant now) {
    return keys_where(reader, alive, {{"now", now}});
}

std::vector<ApiKey> api_keys_changed_since(Reader& reader, System, Instant since) {
    return keys_where(reader, "k.updated_at >= :since", {{"since", since}});
}

void touch_api_key(
    Writer& writer,
    System,
    std::string_view id,
    Instant now,
    std::string_view from
) {
    writer.run(
        "UPDATE api_keys SET last_used_at = :now, last_used_from = :from WHERE id = :id",
        {{"now", now}, {"from", from}, {"id", id}}
    );
}

std::int64_t forget_api_keys(Writer& writer, System, Instant before) {
    return writer.run(
        "DELETE FROM api_keys WHERE expires_at < :before OR revoked_at < :before",
        {{"before", before}}
    );
}

}  // namespace parlance::store
