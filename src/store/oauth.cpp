#include "store/oauth.hpp"

#include "base/json.hpp"

namespace parlance::store {

void create_oauth_client(Writer& writer, System, const OAuthClient& client) {
    writer.run(
        "INSERT INTO oauth_clients (id, name, redirect_uris, created_at) "
        "VALUES (:id, :name, :uris, :at)",
        {{"id", client.id},
         {"name", client.name},
         {"uris", json::to_text(client.redirect_uris)},
         {"at", client.created_at}}
    );
}

std::optional<OAuthClient> oauth_client(Reader& reader, System, std::string_view id) {
    const std::optional<Row> row = reader.row(
        "SELECT id, name, redirect_uris, created_at FROM oauth_clients WHERE id = :id", {{"id", id}}
    );
    if (!row) return std::nullopt;
    return OAuthClient{
        row->text("id"),
        row->text("name"),
        json::read<std::vector<std::string>>(row->text("redirect_uris")),
        row->instant("created_at"),
    };
}

std::int64_t count_oauth_clients(Reader& reader, System) {
    return reader.count("SELECT count(*) AS value FROM oauth_clients");
}

void touch_oauth_client(Writer& writer, System, std::string_view id, Instant now) {
    writer.run(
        "UPDATE oauth_clients SET last_used_at = :now WHERE id = :id", {{"now", now}, {"id", id}}
    );
}

std::int64_t
forget_oauth_clients(Writer& writer, System, Instant registered_before, Instant unused_since) {
    return writer.run(
        "DELETE FROM oauth_clients WHERE last_used_at < :unused "
        "OR (last_used_at IS NULL AND created_at < :before)",
        {{"before", registered_before}, {"unused", unused_since}}
    );
}

void create_oauth_code(Writer& writer, const Principal& who, const OAuthCode& code) {
    writer.run(
        "INSERT INTO oauth_codes (code_hash, tenant_id, user_id, client_id, client_name, "
        "redirect_uri, challenge, scopes, audiences, created_at, expires_at) "
        "VALUES (:hash, :tenant, :user, :client, :name, :uri, :challenge, :scopes, :audiences, "
        ":at, :expires)",
        {{"hash", code.code_hash},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"client", code.client_id},
         {"name", code.client_name},
         {"uri", code.redirect_uri},
         {"challenge", code.challenge},
         {"scopes", code.scopes},
         {"audiences", code.audiences},
         {"at", code.created_at},
         {"expires", code.expires_at}}
    );
}

std::optional<OAuthCode> oauth_code(Reader& reader, System, std::string_view code_hash) {
    const std::optional<Row> row = reader.row(
        "SELECT code_hash, tenant_id, user_id, client_id, client_name, redirect_uri, challenge, "
        "scopes, audiences, created_at, expires_at, used_at, session_id FROM oauth_codes "
        "WHERE code_hash = :hash",
        {{"hash", code_hash}}
    );
    if (!row) return std::nullopt;
    return OAuthCode{
        row->text("code_hash"),
        row->text("client_id"),
        row->text("client_name"),
        row->text("redirect_uri"),
        row->text("challenge"),
        row->text("scopes"),
        row->text("audiences"),
        row->instant("created_at"),
        row->instant("expires_at"),
        row->text("tenant_id"),
        row->text("user_id"),
        row->instant_if("used_at"),
        row->text_if("session_id"),
    };
}

bool use_oauth_code(
    Writer& writer,
    System,
    std::string_view code_hash,
    std::string_view session_id,
    Instant now
) {
    const std::int64_t touched = writer.run(
        "UPDATE oauth_codes SET used_at = :now, session_id = :session "
        "WHERE code_hash = :hash AND used_at IS NULL AND expires_at > :now",
        {{"now", now}, {"session", session_id}, {"hash", code_hash}}
    );
    return touched == 1;
}

std::int64_t forget_oauth_codes(Writer& writer, System, Instant before) {
    return writer.run("DELETE FROM oauth_codes WHERE expires_at < :before", {{"before", before}});
}

}  // namespace parlance::store
