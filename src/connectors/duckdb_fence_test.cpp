#include "connectors/testing/worlds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// DuckDB moves conditions below the subquery they stand outside of, where it may: what somebody
/// asks must not be computed, and fail, on rows that a rule hides.
namespace parlance::connectors {
namespace {

using namespace testing;

constexpr const char* tables = R"sql(
CREATE TABLE lands (code VARCHAR PRIMARY KEY, open BOOLEAN);
INSERT INTO lands VALUES ('DE', true), ('FR', false);
CREATE TABLE pay (id INTEGER PRIMARY KEY, country VARCHAR, salary INTEGER, code VARCHAR);
INSERT INTO pay SELECT n, 'DE', 1000 + n, n::VARCHAR FROM range(1, 2001) r(n);
INSERT INTO pay VALUES (9001, 'FR', -5000, 'not a number'), (9002, 'FR', -9000, '1e999');
)sql";

/// A rule over another table: DuckDB makes a join of it, and moves conditions below joins.
constexpr std::string_view policy = R"json({"default": "allow", "tables": {"pay": {
    "rows": "EXISTS (SELECT 1 FROM lands l WHERE l.code = pay.country AND l.open)"}}})json";

/// Each fails on a hidden row, or would tell of one, and holds on all rows that are seen.
constexpr const char* probes[] = {
    "SELECT count(*) FROM pay WHERE chr(salary) <> 'x'",
    "SELECT count(*) FROM pay p JOIN lands l ON p.country = l.code WHERE chr(p.salary) <> 'x'",
    "SELECT count(*) FROM pay WHERE CAST(code AS integer) > 0",
    "SELECT count(*) FROM (SELECT * FROM pay) p WHERE CAST(p.code AS integer) > 0",
    "SELECT count(*) FROM pay p JOIN pay q ON CAST(p.code AS integer) = q.id",
    "SELECT count(*) FROM pay WHERE id IN (SELECT CAST(code AS integer) FROM pay)",
    "SELECT count(*) FROM pay p WHERE EXISTS (SELECT 1 FROM pay q WHERE CAST(q.code AS integer) = "
    "p.id)",
    "SELECT count(*) FROM pay WHERE id > 0 AND CAST(code AS integer) > 0 LIMIT 5",
    "SELECT CAST(code AS integer) + 1 AS n FROM pay ORDER BY CAST(code AS integer) LIMIT 1",
    "SELECT max(CAST(code AS integer)) FROM pay GROUP BY country HAVING max(CAST(code AS integer)) "
    "> 0",
    "WITH p AS (SELECT * FROM pay) SELECT count(*) FROM p WHERE CAST(code AS integer) BETWEEN 1 "
    "AND 9999",
};

class DuckdbFence : public ::testing::Test {
protected:
    void SetUp() override { world.see(policy, {.username = "ann", .role = "analyst"}); }

    DuckdbEngine engine;
    World world{engine.make('a', tables)};
};

TEST_F(DuckdbFence, NothingIsComputedOnRowsThatARuleHides) {
    for (const char* probe : probes) {
        EXPECT_NE(world.ask_unguarded(probe).code, "") << "proves nothing: " << probe;
        const Answer answer = world.ask(probe);
        EXPECT_EQ(answer.code, "") << probe << ": " << answer.text;
    }
}

/// The least and the greatest value of a column, which DuckDB keeps, are those of hidden rows too:
/// a condition beyond them must not save what would fail from being computed.
TEST_F(DuckdbFence, NothingIsSkippedForWhatHiddenRowsAreLike) {
    const auto below = [&](int salary) {
        return world.ask(fmt::format(
            "SELECT p.id FROM pay p FULL JOIN (SELECT CAST('x' || q.code AS integer) AS n FROM pay "
            "q) r ON p.id = r.n WHERE p.salary < {}",
            salary
        ));
    };
    EXPECT_EQ(below(-8000), below(-10'000)) << "the least of all is -9000, hidden";
}

class Bare {
public:
    Bare() {
        duckdb_open(nullptr, &database_);
        duckdb_connect(database_, &session_);
        EXPECT_EQ(said(tables), "");
    }
    ~Bare() {
        duckdb_disconnect(&session_);
        duckdb_close(&database_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    /// What DuckDB complains about; empty when it does not.
    std::string said(const std::string& text) {
        duckdb_result result;
        duckdb_query(session_, text.c_str(), &result);
        const char* error = duckdb_result_error(&result);
        std::string said = error == nullptr ? "" : error;
        duckdb_destroy_result(&result);
        return said;
    }

private:
    duckdb_database database_ = nullptr;
    duckdb_connection session_ = nullptr;
};

TEST(DuckdbPushdown, IsWhatTheFenceStops) {
    Bare duckdb;
    const auto counted = [&](const std::string& fence) {
        return duckdb.said(
            "SELECT count(*) FROM (SELECT * FROM pay WHERE EXISTS (SELECT 1 FROM lands l "
            "WHERE l.code = pay.country AND l.open)" +
            fence + ") p WHERE chr(p.salary) <> 'x'"
        );
    };
    EXPECT_THAT(counted(""), ::testing::HasSubstr("Invalid Input Error"))
        << "nothing is moved: the test above has no teeth";
    EXPECT_EQ(counted(" LIMIT 9223372036854775807 OFFSET 0"), "");
}

}  // namespace
}  // namespace parlance::connectors
