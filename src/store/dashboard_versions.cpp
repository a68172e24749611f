#include "store/dashboard_versions.hpp"

#include "base/ids.hpp"
#include "base/json.hpp"
#include "store/dashboard_rows.hpp"
#include "store/dashboards_described.hpp"

#include <fmt/format.h>

namespace parlance::store {

namespace {

constexpr std::string_view summary_field = "dashboard_summary";
constexpr std::string_view whole_field = "dashboard_version";

const std::string of_dashboard =
    "SELECT v.id AS id, v.number AS number, v.user_id AS user_id, u.username AS username, "
    "v.created_at AS created_at, v.summary AS summary, v.sealed AS sealed "
    "FROM dashboard_versions v LEFT JOIN users u ON u.id = v.user_id "
    "WHERE v.tenant_id = :tenant AND v.dashboard_id = :id ";

/// What is sealed.
struct Whole {
    DashboardContent content;
    std::vector<Tile> tiles;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (content, tiles))

Parameters place(const Principal& who, std::string_view id) {
    return {{"tenant", who.tenant_id}, {"id", id}};
}

DashboardVersion opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    const Secret summary =
        ledger.open(reader, who.tenant_id, row.text("id"), summary_field, row.text("summary"));
    return {
        .number = row.integer("number"),
        .author_id = row.text("user_id"),
        .author = row.text_if("username"),
        .summary = std::string(summary.reveal()),
        .created_at = row.instant("created_at"),
    };
}

std::int64_t last_version(Reader& reader, const Principal& who, std::string_view id) {
    return reader.count(
        "SELECT coalesce(max(number), 0) AS value FROM dashboard_versions "
        "WHERE tenant_id = :tenant AND dashboard_id = :id",
        place(who, id)
    );
}

void forget_oldest(Writer& writer, const Principal& who, std::string_view id, std::int64_t newest) {
    Parameters values = place(who, id);
    values.emplace_back("last", newest - dashboard_versions_max);
    writer.run(
        "DELETE FROM dashboard_versions "
        "WHERE tenant_id = :tenant AND dashboard_id = :id AND number <= :last",
        values
    );
}

std::string now_sealed(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view version_id
) {
    const Whole whole{
        dashboard(writer, ledger, who, dashboard_id), tiles(writer, ledger, who, dashboard_id)
    };
    return ledger.seal(writer, who.tenant_id, version_id, whole_field, json::to_text(whole));
}

}  // namespace

void begin_dashboard_change(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id
) {
    require_own_dashboard(writer, who, id);
    if (last_version(writer, who, id) > 0) return;
    keep_dashboard_version(writer, ledger, who, id, "As it was before versions were kept");
}

void keep_dashboard_version(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view summary
) {
    const std::string version_id = new_id();
    const std::int64_t number = last_version(writer, who, id) + 1;
    writer.run(
        "INSERT INTO dashboard_versions (id, dashboard_id, tenant_id, number, user_id, "
        "created_at, summary, sealed) VALUES (:id, :dashboard, :tenant, :number, :user, :at, "
        ":summary, :sealed)",
        {{"id", version_id},
         {"dashboard", id},
         {"tenant", who.tenant_id},
         {"number", number},
         {"user", who.user_id},
         {"at", system_now()},
         {"summary", ledger.seal(writer, who.tenant_id, version_id, summary_field, summary)},
         {"sealed", now_sealed(writer, ledger, who, id, version_id)}}
    );
    forget_oldest(writer, who, id, number);
}

std::vector<DashboardVersion>
dashboard_versions(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    require_own_dashboard(reader, who, id);
    std::vector<DashboardVersion> all;
    for (const Row& row : reader.rows(of_dashboard + "ORDER BY v.number DESC", place(who, id)))
        all.push_back(opened(reader, ledger, who, row));
    return all;
}

DashboardSnapshot dashboard_version(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t number
) {
    require_own_dashboard(reader, who, id);
    Parameters values = place(who, id);
    values.emplace_back("number", number);
    const std::optional<Row> row = reader.row(of_dashboard + "AND v.number = :number", values);
    if (!row) throw_not_found("dashboard_version");
    DashboardSnapshot made{opened(reader, ledger, who, *row), {}, {}};
    const Secret text =
        ledger.open(reader, who.tenant_id, row->text("id"), whole_field, row->text("sealed"));
    auto whole = json::read<Whole>(text.reveal());
    made.content = std::move(whole.content);
    made.tiles = std::move(whole.tiles);
    return made;
}

void restore_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    std::int64_t number
) {
    begin_dashboard_change(writer, ledger, who, id);
    const DashboardSnapshot wanted = dashboard_version(writer, ledger, who, id, number);
    touch_dashboard(writer, who, id, version);
    write_dashboard_content(writer, ledger, who, id, wanted.content);
    put_tiles(writer, ledger, who, id, wanted.tiles);
    keep_dashboard_version(writer, ledger, who, id, fmt::format("Restored version {}", number));
}

}  // namespace parlance::store
