#include "base/error.hpp"
#include "connectors/testing/engines.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/resolve.hpp"
#include "sql/testing/corpus.hpp"
#include "sql/testing/generator.hpp"
#include "sql/walk.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <set>

/// One statement, every engine: the shop questions, written for each dialect and run there, give
/// the rows that their own text gives on PostgreSQL.
namespace parlance::connectors {
namespace {

using namespace testing;

struct Rate {
    int answered = 0;
    int inexpressible = 0;
    int different = 0;
};

class Dialects : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<PostgresServer>();
        server->script(file_text(PARLANCE_SOURCE_DIR "/tests/data/shop_postgres.sql"));
        postgres = std::make_unique<Postgres>(server->port());
    }
    static void TearDownTestSuite() {
        postgres.reset();
        server.reset();
    }

    static void
    compare(const boost::json::object& row, BareEngine& engine, const Schema& schema, Rate& rate) {
        const std::string question(row.at("sql").as_string());
        std::string text;
        try {
            sql::Query query = sql::parse(question);
            static_cast<void>(sql::resolve(query, schema));
            text = sql::render(query, schema.dialect);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), "sql_not_expressible") << question << "\n" << error.message();
            ++rate.inexpressible;
            std::printf("  %s: %s\n", row.at("id").as_string().c_str(), error.message().c_str());
            return;
        }
        std::optional<Rows> expected = postgres->rows(question);
        std::optional<Rows> got = engine.rows(text);
        EXPECT_TRUE(got) << question << "\n" << text << "\n" << engine.failure();
        ASSERT_TRUE(expected) << postgres->failure();
        if (!row.at("ordered").as_bool() && expected && got) {
            std::ranges::sort(*expected);
            std::ranges::sort(*got);
        }
        EXPECT_EQ(expected, got) << question << "\n" << text;
        ++(expected == got ? rate.answered : rate.different);
    }

    static Rate all(BareEngine& engine, BareEngine& catalog, Dialect dialect) {
        const Schema schema = schema_of(catalog, dialect);
        Rate rate;
        sql::testing::each_row(
            PARLANCE_SOURCE_DIR "/tests/data/shop_sql.jsonl",
            [&](const boost::json::object& row) { compare(row, engine, schema, rate); }
        );
        std::printf(
            "%.*s: %d of 198 shop questions give PostgreSQL's rows, %d have no equivalent\n",
            static_cast<int>(name_of(dialect).size()),
            name_of(dialect).data(),
            rate.answered,
            rate.inexpressible
        );
        return rate;
    }

    static inline std::unique_ptr<PostgresServer> server;
    static inline std::unique_ptr<Postgres> postgres;
};

TEST_F(Dialects, PostgresAnswersAsTheTextDoes) {
    EXPECT_EQ(all(*postgres, *postgres, Dialect::postgres).answered, 198);
}

TEST_F(Dialects, SqliteAnswersAsPostgresDoes) {
    Sqlite sqlite;
    EXPECT_GE(all(sqlite, sqlite, Dialect::sqlite).answered, 198);
}

TEST_F(Dialects, DuckdbAnswersAsPostgresDoes) {
    Duckdb duckdb;
    EXPECT_GE(all(duckdb, *postgres, Dialect::duckdb).answered, 198);
}

/// Whether SQLite's own meaning is another than that of our language: its LIKE ignores case, and
/// its NULLs come first.
bool means_another(const std::string& text) {
    std::string lower = text;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower.find(" like ") != std::string::npos;
}

/// Statements for SQLite, run as they are and as we write them.
struct OwnStatements {
    int same = 0;
    int different = 0;
    int other_meaning = 0;
    std::map<std::string, int> refused;

    void compare(const std::string& text, const std::string& path, bool ordered) {
        Sqlite plain(path);
        Sqlite ours(path);
        ours.add_language();
        const std::optional<std::string> written =
            rewritten(text, schema_of(plain, Dialect::sqlite));
        if (!written) return;
        std::optional<Rows> expected = plain.rows(text);
        std::optional<Rows> got = ours.rows(*written);
        if (!ordered && expected && got) {
            std::ranges::sort(*expected);
            std::ranges::sort(*got);
        }
        if (expected == got) {
            ++same;
        } else if (means_another(text)) {
            ++other_meaning;
        } else {
            ++different;
            std::printf("  %s\n  %s\n", text.c_str(), written->c_str());
        }
    }

