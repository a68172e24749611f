#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <boost/asio/detached.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::HasSubstr;

constexpr const char* everything = R"(
CREATE TABLE kinds (
    flag boolean, big bigint, exact numeric, nan float8, half float8, words text, doc json,
    day date, moment timestamptz, raw bytea, list int[], nothing int, price money, id uuid,
    span interval, at time);
INSERT INTO kinds VALUES (true, 9007199254740993, 12345678901234567890.123, 'NaN', 1.5,
    E'a\tb\\c\nd', '{"a":
 1}', '2024-02-29', '2024-02-29 12:00+02', '\x00ff', '{1,2}', NULL, 1234.5,
    '00000000-0000-0000-0000-000000000001', '1 day 02:00', '12:30');
CREATE TABLE many (n int PRIMARY KEY, word text, even boolean, half numeric);
INSERT INTO many SELECT g, CASE WHEN g % 7 = 0 THEN NULL ELSE E'a\tb\\' || g END, g % 2 = 0, g * 0.5
FROM generate_series(1, 100000) g;
)";

class Postgres : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<PostgresServer>();
        server->script(everything);
    }
    static void TearDownTestSuite() { server.reset(); }

    static std::unique_ptr<PostgresServer> server;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
    std::unique_ptr<Source> source = open(server->connection(), environment);
};

std::unique_ptr<PostgresServer> Postgres::server;

TEST_F(Postgres, WritesEveryTypeAsItsKindOfCell) {
    const ResultSet result = run(*source, "SELECT * FROM kinds");
    EXPECT_EQ(
        table_of(result),
        "true|9007199254740993|12345678901234567890.123|NaN|1.5|a\tb\\c\nd|{\"a\":  1}|2024-02-29|"
        "2024-02-29 10:00:00+00|\\x00ff|{1,2}|∅|1234.50|00000000-0000-0000-0000-000000000001|"
        "1 day 02:00:00|12:30:00"
    );
    EXPECT_EQ(result.rows.row(0)[1].kind, CellKind::number);
    EXPECT_EQ(result.rows.row(0)[3].kind, CellKind::text) << "JSON has no NaN";
    EXPECT_EQ(result.rows.row(0)[6].kind, CellKind::json);
    EXPECT_EQ(result.columns[2], (ResultColumn{"exact", Type::decimal}));
    EXPECT_EQ(result.columns[10], (ResultColumn{"list", Type::array}));
}

TEST_F(Postgres, GivesTheSameRowsPlainByPlanAndByCopy) {
    const std::string text = "SELECT * FROM many WHERE n <= 30000 ORDER BY n";
    const std::string plain = table_of(run(*source, text));
    EXPECT_EQ(plain, table_of(run(*source, text)));
    EXPECT_THAT(server->log_text(), HasSubstr("COPY (/* parlance request=req-1 */"));
    EXPECT_THAT(plain, HasSubstr("\n29999|a\tb\\29999|false|14999.5\n30000|"));
}

TEST_F(Postgres, TellsWhoAsked) {
    run(*source, "SELECT n AS asked FROM many WHERE n = 1");
    EXPECT_THAT(server->log_text(), HasSubstr("/* parlance request=req-1 */ SELECT"));
    server->sql(
        "CREATE VIEW whoami AS SELECT application_name AS n FROM pg_stat_activity "
        "WHERE pid = pg_backend_pid()"
    );
    EXPECT_EQ(table_of(run(*source, "SELECT n FROM whoami")), "parlance t1 n1");
}

std::size_t occurrences(const std::string& text, std::string_view wanted) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(wanted, at)) != text.npos; ++at)
        ++count;
    return count;
}

/// One connection, asked by people with different rights.
class PostgresSessions : public Postgres {
protected:
    static void SetUpTestSuite() {
        Postgres::SetUpTestSuite();
        // What a lock of the session keeps outlives the ROLLBACK.
        server->sql(
            "CREATE FUNCTION keep() RETURNS int LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_advisory_lock(7); RETURN 1; END';"
            "CREATE VIEW kept AS SELECT keep() AS n;"
            "CREATE VIEW pinned AS SELECT current_setting('search_path') AS path, "
            "current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS time;"
        );
    }

