#include "ask/dashboard_charts.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

using namespace std::chrono_literals;

std::string name_of(std::string_view id) {
    return "name of " + std::string(id);
}

store::Overview used() {
    store::Overview overview;
    for (int day = 1; day <= 3; ++day) {
        store::DayFigures figures;
        figures.day = std::chrono::sys_days{2025y / 7 / day};
        figures.queries = 3;
        figures.answered = day == 2 ? 0 : 2;
        figures.failed = 1;
        figures.median_ms = 12.5;
        figures.p95_ms = 40;
        overview.days.push_back(figures);
    }
    overview.total.queries = 9;
    for (const char* id : {"a", "b"}) {
        store::SourceFigures source;
        source.queries = 4;
        source.connection_id = id;
        overview.sources.push_back(source);
        overview.errors.push_back({std::string("sql_") + id, 2, {}});
    }
    return overview;
}

TEST(UsageCharts, DrawsWhatHappened) {
    const auto charts = usage_charts(used(), name_of);
    ASSERT_EQ(charts.size(), 4);
    EXPECT_EQ(charts[0].id, "queries");
    EXPECT_EQ(charts[0].result.rows.rows(), 12);
    EXPECT_EQ(charts[0].chart.at("usermeta").at("kind"), "stacked_bar");
    EXPECT_EQ(charts[1].id, "latency");
    EXPECT_EQ(charts[1].result.rows.rows(), 4);
    EXPECT_EQ(charts[1].chart.at("usermeta").at("kind"), "multi_line");
    EXPECT_EQ(charts[2].result.rows.text(charts[2].result.rows.row(1)[0]), "name of b");
    EXPECT_EQ(charts[3].chart.at("usermeta").at("kind"), "bar");
}

TEST(UsageCharts, DrawsNothingWhereNothingHappened) {
    store::Overview overview = used();
    overview.total.queries = 0;
    EXPECT_TRUE(usage_charts(overview, name_of).empty());
}

}  // namespace
}  // namespace parlance::ask
