#include "agents/desk.hpp"

#include "agents/reply_cache.hpp"
#include "agents/testing/desk_fixture.hpp"
#include "base/wait_for.hpp"

#include <boost/asio/steady_timer.hpp>

namespace parlance::agents {
namespace {

using namespace std::chrono_literals;
using testing::answers;
using testing::ModelServer;
using Answer = std::expected<boost::json::object, Trouble>;

/// Counts, and refuses when there is nothing left.
struct TestPurse : Purse {
    Task<std::expected<std::string, Trouble>> reserve(Spending most) override {
        reserved.push_back(most);
        if (left == 0) co_return std::unexpected(Trouble{.reason = Reason::budget});
        --left;
        co_return "r" + std::to_string(reserved.size());
    }
    Task<void> settle(std::string name, Spending took) override {
        names.push_back(std::move(name));
        settled.push_back(std::move(took));
        co_return;
    }

    int left = 100;
    std::vector<Spending> reserved, settled;
    std::vector<std::string> names;
};

Prompt prompt() {
    return {
        .task = "test",
        .system = "Be brief.",
        .messages = {{Speaker::user, "How many?"}},
        .answer = {"answer", json::parse(R"({"type":"object"})")},
        .fits = [](const boost::json::object& reply) { return reply.contains("n"); }
    };
}

class Desks : public testing::DeskTest {
protected:
    static Answer ask(Desk& desk, std::stop_token stop = {}) {
        return wait_for(desk.ask(Role::sql, prompt(), std::move(stop)));
    }
    static Reason reason(const Answer& answer) {
        EXPECT_FALSE(answer);
        return answer ? Reason::endpoint_invalid : answer.error().reason;
    }
};

TEST_F(Desks, TheNextModelAnswersWhenOneDoesNot) {
    const auto troubles = std::to_array<std::pair<std::vector<testing::Step>, const char*>>({
        {testing::reply(500, "oops"), "llm_unreachable"},
        {testing::reply(401, "{}"), "llm_key_refused"},
        {answers(R"({"other":1})"), "llm_bad_reply"},
        {testing::says("no object"), "llm_bad_reply"},
        {testing::reply(
             200,
             R"({"choices":[{"message":{"content":"","refusal":"No."},"finish_reason":"stop"}]})"
         ),
         "llm_refused"},
        {testing::reply(
             200, R"({"choices":[{"message":{"content":"{\"n\":1}"},"finish_reason":"length"}]})"
         ),
         "llm_cut_short"},
    });
    for (const auto& [steps, code] : troubles) {
        ModelServer bad([&steps](const std::string&, int) { return steps; });
        ModelServer good([](const std::string&, int) { return answers(R"({"n":42})"); });
        Desk desk(agency({&bad, &good}));
        const Answer answer = ask(desk);
        ASSERT_TRUE(answer) << code;
        EXPECT_EQ(answer->at("n"), 42);
        ASSERT_EQ(desk.exchanges().size(), 2);
        EXPECT_EQ(desk.exchanges()[0].trouble, code);
        EXPECT_EQ(desk.exchanges()[1].trouble, "");
        EXPECT_EQ(desk.exchanges()[1].model, "m1");
    }
}

TEST_F(Desks, TheTroubleOfTheLastModelStands) {
    ModelServer first([](const std::string&, int) { return testing::reply(500, ""); });
    ModelServer second([](const std::string&, int) { return testing::reply(402, ""); });
    Desk desk(agency({&first, &second}));
    EXPECT_EQ(reason(ask(desk)), Reason::quota);
}

