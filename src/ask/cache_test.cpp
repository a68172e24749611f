#include "ask/cache.hpp"

#include "ask/cache_testing.hpp"
#include "base/testing/code_of.hpp"
#include "guard/sight.hpp"

#include <array>
#include <map>
#include <random>
#include <set>

namespace parlance::ask {
namespace {

TEST_F(CacheTest, AnEqualQueryIsAnsweredFromMemoryWithItsAge) {
    const catalog::View view = shop(0);
    const Got first = ask(view, "SELECT status, count(*) FROM orders GROUP BY status ORDER BY 1");
    now_ += 1500ms;
    const auto source = cached(view.source);
    const Got again = wait_for(
        run(source,
            guard::approve(
                "select status, COUNT(*)\nfrom orders group by status order by 1",
                *view.schema,
                view.policy
            ))
    );
    EXPECT_FALSE(first.hit);
    EXPECT_TRUE(again.hit);
    EXPECT_EQ(source->age(), 1500ms);
    EXPECT_EQ(again.rows, first.rows);
    now_ += 60s;
    EXPECT_FALSE(ask(view, "SELECT status, count(*) FROM orders GROUP BY status ORDER BY 1").hit);
}

TEST_F(CacheTest, ACutResultStaysTold) {
    catalog::View view = shop(0);
    view.policy.limits.rows_max = 3;
    const Got first = ask(view, "SELECT id FROM orders ORDER BY id");
    const Got again = ask(view, "SELECT id FROM orders ORDER BY id");
    EXPECT_TRUE(again.hit);
    EXPECT_TRUE(again.rows.ends_with("…"));
    EXPECT_EQ(again.rows, first.rows);
    view.policy.limits.rows_max = 4;
    EXPECT_FALSE(ask(view, "SELECT id FROM orders ORDER BY id").hit);
}

TEST_F(CacheTest, WhatTheClockOrChanceDecidesIsAlwaysRun) {
    const catalog::View view = shop(0);
    for (const char* sql :
         {"SELECT now()",
          "SELECT current_date",
          "SELECT count(*) FROM orders WHERE ordered_at > now() - interval '7 days'",
          "SELECT count(*) FROM orders WHERE ordered_at > CURRENT_TIMESTAMP",
          "SELECT id FROM orders WHERE ordered_at < LOCALTIMESTAMP LIMIT 1"}) {
        (void)ask(view, sql);
        EXPECT_FALSE(ask(view, sql).hit) << sql;
    }
    EXPECT_EQ(cache_->stats().entries, 0U);
}

TEST_F(CacheTest, WhatHasChangedIsForgotten) {
    const catalog::View view = shop(0);
    const char* sql = "SELECT count(*) FROM customers";
    const auto knows = [&] { return ask(view, sql).hit; };
    EXPECT_FALSE(knows());
    EXPECT_TRUE(knows());
    EXPECT_EQ(cache_->forget("other", ""), 0U);
    EXPECT_EQ(cache_->forget("tenant", "other"), 0U);
    EXPECT_TRUE(knows());
    EXPECT_EQ(cache_->forget("tenant", "connection"), 1U);
    EXPECT_FALSE(knows());
    EXPECT_EQ(cache_->forget("tenant", ""), 1U);
    EXPECT_FALSE(knows());
    scope_.source_version = "2";
    EXPECT_FALSE(knows());
    scope_.knowledge_version = "1";
    EXPECT_FALSE(knows());
    EXPECT_TRUE(knows());
    now_ += 61s;
    cache_->purge();
    EXPECT_EQ(cache_->stats().entries, 0U);
    EXPECT_EQ(cache_->stats().bytes, 0U);
}

TEST_F(CacheTest, NobodyTakesMoreRoomThanTheirs) {
    const catalog::View view = shop(0);
    use({.life = 60s, .bytes_max = 16'384, .tenant_bytes_max = 8'192, .entry_bytes_max = 4'096});
    for (int tenant = 0; tenant < 4; ++tenant) {
        scope_.tenant_id = "tenant" + std::to_string(tenant);
        for (int number = 0; number < 40; ++number)
            (void)ask(view, "SELECT " + std::to_string(number) + " AS n");
        EXPECT_LE(cache_->stats().bytes, 16'384U);
        EXPECT_TRUE(ask(view, "SELECT 39 AS n").hit);
        EXPECT_FALSE(ask(view, "SELECT 0 AS n").hit);
    }
    EXPECT_GT(cache_->stats().evicted, 100U);
    // Too large to be remembered; all of it arrives.
    const Got large = ask(view, "SELECT * FROM orders ORDER BY id");
    EXPECT_EQ(large.rows, ask(view, "SELECT * FROM orders ORDER BY id").rows);
    EXPECT_FALSE(ask(view, "SELECT * FROM orders ORDER BY id").hit);
    EXPECT_GT(large.rows.size(), 4'096U);
}

constexpr std::string_view by_country = R"({"rules": [{"id": "country", "default": "allow",
    "tables": {"customers": {"default": "allow", "columns": {"email": {"mask": "partial"}},
                             "rows": "country = :user.country"},
               "employees": {"default": "allow", "columns": {"salary": {"mask": "hidden"}}}}}]})";
constexpr std::string_view by_segment = R"({"unrestricted": ["owner"],
    "rules": [{"id": "segment", "default": "allow",
    "tables": {"customers": {"default": "allow", "columns": {"name": {"mask": "null"}},
                             "rows": "segment <> 'Consumer' OR country = :user.country"}}}]})";

