#include "catalog/drift.hpp"

#include <gtest/gtest.h>

namespace parlance::catalog {
namespace {

Column column(std::string name, std::string native = "integer", Type type = Type::integer) {
    Column made{.name = std::move(name), .type = type};
    made.native_type = std::move(native);
    return made;
}

Table table(std::string name, std::vector<Column> columns) {
    Table made{.schema = "public", .name = std::move(name)};
    made.columns = std::move(columns);
    return made;
}

Schema schema(std::vector<Table> tables) {
    Schema made;
    made.tables = std::move(tables);
    return made;
}

using Changes = std::vector<SchemaChange>;

TEST(DriftChanges, AreNoneForEqualSchemas) {
    const Schema same = schema({table("orders", {column("id")})});
    EXPECT_EQ(changes_between(same, same), Changes{});
}

TEST(DriftChanges, TellTablesAndColumnsThatCameAndWent) {
    const Schema before = schema(
        {table("orders", {column("id"), column("note", "text")}), table("old", {column("x")})}
    );
    const Schema after = schema(
        {table("orders", {column("id"), column("total", "numeric")}),
         table("fresh", {column("y", "date")})}
    );
    const Changes wanted{
        {ChangeKind::column_added, "public", "orders", "total", {}, "numeric"},
        {ChangeKind::column_removed, "public", "orders", "note", "text", {}},
        {ChangeKind::table_added, "public", "fresh", {}, {}, {}},
        {ChangeKind::table_removed, "public", "old", {}, {}, {}},
    };
    EXPECT_EQ(changes_between(before, after), wanted);
}

TEST(DriftChanges, SuspectThatATableWasRenamed) {
    const std::vector<Column> columns{column("id"), column("total", "numeric")};
    const Changes found =
        changes_between(schema({table("orders", columns)}), schema({table("sales", columns)}));
    const Changes wanted{
        {ChangeKind::table_renamed, "public", "sales", {}, "public.orders", "public.sales"}
    };
    EXPECT_EQ(found, wanted);
}

TEST(DriftChanges, SuspectNothingWhenSeveralTablesLookAlike) {
    const std::vector<Column> columns{column("id"), column("name", "text")};
    const Changes found = changes_between(
        schema({table("a", columns), table("b", columns)}), schema({table("c", columns)})
    );
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found.front().kind, ChangeKind::table_added);
    EXPECT_EQ(found.back().kind, ChangeKind::table_removed);
}

TEST(DriftChanges, SuspectThatAColumnWasRenamed) {
    const Changes found = changes_between(
        schema({table("orders", {column("id"), column("total", "numeric")})}),
        schema({table("orders", {column("id"), column("amount", "numeric")})})
    );
    const Changes wanted{
        {ChangeKind::column_renamed, "public", "orders", "amount", "total", "amount"}
    };
    EXPECT_EQ(found, wanted);
}

TEST(DriftChanges, TellTypesKeysAndComments) {
    const Schema before = schema({table("orders", {column("id"), column("customer")})});
    Schema after = before;
    Table& orders = after.tables.front();
    orders.columns[1].native_type = "bigint";
    orders.columns[1].nullable = false;
    orders.primary_key = {"id"};
    orders.foreign_keys = {{{"customer"}, "public", "customers", {"id"}}};
    orders.comment = "what people bought";
    std::vector<ChangeKind> kinds;
    for (const SchemaChange& change : changes_between(before, after))
        kinds.push_back(change.kind);
    EXPECT_EQ(
        kinds,
        (std::vector{
            ChangeKind::primary_key_changed,
            ChangeKind::comment_changed,
            ChangeKind::foreign_key_added,
            ChangeKind::column_type_changed,
            ChangeKind::column_nullability_changed
        })
    );
}

}  // namespace
}  // namespace parlance::catalog
