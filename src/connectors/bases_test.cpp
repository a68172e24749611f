#include "base/testing/temporary_folder.hpp"
#include "connectors/sqlite_writer.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What views, partitions and heirs are made from: the guard hides by it.
namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::Optional;

using Bases = std::optional<std::vector<TableName>>;

Bases bases_of(const Schema& schema, const std::string& name) {
    const Table* table = schema.table("", name);
    EXPECT_NE(table, nullptr) << name;
    return table == nullptr ? std::nullopt : table->based_on;
}

/// The columns that the database computes from others.
std::string generated_in(const Schema& schema, const std::string& name) {
    std::string names;
    for (const Column& column : schema.table("", name)->columns)
        if (column.generated) names += column.name;
    return names;
}

TEST(Bases, OfViewsInSqlite) {
    const TemporaryFolder folder;
    BlockingPool pool("blocking", 1);
    write_sqlite(
        folder.at("views.db"),
        {
            {"a", "CREATE TABLE a (id INTEGER PRIMARY KEY, word TEXT)", {}},
            {"", "CREATE INDEX by_word ON a (word)", {}},
            {"g", "CREATE TABLE g (id INTEGER, twice INTEGER AS (id * 2))", {}},
            {"b", "CREATE TABLE \"odd \"\"name\" (id TEXT PRIMARY KEY) WITHOUT ROWID", {}},
            {"", "CREATE VIEW over_a AS SELECT id FROM a", {}},
            {"", "CREATE VIEW words AS SELECT word FROM a WHERE word > 'm'", {}},
            {"", "CREATE VIEW over_view AS SELECT o.id FROM over_a o, \"odd \"\"name\" n", {}},
            {"", "CREATE VIEW inside AS SELECT 1 AS x WHERE EXISTS (SELECT 1 FROM a)", {}},
            {"", "CREATE VIEW names AS SELECT name FROM sqlite_schema", {}},
            {"", "CREATE VIEW constants AS SELECT 1 AS x", {}},
        }
    );
    Connection connection{.kind = Kind::sqlite};
    connection.path = folder.at("views.db");
    connection.folder = folder.path();
    const Environment environment{.blocking = pool, .node = "test"};
    const auto source = open(connection, environment);
    const Schema schema = wait_for(source->introspection().schema());
    EXPECT_EQ(bases_of(schema, "a"), std::nullopt);
    EXPECT_EQ(generated_in(schema, "g"), "twice");
    EXPECT_THAT(bases_of(schema, "over_a"), Optional(ElementsAre(TableName{"main", "a"})));
    EXPECT_THAT(bases_of(schema, "words"), Optional(ElementsAre(TableName{"main", "a"})));
    EXPECT_THAT(bases_of(schema, "inside"), Optional(ElementsAre(TableName{"main", "a"})));
    EXPECT_THAT(
        bases_of(schema, "over_view"),
        Optional(ElementsAre(TableName{"main", "a"}, TableName{"main", "odd \"name"}))
    );
    EXPECT_EQ(bases_of(schema, "names"), std::nullopt) << "the catalog of the file is no table";
    EXPECT_THAT(bases_of(schema, "constants"), Optional(ElementsAre()));
}

constexpr const char* made_of_others = R"(
CREATE TABLE a (id int, word text);
CREATE TABLE b (id int);
CREATE TABLE g (id int, twice int GENERATED ALWAYS AS (id * 2) STORED);
CREATE VIEW over_a AS SELECT id FROM a;
CREATE VIEW over_view AS SELECT o.* FROM over_a o WHERE EXISTS (SELECT 1 FROM b);
CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM a;
CREATE VIEW spoken AS SELECT upper(word) AS word, date_trunc('month', now()) AS at FROM a;
CREATE VIEW histogram AS SELECT b.id, s.histogram_bounds::text FROM b, pg_stats s;
CREATE VIEW exported AS SELECT query_to_xml('select * from a', true, false, '') AS x FROM b;
CREATE FUNCTION all_of_a() RETURNS SETOF a LANGUAGE sql STABLE AS 'SELECT * FROM a';
CREATE VIEW called AS SELECT c.id FROM b, all_of_a() c;
CREATE TABLE p (id int) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE heir () INHERITS (b);
)";

TEST(Bases, OfViewsPartitionsAndHeirsInPostgres) {
    PostgresServer server;
    server.script(made_of_others);
    BlockingPool pool("blocking", 1);
    const Environment environment{.blocking = pool, .node = "test"};
    const auto source = open(server.connection(), environment);
    const Schema schema = wait_for(source->introspection().schema());
    const TableName a{"public", "a"};
    const TableName b{"public", "b"};
    EXPECT_EQ(bases_of(schema, "a"), std::nullopt);
    EXPECT_EQ(generated_in(schema, "g"), "twice");
    EXPECT_THAT(bases_of(schema, "over_a"), Optional(ElementsAre(a)));
    EXPECT_THAT(
        bases_of(schema, "over_view"), Optional(ElementsAre(b, TableName{"public", "over_a"}))
    );
    EXPECT_THAT(bases_of(schema, "counted"), Optional(ElementsAre(a)));
    EXPECT_THAT(bases_of(schema, "spoken"), Optional(ElementsAre(a)));
    EXPECT_THAT(
        bases_of(schema, "histogram"), Optional(ElementsAre(TableName{"pg_catalog", "pg_stats"}, b))
    ) << "a table of PostgreSQL's own, which nobody sees";
    EXPECT_EQ(bases_of(schema, "exported"), std::nullopt) << "runs SQL from a text";
    EXPECT_EQ(bases_of(schema, "called"), std::nullopt) << "what a function reads is not told";
    EXPECT_THAT(bases_of(schema, "p1"), Optional(ElementsAre(TableName{"public", "p"})));
    EXPECT_THAT(bases_of(schema, "heir"), Optional(ElementsAre(b)));
}

}  // namespace
}  // namespace parlance::connectors
