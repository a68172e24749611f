#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Dashboards that are sent: when, where, and what became of it. Seen and changed by those who may
/// change the dashboard; whoever changes one sends it with their own rights from then on. Throws as
/// `store/dashboards.hpp` says, and `schedule_not_found`, `schedule_changed`, `too_many_schedules`
/// (conflict).
namespace parlance::store {

inline constexpr std::int64_t dashboard_schedules_max = 10;

/// When something happens again and again.
struct Rhythm {
    std::string every = "day";  ///< minutes, day, week or month
    std::int64_t minutes = 0;   ///< of `minutes`
    std::string at = "08:00";   ///< of the others, on the clock of the time zone
    std::int64_t weekday = 1;   ///< of `week`: 1 is Monday
    std::int64_t day = 1;       ///< of `month`; the last one where the month is shorter
    std::string time_zone = "UTC";

    bool operator==(const Rhythm&) const = default;
};

/// What is the owner's to say. Sealed.
struct ScheduleContent {
    Rhythm rhythm;
    std::string door;                     ///< webhook or email
    std::string url;                      ///< of a webhook
    std::vector<std::string> recipients;  ///< of e-mail
    std::string secret;                   ///< with which what goes to the webhook is signed
};

struct DashboardSchedule {
    std::string id;
    std::string tenant_id;
    std::string dashboard_id;
    std::string owner_id;
    std::optional<std::string> owner;  ///< none: the account is gone
    std::int64_t version = 1;
    bool enabled = true;
    ScheduleContent content;
    std::optional<Instant> next_run_at;
    std::int64_t failures = 0;  ///< one after the other
    std::optional<Instant> last_run_at;
    std::optional<std::string> last_outcome;  ///< sent or failed
    std::optional<std::string> last_error;    ///< a sentence of ours
    Instant created_at;
};

/// Oldest first.
[[nodiscard]] std::vector<DashboardSchedule> dashboard_schedules(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id
);
[[nodiscard]] DashboardSchedule dashboard_schedule(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
);
/// Returns its id.
std::string add_dashboard_schedule(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const ScheduleContent& content,
    Instant next_run_at
);
/// Puts `content` in place of what it was, for the version that was seen. Nothing as the next run
/// turns it off.
void change_dashboard_schedule(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const DashboardSchedule& before,
    std::int64_t version,
    const ScheduleContent& content,
    std::optional<Instant> next_run_at
);
void remove_dashboard_schedule(
    Writer& writer,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
);
/// How many of a dashboard were turned off because sending failed again and again.
[[nodiscard]] std::int64_t
stopped_schedules(Reader& reader, const Principal& who, std::string_view dashboard_id);

/// A schedule whose time has come.
struct DueSchedule {
    std::string id;
    std::string tenant_id;
    std::string dashboard_id;
    std::string owner_id;
};
[[nodiscard]] std::vector<DueSchedule> due_schedules(Reader& reader, System, Instant now);
/// Whether the caller is the one who sends it: nobody else has claimed it, or that claim has ended.
[[nodiscard]] bool claim_schedule(
    Writer& writer,
    System,
    std::string_view id,
    std::string_view claim,
    Instant now,
    Instant until
);
/// What came of a run.
struct RunEnd {
    std::string outcome;
    std::optional<std::string> error;
    std::int64_t failures = 0;
    std::optional<Instant> next_run_at;  ///< none: it is turned off
};
/// Ends the run of this claim; of another claim nothing is changed.
void end_schedule_run(
    Writer& writer,
    System,
    std::string_view id,
    std::string_view claim,
    Instant now,
    const RunEnd& end
);
/// Notes a run that somebody asked for; the next one comes when it would have come.
void note_schedule_run(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    Instant now,
    std::string_view outcome,
    const std::optional<std::string>& error
);

}  // namespace parlance::store
