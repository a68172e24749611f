#include "store/overview.hpp"

#include "store/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Three days of questions of one person, and one of a stranger.
class OverviewTest : public StoreTest {
protected:
    struct Asked {
        int days_ago = 0;
        std::string question;
        std::string outcome = "answered";
        double ms = 10;
        std::string connection = "shop";
        std::optional<std::string> error;
    };

    void ask(const Principal& who, const Asked& asked) {
        HistoryEntry entry;
        entry.id = new_id();
        entry.kind = asked.question.empty() ? "sql" : "ask";
        entry.connection_id = asked.connection;
        if (!asked.question.empty()) entry.question = asked.question;
        entry.outcome = asked.outcome;
        entry.error_code = asked.error;
        entry.duration_ms = asked.ms;
        entry.created_at = now - days(asked.days_ago);
        write([&](Writer& writer) { record_query(writer, ledger(), who, entry); });
    }

    Overview seen(const Principal& who, int of_days, bool everyone = false) {
        return read([&](Reader& reader) {
            return overview(
                reader, ledger(), who, {.now = now, .days = of_days, .everyone = everyone}
            );
        });
    }

    Instant now = std::chrono::sys_days(std::chrono::year(2025) / 6 / 30) + hours(12);
};

TEST_F(OverviewTest, NothingAskedIsNothingTold) {
    const Overview found = seen(ada, 3);
    EXPECT_EQ(found.total.queries, 0);
    EXPECT_EQ(found.total.median_ms, 0);
    ASSERT_EQ(found.days.size(), 3);
    EXPECT_EQ(found.days.front().day, std::chrono::sys_days(std::chrono::year(2025) / 6 / 28));
    EXPECT_TRUE(found.sources.empty());
    EXPECT_FALSE(found.cut_short);
}

TEST_F(OverviewTest, CountsByDayAndOutcome) {
    ask(ada, {.days_ago = 0, .question = "how many orders", .ms = 10});
    ask(ada, {.days_ago = 0, .question = "How many orders", .ms = 30});
    ask(ada, {.days_ago = 0, .question = "what is love", .outcome = "unanswerable", .ms = 1});
    ask(ada, {.days_ago = 2, .outcome = "failed", .error = "connection_refused"});
    ask(ada, {.days_ago = 2, .outcome = "cancelled"});
    ask(ada, {.days_ago = 3, .question = "too long ago"});
    const Overview found = seen(ada, 3);
    EXPECT_EQ(found.total.queries, 5);
    EXPECT_EQ(found.total.answered, 2);
    EXPECT_EQ(found.total.unanswered, 1);
    EXPECT_EQ(found.total.failed, 1);
    EXPECT_EQ(found.total.cancelled, 1);
    EXPECT_EQ(found.total.p95_ms, 30);
    EXPECT_EQ(found.days[0].queries, 2);
    EXPECT_EQ(found.days[1].queries, 0);
    EXPECT_EQ(found.days[2].queries, 3);
}

TEST_F(OverviewTest, NamesWhatIsAskedMostAndWhatIsSlow) {
    ask(ada, {.days_ago = 1, .question = "how many orders", .ms = 10});
    ask(ada, {.days_ago = 0, .question = "How many orders", .ms = 30});
    ask(ada, {.days_ago = 0, .question = "revenue per month", .ms = 900});
    const Overview found = seen(ada, 7);
    ASSERT_EQ(found.questions.size(), 2);
    EXPECT_EQ(found.questions[0].question, "How many orders");
    EXPECT_EQ(found.questions[0].count, 2);
    EXPECT_EQ(found.questions[0].last_at, now);
    ASSERT_EQ(found.slowest.size(), 3);
    EXPECT_EQ(found.slowest[0].question, "revenue per month");
}

TEST_F(OverviewTest, TellsHowEachSourceDoes) {
    ask(ada, {.days_ago = 1, .connection = "shop"});
    ask(ada, {.days_ago = 0, .connection = "shop"});
    ask(ada, {.days_ago = 1, .connection = "old"});
    ask(ada, {.days_ago = 0, .outcome = "failed", .connection = "old", .error = "gone"});
    ask(ada, {.days_ago = 0, .outcome = "failed", .connection = "old", .error = "gone"});
    const Overview found = seen(ada, 7);
    ASSERT_EQ(found.sources.size(), 2);
    EXPECT_EQ(found.sources[0].connection_id, "old");
    EXPECT_EQ(found.sources[0].failed, 2);
    EXPECT_EQ(found.sources[0].last_error, "gone");
    EXPECT_EQ(found.sources[1].last_error, "");
    ASSERT_EQ(found.errors.size(), 1);
    EXPECT_EQ(found.errors[0].count, 2);
}

TEST_F(OverviewTest, StaysInTheTenant) {
    Principal colleague = ada;
    colleague.user_id = new_id();
    ask(ada, {.question = "mine"});
    ask(colleague, {.question = "a colleague's"});
    ask(eve, {.question = "a stranger's"});
    EXPECT_EQ(seen(ada, 7).total.queries, 1);
    EXPECT_EQ(seen(ada, 7).questions[0].question, "mine");
    EXPECT_EQ(seen(ada, 7, true).total.queries, 2);
    EXPECT_EQ(seen(ada, 7, true).questions.size(), 2);
    EXPECT_EQ(seen(eve, 7, true).total.queries, 1);
}

}  // namespace
}  // namespace parlance::store
