#include "base/testing/temporary_folder.hpp"
#include "connectors/sqlite/handle.hpp"
#include "connectors/testing/run.hpp"
#include "guard/toy_schema.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace parlance::connectors {
namespace {

using namespace testing;

constexpr const char* toy = R"(
CREATE TABLE customers(id INTEGER PRIMARY KEY, tenant_code TEXT, name TEXT, email TEXT, ssn TEXT,
                       country TEXT, created_at TEXT);
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, amount NUMERIC, status TEXT,
                    created_at TEXT);
CREATE TABLE employees(id INTEGER PRIMARY KEY, name TEXT, salary NUMERIC, manager_id INTEGER);
INSERT INTO customers VALUES
    (1, 't1', 'Anna', 'anna@example.com', '111-11-1111', 'DE', '2024-01-01'),
    (2, 't1', 'Bert', 'bert@example.com', '222-22-2222', 'DE', '2024-02-01'),
    (3, 't1', 'Cora', 'cora@example.fr', '333-33-3333', 'FR', '2024-03-01');
INSERT INTO orders VALUES (10, 1, 10, 'paid', '2024-05-01'), (12, 3, 99, 'paid', '2024-05-03');
INSERT INTO employees VALUES (1, 'Eve', 90000, NULL);
)";

class SqlitePolicy : public ::testing::Test {
protected:
    void SetUp() override {
        sqlite3* database = nullptr;
        sqlite3_open(folder.at("toy.db").c_str(), &database);
        ASSERT_EQ(sqlite3_exec(database, toy, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
        Connection connection;
        connection.kind = Kind::sqlite;
        connection.path = "toy.db";
        connection.folder = folder.path();
        source = open(connection, environment);
    }

    static guard::ApprovedQuery
    approved(std::string_view text, std::string_view policy = guard::toy_policy) {
        const guard::Sight sight = guard::toy_sight(Dialect::sqlite, policy);
        return guard::approve(text, *sight.schema, sight.policy);
    }

    std::string run(std::string_view text, std::string_view policy = guard::toy_policy) {
        Collected sink;
        wait_for(source->run(approved(text, policy), sink, {"req-1", "t1"}, {}));
        return table_of(sink.result);
    }

    TemporaryFolder folder;
    BlockingPool blocking{"test", 2};
    Environment environment{.blocking = blocking};
    std::unique_ptr<Source> source;
};

TEST_F(SqlitePolicy, ShowsMaskedValuesOfVisibleRows) {
    EXPECT_EQ(
        run("SELECT id, email, ssn FROM customers ORDER BY id"),
        "1|a***@example.com|∅\n2|b***@example.com|∅"
    );
    EXPECT_EQ(run("SELECT count(*), sum(amount) FROM orders"), "1|10");
    EXPECT_EQ(run("SELECT name FROM employees"), "Eve");
    // Again: the views are there already.
    EXPECT_EQ(run("SELECT count(*) FROM customers c JOIN orders o ON o.customer_id = c.id"), "1");
}

TEST_F(SqlitePolicy, GivesEqualValuesEqualPseudonyms) {
    constexpr std::string_view policy =
        R"({"default": "allow", "tables": {"customers": {"columns": {"ssn": {"mask": "pseudonym"}}}}})";
    const std::string shown = run("SELECT ssn FROM customers WHERE id = 1", policy);
    EXPECT_EQ(shown.size(), 24U);
    EXPECT_EQ(run("SELECT ssn FROM customers WHERE id = 1", policy), shown);
    EXPECT_NE(run("SELECT ssn FROM customers WHERE id = 2", policy), shown);
}

// What if the guard ever forgot one: the engine itself does not read a fenced table directly.
TEST_F(SqlitePolicy, TheHandleReadsFencedTablesThroughTheirViewsOnly) {
    sqlite::Handle handle(folder.at("toy.db"));
    const guard::ApprovedQuery query = approved("SELECT email FROM customers");
    handle.restrict(query);
    const std::string view = query.preamble().front().name;
    const auto code = [&](const std::string& text) {
        return code_of([&] { static_cast<void>(handle.prepare(text)); });
    };
    EXPECT_EQ(code(query.text()), "");
    for (const char* text :
         {"SELECT email FROM main.customers",
          "SELECT count(*) FROM main.customers",
          "SELECT name FROM employees",
          "SELECT amount FROM orders",
          "SELECT (SELECT ssn FROM main.customers)"})
        EXPECT_EQ(code(text), "sql_refused_by_engine") << text;
    EXPECT_EQ(code("SELECT email FROM " + view), "");
}

// SQLite tells a refused function from any other mistake by its words only.
TEST_F(SqlitePolicy, TheHandleCallsFunctionsOfTheListOnly) {
    sqlite::Handle handle(folder.at("toy.db"));
    handle.restrict(approved("SELECT email FROM customers"));
    const auto code = [&](const char* text) {
        return code_of([&] { static_cast<void>(handle.prepare(text)); });
    };
    EXPECT_EQ(code("SELECT upper('x')"), "");
    for (const char* text :
         {"SELECT parlance_pseudonym('x', 'y')",
          "SELECT sqlite_version()",
          "SELECT sqlite_source_id()",
          "SELECT total_changes()",
          "SELECT load_extension('x')"})
        EXPECT_NE(code(text), "") << text;
}

}  // namespace
}  // namespace parlance::connectors
