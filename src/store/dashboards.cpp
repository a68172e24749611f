#include "store/dashboards.hpp"

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/dashboard_rows.hpp"
#include "store/dashboard_words.hpp"
#include "store/dashboards_described.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "dashboard";

const std::string of_tenant =
    "SELECT d.id AS id, d.user_id AS user_id, u.username AS username, d.version AS version, "
    "d.created_at AS created_at, d.updated_at AS updated_at, d.sealed AS sealed, "
    "(SELECT count(*) FROM dashboard_tiles t WHERE t.dashboard_id = d.id) AS tiles "
    "FROM dashboards d LEFT JOIN users u ON u.id = d.user_id WHERE d.tenant_id = :tenant ";

Dashboard opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    Dashboard made;
    made.id = row.text("id");
    const Secret content = ledger.open(reader, who.tenant_id, made.id, field, row.text("sealed"));
    static_cast<DashboardContent&>(made) = json::read<DashboardContent>(content.reveal());
    made.owner_id = row.text("user_id");
    made.owner_name = row.text_if("username");
    made.version = row.integer("version");
    made.tiles = row.integer("tiles");
    made.created_at = row.instant("created_at");
    made.updated_at = row.instant("updated_at");
    return made;
}

Parameters place(const Principal& who, std::string_view id) {
    return {{"tenant", who.tenant_id}, {"id", id}};
}

std::string sealed(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const DashboardContent& content
) {
    return ledger.seal(writer, who.tenant_id, id, field, json::to_text(content));
}

std::string insert_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const DashboardContent& content
) {
    std::string id = new_id();
    writer.run(
        "INSERT INTO dashboards (id, tenant_id, user_id, version, created_at, updated_at, sealed) "
        "VALUES (:id, :tenant, :user, 1, :at, :at, :sealed)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"at", system_now()},
         {"sealed", sealed(writer, ledger, who, id, content)}}
    );
    return id;
}

void move_tile(Writer& writer, const Principal& who, std::string_view id, const TileMove& move) {
    const std::int64_t touched = writer.run(
        "UPDATE dashboard_tiles SET place_x = :x, place_y = :y, width = :width, height = :height "
        "WHERE tenant_id = :tenant AND dashboard_id = :id AND id = :tile",
        {{"x", move.to.x},
         {"y", move.to.y},
         {"width", move.to.width},
         {"height", move.to.height},
         {"tenant", who.tenant_id},
         {"id", id},
         {"tile", move.tile_id}}
    );
    if (touched == 0) throw_not_found("tile");
}

}  // namespace

void throw_dashboard_changed() {
    throw Error(
        Failure::conflict,
        "dashboard_changed",
        "It has changed meanwhile. Look at the new version and try again."
    );
}

void require_own_dashboard(Reader& reader, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(
        "SELECT user_id FROM dashboards WHERE tenant_id = :tenant AND id = :id", place(who, id)
    );
    if (!row) throw_not_found("dashboard");
    if (row->text("user_id") == who.user_id || who.may(Permission::admin)) return;
    throw Error(
        Failure::forbidden,
        "dashboard_not_yours",
        "Only who made this dashboard, and administrators, may change it. Make a copy of it."
    );
}

void touch_dashboard(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    std::optional<std::int64_t> version
) {
    Parameters values = place(who, id);
    values.emplace_back("at", system_now());
    std::string sql =
        "UPDATE dashboards SET version = version + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND id = :id";
    if (version) {
        sql += " AND version = :version";
        values.emplace_back("version", *version);
    }
    if (writer.run(sql, values) == 0) throw_dashboard_changed();
}

Page<Dashboard>
dashboards(Reader& reader, Ledger& ledger, const Principal& who, const PageRequest& page) {
    const Cursor cursor = Cursor::read(page.before);
    const std::vector<Row> rows = reader.rows(
        of_tenant +
            "AND (d.created_at, d.id) < (:at, :id) "
            "ORDER BY d.created_at DESC, d.id DESC LIMIT :wanted",
        {{"tenant", who.tenant_id},
         {"at", cursor.at},
         {"id", cursor.id},
         {"wanted", rows_wanted(page)}}
    );
    return page_of(rows, page, [&](const Row& row) { return opened(reader, ledger, who, row); });
}

Dashboard dashboard(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(of_tenant + "AND d.id = :id", place(who, id));
    if (!row) throw_not_found("dashboard");
    return opened(reader, ledger, who, *row);
}

std::string add_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const DashboardContent& content,
    const std::vector<TileDraft>& tiles
) {
    std::string id = insert_dashboard(writer, ledger, who, content);
    for (const TileDraft& tile : tiles)
        insert_tile(writer, ledger, who, id, who.user_id, tile);
    keep_dashboard_version(writer, ledger, who, id, "Made it");
    return id;
}

void change_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    const DashboardContent& content
) {
    begin_dashboard_change(writer, ledger, who, id);
    const Dashboard before = dashboard(writer, ledger, who, id);
    touch_dashboard(writer, who, id, version);
    write_dashboard_content(writer, ledger, who, id, content);
    keep_dashboard_version(writer, ledger, who, id, words_of_change(before, content));
}

void write_dashboard_content(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const DashboardContent& content
) {
    Parameters values = place(who, id);
    values.emplace_back("sealed", sealed(writer, ledger, who, id, content));
    writer.run(
        "UPDATE dashboards SET sealed = :sealed WHERE tenant_id = :tenant AND id = :id", values
    );
}

void remove_dashboard(Writer& writer, const Principal& who, std::string_view id) {
    require_own_dashboard(writer, who, id);
    writer.run("DELETE FROM dashboards WHERE tenant_id = :tenant AND id = :id", place(who, id));
}

void lay_out_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    const std::vector<TileMove>& moves
) {
    begin_dashboard_change(writer, ledger, who, id);
    touch_dashboard(writer, who, id, version);
    for (const TileMove& move : moves)
        move_tile(writer, who, id, move);
    keep_dashboard_version(writer, ledger, who, id, words_of_moves(moves.size()));
}

std::string duplicate_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const std::optional<std::string>& title
) {
    const Dashboard from = dashboard(writer, ledger, who, id);
    DashboardContent content = from;
    content.title = title.value_or("Copy of " + from.title);
    std::string copy = insert_dashboard(writer, ledger, who, content);
    for (const Tile& tile : tiles(writer, ledger, who, id))
        insert_tile(writer, ledger, who, copy, tile.author_id, tile);
    keep_dashboard_version(writer, ledger, who, copy, words_of_copy(from.title));
    return copy;
}

}  // namespace parlance::store
