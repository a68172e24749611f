#include "store/shared_queries.hpp"

#include "store/history_rows.hpp"

namespace parlance::store {

namespace {

Parameters place(const Principal& who, std::string_view query_id) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}, {"id", query_id}};
}

}  // namespace

void share_query(Writer& writer, Ledger& ledger, const Principal& who, std::string_view query_id) {
    (void)query(writer, ledger, who, query_id);
    if (is_shared(writer, who, query_id)) return;
    Parameters values = place(who, query_id);
    values.emplace_back("at", system_now());
    writer.run(
        "INSERT INTO shared_queries (query_id, tenant_id, user_id, created_at) "
        "VALUES (:id, :tenant, :user, :at)",
        values
    );
}

void unshare_query(Writer& writer, const Principal& who, std::string_view query_id) {
    writer.run(
        "DELETE FROM shared_queries "
        "WHERE tenant_id = :tenant AND user_id = :user AND query_id = :id",
        place(who, query_id)
    );
}

bool is_shared(Reader& reader, const Principal& who, std::string_view query_id) {
    return reader
        .row(
            "SELECT query_id FROM shared_queries WHERE tenant_id = :tenant AND query_id = :id",
            {{"tenant", who.tenant_id}, {"id", query_id}}
        )
        .has_value();
}

HistoryEntry own_or_shared_query(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id
) {
    const std::optional<Row> row = reader.row(
        std::string(history_columns) +
            "AND id = :id AND (user_id = :user OR EXISTS (SELECT 1 FROM shared_queries s "
            "WHERE s.tenant_id = :tenant AND s.query_id = :id))",
        place(who, query_id)
    );
    if (!row) throw_not_found("query");
    return opened_entry(reader, ledger, who, *row);
}

bool is_own_query(Reader& reader, const Principal& who, std::string_view query_id) {
    return reader
        .row(
            "SELECT id FROM query_history "
            "WHERE tenant_id = :tenant AND user_id = :user AND id = :id",
            place(who, query_id)
        )
        .has_value();
}

}  // namespace parlance::store
