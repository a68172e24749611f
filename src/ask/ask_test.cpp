#include "ask/ask.hpp"

#include "ask/refinement.hpp"
#include "base/error.hpp"
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

/// The sample shop, asked on the day after its last order.
class AskTest : public testing::Test {
protected:
    AskTest() {
        catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
        const auto connection = catalog::connection_named("sqlite:" + folder_.at("shop.sqlite"));
        view_ = wait_for(catalog::open_local(connection, environment_, {}));
    }

    Answer ask(std::string question, std::stop_token stop = {}) {
        Progress quiet;
        Asked asked{std::move(question), std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}};
        return wait_for(answer(view_, std::move(asked), quiet, std::move(stop)));
    }

    /// What the shop itself says to the SQL.
    std::string cell(std::string_view sql) {
        const Answer said = ask(std::string(sql));
        return std::string(said.result.rows.text(said.result.rows.row(0)[0]));
    }

    TemporaryFolder folder_;
    BlockingPool pool_{"test", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "test"};
    catalog::View view_;
};

TEST_F(AskTest, AnswersWithRowsChartAndExplanation) {
    const Answer said = ask("how many orders per status");
    EXPECT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(said.author, Author::builtin);
    ASSERT_EQ(said.result.columns.size(), 2U);
    EXPECT_EQ(said.result.columns[0].name, "status");
    EXPECT_EQ(std::to_string(said.run.rows), cell("SELECT count(DISTINCT status) FROM orders"));
    EXPECT_TRUE(said.chart);
    EXPECT_FALSE(said.explanation.empty());
    EXPECT_EQ(said.tables, std::vector<std::string>{"main.orders"});
}

/// A conversation with the shop.
class ConversationTest : public AskTest {
protected:
    /// The kind of chart that the next words get.
    std::string chart_of(const std::string& words) {
        Progress quiet;
        Asked asked{words, std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}, turns_};
        asked.chart = chart_;
        const Answer said = wait_for(answer(view_, std::move(asked), quiet, {}));
        EXPECT_EQ(said.outcome, Outcome::answered) << words;
        if (!said.ask) return "none";
        turns_.push_back({words, sql::parse(*said.ask)});
        changes_.clear();
        for (const engine::Change& change : said.refinement.value_or(Refinement{}).changes)
            changes_ += change.text + "; ";
        chart_.reset();
        if (!said.chart) return "table";
        store::HistoryEntry entry{.id = "q", .connection_id = "c", .outcome = "answered"};
        entry.chart = boost::json::serialize(*said.chart);
        chart_ = chart_asked(std::vector{entry}, "c");
        return std::string(said.chart->at("usermeta").at("kind").as_string());
    }

    std::vector<engine::Turn> turns_;
    std::optional<ChartKind> chart_;
    std::string changes_;
};

TEST_F(ConversationTest, AFollowUpChangesTheChart) {
    EXPECT_EQ(chart_of("how many orders per status"), "bar");
    EXPECT_EQ(chart_of("as a pie chart"), "pie");
    EXPECT_NE(changes_.find("shown as pie"), std::string::npos) << changes_;
    EXPECT_EQ(chart_of("make it a donut please"), "pie");
    EXPECT_EQ(chart_of("show it as bars"), "bar");
    EXPECT_EQ(chart_of("as a table"), "table");
}

TEST_F(ConversationTest, TheChartThatWasAskedForStays) {
    chart_of("how many orders per status");
    EXPECT_EQ(chart_of("as a pie chart"), "pie");
    EXPECT_EQ(chart_of("only for 2025"), "pie");
    EXPECT_EQ(chart_of("undo"), "pie");
    EXPECT_EQ(chart_of("undo"), "bar");
}

TEST_F(ConversationTest, AnUndoBringsItsChartBack) {
    chart_of("how many orders per status");
    EXPECT_EQ(chart_of("only for 2025 as a pie chart"), "pie");
    EXPECT_EQ(chart_of("undo"), "bar");
    EXPECT_EQ(chart_of("as a pie chart"), "pie");
    EXPECT_EQ(chart_of("show it as bars"), "bar");
    EXPECT_EQ(chart_of("undo"), "pie");
    EXPECT_EQ(chart_of("start over"), "bar");
}

