#include "ask/cascade.hpp"

#include "agents/testing/model_server.hpp"
#include "ask/transcript.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "catalog/sample_shop.hpp"
#include "sql/parse.hpp"

#include <boost/json.hpp>

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

using namespace std::chrono_literals;
using agents::testing::ModelServer;
using Steps = std::vector<agents::testing::Step>;

/// What a model says whose answer is this object.
Steps says(const std::string& object) {
    std::string quoted;
    json::quote(quoted, object);
    return agents::testing::says(quoted.substr(1, quoted.size() - 2));
}

/// What a model says that writes these candidates.
Steps writes(const std::vector<std::string>& texts) {
    boost::json::array candidates;
    for (const std::string& sql : texts)
        candidates.push_back({{"sql", sql}, {"reason", "so"}, {"assumptions", {"all of them"}}});
    const boost::json::object reply{
        {"candidates", candidates}, {"cannot", ""}, {"missing", boost::json::array()}
    };
    return says(boost::json::serialize(reply));
}

Steps cannot() {
    return says(R"({"candidates":[],"cannot":"No weather here.","missing":["weather"]})");
}

/// Asks for nothing but the schema, and counts who asks what things would cost.
class CountingSource final : public connectors::Source {
public:
    explicit CountingSource(std::shared_ptr<connectors::Source> behind)
        : behind_(std::move(behind)) {}

    Task<RunSummary> run(
        guard::ApprovedQuery query,
        RowSink& sink,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        ++runs;
        if (failing != nullptr && fails-- > 0) throw Error(Failure::busy, failing, "Not now.");
        co_return co_await behind_->run(std::move(query), sink, std::move(context), stop);
    }
    Task<std::optional<double>>
    estimate(guard::ApprovedQuery, connectors::RunContext, std::stop_token) override {
        ++estimates;
        co_return cost;
    }
    [[nodiscard]] connectors::Introspection& introspection() override {
        return behind_->introspection();
    }
    [[nodiscard]] Dialect dialect() const noexcept override { return behind_->dialect(); }

    int runs = 0;
    int estimates = 0;
    double cost = 1;
    const char* failing = nullptr;  ///< the code with which the first `fails` runs are turned away
    int fails = 0;

private:
    std::shared_ptr<connectors::Source> behind_;
};

/// The sample shop, asked with a model that says what the test wants.
class CascadeTest : public testing::Test {
protected:
    CascadeTest() {
        catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
        const auto connection = catalog::connection_named("sqlite:" + folder_.at("shop.sqlite"));
        view_ = wait_for(catalog::open_local(connection, environment_, {}));
        source_ = std::make_shared<CountingSource>(view_.source);
        view_.source = source_;
        settings_->routing.engine_alone_from = 2;  // models are always asked
    }

    Asked asked(std::string question, const ModelServer& server) {
        settings_->providers = {
            {"here", {.base_url = server.url(), .inside = true, .streams = false}}
        };
        for (agents::RoleSettings& role : settings_->roles)
            role.models = {{"here", "m"}};
        Asked asked{std::move(question), std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}};
        asked.agency = agents::Agency{.client = &client_, .settings = settings_, .scope = "t"};
        return asked;
    }

    Answer ask(Asked asked, std::stop_token stop = {}) {
        Progress quiet;
        return wait_for(answer(view_, std::move(asked), quiet, std::move(stop)));
    }

    static std::string cell(const Answer& answer) {
        return std::string(answer.result.rows.text(answer.result.rows.row(0)[0]));
    }

    TemporaryFolder folder_;
    BlockingPool pool_{"test", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "test"};
    catalog::View view_;
    std::shared_ptr<CountingSource> source_;
    std::shared_ptr<agents::Settings> settings_ = std::make_shared<agents::Settings>();
    net::Transport transport_;
    agents::Client client_{transport_, {.tries_max = 1}};
};

TEST_F(CascadeTest, AModelThatAgreesWithTheEngineMakesTheAnswerSurer) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    const Answer said = ask(asked("how many orders are there", server));
    ASSERT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(said.author, Author::model);
    EXPECT_GT(said.confidence, 0.9);
    for (const Alternative& each : said.alternatives)
        EXPECT_LT(each.confidence, said.confidence);
    ASSERT_EQ(said.work.steps.size(), 1U);
    EXPECT_EQ(said.work.steps[0].task, "write");
    EXPECT_EQ(said.work.steps[0].usage, (agents::Usage{.input = 5, .output = 2}));
    EXPECT_NE(said.work.decision.find("engine and model agree"), std::string::npos);
    EXPECT_EQ(said.assumptions.at(0).text, "all of them");
}

