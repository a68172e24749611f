#include "connectors/sqlite_writer.hpp"

#include "base/error.hpp"
#include "base/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace parlance::connectors {
namespace {

using std::filesystem::path;

/// A folder of its own that goes when the test ends.
class SqliteWriter : public testing::Test {
protected:
    [[nodiscard]] path file() const { return folder_ / "new.sqlite"; }
    [[nodiscard]] std::ptrdiff_t files() const {
        return std::distance(std::filesystem::directory_iterator(folder_), {});
    }
    [[nodiscard]] std::string ask(const char* sql) const {
        sqlite3* database = nullptr;
        sqlite3_open_v2(file().c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
        std::string answer;
        const auto keep = [](void* to, int count, char** cells, char**) {
            for (int at = 0; at < count; ++at) {
                *static_cast<std::string*>(to) += std::string(cells[at] ? cells[at] : "NULL") + "|";
            }
            return 0;
        };
        sqlite3_exec(database, sql, keep, &answer, nullptr);
        sqlite3_close(database);
        return answer;
    }

private:
    TemporaryFolder home_;
    const path& folder_ = home_.path();
};

TEST_F(SqliteWriter, KeepsEveryKindOfCell) {
    const std::int64_t one = 1;
    write_sqlite(file(), {{"t", "CREATE TABLE t (a, b, c, d)", {{{}, one, 2.5, "it's"}}}});
    EXPECT_EQ(
        ask("SELECT a, b, c, d, typeof(b), typeof(c) FROM t"), "NULL|1|2.5|it's|integer|real|"
    );
    EXPECT_EQ(files(), 1);
}

TEST_F(SqliteWriter, RefusesARowThatPointsNowhereAndLeavesNothing) {
    const std::int64_t nobody = 7;
    const std::vector<NewTable> broken{
        {"a", "CREATE TABLE a (id INTEGER PRIMARY KEY)", {}},
        {"b", "CREATE TABLE b (a INTEGER REFERENCES a (id))", {{nobody}}},
    };
    EXPECT_THROW(write_sqlite(file(), broken), Error);
    EXPECT_EQ(files(), 0);
}

TEST_F(SqliteWriter, KeepsTheOldFileWhenTheNewOneFails) {
    write_sqlite(file(), {{"t", "CREATE TABLE t (a)", {{"old"}}}});
    EXPECT_THROW(write_sqlite(file(), {{"t", "CREATE TABLE t (", {}}}), Error);
    EXPECT_EQ(ask("SELECT a FROM t"), "old|");
}

}  // namespace
}  // namespace parlance::connectors
