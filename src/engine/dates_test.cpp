#include "engine/dates.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

const Instant now =
    std::chrono::sys_days{std::chrono::year{2025} / 6 / 30} + std::chrono::hours{12};

std::string read(std::string_view text) {
    const auto tokens = tokenize(text);
    const auto phrase = read_time(tokens, now);
    if (!phrase) return "none";
    return phrase->range.begin + ".." + phrase->range.end + " " + std::to_string(phrase->tokens);
}

TEST(Dates, ReadYearsMonthsQuartersAndDays) {
    EXPECT_EQ(read("2024"), "2024-01-01..2025-01-01 1");
    EXPECT_EQ(read("in March 2021"), "2021-03-01..2021-04-01 3");
    EXPECT_EQ(read("Q1 2025"), "2025-01-01..2025-04-01 2");
    EXPECT_EQ(read("second quarter of 2023"), "2023-04-01..2023-07-01 4");
    EXPECT_EQ(read("2024-02-29"), "2024-02-29..2024-03-01 1");
    EXPECT_EQ(read("May 5, 2020"), "2020-05-05..2020-05-06 4");
    EXPECT_EQ(read("31/12/2023"), "2023-12-31..2024-01-01 5");
}

TEST(Dates, ReadBoundsAsHalfOpenRanges) {
    EXPECT_EQ(read("after 2020"), "2021-01-01.. 2");
    EXPECT_EQ(read("before June 2019"), "..2019-06-01 3");
    EXPECT_EQ(read("since March 2021"), "2021-03-01.. 3");
    EXPECT_EQ(read("until 2020"), "..2021-01-01 2");
    EXPECT_EQ(read("2014 or later"), "2014-01-01.. 3");
    EXPECT_EQ(read("between March 2021 and December 2022"), "2021-03-01..2023-01-01 6");
}

TEST(Dates, CountRelativeTimesFromTheGivenNow) {
    EXPECT_EQ(read("last month"), "2025-05-01..2025-06-01 2");
    EXPECT_EQ(read("this quarter"), "2025-04-01..2025-07-01 2");
    EXPECT_EQ(read("last year"), "2024-01-01..2025-01-01 2");
    EXPECT_EQ(read("last 30 days"), "2025-06-01..2025-07-01 3");
    EXPECT_EQ(read("last two years"), "2023-07-01..2025-07-01 3");
    EXPECT_EQ(read("year to date"), "2025-01-01..2025-07-01 3");
    EXPECT_EQ(read("yesterday"), "2025-06-29..2025-06-30 1");
    EXPECT_EQ(read("last summer"), "2024-06-01..2024-09-01 2");
}

TEST(Dates, LeaveAloneWhatIsNoTime) {
    EXPECT_EQ(read("300"), "none");
    EXPECT_EQ(read("$2000"), "none");
    EXPECT_EQ(read("may"), "none");
    EXPECT_EQ(read("2024-13-45"), "none");
    EXPECT_EQ(read(""), "none");
}

}  // namespace
}  // namespace parlance::engine