    void print() const {
        std::printf(
            "%d statements for SQLite keep their rows, %d differ, %d by the case that LIKE "
            "ignores\n",
            same,
            different,
            other_meaning
        );
        for (const auto& [reason, count] : refused)
            std::printf("  %d refused: %s\n", count, reason.c_str());
    }

private:
    std::optional<std::string> rewritten(const std::string& text, const Schema& schema) {
        try {
            sql::Query query = sql::testing::read(text, Dialect::sqlite);
            sql::adopt_functions(query, Dialect::sqlite);
            static_cast<void>(sql::resolve(query, schema));
            return sql::render(query, Dialect::sqlite);
        } catch (const Error& error) {
            ++refused[error.message()];
            return std::nullopt;
        }
    }
};

/// Written by people: those of our shop, and every eighth of a public question set where licences
/// let it lie beside the repository.
TEST_F(Dialects, SqliteKeepsTheMeaningOfItsOwnStatements) {
    OwnStatements statements;
    std::set<std::string> seen;
    const auto compare =
        [&](const auto& row, std::string_view key, const std::string& home, std::size_t every) {
            const std::string text(row.at(key).as_string());
            const std::string path = home + std::string(row.at("db").as_string());
            if (seen.insert(text + path).second && seen.size() % every == 0)
                statements.compare(text, path, row.at("ordered").as_bool());
        };
    const std::string own = PARLANCE_SOURCE_DIR "/eval/";
    sql::testing::each_row(own + "shop/questions.jsonl", [&](const boost::json::object& row) {
        compare(row, "sql_sqlite", own, 1);
    });
    EXPECT_GT(statements.same, 150) << "the shop's questions are not all there";
    const std::string open = PARLANCE_SOURCE_DIR "/../shared/eval/";
    const std::size_t every = std::getenv("PARLANCE_STATEMENTS") != nullptr ? 1 : 8;
    sql::testing::each_row(open + "spider_train.jsonl", [&](const boost::json::object& row) {
        compare(row, "sql", open, every);
    });
    statements.print();
    EXPECT_GE(statements.same * 100, (statements.same + statements.different) * 99);
}

/// What the shop questions leave out; each has one right order.
constexpr auto further = std::to_array<std::string_view>({
    "SELECT DISTINCT ON (country) country, name, upper(name) AS loud FROM customers "
    "ORDER BY country DESC, signup_date DESC, id",
    "SELECT DISTINCT ON (category_id) category_id, count(*) OVER (PARTITION BY category_id) AS n "
    "FROM products ORDER BY 1, price LIMIT 3",
    "SELECT name FROM customers WHERE name ILIKE '%É%' OR lower(city) LIKE lower('%SAO%') "
    "OR name ILIKE '%' || upper('gmbh') || '%' ORDER BY id",
    "SELECT country, percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS m, "
    "percentile_disc(0.25) WITHIN GROUP (ORDER BY name DESC) AS d FROM customers "
    "GROUP BY country ORDER BY country",
    "SELECT category_id, stddev(price), var_pop(price), stddev(cost) FILTER (WHERE cost > 50) "
    "FROM products GROUP BY category_id ORDER BY 1",
    "SELECT id, sum(price) OVER w AS running, lag(name, 1, 'none') OVER w, ntile(3) OVER w, "
    "avg(price) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM products "
    "WINDOW w AS (PARTITION BY category_id ORDER BY price DESC, id) ORDER BY id",
    "WITH RECURSIVE up AS (SELECT id, manager_id, 0 AS depth FROM employees WHERE manager_id IS "
    "NULL UNION ALL SELECT e.id, e.manager_id, depth + 1 FROM employees e JOIN up ON up.id = "
    "e.manager_id) SELECT depth, count(*) FROM up GROUP BY depth ORDER BY depth",
    "SELECT 7 / 2, -7 / 2, 7 % -3, 7.0 / 2, round(2.5), 2 ^ 3, 5 # 3, 1 = ANY (ARRAY[1, 2]), "
    "3 > ALL (ARRAY[1, NULL]), (1, NULL) < (2, 3), (1, 2) <= (1, NULL)",
    "SELECT order_date + INTERVAL '1 month', date_trunc('quarter', order_date), "
    "extract(week FROM order_date), to_char(order_date, 'YYYY-MM-DD'), order_date - 7 "
    "FROM orders ORDER BY id LIMIT 40",
    "SELECT e.id, m.last_name FROM employees e LEFT JOIN employees m ON m.id = e.manager_id "
    "ORDER BY m.last_name DESC, e.id",
    "SELECT name FROM products EXCEPT SELECT p.name FROM products p JOIN order_items i ON "
    "i.product_id = p.id UNION SELECT name FROM categories WHERE parent_id IS NULL ORDER BY name",
    "SELECT split_part(email, '@', 2), left(name, 3), right(name, -2), lpad(id::text, 4, '0'), "
    "concat_ws('-', city, NULL, country), position('a' in name), is_active::text "
    "FROM customers ORDER BY id",
});

