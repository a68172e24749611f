#include "ask/cache.hpp"

#include "ask/cached_source.hpp"
#include "base/error.hpp"
#include "base/testing/code_of.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "catalog/sample_shop.hpp"
#include "guard/approve.hpp"
#include "guard/sight.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <random>

namespace parlance::ask {
namespace {

using namespace std::chrono_literals;

/// The real source, each run of it counted and, where a test wants it, slowed down or failed.
class Watched final : public connectors::Source {
public:
    explicit Watched(std::shared_ptr<connectors::Source> behind) : behind_(std::move(behind)) {}

    Task<RunSummary> run(
        guard::ApprovedQuery query,
        RowSink& sink,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        ++runs;
        most_at_once = std::max(most_at_once, ++at_once_);
        if (delay > 0ms) {
            boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, delay);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        --at_once_;
        if (stop.stop_requested()) throw Error(Failure::cancelled, "query_cancelled", "");
        if (failures > 0) {
            --failures;
            throw Error(Failure::upstream, "database_failed", "");
        }
        co_return co_await behind_->run(std::move(query), sink, std::move(context), stop);
    }
    Task<std::optional<double>> estimate(
        guard::ApprovedQuery query,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        return behind_->estimate(std::move(query), std::move(context), std::move(stop));
    }
    connectors::Introspection& introspection() override { return behind_->introspection(); }
    [[nodiscard]] Dialect dialect() const noexcept override { return behind_->dialect(); }

    int runs = 0;
    int failures = 0;
    int most_at_once = 0;
    std::chrono::milliseconds delay{0};

private:
    int at_once_ = 0;
    std::shared_ptr<connectors::Source> behind_;
};

struct Got {
    std::string rows;
    bool hit = false;
};

std::string text_of(const ResultSet& result) {
    std::string text;
    for (const ResultColumn& column : result.columns)
        text += column.name + "|";
    for (std::size_t index = 0; index < result.rows.rows(); ++index) {
        text += "\n";
        for (const Batch::Cell& cell : result.rows.row(index))
            text += std::to_string(static_cast<int>(cell.kind)) +
                    std::string(result.rows.text(cell)) + "|";
    }
    return text;
}

Task<Got> run(
    std::shared_ptr<connectors::Source> source,
    guard::ApprovedQuery query,
    std::stop_token stop = {}
) {
    Collected rows;
    const RunSummary summary =
        co_await source->run(std::move(query), rows, {"test", {}}, std::move(stop));
    const auto* cached = dynamic_cast<const CachedSource*>(source.get());
    co_return Got{
        text_of(rows.result) + (summary.truncated ? "…" : ""), cached != nullptr && cached->age()
    };
}

class CacheTest : public testing::Test {
protected:
    CacheTest() { use(limits_); }

    /// A shop of its own for each number: other days, other rows.
    catalog::View shop(int number) {
        const std::string file = folder_.at("shop" + std::to_string(number) + ".sqlite");
        catalog::write_sample_shop(
            file, std::chrono::sys_days{2025y / 7 / 1} + std::chrono::days{40 * number}
        );
        const auto connection = catalog::connection_named("sqlite:" + file);
        return wait_for(catalog::open_local(connection, environment_, {}));
    }
    void use(CacheLimits limits) {
        cache_ = std::make_shared<QueryCache>(limits, [this] { return now_; });
    }
    std::shared_ptr<CachedSource> cached(std::shared_ptr<connectors::Source> source) {
        return std::make_shared<CachedSource>(std::move(source), cache_, scope_);
    }
    Got ask(const catalog::View& view, std::string_view sql) {
        return wait_for(run(cached(view.source), guard::approve(sql, *view.schema, view.policy)));
    }