    std::string as(std::string identity, std::string_view text) {
        Collected sink;
        const Schema schema = wait_for(source->introspection().schema());
        auto query = guard::approve(text, schema, {.identity = std::move(identity)});
        wait_for(one->run(std::move(query), sink, {"req-1", "t1"}, {}));
        return table_of(sink.result);
    }
    bool locked() {
        server->sql(
            "DO $$BEGIN RAISE LOG 'locks held: %', "
            "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'); END$$"
        );
        const std::string log = server->log_text();
        return log.substr(log.rfind("LOG:  locks held: ") + 18, 1) == "1";
    }
    static std::size_t discards() { return occurrences(server->log_text(), "DISCARD ALL"); }

    Environment lonely{.blocking = blocking, .node = "n1", .connections_max = 1};
    std::unique_ptr<Source> one = open(server->connection(), lonely);
};

TEST_F(PostgresSessions, HoldNothingOfPeopleWithOtherRights) {
    const std::size_t before = discards();
    EXPECT_EQ(as("ann", "SELECT n FROM kept"), "1");
    EXPECT_TRUE(locked());
    EXPECT_EQ(as("ann", "SELECT count(*) FROM many"), "100000");
    EXPECT_TRUE(locked()) << "the same person, the same session";
    EXPECT_EQ(discards(), before);

    EXPECT_EQ(as("bob", "SELECT count(*) FROM many"), "100000");
    EXPECT_FALSE(locked());
    EXPECT_EQ(discards(), before + 1);
    for (int time = 0; time < 3; ++time)
        EXPECT_EQ(as("bob", "SELECT * FROM pinned"), "pg_catalog, pg_temp|UTC|30s");
}

TEST_F(PostgresSessions, KeepTheirPlansWhenNothingCanHaveChanged) {
    const std::size_t before = discards();
    const std::string text = "SELECT max(n) AS planned FROM many WHERE n < 500";
    for (const char* who : {"ann", "bob", "ann", "bob"})
        EXPECT_EQ(as(who, text), "499");
    EXPECT_EQ(discards(), before);
    EXPECT_EQ(occurrences(server->log_text(), "execute p1: SELECT max(many.n) AS planned"), 3U);
}

TEST_F(PostgresSessions, PlanAgainWhatWasDiscarded) {
    const std::string text = "SELECT max(n) AS planned_twice FROM many WHERE n < 500";
    for (int time = 0; time < 3; ++time)
        EXPECT_EQ(as("ann", text), "499");
    EXPECT_EQ(code_of([&] { as("ann", "SELECT 1 / (n - 1) FROM many"); }), "query_bad_values");
    const std::size_t before = discards();
    for (int time = 0; time < 3; ++time)
        EXPECT_EQ(as("bob", text), "499");
    EXPECT_EQ(discards(), before + 1);
}

