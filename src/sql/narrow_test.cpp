#include "sql/narrow.hpp"

#include "base/testing/code_of.hpp"
#include "sql/build.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/resolve.hpp"

#include <gtest/gtest.h>

namespace parlance::sql {
namespace {

Table table_of(std::string name, std::vector<std::string> columns) {
    Table made{.schema = "public", .name = std::move(name)};
    for (std::string& column : columns)
        made.columns.push_back({.name = std::move(column), .type = Type::text});
    return made;
}

const Schema shop{
    .tables =
        {table_of("orders", {"id", "status", "customer_id"}),
         table_of("customers", {"id", "country"})}
};

Expr is(std::string column, std::string value) {
    Expr left{ColumnRef{{std::move(column)}}};
    return build::binary(
        BinaryOp::equal, std::move(left), build::text(std::move(value)), Type::boolean
    );
}

const std::vector<Narrowing> german{
    {{"public", "customers"}, is("country", "DE")},
    {{"public", "orders"}, is("status", "paid' OR 1=1")},
};

struct Narrowed {
    std::string text;
    std::vector<bool> applied;
};

Narrowed narrowed(std::string_view text, const std::vector<Narrowing>& by = german) {
    Query query = parse(text);
    const std::vector<bool> applied = narrow(query, shop, by);
    // What it wrote is one statement that means what the tree does.
    EXPECT_EQ(parse(render(query, Dialect::postgres)), query);
    return {render(query, Dialect::postgres), applied};
}

TEST(Narrow, AConditionStandsBesideThoseOfTheAuthor) {
    const auto [text, applied] =
        narrowed("SELECT count(*) FROM customers c WHERE c.id = '1' OR c.id = '2'");
    EXPECT_EQ(
        text,
        "SELECT count(*) FROM customers AS c WHERE (c.id = '1' OR c.id = '2') AND c.country = 'DE'"
    );
    EXPECT_EQ(applied, (std::vector{true, false}));
}

TEST(Narrow, ValuesStayValues) {
    const auto [text, applied] = narrowed("SELECT id FROM orders");
    EXPECT_EQ(text, "SELECT id FROM orders WHERE orders.status = 'paid'' OR 1=1'");
    EXPECT_EQ(applied, (std::vector{false, true}));
}

TEST(Narrow, TheSideOfAnOuterJoinThatMayBeMissingIsNarrowedInItsPlace) {
    const auto [text, applied] = narrowed(
        "SELECT c.id, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id "
        "GROUP BY c.id"
    );
    EXPECT_EQ(
        text,
        "SELECT c.id, count(o.id) FROM customers AS c LEFT JOIN (SELECT * FROM orders WHERE "
        "orders.status = 'paid'' OR 1=1') AS o ON o.customer_id = c.id WHERE c.country = 'DE' "
        "GROUP BY c.id"
    );
    EXPECT_EQ(applied, (std::vector{true, true}));
}

TEST(Narrow, ReachesEveryQueryWithin) {
    const auto [text, applied] = narrowed(
        "WITH paid AS (SELECT * FROM orders) SELECT (SELECT count(*) FROM customers) FROM paid "
        "UNION SELECT count(*) FROM public.customers WHERE EXISTS (SELECT 1 FROM orders x)"
    );
    EXPECT_NE(text.find("FROM orders WHERE orders.status"), text.npos) << text;
    EXPECT_NE(text.find("FROM customers WHERE customers.country"), text.npos) << text;
    EXPECT_NE(text.find("EXISTS (SELECT 1"), text.npos) << text;
    EXPECT_NE(
        text.find("FROM orders AS x WHERE x.status = 'paid'' OR 1=1') AND customers.country"),
        text.npos
    ) << text;
    EXPECT_EQ(applied, (std::vector{true, true}));
}

TEST(Narrow, ACteOfTheSameNameIsNoTable) {
    const auto [text, applied] =
        narrowed("WITH customers AS (SELECT 'x' AS country) SELECT country FROM customers");
    EXPECT_EQ(text.find("'DE'"), text.npos) << text;
    EXPECT_EQ(applied, (std::vector{false, false}));
}

TEST(Narrow, ColumnsWithOtherNamesAreNarrowedInTheirPlace) {
    const auto text = narrowed("SELECT land FROM customers AS c(number, land)").text;
    EXPECT_EQ(
        text,
        "SELECT land FROM (SELECT * FROM customers WHERE customers.country = 'DE') AS c (number, "
        "land)"
    );
}

TEST(Narrow, TwoConditionsOnOneTableBothHold) {
    const std::vector<Narrowing> two{
        {{"public", "orders"}, is("status", "a")}, {{"public", "orders"}, is("status", "b")}
    };
    const std::string left =
        narrowed("SELECT 1 FROM customers c LEFT JOIN orders ON orders.customer_id = c.id", two)
            .text;
    EXPECT_NE(left.find("orders.status = 'a' AND orders.status = 'b'"), left.npos) << left;
    const std::string plain = narrowed("SELECT 1 FROM orders", two).text;
    EXPECT_NE(plain.find("orders.status = 'a' AND orders.status = 'b'"), plain.npos) << plain;
}

TEST(Narrow, WhatIsUnknownIsRefusedAsElsewhere) {
    EXPECT_EQ(code_of([] { (void)narrowed("SELECT 1 FROM secrets"); }), "sql_unknown_table");
}

TEST(Narrow, WhatSqliteTakesForTextStaysInItsQuotes) {
    Schema sqlite = shop;
    sqlite.dialect = Dialect::sqlite;
    sqlite.default_schema = "public";
    Query query = parse(R"(SELECT id FROM orders WHERE status = "it""s" OR "id" = '1')");
    EXPECT_EQ(narrow(query, sqlite, german), (std::vector{false, true}));
    EXPECT_EQ(
        render(query, Dialect::postgres),
        R"(SELECT id FROM orders WHERE (status = "it""s" OR "id" = '1') AND orders.status = 'paid'' OR 1=1')"
    );
    (void)resolve(query, sqlite);
    EXPECT_NE(render(query, Dialect::sqlite).find(R"(status = 'it"s')"), std::string::npos);
}

}  // namespace
}  // namespace parlance::sql
