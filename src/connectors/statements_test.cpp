#include "connectors/testing/sqlsmith.hpp"
#include "sql/testing/corpus.hpp"
#include "sql/testing/generator.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

/// The language against a real PostgreSQL: what sqlsmith writes keeps its tree, and what our
/// generator writes is accepted. `PARLANCE_STATEMENTS` in the environment says how many of each.
namespace parlance::connectors {
namespace {

using namespace testing;

std::uint64_t statements(std::uint64_t otherwise) {
    const char* wanted = std::getenv("PARLANCE_STATEMENTS");
    return wanted == nullptr ? otherwise : std::strtoull(wanted, nullptr, 10);
}

std::string file_text(const char* path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Statements : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<PostgresServer>();
        server->script(file_text(PARLANCE_SOURCE_DIR "/tests/data/shop_postgres.sql"));
    }
    static void TearDownTestSuite() { server.reset(); }

    static inline std::unique_ptr<PostgresServer> server;
};

TEST_F(Statements, OfSqlsmithKeepTheirTree) {
    const Sqlsmith smith(*server, "postgres");
    smith.prepare(*server);
    const std::uint64_t count = statements(500);
    std::uint64_t made = 0;
    std::uint64_t lowered = 0;
    std::map<std::string, int> reasons;
    smith.each(count, 1, [&](const std::string& text) {
        ++made;
        try {
            const sql::Query query = sql::parse(text);
            const auto broken = sql::testing::broken_identity(query);
            EXPECT_FALSE(broken) << text << "\n" << *broken;
            ++lowered;
        } catch (const Error& error) {
            ++reasons[error.message()];
        }
    });
    std::printf(
        "%llu of %llu statements of sqlsmith lower, and keep their tree\n",
        static_cast<unsigned long long>(lowered),
        static_cast<unsigned long long>(made)
    );
    for (const auto& [reason, times] : reasons)
        std::printf("  %d %s\n", times, reason.c_str());
    EXPECT_EQ(made, count) << "is sqlsmith installed?";
    EXPECT_GE(lowered * 100, made * 95);
}

Schema shop() {
    const auto column = [](const char* name, Type type) {
        return Column{.name = name, .type = type};
    };
    Table customers{.schema = "public", .name = "customers"};
    customers.columns = {
        column("id", Type::integer),
        column("name", Type::text),
        column("signup_date", Type::date),
        column("is_active", Type::boolean)
    };
    Table orders{.schema = "public", .name = "orders"};
    orders.columns = {
        column("id", Type::integer),
        column("customer_id", Type::integer),
        column("status", Type::text),
        column("order_date", Type::timestamp)
    };
    Table items{.schema = "public", .name = "order_items"};
    items.columns = {
        column("id", Type::integer),
        column("order_id", Type::integer),
        column("quantity", Type::integer),
        column("unit_price", Type::decimal)
    };
    return {.tables = {customers, orders, items}};
}

TEST_F(Statements, OfOurGeneratorAreAccepted) {
    const std::string target =
        fmt::format("host=127.0.0.1 port={} user=postgres dbname=template1", server->port());
    server->script(file_text(PARLANCE_SOURCE_DIR "/tests/data/shop_postgres.sql"), "template1");
    const std::unique_ptr<PGconn, void (*)(PGconn*)> session(PQconnectdb(target.c_str()), PQfinish);
    ASSERT_EQ(PQstatus(session.get()), CONNECTION_OK);
    const Schema tables = shop();
    const std::uint64_t count = statements(1000);
    std::uint64_t accepted = 0;
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        sql::testing::Generator generator(tables, seed);
        const std::string text = sql::render(generator.query(), Dialect::postgres);
        PGresult* result = PQprepare(session.get(), "", text.c_str(), 0, nullptr);
        const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
        EXPECT_TRUE(good) << "seed " << seed << ": " << PQresultErrorMessage(result) << text;
        accepted += good ? 1 : 0;
        PQclear(result);
    }
    std::printf(
        "%llu of %llu statements of our generator accepted by PostgreSQL\n",
        static_cast<unsigned long long>(accepted),
        static_cast<unsigned long long>(count)
    );
}

}  // namespace
}  // namespace parlance::connectors
