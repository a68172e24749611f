#include "store/dashboard_schedules.hpp"

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/dashboard_rows.hpp"

#include <boost/describe.hpp>

namespace parlance::store {

BOOST_DESCRIBE_STRUCT(Rhythm, (), (every, minutes, at, weekday, day, time_zone))
BOOST_DESCRIBE_STRUCT(ScheduleContent, (), (rhythm, door, url, recipients, secret))

namespace {

constexpr std::string_view field = "schedule";
constexpr int due_at_once = 50;

const std::string all_schedules =
    "SELECT s.id AS id, s.tenant_id AS tenant_id, s.dashboard_id AS dashboard_id, "
    "s.user_id AS user_id, u.username AS username, s.version AS version, s.enabled AS enabled, "
    "s.next_run_at AS next_run_at, s.failures AS failures, s.last_run_at AS last_run_at, "
    "s.last_outcome AS last_outcome, s.last_error AS last_error, s.created_at AS created_at, "
    "s.sealed AS sealed FROM dashboard_schedules s LEFT JOIN users u ON u.id = s.user_id "
    "WHERE s.tenant_id = :tenant AND s.dashboard_id = :dashboard ";

Parameters place(const Principal& who, std::string_view dashboard_id) {
    return {{"tenant", who.tenant_id}, {"dashboard", dashboard_id}};
}

Parameters place(const Principal& who, std::string_view dashboard_id, std::string_view id) {
    Parameters values = place(who, dashboard_id);
    values.emplace_back("id", id);
    return values;
}

DashboardSchedule opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    DashboardSchedule made;
    made.id = row.text("id");
    made.tenant_id = row.text("tenant_id");
    made.dashboard_id = row.text("dashboard_id");
    made.owner_id = row.text("user_id");
    made.owner = row.text_if("username");
    made.version = row.integer("version");
    made.enabled = row.flag("enabled");
    made.next_run_at = row.instant_if("next_run_at");
    made.failures = row.integer("failures");
    made.last_run_at = row.instant_if("last_run_at");
    made.last_outcome = row.text_if("last_outcome");
    made.last_error = row.text_if("last_error");
    made.created_at = row.instant("created_at");
    const Secret text = ledger.open(reader, who.tenant_id, made.id, field, row.text("sealed"));
    made.content = json::read<ScheduleContent>(text.reveal());
    return made;
}

void require_room(Reader& reader, const Principal& who, std::string_view dashboard_id) {
    const std::int64_t held = reader.count(
        "SELECT count(*) AS value FROM dashboard_schedules "
        "WHERE tenant_id = :tenant AND dashboard_id = :dashboard",
        place(who, dashboard_id)
    );
    if (held < dashboard_schedules_max) return;
    throw Error(
        Failure::conflict,
        "too_many_schedules",
        "A dashboard is sent by ten schedules at the most. Remove one that nobody needs."
    );
}

[[noreturn]] void throw_changed() {
    throw Error(
        Failure::conflict,
        "schedule_changed",
        "The schedule has changed meanwhile. Look at it as it is and try again."
    );
}

}  // namespace

std::vector<DashboardSchedule> dashboard_schedules(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id
) {
    require_own_dashboard(reader, who, dashboard_id);
    std::vector<DashboardSchedule> all;
    const std::string sql = all_schedules + "ORDER BY s.created_at, s.id";
    for (const Row& row : reader.rows(sql, place(who, dashboard_id)))
        all.push_back(opened(reader, ledger, who, row));
    return all;
}

DashboardSchedule dashboard_schedule(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
) {
    require_own_dashboard(reader, who, dashboard_id);
    const std::optional<Row> row =
        reader.row(all_schedules + "AND s.id = :id", place(who, dashboard_id, id));
    if (!row) throw_not_found("schedule");
    return opened(reader, ledger, who, *row);
}

std::string add_dashboard_schedule(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const ScheduleContent& content,
    Instant next_run_at
) {
    require_own_dashboard(writer, who, dashboard_id);
    require_room(writer, who, dashboard_id);
    std::string id = new_id();
    writer.run(
        "INSERT INTO dashboard_schedules (id, dashboard_id, tenant_id, user_id, version, enabled, "
        "next_run_at, failures, created_at, updated_at, sealed) VALUES (:id, :dashboard, :tenant, "
        ":user, 1, 1, :next, 0, :at, :at, :sealed)",
        {{"id", id},
         {"dashboard", dashboard_id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"next", next_run_at},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, id, field, json::to_text(content))}}
    );
    return id;
}