TEST_F(Postgres, CutsAtTheRowLimitAndStaysUsable) {
    for (int time = 0; time < 3; ++time) {
        Collected sink;
        auto query = approved(*source, "SELECT n FROM many ORDER BY n", {.rows_max = 10});
        const RunSummary summary = wait_for(source->run(std::move(query), sink, {"r", "t1"}, {}));
        EXPECT_EQ(summary.rows, 10);
        EXPECT_TRUE(summary.truncated);
    }
    Collected sink;
    auto query = approved(*source, "SELECT word FROM many ORDER BY n", {.bytes_max = 3000});
    const RunSummary summary = wait_for(source->run(std::move(query), sink, {"r", "t1"}, {}));
    EXPECT_TRUE(summary.truncated);
    EXPECT_LT(summary.rows, 1000);
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

/// Looks at the memory it would take to keep everything.
struct Counting : RowSink {
    Task<void> begin(const std::vector<ResultColumn>&) override { co_return; }
    Task<void> rows(const Batch& batch) override {
        total += batch.rows();
        most_bytes = std::max(most_bytes, batch.bytes());
        if (total >= fail_at) throw Error(Failure::cancelled, "client_gone", "");
        co_return;
    }
    std::size_t total = 0;
    std::size_t most_bytes = 0;
    std::size_t fail_at = std::numeric_limits<std::size_t>::max();
};

TEST_F(Postgres, StreamsWithFlatMemory) {
    for (int time = 0; time < 2; ++time) {  // plain, then COPY
        Counting sink;
        auto query = approved(*source, "SELECT * FROM many");
        wait_for(source->run(std::move(query), sink, {"r", "t1"}, {}));
        EXPECT_EQ(sink.total, 100'000);
        EXPECT_LT(sink.most_bytes, 300'000);
    }
}

TEST_F(Postgres, ASinkThatFailsEndsTheQueryAndNotTheConnection) {
    for (int time = 0; time < 3; ++time) {
        Counting sink;
        sink.fail_at = 2000;
        auto query = approved(*source, "SELECT * FROM many WHERE n > 0");
        const auto work = [&] { wait_for(source->run(std::move(query), sink, {"r", "t1"}, {})); };
        EXPECT_EQ(code_of(work), "client_gone");
        EXPECT_LT(sink.total, 4000);
    }
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

constexpr const char* endless = "SELECT count(*) FROM many a, many b WHERE a.n <> b.n + 1";

TEST_F(Postgres, StopsAtTheTimeLimit) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of([&] { run(*source, endless, {.time_ms = 200}); }), "query_timeout");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
    EXPECT_EQ(table_of(run(*source, "SELECT 1 FROM many WHERE n = 1")), "1");
}

TEST_F(Postgres, StopsWhenAskedAndTheConnectionServesAgain) {
    environment.connections_max = 1;
    source = open(server->connection(), environment);
    auto query = approved(*source, endless);
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        stop.request_stop();
    });
    Collected sink;
    const auto begun = std::chrono::steady_clock::now();
    const auto work = [&] {
        wait_for(source->run(std::move(query), sink, {"r", "t1"}, stop.get_token()));
    };
    EXPECT_EQ(code_of(work), "query_cancelled");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(4));
    EXPECT_EQ(table_of(run(*source, "SELECT 1 FROM many WHERE n = 1")), "1");
}

TEST_F(Postgres, RecoversWhenItsBackendsAreKilled) {
    run(*source, "SELECT 1 FROM many WHERE n = 1");
    server->sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name LIKE 'parlance%'"
    );
    EXPECT_EQ(table_of(run(*source, "SELECT 2 FROM many WHERE n = 1")), "2");
}

TEST_F(Postgres, SeesATableChangeBehindAKeptPlan) {
    server->sql("CREATE TABLE moving AS SELECT 1 AS a, 2 AS b");
    auto query = approved(*source, "SELECT a, b FROM moving");
    const auto once = [&] {
        Collected sink;
        wait_for(source->run(query, sink, {"r", "t1"}, {}));
        return table_of(sink.result);
    };
    EXPECT_EQ(once(), "1|2");
    EXPECT_EQ(once(), "1|2");
    EXPECT_EQ(once(), "1|2");
    server->sql("ALTER TABLE moving ALTER a TYPE text USING 'now text'");
    EXPECT_EQ(once(), "now text|2");
    server->sql("ALTER TABLE moving DROP b");
    EXPECT_EQ(code_of(once), "database_schema_changed");
    server->sql("DROP TABLE moving");
    EXPECT_EQ(code_of(once), "database_schema_changed");
}

TEST_F(Postgres, MapsWhatFailsInTheStatement) {
    const auto failing = [&](const char* text) { return code_of([&] { run(*source, text); }); };
    EXPECT_EQ(failing("SELECT 1 / (n - n) FROM many"), "query_bad_values");
    EXPECT_EQ(failing("SELECT CAST(word AS integer) FROM many"), "query_bad_values");
    EXPECT_EQ(table_of(run(*source, "SELECT 1 FROM many WHERE n = 1")), "1");
}

