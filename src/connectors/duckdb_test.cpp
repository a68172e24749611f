#include "base/testing/temporary_folder.hpp"
#include "connectors/import.hpp"
#include "connectors/testing/run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* kinds =
    "id,big,price,half,flag,born,at,moment,word\n"
    "1,9007199254740993,12.50,0.1e-3,true,2024-02-29,12:30:00,2024-02-29 10:00:00.5,\"a\tb\"\n"
    "2,-5,0.05,1e300,false,0999-01-01,23:59:59,1969-12-31 23:59:59,\n";

class Duckdb : public ::testing::Test {
protected:
    void SetUp() override {
        import("kinds.csv", kinds);
        std::string many = "n,word\n";
        for (int row = 1; row <= 100'000; ++row)
            many += fmt::format("{},word {}\n", row, row);
        import("many.csv", many);
        source = open(connection(), environment);
    }

    void import(const std::string& name, const std::string& content) {
        ImportRequest request;
        request.path = folder.file("uploads/" + name, content);
        request.file_name = name;
        request.target = folder.at("target.duckdb");
        static_cast<void>(import_file(request));
    }

    Connection connection() const {
        Connection connection;
        connection.kind = Kind::duckdb;
        connection.path = folder.at("target.duckdb");
        connection.folder = folder.path();
        connection.trusted_file = true;
        return connection;
    }

    TemporaryFolder folder;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking};
    std::unique_ptr<Source> source;
};

TEST_F(Duckdb, WritesEveryTypeAsItsKindOfCell) {
    const ResultSet result = run(*source, "SELECT * FROM kinds ORDER BY id");
    EXPECT_EQ(
        table_of(result),
        "1|9007199254740993|12.50|1e-04|true|2024-02-29|12:30:00|2024-02-29 10:00:00.5|a\tb\n"
        "2|-5|0.05|1e+300|false|0999-01-01|23:59:59|1969-12-31 23:59:59|∅"
    );
    EXPECT_EQ(result.columns[1].type, Type::integer);
    EXPECT_EQ(result.columns[2].type, Type::decimal);
    EXPECT_EQ(result.columns[7].type, Type::timestamp);
    EXPECT_EQ(table_of(run(*source, "SELECT sum(price) FROM kinds")), "12.55");
    EXPECT_EQ(table_of(run(*source, "SELECT max(born) - min(born) FROM kinds")).empty(), false);
}

TEST_F(Duckdb, ReadsTheSchema) {
    const Schema schema = wait_for(source->introspection().schema());
    ASSERT_EQ(schema.tables.size(), 2);
    const Table& table = *schema.table("", "kinds");
    EXPECT_EQ(table.column("price")->native_type, "DECIMAL(18,2)");
    EXPECT_EQ(table.column("price")->type, Type::decimal);
    EXPECT_EQ(schema.table("main", "many")->row_estimate, 100'000);
    EXPECT_TRUE(wait_for(source->introspection().test()).works);
}

constexpr const char* endless =
    "SELECT count(*) FROM many a, many b, many c WHERE a.n <> b.n + c.n";

TEST_F(Duckdb, StopsAtTheTimeLimitAndWhenAsked) {
    using Clock = std::chrono::steady_clock;
    auto begun = Clock::now();
    EXPECT_EQ(code_of([&] { run(*source, endless, {.time_ms = 300}); }), "query_timeout");
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds(3));

    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        stop.request_stop();
    });
    Collected sink;
    auto query = approved(*source, endless);
    const auto work = [&] {
        wait_for(source->run(std::move(query), sink, {"r", "t"}, stop.get_token()));
    };
    begun = Clock::now();
    EXPECT_EQ(code_of(work), "query_cancelled");
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds(3));
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

/// DuckDB forgets an interrupt that meets it between two steps: whenever it comes, it must hold.
TEST_F(Duckdb, StopsWheneverItIsAsked) {
    for (const int delay_ms : {0, 1, 2, 3, 5, 8, 13, 21, 34, 55}) {
        std::stop_source stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
            stop.request_stop();
        });
        Collected sink;
        auto query = approved(*source, endless);
        const auto work = [&] {
            wait_for(source->run(std::move(query), sink, {"r", "t"}, stop.get_token()));
        };
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_EQ(code_of(work), "query_cancelled") << delay_ms;
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(3)) << delay_ms;
    }
}

TEST_F(Duckdb, CutsAtTheRowLimit) {
    Collected sink;
    auto query = approved(*source, "SELECT n FROM many", {.rows_max = 2500});
    const RunSummary summary = wait_for(source->run(std::move(query), sink, {"r", "t"}, {}));
    EXPECT_EQ(summary.rows, 2500);
    EXPECT_EQ(sink.result.rows.rows(), 2500);
    EXPECT_TRUE(summary.truncated);
}

TEST_F(Duckdb, HoldsSizesAndReadsGlobAndCollations) {
    const auto rows = [&](const char* text) { return table_of(run(*source, text)); };
    EXPECT_EQ(rows("SELECT length(repeat('x', n)) FROM many WHERE n = 999"), "999");
    EXPECT_NE(code_of([&] { rows("SELECT repeat('x', n) FROM many WHERE n = 1000"); }), "");
    EXPECT_EQ(rows("SELECT count(*) FROM many WHERE word GLOB 'word 9999' || '[5-9]'"), "5");
    EXPECT_EQ(rows("SELECT count(*) FROM many WHERE word NOT GLOB '*1'"), "90000");
    EXPECT_EQ(
        rows(
            "SELECT 'a' = 'A' COLLATE NOCASE, 'e' = 'é' COLLATE NOACCENT, 'a' = 'A' COLLATE \"C\", "
            "'a' = 'a' COLLATE POSIX, 'a' = 'A' COLLATE BINARY, 'a' = 'a' COLLATE NFC"
        ),
        "true|true|false|true|false|true"
    );
}

TEST_F(Duckdb, OpensOnlyFilesOfOurOwn) {
    Connection strange = connection();
    strange.trusted_file = false;
    EXPECT_EQ(
        code_of([&] { static_cast<void>(open(strange, environment)); }), "duckdb_file_refused"
    );
    strange = connection();
    strange.path = "/etc/passwd";
    EXPECT_EQ(code_of([&] { static_cast<void>(open(strange, environment)); }), "file_path_refused");
}

TEST_F(Duckdb, TwoSourcesShareTheFile) {
    auto second = open(connection(), environment);
    EXPECT_EQ(table_of(run(*second, "SELECT count(*) FROM many")), "100000");
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
}

}  // namespace
}  // namespace parlance::connectors