void change_dashboard_schedule(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const DashboardSchedule& before,
    std::int64_t version,
    const ScheduleContent& content,
    std::optional<Instant> next_run_at
) {
    require_own_dashboard(writer, who, before.dashboard_id);
    Parameters values = place(who, before.dashboard_id, before.id);
    values.insert(
        values.end(),
        {{"version", version},
         {"user", who.user_id},
         {"enabled", next_run_at.has_value()},
         {"next", next_run_at},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, before.id, field, json::to_text(content))}}
    );
    const std::int64_t touched = writer.run(
        "UPDATE dashboard_schedules SET version = version + 1, user_id = :user, "
        "enabled = :enabled, next_run_at = :next, failures = 0, claim = NULL, "
        "claimed_until = NULL, updated_at = :at, sealed = :sealed WHERE tenant_id = :tenant "
        "AND dashboard_id = :dashboard AND id = :id AND version = :version",
        values
    );
    if (touched == 0) throw_changed();
}

void remove_dashboard_schedule(
    Writer& writer,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
) {
    require_own_dashboard(writer, who, dashboard_id);
    const std::int64_t touched = writer.run(
        "DELETE FROM dashboard_schedules "
        "WHERE tenant_id = :tenant AND dashboard_id = :dashboard AND id = :id",
        place(who, dashboard_id, id)
    );
    if (touched == 0) throw_not_found("schedule");
}

std::int64_t
stopped_schedules(Reader& reader, const Principal& who, std::string_view dashboard_id) {
    return reader.count(
        "SELECT count(*) AS value FROM dashboard_schedules WHERE tenant_id = :tenant "
        "AND dashboard_id = :dashboard AND enabled = 0 AND failures > 0",
        place(who, dashboard_id)
    );
}

std::vector<DueSchedule> due_schedules(Reader& reader, System, Instant now) {
    std::vector<DueSchedule> all;
    const std::vector<Row> rows = reader.rows(
        "SELECT id, tenant_id, dashboard_id, user_id FROM dashboard_schedules "
        "WHERE enabled = 1 AND next_run_at <= :now "
        "AND (claimed_until IS NULL OR claimed_until < :now) ORDER BY next_run_at LIMIT :most",
        {{"now", now}, {"most", due_at_once}}
    );
    for (const Row& row : rows)
        all.push_back(
            {row.text("id"), row.text("tenant_id"), row.text("dashboard_id"), row.text("user_id")}
        );
    return all;
}

bool claim_schedule(
    Writer& writer,
    System,
    std::string_view id,
    std::string_view claim,
    Instant now,
    Instant until
) {
    return writer.run(
               "UPDATE dashboard_schedules SET claim = :claim, claimed_until = :until "
               "WHERE id = :id AND enabled = 1 AND next_run_at <= :now "
               "AND (claimed_until IS NULL OR claimed_until < :now)",
               {{"claim", claim}, {"until", until}, {"id", id}, {"now", now}}
           ) == 1;
}

void end_schedule_run(
    Writer& writer,
    System,
    std::string_view id,
    std::string_view claim,
    Instant now,
    const RunEnd& end
) {
    writer.run(
        "UPDATE dashboard_schedules SET claim = NULL, claimed_until = NULL, last_run_at = :now, "
        "last_outcome = :outcome, last_error = :error, failures = :failures, "
        "next_run_at = :next, enabled = :enabled WHERE id = :id AND claim = :claim",
        {{"now", now},
         {"outcome", end.outcome},
         {"error", end.error},
         {"failures", end.failures},
         {"next", end.next_run_at},
         {"enabled", end.next_run_at.has_value()},
         {"id", id},
         {"claim", claim}}
    );
}

void note_schedule_run(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    Instant now,
    std::string_view outcome,
    const std::optional<std::string>& error
) {
    writer.run(
        "UPDATE dashboard_schedules SET last_run_at = :now, last_outcome = :outcome, "
        "last_error = :error WHERE tenant_id = :tenant AND id = :id",
        {{"now", now}, {"outcome", outcome}, {"error", error}, {"tenant", who.tenant_id}, {"id", id}
        }
    );
}

}  // namespace parlance::store
