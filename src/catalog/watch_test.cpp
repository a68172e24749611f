#include "catalog/watch.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace parlance::catalog {
namespace {

using namespace std::chrono_literals;

const Instant now = Instant{} + 20'000 * 24h;

bool due(std::chrono::minutes looked, std::chrono::hours used, SourceSettings settings = {}) {
    Watch watch(now - looked);
    watch.used({}, now - used);
    return watch.due(settings, "connection", now);
}

TEST(Watch, IsDueAfterAnHourAndABit) {
    EXPECT_FALSE(due(10min, 0h));
    EXPECT_FALSE(due(59min, 0h));
    EXPECT_TRUE(due(67min, 0h));
}

TEST(Watch, LeavesAloneWhatNobodyUses) {
    EXPECT_TRUE(due(67min, 6 * 24h));
    EXPECT_FALSE(due(67min, 8 * 24h));
    EXPECT_FALSE(Watch(now - 67min).due({}, "connection", now));
}

TEST(Watch, DoesAsTheAdministratorSays) {
    EXPECT_FALSE(due(24h, 0h, {.watch_minutes = 0}));
    EXPECT_TRUE(due(6min, 0h, {.watch_minutes = 5}));
    EXPECT_FALSE(due(67min, 0h, {.watch_minutes = 1440}));
}

TEST(Watch, SpreadsSourcesOverATenthOfTheTime) {
    int early = 0;
    for (int i = 0; i < 200; ++i) {
        Watch watch(now - 63min);
        watch.used({}, now);
        early += watch.due({}, "connection " + std::to_string(i), now);
    }
    EXPECT_GT(early, 20);
    EXPECT_LT(early, 180);
}

TEST(Watch, LetsOneLookAtATime) {
    Watch watch(now - 24h);
    watch.used({}, now);
    EXPECT_TRUE(watch.begin());
    EXPECT_FALSE(watch.begin());
    EXPECT_FALSE(watch.due({}, "connection", now));
    watch.end();
    EXPECT_TRUE(watch.begin());
}

}  // namespace
}  // namespace parlance::catalog
