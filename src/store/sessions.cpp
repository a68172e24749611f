#include "store/sessions.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT id, tenant_id, user_id, token_hash, generation, user_agent, address, created_at, "
    "last_used_at, expires_at, revoked_at, client_id, scopes, audiences FROM user_sessions ";

Session session_from(const Row& row) {
    return {
        row.text("id"),
        row.text("tenant_id"),
        row.text("user_id"),
        row.text("token_hash"),
        row.integer("generation"),
        row.text("user_agent"),
        row.text("address"),
        row.instant("created_at"),
        row.instant("last_used_at"),
        row.instant("expires_at"),
        row.instant_if("revoked_at"),
        row.text_if("client_id"),
        row.text("scopes"),
        row.text("audiences"),
    };
}

std::vector<Session>
sessions_where(Reader& reader, const char* condition, const Parameters& values) {
    std::vector<Session> all;
    for (const Row& row : reader.rows(std::string(columns) + condition, values))
        all.push_back(session_from(row));
    return all;
}

constexpr const char* revoke =
    "UPDATE user_sessions SET revoked_at = :now, updated_at = :now WHERE revoked_at IS NULL AND ";

}  // namespace

void create_session(Writer& writer, System, const Session& session) {
    writer.run(
        "INSERT INTO user_sessions (id, tenant_id, user_id, token_hash, generation, user_agent, "
        "address, created_at, updated_at, last_used_at, expires_at, client_id, scopes, audiences) "
        "VALUES (:id, :tenant, :user, :hash, :generation, :agent, :address, :at, :at, :at, "
        ":expires, :client, :scopes, :audiences)",
        {{"id", session.id},
         {"tenant", session.tenant_id},
         {"user", session.user_id},
         {"hash", session.token_hash},
         {"generation", session.generation},
         {"agent", session.user_agent},
         {"address", session.address},
         {"at", session.created_at},
         {"expires", session.expires_at},
         {"client", session.client_id},
         {"scopes", session.scopes},
         {"audiences", session.audiences}}
    );
}

std::optional<Session> session(Reader& reader, System, std::string_view id) {
    const std::optional<Row> row =
        reader.row(std::string(columns) + "WHERE id = :id", {{"id", id}});
    if (!row) return std::nullopt;
    return session_from(*row);
}

void rotate_session(Writer& writer, System, const Session& next) {
    const std::int64_t touched = writer.run(
        "UPDATE user_sessions SET token_hash = :hash, generation = :next, last_used_at = :at, "
        "updated_at = :at, expires_at = :expires "
        "WHERE id = :id AND generation = :next - 1 AND revoked_at IS NULL",
        {{"hash", next.token_hash},
         {"next", next.generation},
         {"at", next.last_used_at},
         {"expires", next.expires_at},
         {"id", next.id}}
    );
    if (touched == 0) throw_not_found("session");
}

bool revoke_session(Writer& writer, System, std::string_view id) {
    return writer.run(std::string(revoke) + "id = :id", {{"now", system_now()}, {"id", id}}) == 1;
}

std::vector<Session> live_sessions(Reader& reader, System, Instant now) {
    return sessions_where(reader, "WHERE revoked_at IS NULL AND expires_at > :now", {{"now", now}});
}

std::vector<Session> sessions_changed_since(Reader& reader, System, Instant since) {
    return sessions_where(reader, "WHERE updated_at >= :since", {{"since", since}});
}

std::int64_t forget_sessions(Writer& writer, System, Instant before) {
    return writer.run(
        "DELETE FROM user_sessions WHERE expires_at < :before OR revoked_at < :before",
        {{"before", before}}
    );
}

std::vector<Session> sessions(Reader& reader, const Principal& who, Instant now) {
    return sessions_where(
        reader,
        "WHERE tenant_id = :tenant AND user_id = :user AND revoked_at IS NULL "
        "AND expires_at > :now ORDER BY created_at DESC",
        {{"tenant", who.tenant_id}, {"user", who.user_id}, {"now", now}}
    );
}

void revoke_session(Writer& writer, const Principal& who, std::string_view id) {
    const std::int64_t touched = writer.run(
        std::string(revoke) + "id = :id AND tenant_id = :tenant AND user_id = :user",
        {{"now", system_now()}, {"id", id}, {"tenant", who.tenant_id}, {"user", who.user_id}}
    );
    if (touched == 0) throw_not_found("session");
}

void revoke_sessions_of(Writer& writer, const Principal& who, std::string_view user_id) {
    writer.run(
        std::string(revoke) + "tenant_id = :tenant AND user_id = :user",
        {{"now", system_now()}, {"tenant", who.tenant_id}, {"user", user_id}}
    );
}

std::vector<std::string> revoke_sessions_of(Writer& writer, System, std::string_view user_id) {
    std::vector<std::string> ids;
    const std::vector<Row> rows = writer.rows(
        std::string(revoke) + "user_id = :user RETURNING id",
        {{"now", system_now()}, {"user", user_id}}
    );
    for (const Row& row : rows)
        ids.push_back(row.text("id"));
    return ids;
}

}  // namespace parlance::store
