#include "store/catalogs.hpp"

#include "store/connections.hpp"

namespace parlance::store {

std::optional<StoredCatalog>
catalog(Reader& reader, const Principal& who, std::string_view connection_id) {
    const std::optional<Row> row = reader.row(
        "SELECT catalog, table_count, column_count, refreshed_at FROM connection_catalogs "
        "WHERE tenant_id = :tenant AND connection_id = :id",
        {{"tenant", who.tenant_id}, {"id", connection_id}}
    );
    if (!row) {
        static_cast<void>(connection(reader, who, connection_id));
        return std::nullopt;
    }
    return StoredCatalog{
        row->text("catalog"),
        row->integer("table_count"),
        row->integer("column_count"),
        row->instant("refreshed_at"),
    };
}

void keep_catalog(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    const StoredCatalog& catalog
) {
    const std::string id = connection(writer, who, connection_id).id;
    writer.run(
        "INSERT INTO connection_catalogs (connection_id, tenant_id, catalog, table_count, "
        "column_count, refreshed_at) VALUES (:id, :tenant, :catalog, :tables, :columns, :at) "
        "ON CONFLICT (connection_id) DO UPDATE SET catalog = excluded.catalog, "
        "table_count = excluded.table_count, column_count = excluded.column_count, "
        "refreshed_at = excluded.refreshed_at",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"catalog", catalog.json},
         {"tables", catalog.tables},
         {"columns", catalog.columns},
         {"at", catalog.refreshed_at}}
    );
}

}  // namespace parlance::store
