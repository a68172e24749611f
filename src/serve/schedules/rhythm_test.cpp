#include "serve/schedules/rhythm.hpp"

#include "base/testing/code_of.hpp"

#include <gtest/gtest.h>

namespace parlance::serve {
namespace {

std::string next(const store::Rhythm& rhythm, const char* after) {
    return rfc3339(next_run(rhythm, *parse_rfc3339(after))).substr(0, 16);
}

store::Rhythm of(const char* every, const char* at, const char* zone = "Europe/Berlin") {
    return {.every = every, .at = at, .time_zone = zone};
}

TEST(Rhythm, EachDayOnTheClockOfTheZone) {
    const store::Rhythm daily = of("day", "08:00");
    EXPECT_EQ(next(daily, "2026-01-15T06:59:59Z"), "2026-01-15T07:00");
    EXPECT_EQ(next(daily, "2026-01-15T07:00:00Z"), "2026-01-16T07:00");
    EXPECT_EQ(next(daily, "2026-07-15T06:30:00Z"), "2026-07-16T06:00");
    EXPECT_EQ(
        next(of("day", "00:30", "Pacific/Auckland"), "2026-06-01T00:00:00Z"), "2026-06-01T12:30"
    );
}

TEST(Rhythm, ATimeThatIsSkippedIsWhenTheClockGoesOn) {
    EXPECT_EQ(next(of("day", "02:30"), "2026-03-29T00:00:00Z"), "2026-03-29T01:00");
}

TEST(Rhythm, ATimeThatComesTwiceIsTheFirst) {
    const store::Rhythm nightly = of("day", "02:30");
    EXPECT_EQ(next(nightly, "2026-10-25T00:00:00Z"), "2026-10-25T00:30");
    EXPECT_EQ(next(nightly, "2026-10-25T00:30:00Z"), "2026-10-26T01:30");
}

TEST(Rhythm, EachWeekOnItsDay) {
    store::Rhythm weekly = of("week", "09:15", "UTC");
    weekly.weekday = 7;
    EXPECT_EQ(next(weekly, "2026-11-30T00:00:00Z"), "2026-12-06T09:15");
    weekly.weekday = 1;
    EXPECT_EQ(next(weekly, "2026-11-30T00:00:00Z"), "2026-11-30T09:15");
}

TEST(Rhythm, EachMonthOnItsDayOrTheLast) {
    store::Rhythm monthly = of("month", "06:00", "UTC");
    monthly.day = 31;
    EXPECT_EQ(next(monthly, "2026-02-01T00:00:00Z"), "2026-02-28T06:00");
    EXPECT_EQ(next(monthly, "2026-02-28T06:00:00Z"), "2026-03-31T06:00");
    monthly.day = 1;
    EXPECT_EQ(next(monthly, "2026-12-01T06:00:00Z"), "2027-01-01T06:00");
}

TEST(Rhythm, EverySoManyMinutes) {
    EXPECT_EQ(
        next({.every = "minutes", .minutes = 15}, "2026-12-31T23:50:00Z"), "2027-01-01T00:05"
    );
}

TEST(Rhythm, KnowsWhichZonesThereAre) {
    EXPECT_TRUE(is_time_zone("America/New_York"));
    EXPECT_FALSE(is_time_zone("../../etc/passwd"));
    EXPECT_FALSE(is_time_zone(""));
    EXPECT_EQ(
        code_of([] { (void)next(of("day", "08:00", "Nowhere"), "2026-01-01T00:00:00Z"); }),
        "invalid_fields"
    );
}

}  // namespace
}  // namespace parlance::serve