constexpr std::array questions{
    "SELECT count(*) FROM customers",
    "SELECT name, email FROM customers ORDER BY id LIMIT 5",
    "SELECT country, count(*) FROM customers GROUP BY country ORDER BY country",
    "SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id",
    "SELECT min(name) FROM customers WHERE city LIKE 'B%'",
    "SELECT * FROM employees ORDER BY id",
    "SELECT sum(salary) FROM employees",
    "SELECT status, count(*) FROM orders GROUP BY status ORDER BY status",
    "SELECT max(email) FROM customers",
};

/// Whatever the order of tenants, people, policies, versions of the source and questions: the
/// answer is the one that this person gets without a cache.
TEST_F(CacheTest, NeverCrossesRights) {
    const std::array<catalog::View, 3> shops{shop(0), shop(1), shop(2)};
    const std::array<guard::Asker, 4> people{{
        {"ann", "analyst", {{"country", "Germany"}}},
        {"bob", "analyst", {{"country", "France"}}},
        {"cem", "owner", {{"country", "France"}}},
        {"dia", "viewer", {}},
    }};
    const std::array policies{
        guard::read_policy(by_country),
        guard::read_policy(by_segment),
        guard::read_policy(
            std::string_view(R"({"unrestricted": ["analyst", "owner", "viewer"], "rules": []})")
        ),
    };
    std::mt19937 dice(20'251'124);
    const auto pick = [&](std::size_t count) { return dice() % count; };
    guard::Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "tenant"};
    std::map<std::size_t, std::set<std::string>> answers;
    int hits = 0;
    for (int step = 0; step < 600; ++step) {
        // A tenant's version says which of the shops stands behind its connection.
        const std::size_t tenant = pick(2);
        const std::size_t version = pick(2);
        const catalog::View& view = shops[tenant + version];
        const guard::Sight sight =
            guard::look(policies[pick(policies.size())], view.schema, people[pick(4)], around);
        const std::size_t question = pick(questions.size());
        scope_ = {std::to_string(tenant), "connection", std::to_string(version), ""};
        const auto answer = [&](std::shared_ptr<connectors::Source> source) {
            Got got;
            const std::string code = code_of([&] {
                auto query = guard::approve(questions[question], *sight.schema, sight.policy);
                got = wait_for(run(std::move(source), std::move(query)));
            });
            if (!code.empty()) got.rows = code;
            return got;
        };
        const Got plain = answer(view.source);
        const Got got = answer(cached(view.source));
        ASSERT_EQ(got.rows, plain.rows) << questions[question] << " at step " << step;
        answers[question].insert(plain.rows);
        hits += got.hit ? 1 : 0;
        if (step % 200 == 199) cache_->forget(std::to_string(tenant), "");
    }
    EXPECT_GT(hits, 100);
    std::size_t different = 0;
    for (const auto& [question, each] : answers)
        different += each.size();
    EXPECT_GT(different, 2 * answers.size());  // the rights do make a difference here
}

}  // namespace
}  // namespace parlance::ask
