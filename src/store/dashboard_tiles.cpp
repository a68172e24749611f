#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/dashboard_rows.hpp"
#include "store/dashboard_words.hpp"
#include "store/dashboards.hpp"

#include <boost/describe.hpp>

#include <algorithm>

namespace parlance::store {

namespace {

constexpr std::string_view field = "tile";

const std::string of_dashboard =
    "SELECT id, user_id, kind, connection_id, place_x, place_y, width, height, refresh_seconds, "
    "version, created_at, updated_at, sealed FROM dashboard_tiles "
    "WHERE tenant_id = :tenant AND dashboard_id = :dashboard ";

/// What is sealed.
struct Content {
    std::string title;
    std::optional<std::string> text;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> chart;
};
BOOST_DESCRIBE_STRUCT(Content, (), (title, text, question, sql, chart))

Parameters place(const Principal& who, std::string_view dashboard_id) {
    return {{"tenant", who.tenant_id}, {"dashboard", dashboard_id}};
}

Parameters place(const Principal& who, std::string_view dashboard_id, std::string_view tile_id) {
    Parameters values = place(who, dashboard_id);
    values.emplace_back("id", tile_id);
    return values;
}

std::string sealed(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const TileDraft& draft
) {
    const Content content{draft.title, draft.text, draft.question, draft.sql, draft.chart};
    return ledger.seal(writer, who.tenant_id, id, field, json::to_text(content));
}

void open_content(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const std::string& sealed,
    Tile& tile
) {
    const Secret text = ledger.open(reader, who.tenant_id, tile.id, field, sealed);
    auto content = json::read<Content>(text.reveal());
    tile.title = std::move(content.title);
    tile.text = std::move(content.text);
    tile.question = std::move(content.question);
    tile.sql = std::move(content.sql);
    tile.chart = std::move(content.chart);
}

Tile opened(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const Row& row
) {
    Tile tile;
    tile.id = row.text("id");
    tile.dashboard_id = dashboard_id;
    tile.author_id = row.text("user_id");
    tile.kind = row.text("kind");
    tile.connection_id = row.text_if("connection_id");
    tile.place = TilePlace{
        row.integer("place_x"), row.integer("place_y"), row.integer("width"), row.integer("height")
    };
    tile.refresh_seconds = row.integer_if("refresh_seconds");
    tile.version = row.integer("version");
    tile.created_at = row.instant("created_at");
    tile.updated_at = row.instant("updated_at");
    open_content(reader, ledger, who, row.text("sealed"), tile);
    return tile;
}

/// Refuses a tile more than there may be; otherwise the first row below all tiles.
std::int64_t row_for_one_more(Reader& reader, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(
        "SELECT count(*) AS tiles, coalesce(max(place_y + height), 0) AS below "
        "FROM dashboard_tiles WHERE tenant_id = :tenant AND dashboard_id = :dashboard",
        place(who, id)
    );
    if (row->integer("tiles") >= dashboard_tiles_max)
        throw Error(
            Failure::invalid,
            "too_many_tiles",
            "A dashboard has sixty tiles at the most. Remove one, or make another dashboard."
        );
    return row->integer("below");
}

void change_row(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const Tile& before,
    std::int64_t version,
    const TileDraft& draft,
    const std::string& author_id
) {
    const auto placed = [&](std::int64_t TilePlace::* member) -> std::optional<std::int64_t> {
        if (!draft.place) return std::nullopt;
        return (*draft.place).*member;
    };
    Parameters values = place(who, before.dashboard_id, before.id);
    values.insert(
        values.end(),
        {{"version", version},
         {"user", author_id},
         {"kind", draft.kind},
         {"connection", draft.connection_id},
         {"x", placed(&TilePlace::x)},
         {"y", placed(&TilePlace::y)},
         {"width", placed(&TilePlace::width)},
         {"height", placed(&TilePlace::height)},
         {"refresh", draft.refresh_seconds},
         {"at", system_now()},
         {"sealed", sealed(writer, ledger, who, before.id, draft)}}
    );
    const std::int64_t touched = writer.run(
        "UPDATE dashboard_tiles SET version = version + 1, user_id = :user, kind = :kind, "
        "connection_id = :connection, place_x = coalesce(:x, place_x), "
        "place_y = coalesce(:y, place_y), width = coalesce(:width, width), "
        "height = coalesce(:height, height), refresh_seconds = :refresh, updated_at = :at, sealed "
        "= :sealed "
        "WHERE tenant_id = :tenant AND dashboard_id = :dashboard AND id = :id "
        "AND version = :version",
        values
    );
    if (touched == 0) throw_dashboard_changed();
}

std::optional<Row> find_tile(
    Reader& reader,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
) {
    return reader.row(of_dashboard + "AND id = :id", place(who, dashboard_id, tile_id));
}

void delete_tile(
    Writer& writer,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
) {
    writer.run(
        "DELETE FROM dashboard_tiles "
        "WHERE tenant_id = :tenant AND dashboard_id = :dashboard AND id = :id",
        place(who, dashboard_id, tile_id)
    );
}

void write_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const std::string& id,
    const std::string& author_id,
    const TileDraft& draft
) {
    const TilePlace at = draft.place.value_or(TilePlace{});
    writer.run(
        "INSERT INTO dashboard_tiles (id, dashboard_id, tenant_id, user_id, kind, connection_id, "
        "place_x, place_y, width, height, refresh_seconds, version, created_at, updated_at, "
        "sealed) VALUES (:id, :dashboard, :tenant, :user, :kind, :connection, :x, :y, :width, "
        ":height, :refresh, 1, :at, :at, :sealed)",
        {{"id", id},
         {"dashboard", dashboard_id},
         {"tenant", who.tenant_id},
         {"user", author_id},
         {"kind", draft.kind},
         {"connection", draft.connection_id},
         {"x", at.x},
         {"y", at.y},
         {"width", at.width},
         {"height", at.height},
         {"refresh", draft.refresh_seconds},
         {"at", system_now()},
         {"sealed", sealed(writer, ledger, who, id, draft)}}
    );
}

}  // namespace

