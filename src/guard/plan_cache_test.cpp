#include "guard/plan_cache.hpp"

#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"

#include <gtest/gtest.h>

namespace parlance::guard {
namespace {

PlanCache cache_of(Dialect dialect) {
    const Sight sight = toy_sight(dialect);
    return PlanCache(sight.schema, sight.policy);
}

std::vector<std::string> values_of(const ApprovedQuery& query) {
    std::vector<std::string> values;
    for (const Bound& one : query.parameters())
        values.push_back(one.text.value_or("NULL"));
    return values;
}

using Values = std::vector<std::string>;

TEST(PlanCache, StatementsOfOneShapeShareAPlan) {
    PlanCache cache = cache_of(Dialect::postgres);
    const auto a = cache.approve("SELECT id FROM orders WHERE id = 10 AND status = 'paid'", {});
    const auto b = cache.approve("SELECT id  FROM orders WHERE id = 11 AND status = 'it''s'", {});
    EXPECT_EQ(cache.counts().hits, 1U);
    EXPECT_EQ(a.text(), b.text());
    EXPECT_EQ(values_of(a), (Values{"10", "paid"}));
    EXPECT_EQ(values_of(b), (Values{"11", "it's"}));
    EXPECT_EQ(b.original(), "SELECT id  FROM orders WHERE id = 11 AND status = 'it''s'");
}

/// What a plan gives with its values in place is what the guard makes of the same text anew.
TEST(PlanCache, AnswersAsTheGuardDoes) {
    for (const Dialect dialect : {Dialect::postgres, Dialect::sqlite, Dialect::duckdb}) {
        const Sight sight = toy_sight(dialect);
        PlanCache cache(sight.schema, sight.policy);
        for (const char* shape :
             {"SELECT id, name FROM customers WHERE id = {} ORDER BY id LIMIT {}",
              "SELECT {} AS one, id FROM orders WHERE customer_id IN ({}, {}) OR id > {}",
              "SELECT id FROM orders WHERE status = '{}' AND id BETWEEN {} AND {}",
              "SELECT id + {} FROM orders WHERE id + {} > {} ORDER BY {}",
              "WITH o AS (SELECT * FROM orders WHERE id < {}) SELECT count(*) FROM o",
              "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE id = "
              "{})",
              "SELECT status, count(*) FROM orders WHERE id <> {} GROUP BY 1 HAVING count(*) > {}"
             }) {
            for (const int value : {1, 2, 1}) {
                std::string text = shape;
                for (std::size_t at = 0; (at = text.find("{}")) != std::string::npos;)
                    text.replace(at, 2, std::to_string(value));
                const ApprovedQuery cached = cache.approve(text, {});
                const ApprovedQuery anew = approve(text, *sight.schema, sight.policy);
                EXPECT_EQ(cached.inlined(), anew.text());
                EXPECT_EQ(cached.lineage().size(), anew.lineage().size());
            }
        }
        EXPECT_GE(cache.counts().hits, 7U);
    }
}

TEST(PlanCache, KeepsApartWhatMeansSomethingElse) {
    PlanCache cache = cache_of(Dialect::postgres);
    const auto text = [&](const char* sql, Limits limits = {}) {
        return cache.approve(sql, limits).text();
    };
    EXPECT_NE(text("SELECT id FROM orders LIMIT 1"), text("SELECT id FROM orders LIMIT 2"));
    EXPECT_NE(
        text("SELECT id, status FROM orders ORDER BY 1"),
        text("SELECT id, status FROM orders ORDER BY 2")
    );
    EXPECT_NE(
        text("SELECT id FROM orders WHERE id = 1"), text("SELECT id FROM orders WHERE id = 1.5")
    );
    EXPECT_NE(
        text("SELECT id FROM orders WHERE status LIKE 'a%'"),
        text("SELECT id FROM orders WHERE status LIKE 'b%'")
    );
    EXPECT_NE(
        text("SELECT id FROM orders", {.rows_max = 5}),
        text("SELECT id FROM orders", {.rows_max = 6})
    );
    EXPECT_EQ(cache.counts().hits, 0U);
}

/// Expressions that must stay equal to each other hold no parameters.
TEST(PlanCache, LeavesExpressionsOfGroupByAlone) {
    PlanCache cache = cache_of(Dialect::postgres);
    const auto query = cache.approve(
        "SELECT amount > 5, count(*) FROM orders WHERE amount > 7 GROUP BY amount > 5", {}
    );
    EXPECT_EQ(values_of(query), (Values{"7"}));
}

TEST(PlanCache, RefusesAsTheGuardDoes) {
    PlanCache cache = cache_of(Dialect::postgres);
    for (const char* bad :
         {"SELECT salary FROM employees WHERE id = 1",
          "SELECT pg_sleep(1)",
          "SELECT 1; SELECT 2",
          "DELETE FROM orders WHERE id = 1",
          "SELECT 'unclosed",
          "SELECT $1"})
        for (int i = 0; i < 2; ++i)
            EXPECT_THROW(static_cast<void>(cache.approve(bad, {})), Error) << bad;
}

TEST(PlanCache, ForgetsWhatIsNotUsed) {
    const Sight sight = toy_sight(Dialect::postgres);
    PlanCache cache(sight.schema, sight.policy, 4);
    const auto ask = [&](int i) {
        static_cast<void>(cache.approve("SELECT id AS c" + std::to_string(i) + "x FROM orders", {})
        );
    };
    for (int i = 0; i < 10; ++i)
        ask(i);
    ask(9);
    EXPECT_EQ(cache.counts().hits, 1U);
    ask(0);
    EXPECT_EQ(cache.counts().hits, 1U);
}

}  // namespace
}  // namespace parlance::guard
