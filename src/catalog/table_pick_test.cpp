#include "catalog/table_pick.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace parlance::catalog {
namespace {

Table table(const char* schema, const char* name) {
    return {.schema = schema, .name = name, .columns = {{.name = "id"}}};
}

Schema shop() {
    Schema schema{
        .tables = {table("sales", "orders"), table("sales", "tmp_load"), table("hr", "staff")}
    };
    schema.tables[0].foreign_keys = {{{"id"}, "hr", "staff", {"id"}}};
    return schema;
}

std::string names(const Schema& schema) {
    std::string all;
    for (const Table& each : schema.tables)
        all += each.schema + "." + each.name + " ";
    return all;
}

TEST(TablePick, PatternsMeanTables) {
    EXPECT_TRUE(means("orders", "sales", "orders"));
    EXPECT_TRUE(means("ORD*", "sales", "orders"));
    EXPECT_TRUE(means("sales.*", "sales", "orders"));
    EXPECT_TRUE(means("*.ord??s", "sales", "orders"));
    EXPECT_FALSE(means("orders", "sales", "orders_old"));
    EXPECT_FALSE(means("hr.*", "sales", "orders"));
    EXPECT_FALSE(means("ord?", "sales", "orders"));
    const std::string stars(200, '*');
    EXPECT_FALSE(means(stars + "x", "s", std::string(5'000, 'y')));
}

TEST(TablePick, TakesWhatIsIncludedAndNotExcluded) {
    EXPECT_EQ(names(picked(shop(), {})), "sales.orders sales.tmp_load hr.staff ");
    EXPECT_EQ(names(picked(shop(), {.include = {"sales.*"}})), "sales.orders sales.tmp_load ");
    EXPECT_EQ(
        names(picked(shop(), {.include = {"sales.*"}, .exclude = {"tmp_*"}})), "sales.orders "
    );
    const auto all = tables_of(shop(), {.exclude = {"staff"}});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_TRUE(all[0].taken);
    EXPECT_FALSE(all[2].taken);
}

TEST(TablePick, KeysToWhatIsNotTakenGoToo) {
    EXPECT_EQ(picked(shop(), {}).tables[0].foreign_keys.size(), 1U);
    EXPECT_TRUE(picked(shop(), {.exclude = {"hr.*"}}).tables[0].foreign_keys.empty());
}

TEST(TablePick, PartitionsGoWhereTheirTableGoes) {
    Schema schema{.tables = {table("s", "events"), table("s", "events_2025"), table("s", "seen")}};
    schema.tables[1].based_on = std::vector<TableName>{{"s", "events"}};
    schema.tables[2].kind = TableKind::view;
    schema.tables[2].based_on = std::vector<TableName>{{"s", "events"}};
    EXPECT_EQ(
        names(picked(schema, {.exclude = {"events_2025"}})), "s.events s.events_2025 s.seen "
    );
    EXPECT_EQ(names(picked(schema, {.exclude = {"events"}})), "s.seen ");
    schema.tables[0].based_on = std::vector<TableName>{{"s", "events_2025"}};  // each other's heirs
    EXPECT_EQ(names(picked(schema, {.include = {"seen"}})), "s.seen ");
}

TEST(TablePick, PatternsHaveALength) {
    EXPECT_NO_THROW(check_patterns({.include = {"a"}}));
    EXPECT_THROW(check_patterns({.include = {""}}), Error);
    EXPECT_THROW(check_patterns({.exclude = {std::string(513, 'a')}}), Error);
}

}  // namespace
}  // namespace parlance::catalog
