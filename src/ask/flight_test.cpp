#include "ask/flight.hpp"

#include "ask/cache_testing.hpp"
#include "base/error.hpp"
#include "base/testing/code_of.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace parlance::ask {
namespace {

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

/// Several equal questions at once, on one thread.
class FlightTest : public CacheTest {
protected:
    FlightTest() : view_(shop(0)), watched_(std::make_shared<Watched>(view_.source)) {
        watched_->delay = 50ms;
    }
    void start(std::stop_token stop = {}, const char* sql = "SELECT count(*) FROM orders") {
        auto query = guard::approve(sql, *view_.schema, view_.policy);
        const auto done = [this](std::exception_ptr failed, const Got& got) {
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

}  // namespace
}  // namespace parlance::ask
