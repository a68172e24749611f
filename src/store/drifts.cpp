#include "store/drifts.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "schema_drift";

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
        "SELECT id, created_at, sealed FROM schema_drifts "
        "WHERE tenant_id = :tenant AND connection_id = :connection "
        "AND (created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :wanted",
        {{"tenant", who.tenant_id},
         {"connection", connection_id},
         {"at", before.at},
         {"id", before.id},
         {"wanted", rows_wanted(page)}}
    );
    return page_of(rows, page, [&](const Row& row) {
        std::string id = row.text("id");
        const Secret content = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
        return StoredDrift{std::move(id), std::string(content.reveal()), row.instant("created_at")};
    });
}

}  // namespace parlance::store