TEST_F(Desks, ProvidersThatCannotBeAskedArePassedOver) {
    ModelServer good([](const std::string&, int) { return answers(R"({"n":1})"); });
    const auto settings = DeskTest::settings({&good});
    Provider keyless{.name = "keyless"};
    keyless.endpoint.base_url = "https://models.example.org/v1";
    settings->providers.push_back(keyless);
    auto& models = settings->roles[static_cast<std::size_t>(Role::sql)].models;
    models.insert(models.begin(), {{"gone", "m"}, {"keyless", "m"}});
    Desk desk(agency(settings));
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(desk.exchanges().size(), 1);
    models.pop_back();
    Desk nobody(agency(settings));
    EXPECT_FALSE(settings->plays(Role::sql));
    EXPECT_EQ(reason(ask(nobody)), Reason::key_refused);
    EXPECT_TRUE(nobody.exchanges().empty());
}

TEST_F(Desks, WhatWasTakenIsSettled) {
    ModelServer server([](const std::string&, int) { return answers(R"({"n":1})"); });
    Agency with_purse = agency({&server});
    const auto purse = std::make_shared<TestPurse>();
    with_purse.purse = purse;
    Desk desk(with_purse);
    EXPECT_TRUE(ask(desk));
    ASSERT_EQ(purse->reserved.size(), 1);
    const Spending& most = purse->reserved[0];
    EXPECT_EQ(most.usage.output, 4096);
    EXPECT_GT(most.usage.input, 5);
    EXPECT_GT(most.cost, 4096 * 2'000'000LL);
    ASSERT_EQ(purse->settled.size(), 1);
    EXPECT_EQ(purse->names[0], "r1");
    EXPECT_EQ(purse->settled[0].usage, (Usage{.input = 5, .output = 2}));
    EXPECT_EQ(purse->settled[0].cost, 9'000'000);
    EXPECT_FALSE(purse->settled[0].failed);
    EXPECT_EQ(desk.exchanges()[0].cost, 9'000'000);
}

TEST_F(Desks, FailuresAreSettledTooWithWhatTheyTook) {
    ModelServer down([](const std::string&, int) { return testing::reply(500, ""); });
    ModelServer chatty([](const std::string&, int) {
        return testing::reply(
            200,
            R"({"choices":[{"message":{"content":"no object"},"finish_reason":"stop"}],)"
            R"("usage":{"prompt_tokens":7,"completion_tokens":3}})"
        );
    });
    Agency with_purse = agency({&down, &chatty});
    const auto purse = std::make_shared<TestPurse>();
    with_purse.purse = purse;
    Desk desk(with_purse);
    EXPECT_EQ(reason(ask(desk)), Reason::bad_reply);
    ASSERT_EQ(purse->settled.size(), 2);
    EXPECT_EQ(purse->settled[0].usage, Usage{});
    EXPECT_TRUE(purse->settled[0].failed);
    EXPECT_EQ(purse->settled[1].usage, (Usage{.input = 7, .output = 3}));
    EXPECT_TRUE(purse->settled[1].failed);
}

TEST_F(Desks, TheBudgetEndsTheChainBeforeItIsPassed) {
    ModelServer first([](const std::string&, int) { return testing::reply(500, ""); });
    ModelServer second([](const std::string&, int) { return answers(R"({"n":1})"); });
    Agency with_purse = agency({&first, &second});
    const auto purse = std::make_shared<TestPurse>();
    purse->left = 1;
    with_purse.purse = purse;
    Desk desk(with_purse);
    EXPECT_EQ(reason(ask(desk)), Reason::budget);
    EXPECT_EQ(second.requests(), 0);
    ASSERT_EQ(purse->settled.size(), 1);
    ASSERT_EQ(desk.exchanges().size(), 2);
    EXPECT_EQ(desk.exchanges()[1].trouble, "llm_budget");
    EXPECT_EQ(desk.exchanges()[1].tries, 0);
}

TEST_F(Desks, AnUnknownPriceCostsNothingButIsNotToldAsNothing) {
    ModelServer server([](const std::string&, int) { return answers(R"({"n":1})"); });
    const auto settings = DeskTest::settings({&server});
    settings->prices.clear();
    Desk desk(agency(settings));
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(desk.exchanges()[0].cost, std::nullopt);
    EXPECT_EQ(desk.exchanges()[0].usage.input, 5);
}

