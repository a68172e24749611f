#include "store/saved_queries.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT id, user_id, name, description, connection_id, question, sql_text, created_at, "
    "updated_at FROM saved_queries WHERE tenant_id = :tenant ";

SavedQuery query_from(const Row& row) {
    return {
        row.text("id"),
        row.text("user_id"),
        row.text("name"),
        row.text("description"),
        row.text_if("connection_id"),
        row.text_if("question"),
        row.text("sql_text"),
        row.instant("created_at"),
        row.instant("updated_at"),
    };
}

}  // namespace

std::string save_query(Writer& writer, const Principal& who, const SavedQuery& query) {
    if (query.connection_id) static_cast<void>(connection(writer, who, *query.connection_id));
    std::string id = new_id();
    try {
        writer.run(
            "INSERT INTO saved_queries (id, tenant_id, user_id, name, description, connection_id, "
            "question, sql_text, created_at, updated_at) VALUES (:id, :tenant, :user, :name, "
            ":description, :connection, :question, :sql, :at, :at)",
            {{"id", id},
             {"tenant", who.tenant_id},
             {"user", who.user_id},
             {"name", query.name},
             {"description", query.description},
             {"connection", query.connection_id},
             {"question", query.question},
             {"sql", query.sql},
             {"at", system_now()}}
        );
    } catch (const ConstraintError&) {
        throw Error(
            Failure::conflict,
            "saved_query_name_taken",
            "There is a saved query of this name already. Use another name."
        );
    }
    return id;
}

Page<SavedQuery> saved_queries(Reader& reader, const Principal& who, const PageRequest& page) {
    const Cursor cursor = Cursor::read(page.before);
    const std::vector<Row> rows = reader.rows(
        std::string(columns) +
            "AND (created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :wanted",
        {{"tenant", who.tenant_id},
         {"at", cursor.at},
         {"id", cursor.id},
         {"wanted", rows_wanted(page)}}
    );
    return page_of(rows, page, query_from);
}

SavedQuery saved_query(Reader& reader, const Principal& who, std::string_view id) {
    const std::optional<Row> row =
        reader.row(std::string(columns) + "AND id = :id", {{"tenant", who.tenant_id}, {"id", id}});
    if (!row) throw_not_found("saved_query");
    return query_from(*row);
}

void remove_saved_query(Writer& writer, const Principal& who, std::string_view id) {
    const std::int64_t touched = writer.run(
        "DELETE FROM saved_queries WHERE tenant_id = :tenant AND id = :id",
        {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (touched == 0) throw_not_found("saved_query");
}

}  // namespace parlance::store
