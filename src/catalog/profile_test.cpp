#include "catalog/profile.hpp"

#include "catalog/profile_counts.hpp"
#include "guard/relation.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace parlance::catalog {
namespace {

ColumnProfile
counted(Type type, const std::vector<std::string>& values, ProfileLimits limits = {}) {
    ColumnCounts counts({.name = "x", .type = type}, limits);
    for (const std::string& value : values)
        value == "-" ? counts.add(CellKind::null, "") : counts.add(CellKind::text, value);
    return counts.made();
}

TEST(Profile, CountsNullsAndDistinctValues) {
    const ColumnProfile made = counted(Type::text, {"a", "b", "a", "-", "a"});
    EXPECT_EQ(made.nulls, 1);
    EXPECT_EQ(made.distinct, 2);
    EXPECT_EQ(made.minimum, "a");
    EXPECT_EQ(made.maximum, "b");
    ASSERT_EQ(made.top.size(), 1U);  // b stands once
    EXPECT_EQ(made.top.front().value, "a");
    EXPECT_EQ(made.top.front().count, 3);
}

TEST(Profile, ComparesNumbersAsNumbers) {
    const ColumnProfile made = counted(Type::integer, {"9", "10", "100", "9"});
    EXPECT_EQ(made.minimum, "9");
    EXPECT_EQ(made.maximum, "100");
    ASSERT_FALSE(made.histogram.empty());
    EXPECT_EQ(made.histogram.front().count, 3);
    EXPECT_EQ(made.histogram.front().from, "9");
    std::int64_t all = 0;
    for (const HistogramBar& bar : made.histogram)
        all += bar.count;
    EXPECT_EQ(all, 4);
}

TEST(Profile, DrawsDates) {
    const ColumnProfile made =
        counted(Type::date, {"2024-01-01", "2024-01-02", "2024-12-31", "0099-01-01"});
    EXPECT_EQ(made.minimum, "0099-01-01");
    EXPECT_EQ(made.maximum, "2024-12-31");
    EXPECT_EQ(made.histogram.back().count, 3);
}

TEST(Profile, DrawsNothingWhereAllIsOne) {
    EXPECT_TRUE(counted(Type::integer, {"5", "5"}).histogram.empty());
    EXPECT_TRUE(counted(Type::real, {"NaN", "1"}).histogram.empty());
    EXPECT_EQ(counted(Type::text, {"-", "-"}).nulls, 2);
    EXPECT_EQ(counted(Type::text, {}).distinct, 0);
}

TEST(Profile, KeepsNoProse) {
    const ColumnProfile made = counted(Type::text, {std::string(300, 'x'), "short", "short"});
    EXPECT_EQ(made.withheld, Withheld::long_values);
    EXPECT_TRUE(made.top.empty());
    EXPECT_FALSE(made.minimum.has_value());
}

TEST(Profile, DoesNotSayHowManyWhenItLostCount) {
    ProfileLimits limits;
    limits.distinct_max = 2;
    EXPECT_FALSE(counted(Type::text, {"a", "b", "c"}, limits).distinct.has_value());
}

class ShownProfile : public testing::Test {
protected:
    ShownProfile() {
        table.schema = "main";
        table.name = "people";
        table.columns = {{"id", Type::integer}, {"salary", Type::integer}};
        whole.rows = 7;
        whole.rows_exact = true;
        whole.rows_looked_at = 7;
        for (const Column& column : table.columns) {
            ColumnProfile made{.name = column.name, .type = column.type};
            made.nulls = 1;
            made.maximum = "99";
            whole.columns.push_back(made);
        }
    }

    guard::Policy fenced(std::vector<std::string> masked, bool filtered) {
        auto relations = std::make_shared<guard::Relations>();
        guard::Relation relation;
        relation.masked = std::move(masked);
        relation.filtered = filtered;
        relations->emplace(TableName{"main", "people"}, std::move(relation));
        guard::Policy policy;
        policy.relations = std::move(relations);
        return policy;
    }

    Table table;
    TableProfile whole;
};

TEST_F(ShownProfile, HidesMaskedColumns) {
    const TableProfile made = shown_to(whole, table, fenced({"salary"}, false));
    EXPECT_EQ(made.rows, 7);
    EXPECT_EQ(made.columns[0].maximum, "99");
    EXPECT_EQ(made.columns[1].withheld, Withheld::policy);
    EXPECT_FALSE(made.columns[1].maximum.has_value());
    EXPECT_FALSE(made.columns[1].nulls.has_value());
}

TEST_F(ShownProfile, TellsNoFigureWhereRowsAreHeldBack) {
    const TableProfile made = shown_to(whole, table, fenced({}, true));
    EXPECT_EQ(made.withheld, Withheld::policy);
    EXPECT_FALSE(made.rows.has_value());
    EXPECT_EQ(made.rows_looked_at, 0);
    for (const ColumnProfile& column : made.columns)
        EXPECT_EQ(column.withheld, Withheld::policy);
}

TEST_F(ShownProfile, LeavesOutWhatIsNotInTheView) {
    table.columns.pop_back();
    const TableProfile made = shown_to(whole, table, {});
    ASSERT_EQ(made.columns.size(), 1U);
    EXPECT_EQ(made.columns.front().name, "id");
}

}  // namespace
}  // namespace parlance::catalog