TEST_F(Desks, ARememberedReplyCostsNothing) {
    ModelServer server([](const std::string&, int) { return answers(R"({"n":1})"); });
    ReplyMemory memory;
    Agency remembering = agency({&server});
    const auto purse = std::make_shared<TestPurse>();
    remembering.purse = purse;
    remembering.cache = std::make_shared<MemoryReplyCache>(memory, "t");
    Desk desk(remembering);
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(ask(desk).value().at("n"), 1);
    EXPECT_EQ(server.requests(), 1);
    EXPECT_EQ(purse->reserved.size(), 1);
    ASSERT_EQ(desk.exchanges().size(), 2);
    EXPECT_TRUE(desk.exchanges()[1].remembered);
    EXPECT_EQ(desk.exchanges()[1].usage, Usage{});
    EXPECT_EQ(desk.exchanges()[1].cost, 0);
    EXPECT_EQ(desk.exchanges()[1].reply, R"({"n":1})");

    Agency elsewhere = remembering;
    elsewhere.scope = "t with another policy";
    Desk other(elsewhere);
    EXPECT_TRUE(ask(other));
    EXPECT_EQ(server.requests(), 2);
}

TEST_F(Desks, AReplyThatDoesNotFitIsNotRemembered) {
    ModelServer server([](const std::string&, int count) {
        return answers(count == 1 ? R"({"other":1})" : R"({"n":2})");
    });
    ReplyMemory memory;
    Agency remembering = agency({&server});
    remembering.cache = std::make_shared<MemoryReplyCache>(memory, "t");
    Desk desk(remembering);
    EXPECT_EQ(reason(ask(desk)), Reason::bad_reply);
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(server.requests(), 2);
}

TEST_F(Desks, WhoLeavesEndsTheChain) {
    ModelServer slow([](const std::string&, int) { return testing::hangs(); });
    ModelServer second([](const std::string&, int) { return answers(R"({"n":1})"); });
    Agency with_purse = agency({&slow, &second});
    const auto purse = std::make_shared<TestPurse>();
    with_purse.purse = purse;
    Desk desk(with_purse);
    std::stop_source stop;
    std::jthread leaving([&] {
        while (slow.requests() == 0)
            std::this_thread::sleep_for(1ms);
        stop.request_stop();
    });
    EXPECT_EQ(reason(ask(desk, stop.get_token())), Reason::cancelled);
    EXPECT_EQ(second.requests(), 0);
    ASSERT_EQ(purse->settled.size(), 1);
    // The prompt was read: leaving early is not for nothing.
    EXPECT_EQ(purse->settled[0].usage, (Usage{.input = purse->reserved[0].usage.input}));
}

TEST_F(Desks, AHangingModelLeavesTimeForTheNext) {
    ModelServer slow([](const std::string&, int) { return testing::hangs(); });
    ModelServer second([](const std::string&, int) { return answers(R"({"n":1})"); });
    const auto settings = DeskTest::settings({&slow, &second});
    settings->roles[static_cast<std::size_t>(Role::sql)].time_max = 900ms;
    Desk desk(agency(settings));
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(desk.exchanges()[0].trouble, "llm_timeout");
}

TEST_F(Desks, AModelThatChoosesItsTemperatureIsAskedWithoutOne) {
    int with = 0;
    ModelServer server([&with](const std::string& request, int) {
        if (request.find("\"temperature\"") == std::string::npos) return answers(R"({"n":1})");
        ++with;
        return testing::reply(
            400, R"({"error":{"message":"Unsupported value: 'temperature' does not support 0.2"}})"
        );
    });
    const auto settings = DeskTest::settings({&server});
    settings->roles[static_cast<std::size_t>(Role::sql)].temperature = 0.2;
    Desk desk(agency(settings));
    EXPECT_TRUE(ask(desk));
    EXPECT_TRUE(ask(desk));
    EXPECT_EQ(with, 1);
}

}  // namespace
}  // namespace parlance::agents
