#include "catalog/drift.hpp"

#include <gtest/gtest.h>

namespace parlance::catalog {
namespace {

Table table(std::string name, std::vector<Column> columns) {
    Table made;
    made.schema = "main";
    made.name = std::move(name);
    made.columns = std::move(columns);
    return made;
}

Schema schema(std::vector<Table> tables) {
    Schema made;
    made.default_schema = "main";
    made.tables = std::move(tables);
    return made;
}

using Names = std::vector<std::string>;

TEST(Drift, IsEmptyForEqualSchemas) {
    const Schema same = schema({table("orders", {{"id", Type::integer}})});
    EXPECT_TRUE(drift(same, same).empty());
}

TEST(Drift, TellsNewAndVanishedTables) {
    const Drift found = drift(schema({table("old", {})}), schema({table("new", {})}));
    EXPECT_EQ(found.added, Names{"main.new"});
    EXPECT_EQ(found.removed, Names{"main.old"});
}

TEST(Drift, TellsColumns) {
    const Drift found = drift(
        schema({table(
            "orders", {{"id", Type::integer}, {"gone", Type::text}, {"total", Type::integer}}
        )}),
        schema({table(
            "orders", {{"id", Type::integer}, {"total", Type::decimal}, {"note", Type::text}}
        )})
    );
    EXPECT_EQ(found.added, Names{"main.orders.note"});
    EXPECT_EQ(found.removed, Names{"main.orders.gone"});
    EXPECT_EQ(found.changed, Names{"main.orders.total"});
}

TEST(Drift, DoesNotCountRows) {
    Schema before = schema({table("orders", {})});
    Schema after = before;
    after.tables[0].row_estimate = 5;
    EXPECT_TRUE(drift(before, after).empty());
}

}  // namespace
}  // namespace parlance::catalog
