#include "store/knowledge.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace parlance::store {

namespace {

constexpr std::string_view field = "knowledge";
constexpr const char* columns =
    "SELECT id, connection_id, author, created_at, updated_at, sealed FROM knowledge "
    "WHERE tenant_id = :tenant AND kind = :kind ";

const char* text_of(KnowledgeKind kind) {
    return boost::describe::enum_to_string(kind, "term");
}

KnowledgeItem opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    std::string id = row.text("id");
    const Secret content = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
    return {
        .id = std::move(id),
        .connection_id = row.text("connection_id"),
        .content = std::string(content.reveal()),
        .author = row.text("author"),
        .created_at = row.instant("created_at"),
        .updated_at = row.instant("updated_at"),
    };
}

void require_room(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    KnowledgeKind kind
) {
    const std::int64_t held = reader.count(
        "SELECT count(*) AS value FROM knowledge "
        "WHERE tenant_id = :tenant AND connection_id = :connection AND kind = :kind",
        {{"tenant", who.tenant_id}, {"connection", connection_id}, {"kind", text_of(kind)}}
    );
    if (held < knowledge_max) return;
    throw Error(
        Failure::too_large,
        "knowledge_full",
        "This source knows as much as it can hold. Delete what nobody needs."
    );
}

Parameters place(const Principal& who, KnowledgeKind kind, std::string_view id) {
    return {{"tenant", who.tenant_id}, {"kind", text_of(kind)}, {"id", id}};
}

/// The connection that the item belongs to.
std::string
connection_of(Reader& reader, const Principal& who, KnowledgeKind kind, std::string_view id) {
    const auto row = reader.row(std::string(columns) + "AND id = :id", place(who, kind, id));
    if (!row) throw_not_found("knowledge");
    return row->text("connection_id");
}

}  // namespace

std::vector<KnowledgeItem> knowledge(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    KnowledgeKind kind
) {
    static_cast<void>(connection(reader, who, connection_id));
    std::vector<KnowledgeItem> all;
    const std::string sql =
        std::string(columns) + "AND connection_id = :connection ORDER BY created_at, id";
    const Parameters values{
        {"tenant", who.tenant_id}, {"kind", text_of(kind)}, {"connection", connection_id}
    };
    for (const Row& row : reader.rows(sql, values))
        all.push_back(opened(reader, ledger, who, row));
    return all;
}

KnowledgeItem knowledge_item(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id
) {
    const auto row = reader.row(std::string(columns) + "AND id = :id", place(who, kind, id));
    if (!row) throw_not_found("knowledge");
    return opened(reader, ledger, who, *row);
}

std::int64_t
knowledge_version(Reader& reader, const Principal& who, std::string_view connection_id) {
    const auto row = reader.row(
        "SELECT version FROM knowledge_versions "
        "WHERE tenant_id = :tenant AND connection_id = :connection",
        {{"tenant", who.tenant_id}, {"connection", connection_id}}
    );
    return row ? row->integer("version") : 0;
}

void note_knowledge_change(Writer& writer, const Principal& who, std::string_view connection_id) {
    writer.run(
        "INSERT INTO knowledge_versions (connection_id, tenant_id, version) "
        "VALUES (:connection, :tenant, 1) "
        "ON CONFLICT (connection_id) DO UPDATE SET version = knowledge_versions.version + 1",
        {{"connection", connection_id}, {"tenant", who.tenant_id}}
    );
}

std::string add_knowledge(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    KnowledgeKind kind,
    std::string_view content
) {
    writer.lock("knowledge");
    static_cast<void>(connection(writer, who, connection_id));
    require_room(writer, who, connection_id, kind);
    std::string id = new_id();
    writer.run(
        "INSERT INTO knowledge (id, tenant_id, connection_id, kind, author, created_at, "
        "updated_at, sealed) "
        "VALUES (:id, :tenant, :connection, :kind, :author, :at, :at, :sealed)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"connection", connection_id},
         {"kind", text_of(kind)},
         {"author", who.username},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, id, field, content)}}
    );
    note_knowledge_change(writer, who, connection_id);
    return id;
}

void change_knowledge(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id,
    std::string_view content
) {
    const std::string connection_id = connection_of(writer, who, kind, id);
    Parameters values = place(who, kind, id);
    values.emplace_back("author", who.username);
    values.emplace_back("at", system_now());
    values.emplace_back("sealed", ledger.seal(writer, who.tenant_id, id, field, content));
    writer.run(
        "UPDATE knowledge SET sealed = :sealed, author = :author, updated_at = :at "
        "WHERE tenant_id = :tenant AND kind = :kind AND id = :id",
        values
    );
    note_knowledge_change(writer, who, connection_id);
}

void remove_knowledge(
    Writer& writer,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id
) {
    const std::string connection_id = connection_of(writer, who, kind, id);
    writer.run(
        "DELETE FROM knowledge WHERE tenant_id = :tenant AND kind = :kind AND id = :id",
        place(who, kind, id)
    );
    note_knowledge_change(writer, who, connection_id);
}

}  // namespace parlance::store
