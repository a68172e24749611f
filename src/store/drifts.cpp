#include "store/drifts.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "schema_drift";

constexpr std::string_view columns =
    "SELECT d.id, d.created_at, d.sealed, d.acknowledged_at, u.username AS acknowledged_by "
    "FROM schema_drifts d LEFT JOIN users u ON u.id = d.acknowledged_by "
    "WHERE d.tenant_id = :tenant AND d.connection_id = :connection ";

StoredDrift opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    std::string id = row.text("id");
    const Secret content = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
    return {
        .id = std::move(id),
        .content = std::string(content.reveal()),
        .created_at = row.instant("created_at"),
        .acknowledged_by = row.text_if("acknowledged_by"),
        .acknowledged_at = row.instant_if("acknowledged_at"),
    };
}

/// One drift of one of the tenant's connections, in a statement that names all three.
Parameters place_of(const Principal& who, std::string_view connection_id, std::string_view id) {
    return {{"tenant", who.tenant_id}, {"connection", connection_id}, {"id", id}};
}

Row row_of(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id
) {
    static_cast<void>(connection(reader, who, connection_id));
    std::optional<Row> row =
        reader.row(std::string(columns) + "AND d.id = :id", place_of(who, connection_id, id));
    if (!row) throw_not_found("drift");
    return std::move(*row);
}

void forget_oldest(Writer& writer, const Principal& who, std::string_view connection_id) {
    writer.run(
        "DELETE FROM schema_drifts WHERE tenant_id = :tenant AND connection_id = :connection "
        "AND id NOT IN (SELECT id FROM schema_drifts "
        "WHERE tenant_id = :tenant AND connection_id = :connection "
        "ORDER BY created_at DESC, id DESC LIMIT :kept)",
        {{"tenant", who.tenant_id}, {"connection", connection_id}, {"kept", drifts_max}}
    );
}

}  // namespace

std::string add_drift(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view content
) {
    static_cast<void>(connection(writer, who, connection_id));
    std::string id = new_id();
    writer.run(
        "INSERT INTO schema_drifts (id, tenant_id, connection_id, created_at, sealed) "
        "VALUES (:id, :tenant, :connection, :at, :sealed)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"connection", connection_id},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, id, field, content)}}
    );
    forget_oldest(writer, who, connection_id);
    return id;
}

Page<StoredDrift> drifts(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    const PageRequest& page
) {
    static_cast<void>(connection(reader, who, connection_id));
    const Cursor before = Cursor::read(page.before);
    const std::vector<Row> rows = reader.rows(
        std::string(columns) +
            "AND (d.created_at, d.id) < (:at, :id) ORDER BY d.created_at DESC, d.id DESC "
            "LIMIT :wanted",
        {{"tenant", who.tenant_id},
         {"connection", connection_id},
         {"at", before.at},
         {"id", before.id},
         {"wanted", rows_wanted(page)}}
    );
    return page_of(rows, page, [&](const Row& row) { return opened(reader, ledger, who, row); });
}

StoredDrift drift(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id
) {
    return opened(reader, ledger, who, row_of(reader, who, connection_id, id));
}

void acknowledge_drift(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id,
    bool acknowledged
) {
    static_cast<void>(row_of(writer, who, connection_id, id));
    Parameters values = place_of(who, connection_id, id);
    if (!acknowledged) {
        writer.run(
            "UPDATE schema_drifts SET acknowledged_by = NULL, acknowledged_at = NULL "
            "WHERE tenant_id = :tenant AND connection_id = :connection AND id = :id",
            values
        );
        return;
    }
    values.emplace_back("user", who.user_id);
    values.emplace_back("now", system_now());
    writer.run(
        "UPDATE schema_drifts SET acknowledged_by = :user, acknowledged_at = :now "
        "WHERE tenant_id = :tenant AND connection_id = :connection AND id = :id "
        "AND acknowledged_at IS NULL",
        values
    );
}

std::int64_t acknowledge_drifts_up_to(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id
) {
    const Row newest = row_of(writer, who, connection_id, id);
    Parameters values = place_of(who, connection_id, id);
    values.emplace_back("at", newest.instant("created_at"));
    values.emplace_back("user", who.user_id);
    values.emplace_back("now", system_now());
    return writer.run(
        "UPDATE schema_drifts SET acknowledged_by = :user, acknowledged_at = :now "
        "WHERE tenant_id = :tenant AND connection_id = :connection AND acknowledged_at IS NULL "
        "AND (created_at, id) <= (:at, :id)",
        values
    );
}

}  // namespace parlance::store