    TemporaryFolder folder_;
    BlockingPool pool_{"test", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "test"};
    Instant now_ = system_now();
    CacheLimits limits_{.life = 60s};
    CacheScope scope_{"tenant", "connection", "1", ""};
    std::shared_ptr<QueryCache> cache_;
};

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

/// Several equal questions at once, on one thread.
class FlightTest : public CacheTest {
protected:
    FlightTest() : view_(shop(0)), watched_(std::make_shared<Watched>(view_.source)) {
        watched_->delay = 50ms;
    }
    void start(std::stop_token stop = {}, const char* sql = "SELECT count(*) FROM orders") {
        auto query = guard::approve(sql, *view_.schema, view_.policy);
        const auto done = [this](std::exception_ptr failed, Got got) {
            if (!failed) return ended_.push_back(got.rows + (got.hit ? " hit" : " run"));
            ended_.push_back(code_of([&] { std::rethrow_exception(failed); }));
        };
        boost::asio::co_spawn(
            home_, run(cached(watched_), std::move(query), std::move(stop)), done
        );
    }
    std::size_t ended_as(std::string_view end) {
        return static_cast<std::size_t>(std::ranges::count_if(ended_, [&](const auto& each) {
            return each.ends_with(end);
        }));
    }

    catalog::View view_;
    std::shared_ptr<Watched> watched_;
    boost::asio::io_context home_;
    std::vector<std::string> ended_;
};

TEST_F(FlightTest, EqualQueriesRunOnce) {
    for (int count = 0; count < 8; ++count)
        start();
    home_.run();
    EXPECT_EQ(watched_->runs, 1);
    EXPECT_EQ(ended_as(" run"), 1U);
    EXPECT_EQ(ended_as(" hit"), 7U);
    EXPECT_EQ(cache_->stats().shared, 7U);
}

TEST_F(FlightTest, AFailureIsNotHandedOn) {
    watched_->failures = 1;
    for (int count = 0; count < 4; ++count)
        start();
    home_.run();
    EXPECT_EQ(ended_as("database_failed"), 1U);
    EXPECT_EQ(ended_as(" run") + ended_as(" hit"), 3U);
    EXPECT_EQ(watched_->runs, 2);
}

TEST_F(FlightTest, ManyFailuresDoNotQueueUp) {
    watched_->failures = 100;
    for (int count = 0; count < 6; ++count)
        start();
    home_.run();
    EXPECT_EQ(ended_as("database_failed"), 6U);
    EXPECT_EQ(watched_->most_at_once, 4);  // after two flights that failed
}

TEST_F(FlightTest, WhoLeavesLeavesAlone) {
    std::stop_source leader;
    start(leader.get_token());
    start();
    std::stop_source follower;
    start(follower.get_token());
    start();
    boost::asio::steady_timer timer(home_, 10ms);
    timer.async_wait([&](auto) {
        leader.request_stop();
        follower.request_stop();
    });
    home_.run();
    EXPECT_EQ(ended_as("query_cancelled"), 2U);
    EXPECT_EQ(ended_as(" run"), 1U);
    EXPECT_EQ(ended_as(" hit"), 1U);
}

TEST_F(FlightTest, WhatIsForgottenWhileItRunsIsNotRemembered) {
    start();
    boost::asio::steady_timer timer(home_, 10ms);
    timer.async_wait([&](auto) {
        EXPECT_EQ(cache_->forget("tenant", "connection"), 0U);
        start();
    });
    home_.run();
    EXPECT_EQ(watched_->runs, 2);
    EXPECT_EQ(cache_->stats().entries, 1U);
}

TEST_F(FlightTest, TooManyRowsAreSharedWithNobody) {
    use({.life = 60s, .entry_bytes_max = 2'048});
    for (int count = 0; count < 3; ++count)
        start({}, "SELECT * FROM orders ORDER BY id");
    home_.run();
    EXPECT_EQ(ended_as(" run"), 3U);
    EXPECT_EQ(ended_[0], ended_[1]);
    EXPECT_EQ(ended_[0], ended_[2]);
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
