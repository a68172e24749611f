#include "ask/result_view.hpp"

#include "base/testing/code_of.hpp"
#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

Viewed looked_at(std::string_view text, Dialect dialect = Dialect::postgres) {
    const Schema schema = guard::toy_schema(dialect);
    return viewed(sql::parse(text), guard::approve(text, schema, {}), schema);
}

std::string rows(Viewed of, const RowsWish& wish = {}) {
    return sql::render(rows_query(std::move(of), wish), Dialect::postgres);
}

TEST(ResultView, APageOfATableIsOrderedByItsKey) {
    EXPECT_EQ(
        rows(looked_at("SELECT name, id FROM customers"), {.offset = 500}),
        "SELECT name, id FROM customers ORDER BY 2 OFFSET 500"
    );
}

TEST(ResultView, WhereNoKeyDecidesAllColumnsDo) {
    EXPECT_EQ(
        rows(looked_at("SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY n DESC")),
        "SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY n DESC, 1, 2"
    );
}

TEST(ResultView, DuckdbKeepsTheOrderOfATable) {
    EXPECT_EQ(
        rows(looked_at("SELECT name FROM customers", Dialect::duckdb), {.offset = 5}),
        "SELECT name FROM customers OFFSET 5"
    );
}

TEST(ResultView, PagesStayWithinTheLimitOfTheQuery) {
    const std::string page =
        rows(looked_at("SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET 5"), {.offset = 8});
    EXPECT_EQ(page, "SELECT id FROM orders ORDER BY id, 1 LIMIT 2 OFFSET 13");
    EXPECT_EQ(
        rows(looked_at("SELECT id FROM orders ORDER BY id LIMIT 10"), {.offset = 80}),
        "SELECT id FROM orders ORDER BY id, 1 LIMIT 0 OFFSET 80"
    );
}

TEST(ResultView, SortsAndFiltersAroundTheQuery) {
    const RowsWish wish{
        .filters = {{0, Match::contains, "x'y"}, {1, Match::greater, "-1.5"}},
        .sort = {{1, true}},
        .columns = {1},
    };
    EXPECT_EQ(
        rows(looked_at("SELECT status, amount FROM orders ORDER BY status LIMIT 5"), wish),
        "WITH parlance_rows (c1, c2) AS (SELECT status, amount FROM orders ORDER BY status LIMIT "
        "5) "
        "SELECT c2 AS amount FROM parlance_rows WHERE strpos(lower(c1), lower('x''y')) > 0 AND "
        "c2 > -1.5 ORDER BY c2 DESC NULLS LAST, c1"
    );
}

TEST(ResultView, FarInTheRowsAreNumberedForDuckdb) {
    const auto of = [] { return looked_at("SELECT id, amount FROM orders", Dialect::duckdb); };
    EXPECT_EQ(
        rows(of(), {.sort = {{1, false}}, .offset = 9'000}),
        "WITH parlance_rows (c1, c2) AS (SELECT id, amount FROM orders) SELECT c1 AS id, c2 AS "
        "amount "
        "FROM (SELECT c1, c2, row_number() OVER (ORDER BY c2 NULLS LAST, c1 NULLS LAST) AS place "
        "FROM "
        "parlance_rows) AS numbered WHERE place > 9000 ORDER BY place"
    );
    EXPECT_EQ(rows(of(), {.offset = 9'000}), "SELECT id, amount FROM orders OFFSET 9000");
}

TEST(ResultView, WhatHasNoOrderIsOrderedAsText) {
    EXPECT_EQ(
        rows(looked_at("SELECT row_to_json(c) AS doc FROM customers AS c"), {.sort = {{0, true}}}),
        "WITH parlance_rows (c1) AS (SELECT row_to_json(c) AS doc FROM customers AS c) SELECT c1 "
        "AS "
        "doc FROM parlance_rows ORDER BY CAST(c1 AS text) DESC NULLS LAST"
    );
}

TEST(ResultView, ADateIsComparedAsADate) {
    const RowsWish wish{.filters = {{0, Match::less, "2024-05-01"}}};
    EXPECT_NE(
        rows(looked_at("SELECT created_at FROM orders"), wish)
            .find("c1 < TIMESTAMPTZ '2024-05-01'"),
        std::string::npos
    ) << rows(looked_at("SELECT created_at FROM orders"), wish);
}

TEST(ResultView, RefusesWhatTheResultDoesNotHave) {
    const auto refused = [](const RowsWish& wish) {
        return code_of([&] { rows(looked_at("SELECT amount, created_at FROM orders"), wish); });
    };
    EXPECT_EQ(refused({.sort = {{2, false}}}), "invalid_fields");
    EXPECT_EQ(refused({.columns = {-1}}), "invalid_fields");
    EXPECT_EQ(refused({.filters = {{0, Match::equals, "1e5; DROP"}}}), "invalid_fields");
    EXPECT_EQ(refused({.filters = {{0, Match::equals, std::nullopt}}}), "invalid_fields");
    EXPECT_EQ(refused({.filters = {{1, Match::equals, "tomorrow"}}}), "invalid_fields");
}

TEST(ResultView, CountsAsManyAsItMay) {
    EXPECT_EQ(
        sql::render(count_query(looked_at("SELECT id FROM orders"), {}, 11), Dialect::postgres),
        "SELECT count(*) AS row_count FROM (WITH parlance_rows (c1) AS (SELECT id FROM orders) "
        "SELECT 1 AS one FROM parlance_rows LIMIT 11) AS matches"
    );
}

TEST(ResultView, GroupsByMonthsAndSteps) {
    const GroupsWish wish{
        .by = {{0, TimeUnit::month, {}}, {1, {}, 2.5}},
        .measures = {{Summary::count, {}}, {Summary::average, 1}},
    };
    EXPECT_EQ(
        sql::render(
            groups_query(looked_at("SELECT created_at, amount FROM orders"), wish),
            Dialect::postgres
        ),
        "WITH parlance_rows (c1, c2) AS (SELECT created_at, amount FROM orders) SELECT "
        "date_trunc('month', c1) AS \"month of created_at\", floor(c2 / 2.5) * 2.5 AS \"amount "
        "from\", count(*) AS \"rows\", avg(c2) AS \"average of amount\" FROM parlance_rows GROUP "
        "BY "
        "date_trunc('month', c1), floor(c2 / 2.5) * 2.5 ORDER BY 1 NULLS LAST, 2 NULLS LAST"
    );
}

}  // namespace
}  // namespace parlance::ask