// However often a value that changes is computed, it is held to the bound.
TEST_F(Postgres, HoldsSizesToTheirBound) {
    const auto size = [&](const char* text) { return table_of(run(*source, text)); };
    EXPECT_EQ(size("SELECT length(repeat('x', n)) FROM many WHERE n = 999"), "999");
    EXPECT_EQ(size("SELECT length(lpad('x', n - 5)) FROM many WHERE n = 2"), "0");
    EXPECT_EQ(size("SELECT repeat('x', NULL) IS NULL"), "true");
    for (const char* text :
         {"SELECT repeat('x', n) FROM many WHERE n = 1000",
          "SELECT length(rpad('x', n * 1000000)) FROM many WHERE n = 3",
          "SELECT max(length(repeat('x', CAST(random() * 100000 AS integer)))) FROM many"})
        EXPECT_EQ(code_of([&] { run(*source, text); }), "query_bad_values") << text;
}

TEST_F(Postgres, ReadsXmlCollationsAndColumnsOfRows) {
    const auto rows = [&](const char* text) { return table_of(run(*source, text)); };
    EXPECT_EQ(
        rows("SELECT xmlelement(NAME a, xmlattributes(n AS b), word(m)) FROM many m WHERE n(m) = 1"
        ),
        rows("SELECT '<a b=\"1\">' || word || '</a>' FROM many WHERE n = 1")
    );
    EXPECT_EQ(rows("SELECT (xpath('/a/text()', xmlforest('x' AS a)))[1]"), "x");
    EXPECT_EQ(
        rows("SELECT 'a' < 'B' COLLATE \"C\", 'a' < 'B' COLLATE \"und-x-icu\""), "false|true"
    );
}

TEST_F(Postgres, WritesNothing) {
    server->sql("CREATE SEQUENCE counter; CREATE VIEW writes AS SELECT nextval('counter') AS n");
    EXPECT_EQ(code_of([&] { run(*source, "SELECT n FROM writes"); }), "database_failed")
        << "the transaction is read-only";
}

TEST_F(Postgres, HoldsItsLimitAndQueuesTheRest) {
    environment.connections_max = 2;
    source = open(server->connection(), environment);
    server->sql(
        "CREATE VIEW crowd AS SELECT count(*) AS n, pg_sleep(0.02)::text AS s "
        "FROM pg_stat_activity WHERE application_name LIKE 'parlance%' AND state = 'active'"
    );
    auto query = approved(*source, "SELECT n, s FROM crowd");
    boost::asio::io_context context(1);
    std::vector<std::string> counts;
    const auto one = [&](std::string tenant) -> Task<void> {
        Collected sink;
        co_await source->run(query, sink, {"r", tenant}, {});
        counts.push_back(std::string(sink.result.rows.text(sink.result.rows.row(0)[0])));
    };
    for (int at = 0; at < 12; ++at)
        boost::asio::co_spawn(context, one(at % 2 ? "t1" : "t2"), boost::asio::detached);
    context.run();
    EXPECT_EQ(counts.size(), 12);
    for (const std::string& count : counts)
        EXPECT_LE(std::stoi(count), 2);
}

TEST_F(Postgres, ServesManyIoContextsAtOnce) {
    auto query = approved(*source, "SELECT n, word FROM many WHERE n <= 3000 ORDER BY n");
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                boost::asio::io_context context(1);
                const auto work = [&]() -> Task<void> {
                    for (int time = 0; time < 10; ++time) {
                        Counting sink;
                        co_await source->run(query, sink, {"r", "t1"}, {});
                        if (sink.total == 3000) ++good;
                    }
                };
                for (int each = 0; each < 4; ++each)
                    boost::asio::co_spawn(context, work(), boost::asio::detached);
                context.run();
            });
        }
    }
    EXPECT_EQ(good, 160);
}

}  // namespace
}  // namespace parlance::connectors