TEST_F(Dialects, AnswerFurtherStatementsAlike) {
    Sqlite sqlite;
    Duckdb duckdb;
    const Schema lite = schema_of(sqlite, Dialect::sqlite);
    Schema duck = schema_of(*postgres, Dialect::duckdb);
    for (const std::string_view text : further) {
        Rate rate;
        const boost::json::object row{{"id", "further"}, {"sql", text}, {"ordered", true}};
        compare(row, sqlite, lite, rate);
        compare(row, duckdb, duck, rate);
        EXPECT_EQ(rate.answered, 2) << text;
    }
}

/// Whether the rows of a statement are the same whatever order an engine reads its tables in.
bool is_determined(const std::string& text) {
    constexpr std::array<std::string_view, 8> by_order{
        "->>", "LIMIT", "FETCH", " OVER ", "string_agg", "DISTINCT ON", "mode(", "CURRENT_TIMESTAMP"
    };
    return std::ranges::none_of(by_order, [&](std::string_view word) {
        return text.find(word) != std::string::npos;
    });
}

/// The tables of `public` are those of `main` elsewhere.
class Unqualify : public sql::Walker {
protected:
    void visit(sql::TableRef& table) override { table.name = {table.name.back()}; }
};

/// Statements made at random, those that the dialect can say and whose rows are determined.
void compare_generated(
    Postgres& postgres,
    BareEngine& engine,
    BareEngine& catalog,
    Dialect dialect
) {
    Schema tables = schema_of(postgres, Dialect::postgres);
    Schema schema = schema_of(catalog, dialect);
    for (Schema* one : {&tables, &schema})  // small ones, because they are joined without sense
        std::erase_if(one->tables, [](const Table& table) {
            return table.name != "categories" && table.name != "employees";
        });
    const char* wanted = std::getenv("PARLANCE_STATEMENTS");
    const std::uint64_t count = wanted == nullptr ? 1500 : std::strtoull(wanted, nullptr, 10);
    int same = 0;
    int different = 0;
    int inexpressible = 0;
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        sql::Query query = sql::testing::Generator(tables, seed).query();
        const std::string original = sql::render(query, Dialect::postgres);
        if (!is_determined(original)) continue;
        std::string text;
        try {
            query = sql::parse(original);
            Unqualify().walk(query);
            static_cast<void>(sql::resolve(query, schema));
            text = sql::render(query, dialect);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), "sql_not_expressible") << original << error.message();
            ++inexpressible;
            continue;
        }
        std::optional<Rows> expected = postgres.rows(original);
        if (!expected) continue;  // such as an overflow
        std::optional<Rows> got = engine.rows(text);
        EXPECT_TRUE(got) << original << "\n" << text << "\n" << engine.failure();
        std::ranges::sort(*expected);
        if (got) std::ranges::sort(*got);
        EXPECT_EQ(expected, got) << original << "\n" << text;
        ++(expected == got ? same : different);
    }
    std::printf(
        "%.*s: %d generated statements give PostgreSQL's rows, %d differ, %d have no equivalent\n",
        static_cast<int>(name_of(dialect).size()),
        name_of(dialect).data(),
        same,
        different,
        inexpressible
    );
}

TEST_F(Dialects, SqliteAnswersGeneratedStatementsAlike) {
    Sqlite sqlite;
    compare_generated(*postgres, sqlite, sqlite, Dialect::sqlite);
}

TEST_F(Dialects, DuckdbAnswersGeneratedStatementsAlike) {
    Duckdb duckdb;
    compare_generated(*postgres, duckdb, *postgres, Dialect::duckdb);
}

}  // namespace
}  // namespace parlance::connectors