std::vector<Tile>
tiles(Reader& reader, Ledger& ledger, const Principal& who, std::string_view dashboard_id) {
    std::vector<Tile> all;
    const std::string sql = of_dashboard + "ORDER BY place_y, place_x, created_at, id";
    for (const Row& row : reader.rows(sql, place(who, dashboard_id)))
        all.push_back(opened(reader, ledger, who, dashboard_id, row));
    return all;
}

Tile tile(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
) {
    const std::optional<Row> row = find_tile(reader, who, dashboard_id, tile_id);
    if (!row) throw_not_found("tile");
    return opened(reader, ledger, who, dashboard_id, *row);
}

std::string insert_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const std::string& author_id,
    const TileDraft& draft
) {
    std::string id = new_id();
    TileDraft placed = draft;
    const std::int64_t below = row_for_one_more(writer, who, dashboard_id);
    if (!placed.place) placed.place = TilePlace{.y = below_all};
    if (placed.place->y == below_all) placed.place->y = below;
    write_tile(writer, ledger, who, dashboard_id, id, author_id, placed);
    return id;
}

std::string add_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const TileDraft& draft
) {
    begin_dashboard_change(writer, ledger, who, dashboard_id);
    touch_dashboard(writer, who, dashboard_id);
    std::string id = insert_tile(writer, ledger, who, dashboard_id, who.user_id, draft);
    keep_dashboard_version(writer, ledger, who, dashboard_id, words_of_added(draft));
    return id;
}

void change_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const Tile& before,
    std::int64_t version,
    const TileDraft& draft,
    bool rewritten
) {
    begin_dashboard_change(writer, ledger, who, before.dashboard_id);
    if (draft.place && draft.place != before.place)
        touch_dashboard(writer, who, before.dashboard_id);
    change_row(
        writer, ledger, who, before, version, draft, rewritten ? who.user_id : before.author_id
    );
    keep_dashboard_version(
        writer, ledger, who, before.dashboard_id, words_of_change(before, draft)
    );
}

void remove_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
) {
    begin_dashboard_change(writer, ledger, who, dashboard_id);
    const Tile gone = tile(writer, ledger, who, dashboard_id, tile_id);
    delete_tile(writer, who, dashboard_id, tile_id);
    touch_dashboard(writer, who, dashboard_id);
    keep_dashboard_version(writer, ledger, who, dashboard_id, words_of_removed(gone));
}

void put_tiles(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const std::vector<Tile>& wanted
) {
    for (const Tile& held : tiles(writer, ledger, who, dashboard_id)) {
        const auto found = std::ranges::find(wanted, held.id, &Tile::id);
        if (found == wanted.end()) {
            delete_tile(writer, who, dashboard_id, held.id);
        } else if (static_cast<const TileDraft&>(*found) != held) {
            change_row(writer, ledger, who, held, held.version, *found, found->author_id);
        }
    }
    for (const Tile& tile : wanted) {
        if (find_tile(writer, who, dashboard_id, tile.id)) continue;
        write_tile(writer, ledger, who, dashboard_id, tile.id, tile.author_id, tile);
    }
}

}  // namespace parlance::store