TEST_F(CascadeTest, ContradictionIsShownAndLowersConfidence) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM customers", "SELECT 7 AS n"});
    });
    const Answer said = ask(asked("how many orders are there", server));
    ASSERT_EQ(said.outcome, Outcome::answered);
    EXPECT_LT(said.confidence, 0.9);
    EXPECT_GE(said.alternatives.size(), 2U);
    EXPECT_GE(said.work.candidates.size(), 3U);
}

TEST_F(CascadeTest, WhatFailsIsMendedWithTheMappedError) {
    std::string repair;
    const ModelServer server([&](const std::string& request, int count) {
        if (count == 1) return writes({"SELECT count(*) FROM ordrs"});
        repair = request;
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    const Answer said = ask(asked("how many orders are there", server));
    ASSERT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(server.requests(), 2);
    EXPECT_NE(repair.find("sql_unknown_table"), std::string::npos);
    ASSERT_EQ(said.work.steps.size(), 2U);
    EXPECT_EQ(said.work.steps[1].role, agents::Role::refinement);
    EXPECT_EQ(said.work.steps[1].task, "repair");
}

TEST_F(CascadeTest, AModelThatNeverLearnsIsNotAskedForEver) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT * FROM pg_shadow"});
    });
    const Answer said = ask(asked("how many orders are there", server));
    EXPECT_EQ(server.requests(), 1 + settings_->routing.repairs_max);
    EXPECT_EQ(said.outcome, Outcome::clarify);  // the engine's best reading, to be confirmed
    EXPECT_FALSE(said.options.empty());
}

TEST_F(CascadeTest, NothingButOneSelectComesThroughTheGuard) {
    for (const std::string hostile :
         {"DELETE FROM orders",
          "SELECT 1; DROP TABLE orders",
          "SELECT load_extension('x')",
          "ATTACH DATABASE 'x' AS y",
          "PRAGMA writable_schema = 1",
          "COPY orders TO PROGRAM 'id'"}) {
        const int runs = source_->runs;
        const ModelServer server([&](const std::string&, int) { return writes({hostile}); });
        const Answer said = ask(asked("what is the weather like", server));
        EXPECT_EQ(said.outcome, Outcome::unanswerable) << hostile;
        EXPECT_EQ(source_->runs, runs) << hostile;
    }
}

TEST_F(CascadeTest, ASourceThatIsGoneIsNoFaultOfTheSql) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders", "SELECT 7 AS n"});
    });
    for (const char* code : {"connection_busy", "database_gone"}) {
        source_->failing = code;
        source_->fails = 99;
        const int before = server.requests();
        try {
            ask(asked("how many orders are there", server));
            ADD_FAILURE() << code;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), code);
        }
        EXPECT_EQ(server.requests(), before + 1);  // nobody is asked to mend it
    }
}

TEST_F(CascadeTest, AWrongKeyLeavesTheEngineWithANote) {
    const ModelServer server([](const std::string&, int) {
        return agents::testing::reply(401, R"({"error":{"message":"bad key sk-1"}})");
    });
    const Answer said = ask(asked("how many orders are there", server));
    EXPECT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(said.author, Author::builtin);
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0].code, "llm_key_refused");
    EXPECT_EQ(said.notes[0].text.find("sk-1"), std::string::npos);
    try {
        ask(asked("what is the weather like", server));
        FAIL() << "the engine has no answer";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "llm_key_refused");
    }
}

TEST_F(CascadeTest, AModelThatCannotLeavesTheEnginesReadingToBeConfirmed) {
    const ModelServer server([](const std::string&, int) { return cannot(); });
    EXPECT_EQ(ask(asked("how many orders are there", server)).outcome, Outcome::clarify);
    const Answer said = ask(asked("what is the weather like", server));
    EXPECT_EQ(said.outcome, Outcome::unanswerable);
    EXPECT_FALSE(said.missing.empty());
}

TEST_F(CascadeTest, ASureEngineIsNotSecondGuessed) {
    const ModelServer server([](const std::string&, int) { return cannot(); });
    settings_->routing.engine_alone_from = 0.1;
    const Answer said = ask(asked("how many orders per status", server));
    EXPECT_EQ(said.author, Author::builtin);
    EXPECT_EQ(server.requests(), 0);
    EXPECT_NE(said.work.decision.find("answered alone"), std::string::npos);
    EXPECT_TRUE(said.work.transcript.empty());
}

TEST_F(CascadeTest, SqlOfThePersonIsNoModelsBusiness) {
    const ModelServer server([](const std::string&, int) { return cannot(); });
    EXPECT_EQ(ask(asked("SELECT count(*) FROM orders", server)).author, Author::person);
    EXPECT_EQ(server.requests(), 0);
}

