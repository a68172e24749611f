#include "base/testing/temporary_folder.hpp"
#include "connectors/sqlite/handle.hpp"
#include "connectors/testing/run.hpp"

#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <thread>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* shop = R"(
CREATE TABLE kinds(id INTEGER PRIMARY KEY, flag BOOLEAN NOT NULL, price DECIMAL(10,2), born DATE,
    doc JSON, raw BLOB, half REAL, note VARCHAR(20));
INSERT INTO kinds VALUES (9007199254740993, 1, 12.5, '2024-02-29', '{"a": [1]}', x'00ff', 1e999, NULL);
INSERT INTO kinds VALUES (2, 0, 3, 'soon', 'not json', x'', -0.5, CAST(x'61ff62' AS TEXT));
CREATE TABLE makers(country TEXT, code TEXT, PRIMARY KEY (country, code));
CREATE TABLE things(id INTEGER PRIMARY KEY, country TEXT, code TEXT, kind INT REFERENCES KINDS,
    FOREIGN KEY (country, code) REFERENCES makers);
CREATE VIEW cheap AS SELECT id, price FROM kinds WHERE price < 10;
CREATE VIEW broken AS SELECT x FROM gone;
CREATE VIRTUAL TABLE found USING fts5(words);
CREATE TABLE many(n INTEGER PRIMARY KEY, word TEXT);
WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 100000)
INSERT INTO many SELECT x, 'word ' || x FROM c;
)";

void make(const std::string& path, const char* script) {
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    char* message = nullptr;
    sqlite3_exec(database, script, nullptr, nullptr, &message);
    EXPECT_EQ(message, nullptr) << message;
    sqlite3_close(database);
}

class Sqlite : public ::testing::Test {
protected:
    void SetUp() override {
        make(folder.at("shop.db"), shop);
        source = open(connection("shop.db"), environment);
    }

    Connection connection(const std::string& path) const {
        Connection connection;
        connection.kind = Kind::sqlite;
        connection.path = path;
        connection.folder = folder.path();
        return connection;
    }

    TemporaryFolder folder;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking};
    std::unique_ptr<Source> source;
};

TEST_F(Sqlite, WritesCellsByDeclaredTypeExactly) {
    const ResultSet result = run(*source, "SELECT * FROM kinds ORDER BY id DESC");
    EXPECT_EQ(
        table_of(result),
        "9007199254740993|true|12.5|2024-02-29|{\"a\": [1]}|\\x00ff|Infinity|∅\n"
        "2|false|3|soon|not json|\\x|-0.5|a\xEF\xBF\xBD"
        "b"
    );
    EXPECT_EQ(result.rows.row(0)[4].kind, CellKind::json);
    EXPECT_EQ(result.rows.row(1)[4].kind, CellKind::text);
    EXPECT_EQ(result.rows.row(0)[6].kind, CellKind::text);
    EXPECT_EQ(result.columns[1], (ResultColumn{"flag", Type::boolean}));
    EXPECT_EQ(result.columns[3], (ResultColumn{"born", Type::date}));
}

