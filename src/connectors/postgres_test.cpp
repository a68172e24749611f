#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace parlance::connectors