TEST_F(CascadeTest, AFollowUpIsWrittenByTheRefinementRole) {
    std::string seen;
    const ModelServer server([&](const std::string& request, int) {
        seen = request;
        return writes(
            {"SELECT status, count(*) AS n FROM orders WHERE status <> 'paid' "
             "GROUP BY status"}
        );
    });
    Asked next = asked("without the paid ones", server);
    next.earlier.push_back(
        {"how many orders per status",
         sql::parse("SELECT status, count(*) AS n FROM orders GROUP BY status")}
    );
    next.taken = engine::Taken::follow_up;
    const Answer said = ask(std::move(next));
    ASSERT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(said.work.steps.at(0).task, "revise");
    EXPECT_NE(seen.find("how many orders per status"), std::string::npos);
    ASSERT_TRUE(said.refinement);
    EXPECT_FALSE(said.refinement->diff.empty());
}

TEST_F(CascadeTest, WhatIsNotToBeAssumedIsTold) {
    std::string seen;
    const ModelServer server([&](const std::string& request, int) {
        seen = request;
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    Asked again = asked("how many orders are there", server);
    again.without = {"all of them"};
    ask(std::move(again));
    EXPECT_NE(seen.find("Do not assume this: all of them"), std::string::npos);
}

TEST_F(CascadeTest, DryWritesAndDoesNotRun) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    Asked dry = asked("how many orders are there", server);
    dry.dry = true;
    const Answer said = ask(std::move(dry));
    EXPECT_EQ(said.outcome, Outcome::answered);
    EXPECT_TRUE(said.sql);
    EXPECT_EQ(source_->runs, 0);
    Asked alone{"how many orders are there", std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}};
    alone.dry = true;
    EXPECT_TRUE(ask(std::move(alone)).sql);
    EXPECT_EQ(source_->runs, 0);
}

TEST_F(CascadeTest, WhatWouldCostTooMuchIsNotRun) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    source_->cost = settings_->routing.plan_cost_max * 2;
    const Answer said = ask(asked("how many orders are there", server));
    EXPECT_EQ(source_->runs, 0);
    EXPECT_EQ(said.outcome, Outcome::clarify);
    EXPECT_EQ(said.work.candidates.at(0).outcome, "query_too_costly");
}

TEST_F(CascadeTest, WhoSeesLessIsNotToldWhatThingsCost) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    view_.policy.identity = "somebody";
    source_->cost = settings_->routing.plan_cost_max * 2;
    const Answer said = ask(asked("how many orders are there", server));
    EXPECT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(source_->estimates, 0);
}

TEST_F(CascadeTest, WhoLeavesIsNotAnswered) {
    const ModelServer server([](const std::string&, int) { return agents::testing::hangs(); });
    std::stop_source stop;
    const std::jthread leaver([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        stop.request_stop();
    });
    try {
        ask(asked("how many orders are there", server), stop.get_token());
        FAIL() << "it was stopped";
    } catch (const Error& error) {
        EXPECT_EQ(error.why(), Failure::cancelled);
    }
}

TEST_F(CascadeTest, AReplayDecidesTheSame) {
    int count = 0;
    const ModelServer server([&](const std::string&, int) {
        return ++count == 1 ? writes({"SELECT nothing FROM orders"})
                            : writes({"SELECT count(*) FROM orders", "SELECT 3"});
    });
    const Answer said = ask(asked("how many orders are there", server));
    const Replay again = replay(said.work.transcript);
    EXPECT_TRUE(again.same());
    ASSERT_TRUE(again.decided);
    EXPECT_EQ(*again.decided, *said.ask);
    EXPECT_EQ(again.question, "how many orders are there");
}

TEST_F(CascadeTest, AForgedTranscriptIsNotReplayed) {
    const ModelServer server([](const std::string&, int) {
        return writes({"SELECT count(*) AS n FROM orders"});
    });
    std::string text = ask(asked("how many orders are there", server)).work.transcript;
    for (const std::string& broken : {std::string("{}"), std::string("no"), text.substr(1)})
        EXPECT_THROW(static_cast<void>(replay(broken)), Error);
    boost::json::value forged = boost::json::parse(text);
    for (auto& each : forged.at("candidates").as_array())
        if (each.as_object().contains("call")) each.as_object()["sql"] = "SELECT 1";
    EXPECT_THROW(static_cast<void>(replay(boost::json::serialize(forged))), Error);
}

}  // namespace
}  // namespace parlance::ask
