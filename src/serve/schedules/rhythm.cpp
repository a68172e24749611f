#include "serve/schedules/rhythm.hpp"

#include "base/error.hpp"

#include <date/tz.h>

#include <charconv>
#include <stdexcept>

namespace parlance::serve {

namespace {

using std::chrono::minutes;

const date::time_zone& zone_of(const std::string& name) {
    try {
        return *date::locate_zone(name);
    } catch (const std::runtime_error&) {
        throw Error(Failure::invalid, "invalid_fields", "Some fields are not right.")
            .with_faults({{"/time_zone", "There is no such time zone."}});
    }
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// `08:30` since midnight.
minutes clock_time(const std::string& at) {
    return minutes(number(at.substr(0, 2)) * 60 + number(at.substr(3, 2)));
}

bool fits(const store::Rhythm& rhythm, date::local_days day) {
    if (rhythm.every == "week")
        return date::weekday(day).iso_encoding() == static_cast<unsigned>(rhythm.weekday);
    if (rhythm.every != "month") return true;
    const date::year_month_day date(day);
    const auto last =
        date::year_month_day_last(date.year(), date::month_day_last(date.month())).day();
    return date.day() == std::min(date::day(static_cast<unsigned>(rhythm.day)), last);
}

}  // namespace

bool is_time_zone(const std::string& name) {
    try {
        (void)date::locate_zone(name);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

Instant next_run(const store::Rhythm& rhythm, Instant after) {
    if (rhythm.every == "minutes") return after + minutes(rhythm.minutes);
    constexpr int days_max = 70;  // two months have a day of every number
    const date::time_zone& zone = zone_of(rhythm.time_zone);
    auto day = date::floor<date::days>(zone.to_local(after));
    for (int tried = 0; tried < days_max; ++tried, day += date::days(1)) {
        if (!fits(rhythm, day)) continue;
        const auto wanted = day + clock_time(rhythm.at);
        const auto at = zone.to_sys(wanted, date::choose::earliest);
        if (at > after) return std::chrono::time_point_cast<std::chrono::microseconds>(at);
    }
    throw std::logic_error("a rhythm without a next time");
}

}  // namespace parlance::serve
