#include "store/query_cache.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "result";

std::optional<CachedResult>
opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    std::string key = row.text("cache_key");
    try {
        const Secret text = ledger.open(reader, who.tenant_id, key, field, row.text("sealed"));
        return CachedResult{
            std::move(key),
            row.text("connection_id"),
            std::string(text.reveal()),
            row.instant("created_at"),
            row.instant("expires_at"),
        };
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::optional<CachedResult> cached_result(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view key,
    Instant now
) {
    const std::optional<Row> row = reader.row(
        "SELECT cache_key, connection_id, sealed, created_at, expires_at FROM query_cache "
        "WHERE tenant_id = :tenant AND cache_key = :key AND expires_at > :now",
        {{"tenant", who.tenant_id}, {"key", key}, {"now", now}}
    );
    if (!row) return std::nullopt;
    return opened(reader, ledger, who, *row);
}

void keep_result(Writer& writer, Ledger& ledger, const Principal& who, const CachedResult& result) {
    writer.run(
        "INSERT INTO query_cache (tenant_id, cache_key, connection_id, sealed, created_at, "
        "expires_at) VALUES (:tenant, :key, :connection, :sealed, :at, :expires) "
        "ON CONFLICT (tenant_id, cache_key) DO UPDATE SET connection_id = excluded.connection_id, "
        "sealed = excluded.sealed, created_at = excluded.created_at, "
        "expires_at = excluded.expires_at",
        {{"tenant", who.tenant_id},
         {"key", result.key},
         {"connection", result.connection_id},
         {"sealed", ledger.seal(writer, who.tenant_id, result.key, field, result.payload)},
         {"at", result.created_at},
         {"expires", result.expires_at}}
    );
}

void forget_results(Writer& writer, const Principal& who, std::string_view connection_id) {
    writer.run(
        "DELETE FROM query_cache WHERE tenant_id = :tenant "
        "AND (connection_id = :connection OR :all = 1)",
        {{"tenant", who.tenant_id}, {"connection", connection_id}, {"all", connection_id.empty()}}
    );
}

std::int64_t forget_expired_results(Writer& writer, System, Instant now) {
    return writer.run("DELETE FROM query_cache WHERE expires_at <= :now", {{"now", now}});
}

}  // namespace parlance::store
