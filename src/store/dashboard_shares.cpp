#include "store/dashboard_shares.hpp"

#include "store/dashboard_rows.hpp"

namespace parlance::store {

namespace {

const std::string all_shares =
    "SELECT s.id AS id, s.tenant_id AS tenant_id, s.dashboard_id AS dashboard_id, "
    "s.user_id AS user_id, u.username AS username, s.token_hash AS token_hash, s.hint AS hint, "
    "s.role AS role, s.created_at AS created_at, s.expires_at AS expires_at, "
    "s.last_used_at AS last_used_at, s.uses AS uses, s.revoked_at AS revoked_at "
    "FROM dashboard_shares s LEFT JOIN users u ON u.id = s.user_id WHERE ";

DashboardShare share_from(const Row& row) {
    return {
        .id = row.text("id"),
        .tenant_id = row.text("tenant_id"),
        .dashboard_id = row.text("dashboard_id"),
        .maker_id = row.text("user_id"),
        .maker = row.text_if("username"),
        .token_hash = row.text("token_hash"),
        .hint = row.text("hint"),
        .role = row.text_if("role"),
        .created_at = row.instant("created_at"),
        .expires_at = row.instant("expires_at"),
        .last_used_at = row.instant_if("last_used_at"),
        .uses = row.integer("uses"),
        .revoked_at = row.instant_if("revoked_at"),
    };
}

Parameters place(const Principal& who, std::string_view dashboard_id) {
    return {{"tenant", who.tenant_id}, {"dashboard", dashboard_id}};
}

void require_room(Reader& reader, const Principal& who, std::string_view dashboard_id) {
    Parameters values = place(who, dashboard_id);
    values.emplace_back("now", system_now());
    const std::int64_t live = reader.count(
        "SELECT count(*) AS value FROM dashboard_shares WHERE tenant_id = :tenant "
        "AND dashboard_id = :dashboard AND revoked_at IS NULL AND expires_at > :now",
        values
    );
    if (live < dashboard_shares_max) return;
    throw Error(
        Failure::conflict,
        "too_many_shares",
        "Fifty links to this dashboard work already. Revoke one that nobody needs."
    );
}

}  // namespace

void require_changeable(Reader& reader, const Principal& who, std::string_view dashboard_id) {
    require_own_dashboard(reader, who, dashboard_id);
}

void add_dashboard_share(Writer& writer, const Principal& who, const DashboardShare& share) {
    require_own_dashboard(writer, who, share.dashboard_id);
    require_room(writer, who, share.dashboard_id);
    writer.run(
        "INSERT INTO dashboard_shares (id, dashboard_id, tenant_id, user_id, token_hash, hint, "
        "role, created_at, expires_at, uses) VALUES (:id, :dashboard, :tenant, :user, :hash, "
        ":hint, :role, :at, :expires, 0)",
        {{"id", share.id},
         {"dashboard", share.dashboard_id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"hash", share.token_hash},
         {"hint", share.hint},
         {"role", share.role},
         {"at", share.created_at},
         {"expires", share.expires_at}}
    );
}

std::vector<DashboardShare>
dashboard_shares(Reader& reader, const Principal& who, std::string_view dashboard_id) {
    require_own_dashboard(reader, who, dashboard_id);
    std::vector<DashboardShare> all;
    const std::string sql = all_shares +
                            "s.tenant_id = :tenant AND s.dashboard_id = :dashboard "
                            "ORDER BY s.created_at DESC, s.id DESC LIMIT 200";
    for (const Row& row : reader.rows(sql, place(who, dashboard_id)))
        all.push_back(share_from(row));
    return all;
}

DashboardShare revoke_dashboard_share(
    Writer& writer,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
) {
    require_own_dashboard(writer, who, dashboard_id);
    Parameters values = place(who, dashboard_id);
    values.emplace_back("id", id);
    const std::optional<Row> row = writer.row(
        all_shares +
            "s.tenant_id = :tenant AND s.dashboard_id = :dashboard AND s.id = :id "
            "AND s.revoked_at IS NULL",
        values
    );
    if (!row) throw_not_found("share");
    writer.run(
        "UPDATE dashboard_shares SET revoked_at = :now WHERE id = :id",
        {{"now", system_now()}, {"id", id}}
    );
    return share_from(*row);
}

std::optional<DashboardShare>
live_share(Reader& reader, System, std::string_view token_hash, Instant now) {
    const std::optional<Row> row = reader.row(
        all_shares + "s.token_hash = :hash AND s.revoked_at IS NULL AND s.expires_at > :now",
        {{"hash", token_hash}, {"now", now}}
    );
    if (!row) return std::nullopt;
    return share_from(*row);
}

void touch_dashboard_share(Writer& writer, System, std::string_view id, Instant now) {
    writer.run(
        "UPDATE dashboard_shares SET last_used_at = :now, uses = uses + 1 WHERE id = :id",
        {{"now", now}, {"id", id}}
    );
}

}  // namespace parlance::store
