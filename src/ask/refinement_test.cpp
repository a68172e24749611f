#include "ask/refinement.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

std::string shown(const std::vector<DiffLine>& diff) {
    std::string text;
    for (const DiffLine& line : diff) {
        text += line.side == Side::same ? ' ' : line.side == Side::added ? '+' : '-';
        text += line.text + "\n";
    }
    return text;
}

TEST(Refinement, ADiffKeepsWhatBothHave) {
    EXPECT_EQ(
        shown(diff_of("SELECT a\nFROM t", "SELECT a\nFROM t\nWHERE b = 1")),
        " SELECT a\n FROM t\n+WHERE b = 1\n"
    );
    EXPECT_EQ(
        shown(diff_of("SELECT a\nFROM t\nLIMIT 5", "SELECT a, b\nFROM t\nLIMIT 5")),
        "-SELECT a\n+SELECT a, b\n FROM t\n LIMIT 5\n"
    );
    EXPECT_EQ(shown(diff_of("", "")), "");
}

TEST(Refinement, TooLongTextsAreNotSearched) {
    std::string many;
    for (int line = 0; line < 1'000; ++line)
        many += "x\n";
    EXPECT_EQ(diff_of(many, many).size(), 2'000);
}

store::HistoryEntry entry(std::string connection, std::string outcome, std::string sql) {
    store::HistoryEntry made;
    made.connection_id = std::move(connection);
    made.kind = "ask";
    made.outcome = std::move(outcome);
    made.question = "q";
    made.portable_sql = std::move(sql);
    return made;
}

TEST(Refinement, OnlyAnswersOfTheSameSourceAreTurns) {
    const std::vector<store::HistoryEntry> entries{
        entry("a", "answered", "SELECT 1"),
        entry("b", "answered", "SELECT 2"),
        entry("a", "failed", "SELECT 3"),
        entry("a", "answered", "not sql"),
        entry("a", "answered", "SELECT 4"),
    };
    EXPECT_EQ(turns_of(entries, "a").size(), 2);
}

TEST(Refinement, SqlOfAPersonCanBeChangedAsItStands) {
    store::HistoryEntry written = entry("a", "answered", "");
    written.kind = "sql";
    written.portable_sql.reset();
    written.sql = "SELECT 1";
    EXPECT_EQ(turns_of(std::vector{written}, "a").size(), 1);
}

TEST(Refinement, TheChartThatWasAskedForIsThatOfTheLastAnswer) {
    std::vector<store::HistoryEntry> entries{
        entry("a", "answered", "SELECT 1"), entry("a", "failed", "SELECT 2")
    };
    EXPECT_EQ(chart_asked(entries, "a"), std::nullopt);
    entries[0].chart = R"({"mark":"arc","usermeta":{"kind":"pie"}})";
    EXPECT_EQ(chart_asked(entries, "a"), std::nullopt);
    entries[0].chart = R"({"mark":"arc","usermeta":{"kind":"pie","asked":true}})";
    EXPECT_EQ(chart_asked(entries, "a"), ChartKind::pie);
    EXPECT_EQ(chart_asked(entries, "b"), std::nullopt);
    entries.push_back(entry("a", "answered", "SELECT 3"));
    EXPECT_EQ(chart_asked(entries, "a"), std::nullopt);
}

}  // namespace
}  // namespace parlance::ask
