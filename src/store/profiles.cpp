#include "store/profiles.hpp"

#include "store/connections.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "table_profile";

Parameters place(
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table
) {
    return {
        {"tenant", who.tenant_id},
        {"connection", connection_id},
        {"schema", schema},
        {"table", table}
    };
}

/// What the seal is bound to: names of tables may hold any character, so their lengths stand first.
std::string
record_of(std::string_view connection_id, std::string_view schema, std::string_view table) {
    return std::string(connection_id) + "/" + std::to_string(schema.size()) + ":" +
           std::string(schema) + "." + std::string(table);
}

}  // namespace

std::optional<StoredProfile> table_profile(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table
) {
    static_cast<void>(connection(reader, who, connection_id));
    const auto row = reader.row(
        "SELECT computed_at, sealed FROM table_profiles WHERE tenant_id = :tenant "
        "AND connection_id = :connection AND schema_name = :schema AND table_name = :table",
        place(who, connection_id, schema, table)
    );
    if (!row) return std::nullopt;
    const std::string record = record_of(connection_id, schema, table);
    const Secret content = ledger.open(reader, who.tenant_id, record, field, row->text("sealed"));
    return StoredProfile{std::string(content.reveal()), row->instant("computed_at")};
}

void keep_table_profile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table,
    std::string_view content
) {
    static_cast<void>(connection(writer, who, connection_id));
    const std::string record = record_of(connection_id, schema, table);
    Parameters values = place(who, connection_id, schema, table);
    values.emplace_back("at", system_now());
    values.emplace_back("sealed", ledger.seal(writer, who.tenant_id, record, field, content));
    writer.run(
        "INSERT INTO table_profiles (tenant_id, connection_id, schema_name, table_name, "
        "computed_at, sealed) VALUES (:tenant, :connection, :schema, :table, :at, :sealed) "
        "ON CONFLICT (tenant_id, connection_id, schema_name, table_name) DO UPDATE SET "
        "computed_at = excluded.computed_at, sealed = excluded.sealed",
        values
    );
}

std::vector<TableName> profiled_before(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    Instant before,
    int most
) {
    std::vector<TableName> found;
    const auto rows = reader.rows(
        "SELECT schema_name, table_name FROM table_profiles WHERE tenant_id = :tenant "
        "AND connection_id = :connection AND computed_at < :before "
        "ORDER BY computed_at, schema_name, table_name LIMIT :most",
        {{"tenant", who.tenant_id},
         {"connection", connection_id},
         {"before", before},
         {"most", most}}
    );
    for (const Row& row : rows)
        found.push_back({row.text("schema_name"), row.text("table_name")});
    return found;
}

void forget_table_profile(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table
) {
    writer.run(
        "DELETE FROM table_profiles WHERE tenant_id = :tenant AND connection_id = :connection "
        "AND schema_name = :schema AND table_name = :table",
        place(who, connection_id, schema, table)
    );
}

void forget_table_profiles(Writer& writer, const Principal& who, std::string_view connection_id) {
    writer.run(
        "DELETE FROM table_profiles WHERE tenant_id = :tenant AND connection_id = :connection",
        {{"tenant", who.tenant_id}, {"connection", connection_id}}
    );
}

}  // namespace parlance::store
