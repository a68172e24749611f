#include "base/testing/temporary_folder.hpp"
#include "connectors/duckdb/cost.hpp"
#include "connectors/import.hpp"
#include "connectors/postgres/cost.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* small = "SELECT n FROM many WHERE n = 7";
constexpr const char* large = "SELECT count(*) FROM many a, many b, many c WHERE a.n <> b.n + c.n";

std::optional<double> cost(Source& source, std::string_view text, std::stop_token stop = {}) {
    return wait_for(source.estimate(approved(source, text), {"req-1", "t1"}, stop));
}

std::string failure(Source& source, std::string_view text, std::stop_token stop = {}) {
    return code_of([&] { static_cast<void>(cost(source, text, stop)); });
}

std::stop_token stopped() {
    std::stop_source stop;
    stop.request_stop();
    return stop.get_token();
}

class PostgresEstimate : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<PostgresServer>();
        server->script(
            "CREATE TABLE many (n int PRIMARY KEY, word text);"
            "INSERT INTO many SELECT g, 'word ' || g FROM generate_series(1, 100000) g;"
            "CREATE FUNCTION tick() RETURNS int LANGUAGE plpgsql AS "
            "'BEGIN RAISE LOG ''ticked''; RETURN 1; END';"
            "CREATE VIEW ticks AS SELECT tick() AS n;"
            "ANALYZE;"
        );
    }
    static void TearDownTestSuite() { server.reset(); }

    static std::unique_ptr<PostgresServer> server;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
    std::unique_ptr<Source> source = open(server->connection(), environment);
};

std::unique_ptr<PostgresServer> PostgresEstimate::server;

TEST_F(PostgresEstimate, TellsDearFromCheap) {
    EXPECT_LT(cost(*source, small).value(), 100);
    EXPECT_GT(cost(*source, large).value(), 1e12);
    EXPECT_GT(cost(*source, "SELECT word FROM many WHERE word = 'word 7'").value(), 100);
    EXPECT_THAT(
        server->log_text(), HasSubstr("/* parlance request=req-1 */ EXPLAIN (FORMAT JSON) SELECT")
    );
    EXPECT_THAT(server->log_text(), HasSubstr("BEGIN"));
}

TEST_F(PostgresEstimate, RunsNothing) {
    EXPECT_TRUE(cost(*source, "SELECT n FROM ticks"));
    EXPECT_THAT(server->log_text(), Not(HasSubstr("LOG:  ticked")));
    EXPECT_EQ(table_of(run(*source, "SELECT n FROM ticks")), "1");
    EXPECT_THAT(server->log_text(), HasSubstr("LOG:  ticked"));
}

TEST_F(PostgresEstimate, TakesValuesOfEveryKindAndEveryShapeOfStatement) {
    for (const char* text :
         {"SELECT n FROM many WHERE word LIKE 'word 1%' AND n BETWEEN 3 AND 90000000000",
          "(SELECT n FROM many) UNION ALL (SELECT n + 1 FROM many WHERE n > 5) ORDER BY 1 LIMIT 3",
          "WITH few AS (SELECT n FROM many WHERE n < 10) SELECT sum(n) FROM few",
          "VALUES (1, 'a'), (2, NULL)",
          "SELECT count(*) FILTER (WHERE word IS NULL), avg(n) * 1.5 FROM many GROUP BY n % 3"})
        EXPECT_TRUE(cost(*source, text)) << text;
}

TEST_F(PostgresEstimate, MapsWhatFailsAndTheSourceServesOn) {
    EXPECT_EQ(failure(*source, small, stopped()), "query_cancelled");
    server->sql("CREATE TABLE passing (n int)");
    auto query = approved(*source, "SELECT n FROM passing");
    server->sql("DROP TABLE passing");
    const auto work = [&] {
        static_cast<void>(wait_for(source->estimate(std::move(query), {"r", "t"}, {})));
    };
    EXPECT_EQ(code_of(work), "database_schema_changed");
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

TEST(PostgresCost, OfWhatIsNoPlanIsNone) {
    for (const char* text : {"", "[]", "{}", "[{}]", R"([{"Plan":{"Total Cost":"much"}}])"}) {
        ResultSet plan{.columns = {{"QUERY PLAN", Type::json}}, .rows = Batch(1)};
        plan.rows.add(CellKind::text, text);
        EXPECT_FALSE(postgres::cost_of(plan)) << text;
    }
    EXPECT_FALSE(postgres::cost_of(ResultSet()));
}

class DuckdbEstimate : public ::testing::Test {
protected:
    void SetUp() override {
        std::string many = "n,word\n";
        for (int row = 1; row <= 100'000; ++row)
            many += fmt::format("{},word {}\n", row, row);
        ImportRequest request;
        request.path = folder.file("uploads/many.csv", many);
        request.file_name = "many.csv";
        request.target = folder.at("target.duckdb");
        static_cast<void>(import_file(request));
        Connection connection;
        connection.kind = Kind::duckdb;
        connection.path = request.target;
        connection.folder = folder.path();
        connection.trusted_file = true;
        source = open(connection, environment);
    }

    TemporaryFolder folder;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking};
    std::unique_ptr<Source> source;
};

TEST_F(DuckdbEstimate, TellsDearFromCheap) {
    EXPECT_LT(cost(*source, small).value(), 200'000);
    EXPECT_GT(cost(*source, large).value(), 1e12);
    EXPECT_TRUE(cost(*source, "(SELECT n FROM many) UNION ALL (SELECT 1) ORDER BY 1 LIMIT 3"));
    EXPECT_EQ(failure(*source, small, stopped()), "query_cancelled");
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

TEST(DuckdbCost, CountsTheRowsOfEachStep) {
    const auto scan = [](int rows) {
        return fmt::format(
            R"({{"name":"SEQ_SCAN ","children":[],"extra_info":{{"Estimated Cardinality":"{}"}}}})",
            rows
        );
    };
    const auto over = [&](const char* name, std::string info) {
        return fmt::format(
            R"([{{"name":"{}","children":[{},{}],"extra_info":{{{}}}}}])",
            name,
            scan(20),
            scan(30),
            info
        );
    };
    EXPECT_EQ(duckdb::cost_of_plan("[" + scan(20) + "]"), 20);
    EXPECT_EQ(duckdb::cost_of_plan(over("HASH_JOIN", R"("Estimated Cardinality":"5")")), 80);
    EXPECT_EQ(duckdb::cost_of_plan(over("CROSS_PRODUCT", "")), 650);
    EXPECT_EQ(
        duckdb::cost_of_plan(over("NESTED_LOOP_JOIN", R"("Estimated Cardinality":"5")")), 650
    );
    for (const char* text : {"", "{}", "[]", "[1", "no plan"})
        EXPECT_FALSE(duckdb::cost_of_plan(text)) << text;
}

TEST(SqliteEstimate, IsNone) {
    const TemporaryFolder folder;
    BlockingPool blocking{"blocking", 1};
    const Environment environment{.blocking = blocking};
    Connection connection;
    connection.kind = Kind::sqlite;
    connection.path = folder.file("empty.sqlite", "");
    connection.folder = folder.path();
    const auto source = open(connection, environment);
    EXPECT_FALSE(cost(*source, "SELECT 1"));
}

}  // namespace
}  // namespace parlance::connectors
