#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on schedules of dashboards take and give.
namespace parlance::serve {

enum class ScheduleEvery : std::uint8_t { minutes, day, week, month };
BOOST_DESCRIBE_ENUM(ScheduleEvery, minutes, day, week, month)

enum class ScheduleDoor : std::uint8_t { webhook, email };
BOOST_DESCRIBE_ENUM(ScheduleDoor, webhook, email)

/// When, and where to.
struct ScheduleFields {
    ScheduleEvery every = ScheduleEvery::day;
    std::optional<std::int64_t> minutes;
    std::optional<std::string> at;
    std::optional<std::int64_t> weekday;
    std::optional<std::int64_t> day;
    std::optional<std::string> time_zone;
    ScheduleDoor door = ScheduleDoor::webhook;
    std::optional<std::string> url;
    std::optional<std::vector<std::string>> recipients;
};
BOOST_DESCRIBE_STRUCT(
    ScheduleFields,
    (),
    (every, minutes, at, weekday, day, time_zone, door, url, recipients)
)
constexpr auto notes(const ScheduleFields*) {
    return std::array{
        json::note("minutes", "Of `minutes`.").between(15, 10'080),
        json::note("at", "Of the others: the time of the day, such as 08:00.").length(5, 5),
        json::note("weekday", "Of `week`: 1 is Monday.").between(1, 7),
        json::note("day", "Of `month`; the last one where a month is shorter.").between(1, 31),
        json::note("time_zone", "Such as Europe/Berlin; UTC without it.").length(1, 64),
        json::note("url", "Of a webhook: it gets JSON by POST, signed.").length(1, 2'000),
        json::note("recipients", "Of e-mail.").items(1, 20),
    };
}

struct ScheduleRequest : ScheduleFields {
    std::string dashboard_id;
};
BOOST_DESCRIBE_STRUCT(ScheduleRequest, (ScheduleFields), (dashboard_id))

struct ScheduleChangeRequest : ScheduleFields {
    std::string dashboard_id;
    std::string schedule_id;
    std::int64_t version = 0;
    bool enabled = true;
};
BOOST_DESCRIBE_STRUCT(
    ScheduleChangeRequest,
    (ScheduleFields),
    (dashboard_id, schedule_id, version, enabled)
)
constexpr auto notes(const ScheduleChangeRequest*) {
    return std::array{
        json::note("version", "The version of the schedule that you have seen."),
        json::note("enabled", "Whether it is sent at all.").optional(),
        json::note("minutes").between(15, 10'080),
        json::note("at").length(5, 5),
        json::note("weekday").between(1, 7),
        json::note("day").between(1, 31),
        json::note("time_zone").length(1, 64),
        json::note("url").length(1, 2'000),
        json::note("recipients").items(1, 20),
    };
}

struct ScheduleId {
    std::string dashboard_id;
    std::string schedule_id;
};
BOOST_DESCRIBE_STRUCT(ScheduleId, (), (dashboard_id, schedule_id))

struct ScheduleShape : ScheduleFields {
    std::string id;
    std::int64_t version = 0;
    bool enabled = true;
    std::string owner_id;
    std::optional<std::string> owner;
    std::optional<Instant> next_run_at;
    std::optional<Instant> last_run_at;
    std::optional<std::string> last_outcome;
    std::optional<std::string> last_error;
    std::int64_t failures = 0;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    ScheduleShape,
    (ScheduleFields),
    (id,
     version,
     enabled,
     owner_id,
     owner,
     next_run_at,
     last_run_at,
     last_outcome,
     last_error,
     failures,
     created_at)
)
constexpr auto notes(const ScheduleShape*) {
    return std::array{
        json::note("owner_id", "With whose rights it is sent: whoever changed it last."),
        json::note("next_run_at", "Absent while it is turned off."),
        json::note("last_outcome", "`sent` or `failed`."),
        json::note("last_error", "What went wrong, when it failed."),
        json::note("failures", "How often it failed in a row; after five it is turned off."),
    };
}

struct ScheduleList {
    std::vector<ScheduleShape> schedules;
    bool has_mail = false;
};
BOOST_DESCRIBE_STRUCT(ScheduleList, (), (schedules, has_mail))
constexpr auto notes(const ScheduleList*) {
    return std::array{json::note("has_mail", "Whether this server has a mail server to send by.")};
}

struct MadeScheduleShape {
    ScheduleShape schedule;
    std::optional<std::string> secret;
};
BOOST_DESCRIBE_STRUCT(MadeScheduleShape, (), (schedule, secret))
constexpr auto notes(const MadeScheduleShape*) {
    return std::array{
        json::note("secret", "Of a webhook: what it is signed with. Told this once."),
    };
}

struct SentShape {
    std::string outcome;
    std::optional<std::string> error;
};
BOOST_DESCRIBE_STRUCT(SentShape, (), (outcome, error))

}  // namespace parlance::serve
