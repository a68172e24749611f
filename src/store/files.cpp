#include "store/files.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

namespace parlance::store {

namespace {

StoredFile file_from(const Row& row) {
    return {
        row.text("id"),
        row.text("user_id"),
        row.text_if("connection_id"),
        row.text("name"),
        row.text("table_name"),
        row.text("format"),
        row.integer("size_bytes"),
        row.text("sha256"),
        row.instant("created_at"),
    };
}

}  // namespace

std::string add_file(Writer& writer, const Principal& who, const StoredFile& file) {
    if (file.connection_id) static_cast<void>(connection(writer, who, *file.connection_id));
    std::string id = new_id();
    writer.run(
        "INSERT INTO files (id, tenant_id, user_id, connection_id, name, table_name, format, "
        "size_bytes, sha256, created_at) VALUES (:id, :tenant, :user, :connection, :name, :table, "
        ":format, :size, :sha, :at)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"connection", file.connection_id},
         {"name", file.name},
         {"table", file.table},
         {"format", file.format},
         {"size", file.size_bytes},
         {"sha", file.sha256},
         {"at", system_now()}}
    );
    return id;
}

Page<StoredFile> files(Reader& reader, const Principal& who, const PageRequest& page) {
    const Cursor cursor = Cursor::read(page.before);
    const std::vector<Row> rows = reader.rows(
        "SELECT id, user_id, connection_id, name, table_name, format, size_bytes, sha256, "
        "created_at FROM files WHERE tenant_id = :tenant AND (created_at, id) < (:at, :id) "
        "ORDER BY created_at DESC, id DESC LIMIT :wanted",
        {{"tenant", who.tenant_id},
         {"at", cursor.at},
         {"id", cursor.id},
         {"wanted", rows_wanted(page)}}
    );
    return page_of(rows, page, file_from);
}

}  // namespace parlance::store