TEST_F(Sqlite, ReadsTheSchema) {
    const Schema schema = wait_for(source->introspection().schema());
    std::vector<std::string> names;
    for (const Table& table : schema.tables)
        names.push_back(table.name);
    EXPECT_THAT(names, ElementsAre("kinds", "makers", "many", "things", "cheap"))
        << "no virtual tables, no shadows, no broken views";
    const Table& things = *schema.table("", "things");
    EXPECT_THAT(things.primary_key, ElementsAre("id"));
    ASSERT_EQ(things.foreign_keys.size(), 2);
    const auto& whole = things.foreign_keys[0].columns.size() == 2 ? things.foreign_keys[0]
                                                                   : things.foreign_keys[1];
    EXPECT_THAT(whole.target_columns, ElementsAre("country", "code"));
    EXPECT_EQ(schema.table("", "many")->row_estimate, 100'000);
    EXPECT_FALSE(schema.table("", "kinds")->column("flag")->nullable);
    EXPECT_EQ(schema.table("", "cheap")->kind, TableKind::view);
}

TEST_F(Sqlite, StreamsInBatches) {
    struct Counting : RowSink {
        Task<void> begin(const std::vector<ResultColumn>&) override { co_return; }
        Task<void> rows(const Batch& batch) override {
            most = std::max(most, batch.rows());
            total += batch.rows();
            co_return;
        }
        std::size_t most = 0;
        std::size_t total = 0;
    } sink;
    auto query = approved(*source, "SELECT * FROM many");
    const RunSummary summary = wait_for(source->run(std::move(query), sink, {"r", "t"}, {}));
    EXPECT_EQ(sink.total, 100'000);
    EXPECT_LE(sink.most, 1024);
    EXPECT_EQ(summary.rows, 100'000);
    EXPECT_FALSE(summary.truncated);
}

TEST_F(Sqlite, CutsAtTheRowAndByteLimits) {
    Collected sink;
    auto query = approved(*source, "SELECT n FROM many", {.rows_max = 1500});
    RunSummary summary = wait_for(source->run(std::move(query), sink, {"r", "t"}, {}));
    EXPECT_EQ(summary.rows, 1500);
    EXPECT_TRUE(summary.truncated);
    query = approved(*source, "SELECT word FROM many", {.bytes_max = 1000});
    summary = wait_for(source->run(std::move(query), sink, {"r", "t"}, {}));
    EXPECT_LT(summary.rows, 200);
    EXPECT_TRUE(summary.truncated);
}

TEST_F(Sqlite, HoldsTheSizeOfOneValue) {
    EXPECT_EQ(
        table_of(run(*source, "SELECT length(zeroblob(n * 1000)) FROM many WHERE n = 7")), "7000"
    );
    for (const char* text :
         {"SELECT length(zeroblob(n * 1000)) FROM many WHERE n = 2000",
          "SELECT zeroblob(9223372036854775807)",
          "SELECT zeroblob(2000000)"})
        EXPECT_NE(code_of([&] { run(*source, text); }), "") << text;
}

TEST_F(Sqlite, ReadsGlobAndCollations) {
    const auto rows = [&](const char* text) { return table_of(run(*source, text)); };
    EXPECT_EQ(rows("SELECT count(*) FROM many WHERE word GLOB 'word 9999' || '[^0-4]'"), "5");
    EXPECT_EQ(rows("SELECT count(*) FROM many WHERE word NOT GLOB '*1'"), "90000");
    EXPECT_EQ(
        rows("SELECT 'a' = 'A' COLLATE NOCASE, 'a' = 'a  ' COLLATE RTRIM, 'a' = 'A'"),
        "true|true|false"
    );
    EXPECT_EQ(
        rows("SELECT x FROM (SELECT 'b' AS x UNION SELECT 'A' UNION SELECT 'a') t "
             "ORDER BY x COLLATE NOCASE, x COLLATE BINARY DESC"),
        "a\nA\nb"
    );
}

constexpr const char* endless =
    "SELECT count(*) FROM many a, many b, many c WHERE a.n <> b.n + c.n";

TEST_F(Sqlite, StopsAtTheTimeLimit) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of([&] { run(*source, endless, {.time_ms = 200}); }), "query_timeout");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000") << "still works";
}

TEST_F(Sqlite, StopsWhenAsked) {
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
    });
    Collected sink;
    auto query = approved(*source, endless);
    const auto begun = std::chrono::steady_clock::now();
    const auto work = [&] {
        wait_for(source->run(std::move(query), sink, {"r", "t"}, stop.get_token()));
    };
    EXPECT_EQ(code_of(work), "query_cancelled");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST_F(Sqlite, OpensOnlyFilesInsideItsFolders) {
    const auto opening = [&](const std::string& path) {
        return code_of([&] { static_cast<void>(open(connection(path), environment)); });
    };
    TemporaryFolder other;
    make(other.at("other.db"), "CREATE TABLE t(x)");
    std::filesystem::create_symlink(other.at("other.db"), folder.at("link.db"));
    std::filesystem::create_directory_symlink(other.path(), folder.at("away"));
    EXPECT_EQ(opening(folder.at("shop.db")), "");
    EXPECT_EQ(opening("missing.db"), "file_not_found");
    for (const std::string& bad :
         {std::string("link.db"),
          std::string("away/other.db"),
          other.at("other.db"),
          std::string("../shop.db"),
          std::string("file:shop.db"),
          std::string("file:///etc/passwd"),
          std::string("/dev/zero"),
          std::string("/etc/passwd"),
          std::string("."),
          std::string(),
          std::string("shop.db\0x", 9),
          std::string(":memory:"),
          other.at("nothing-here.db")}) {
        EXPECT_EQ(opening(bad), "file_path_refused") << bad;
    }
    environment.file_roots = {other.path()};
    EXPECT_EQ(opening(other.at("other.db")), "");
}

// The second lock, should the guard ever let one through.
TEST_F(Sqlite, TheHandleItselfRefusesEverythingButReading) {
    sqlite::Handle handle(folder.at("shop.db"));
    const guard::ApprovedQuery own = approved(*source, "SELECT word FROM many");
    handle.restrict(own);
    for (const char* text :
         {"INSERT INTO many VALUES (0, '')",
          "DELETE FROM many",
          "CREATE TABLE t(x)",
          "CREATE TEMP TABLE t(x)",
          "ATTACH '/etc/passwd' AS x",
          "PRAGMA query_only=OFF",
          "PRAGMA table_info(many)",
          "SELECT * FROM pragma_table_info('many')",
          "EXPLAIN SELECT 1",
          "EXPLAIN QUERY PLAN SELECT 1",
          "SELECT * FROM sqlite_schema",
          "SELECT * FROM sqlite_master",
          "SELECT load_extension('x')",
          "SELECT randomblob(9)",
          "SELECT sqlite_version()",
          "SELECT fts3_tokenizer('simple')",
          "BEGIN",
          "VACUUM INTO '/tmp/x'",
          "SELECT 1; SELECT 2",
          "",
          "REINDEX"}) {
        EXPECT_NE(code_of([&] { static_cast<void>(handle.prepare(text)); }), "") << text;
    }
    EXPECT_EQ(
        code_of([&] { static_cast<void>(handle.prepare("SELECT upper(word) FROM many")); }), ""
    );
}

TEST_F(Sqlite, SaysWhatIsWrongWithADamagedFile) {
    folder.file("junk.db", "SQLite format 3 but not really, only text that is long enough to look");
    auto junk = open(connection("junk.db"), environment);
    const TestReport report = wait_for(junk->introspection().test());
    EXPECT_FALSE(report.works);
    EXPECT_EQ(report.findings.at(0).code, "database_file_broken");
    EXPECT_TRUE(wait_for(source->introspection().test()).works);
}

TEST_F(Sqlite, SeesAFileThatTookThePathOver) {
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "100000");
    make(folder.at("new.db"), "CREATE TABLE many(n); INSERT INTO many VALUES (7)");
    std::filesystem::rename(folder.at("new.db"), folder.at("shop.db"));
    EXPECT_EQ(table_of(run(*source, "SELECT n FROM many")), "7");
}

}  // namespace
}  // namespace parlance::connectors
