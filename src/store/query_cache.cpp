#include "store/query_cache.hpp"

namespace parlance::store {

std::optional<CachedResult>
cached_result(Reader& reader, const Principal& who, std::string_view key, Instant now) {
    const std::optional<Row> row = reader.row(
        "SELECT cache_key, connection_id, payload, expires_at FROM query_cache "
        "WHERE tenant_id = :tenant AND cache_key = :key AND expires_at > :now",
        {{"tenant", who.tenant_id}, {"key", key}, {"now", now}}
    );
    if (!row) return std::nullopt;
    return CachedResult{
        row->text("cache_key"),
        row->text("connection_id"),
        row->text("payload"),
        row->instant("expires_at"),
    };
}

void keep_result(Writer& writer, const Principal& who, const CachedResult& result) {
    writer.run(
        "INSERT INTO query_cache (tenant_id, cache_key, connection_id, payload, created_at, "
        "expires_at) VALUES (:tenant, :key, :connection, :payload, :at, :expires) "
        "ON CONFLICT (tenant_id, cache_key) DO UPDATE SET connection_id = excluded.connection_id, "
        "payload = excluded.payload, created_at = excluded.created_at, "
        "expires_at = excluded.expires_at",
        {{"tenant", who.tenant_id},
         {"key", result.key},
         {"connection", result.connection_id},
         {"payload", result.payload},
         {"at", system_now()},
         {"expires", result.expires_at}}
    );
}

void forget_results(Writer& writer, const Principal& who, std::string_view connection_id) {
    writer.run(
        "DELETE FROM query_cache WHERE tenant_id = :tenant AND connection_id = :connection",
        {{"tenant", who.tenant_id}, {"connection", connection_id}}
    );
}

std::int64_t forget_expired_results(Writer& writer, System, Instant now) {
    return writer.run("DELETE FROM query_cache WHERE expires_at <= :now", {{"now", now}});
}

}  // namespace parlance::store