TEST_F(ConversationTest, AnEditMayNameItsChart) {
    EXPECT_EQ(chart_of("how many orders per status"), "bar");
    EXPECT_EQ(chart_of("only for 2025 as a pie chart"), "pie");
    EXPECT_NE(changes_.find("2025"), std::string::npos) << changes_;
    EXPECT_NE(changes_.find("shown as pie"), std::string::npos) << changes_;
}

TEST_F(ConversationTest, ANewQuestionHasAChartOfItsOwn) {
    EXPECT_EQ(chart_of("how many orders per status as a pie chart"), "pie");
    EXPECT_EQ(chart_of("revenue per month"), "line");
    EXPECT_EQ(chart_of("number of customers per country as a pie chart"), "pie");
}

TEST_F(AskTest, KnowsTheValuesOfTheSource) {
    const Answer said = ask("how many customers are in Germany");
    ASSERT_EQ(said.outcome, Outcome::answered);
    EXPECT_EQ(
        std::string(said.result.rows.text(said.result.rows.row(0)[0])),
        cell("SELECT count(*) FROM customers WHERE country = 'Germany'")
    );
}

TEST_F(AskTest, TakesSqlForAQuestion) {
    const Answer said = ask("SELECT count(*) AS n FROM orders");
    EXPECT_EQ(said.author, Author::person);
    EXPECT_EQ(said.confidence, 1);
    EXPECT_EQ(said.result.columns[0].name, "n");
}

TEST_F(AskTest, TakesEveryReadingThatItOffers) {
    std::size_t offered = 0;
    const auto check = [&](const std::vector<Alternative>& readings) {
        for (const Alternative& each : readings) {
            const Answer taken = ask(each.ask);
            EXPECT_EQ(taken.author, Author::person) << each.ask;
            EXPECT_EQ(taken.sql, each.sql);
            ++offered;
        }
    };
    for (const char* question : {"orders per month", "average price per category", "name"}) {
        const Answer said = ask(question);
        check(said.alternatives);
        check(said.options);
    }
    EXPECT_GE(offered, 6U);
}

TEST_F(AskTest, TakesSqlOverSeveralLines) {
    EXPECT_EQ(ask("SELECT\n  count(*) AS n\nFROM orders").author, Author::person);
}

TEST_F(AskTest, ReadsEnglishThatBeginsLikeSql) {
    EXPECT_EQ(ask("Select all products").author, Author::builtin);
    EXPECT_EQ(ask("Select the name, email and city of all customers").author, Author::builtin);
}

TEST_F(AskTest, RefusesWhatTheGuardRefuses) {
    for (const char* text :
         {"SELECT load_extension('x') FROM orders",
          "SELECT id FROM customers FOR UPDATE",
          "COPY orders FROM '/etc/passwd'",
          "EXPLAIN SELECT id FROM customers"}) {
        try {
            ask(text);
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.why(), Failure::refused) << error.code();
        }
    }
}

TEST_F(AskTest, SaysWhatItCannotAnswer) {
    const Answer said = ask("what is the airspeed velocity of an unladen swallow");
    EXPECT_EQ(said.outcome, Outcome::unanswerable);
    EXPECT_FALSE(said.reason.empty());
    EXPECT_FALSE(said.sql);
}

TEST_F(AskTest, StopsWhenThePersonLeft) {
    std::stop_source left;
    left.request_stop();
    try {
        ask("SELECT count(*) FROM order_items a, order_items b, order_items c", left.get_token());
        FAIL() << "ran to its end";
    } catch (const Error& error) {
        EXPECT_EQ(error.why(), Failure::cancelled) << error.code();
    }
}

TEST_F(AskTest, IsDeterministic) {
    const Answer first = ask("revenue per month");
    const Answer second = ask("revenue per month");
    EXPECT_EQ(first.sql, second.sql);
    EXPECT_EQ(first.confidence, second.confidence);
}

}  // namespace
}  // namespace parlance::ask
