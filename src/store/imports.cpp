#include "store/imports.hpp"

namespace parlance::store {

namespace {

struct Kind {
    std::string_view name;
    const char* table;
    const char* id;
};

constexpr std::array kinds{
    Kind{"user", "memberships", "user_id"},
    Kind{"connection", "database_connections", "id"},
    Kind{"query_log", "query_history", "id"},
    Kind{"saved_query", "saved_queries", "id"},
};

}  // namespace

std::optional<std::string> imported_id(
    Reader& reader,
    const Principal& who,
    std::string_view kind,
    std::string_view source_id
) {
    const std::optional<Row> row = reader.row(
        "SELECT local_id FROM imported "
        "WHERE tenant_id = :tenant AND kind = :kind AND source_id = :id",
        {{"tenant", who.tenant_id}, {"kind", kind}, {"id", source_id}}
    );
    if (!row) return std::nullopt;
    return row->text("local_id");
}

void remember_import(
    Writer& writer,
    const Principal& who,
    std::string_view kind,
    std::string_view source_id,
    std::string_view local_id
) {
    writer.run(
        "INSERT INTO imported (tenant_id, kind, source_id, local_id, created_at) "
        "VALUES (:tenant, :kind, :source, :local, :at)",
        {{"tenant", who.tenant_id},
         {"kind", kind},
         {"source", source_id},
         {"local", local_id},
         {"at", system_now()}}
    );
}

std::int64_t count_imported(Reader& reader, const Principal& who, std::string_view kind) {
    const auto found = std::ranges::find(kinds, kind, &Kind::name);
    if (found == kinds.end()) throw std::logic_error("no such kind of import");
    return reader.count(
        fmt::format(
            "SELECT count(*) AS value FROM imported i JOIN {0} t ON t.{1} = i.local_id "
            "AND t.tenant_id = i.tenant_id WHERE i.tenant_id = :tenant AND i.kind = :kind",
            found->table,
            found->id
        ),
        {{"tenant", who.tenant_id}, {"kind", kind}}
    );
}

}  // namespace parlance::store
