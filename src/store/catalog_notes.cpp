#include "store/catalog_notes.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"
#include "store/connections.hpp"
#include "store/knowledge.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace parlance::store {

namespace {

constexpr std::string_view field = "catalog_note";

const char* text_of(NoteKind kind) {
    return boost::describe::enum_to_string(kind, "relation");
}

Parameters place(const Principal& who, std::string_view connection_id, NoteKind kind) {
    return {{"tenant", who.tenant_id}, {"connection", connection_id}, {"kind", text_of(kind)}};
}

void require_room(Reader& reader, const Parameters& place) {
    const std::int64_t held = reader.count(
        "SELECT count(*) AS value FROM catalog_notes "
        "WHERE tenant_id = :tenant AND connection_id = :connection AND kind = :kind",
        place
    );
    if (held < catalog_notes_max) return;
    throw Error(
        Failure::too_large,
        "knowledge_full",
        "This source knows as much as it can hold. Delete what nobody needs."
    );
}

}  // namespace

std::vector<CatalogNote> catalog_notes(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind
) {
    static_cast<void>(connection(reader, who, connection_id));
    std::vector<CatalogNote> all;
    const auto rows = reader.rows(
        "SELECT id, subject, author, updated_at, sealed FROM catalog_notes "
        "WHERE tenant_id = :tenant AND connection_id = :connection AND kind = :kind "
        "ORDER BY created_at, id",
        place(who, connection_id, kind)
    );
    for (const Row& row : rows) {
        const std::string id = row.text("id");
        const Secret content = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
        all.push_back(
            {row.text("subject"),
             std::string(content.reveal()),
             row.text("author"),
             row.instant("updated_at")}
        );
    }
    return all;
}

void put_catalog_note(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind,
    std::string_view subject,
    std::string_view content
) {
    writer.lock("knowledge");
    static_cast<void>(connection(writer, who, connection_id));
    Parameters values = place(who, connection_id, kind);
    values.emplace_back("subject", subject);
    const auto held = writer.row(
        "SELECT id FROM catalog_notes WHERE tenant_id = :tenant AND connection_id = :connection "
        "AND kind = :kind AND subject = :subject",
        values
    );
    if (!held) require_room(writer, place(who, connection_id, kind));
    const std::string id = held ? held->text("id") : new_id();
    values.emplace_back("id", id);
    values.emplace_back("author", who.username);
    values.emplace_back("at", system_now());
    values.emplace_back("sealed", ledger.seal(writer, who.tenant_id, id, field, content));
    writer.run(
        "INSERT INTO catalog_notes (id, tenant_id, connection_id, kind, subject, author, "
        "created_at, updated_at, sealed) VALUES (:id, :tenant, :connection, :kind, :subject, "
        ":author, :at, :at, :sealed) ON CONFLICT (id) DO UPDATE SET author = excluded.author, "
        "updated_at = excluded.updated_at, sealed = excluded.sealed",
        values
    );
    note_knowledge_change(writer, who, connection_id);
}

void remove_catalog_note(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind,
    std::string_view subject
) {
    static_cast<void>(connection(writer, who, connection_id));
    Parameters values = place(who, connection_id, kind);
    values.emplace_back("subject", subject);
    writer.run(
        "DELETE FROM catalog_notes WHERE tenant_id = :tenant AND connection_id = :connection "
        "AND kind = :kind AND subject = :subject",
        values
    );
    note_knowledge_change(writer, who, connection_id);
}

}  // namespace parlance::store
