#include "guard/leakproof.hpp"

#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"
#include "sql/resolve.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace parlance::guard {
namespace {

/// The toy tables and one of every type that matters; nobody sees the rows of strangers.
Schema schema_of_types() {
    Schema schema = toy_schema(Dialect::postgres);
    Table types{.schema = "public", .name = "types", .primary_key = {"id"}};
    const auto add = [&](const char* name, Type type, const char* native) {
        types.columns.push_back({.name = name, .type = type, .native_type = native});
    };
    add("id", Type::integer, "integer");
    add("big", Type::integer, "bigint");
    add("price", Type::decimal, "numeric(12,2)");
    add("ratio", Type::real, "double precision");
    add("small", Type::real, "real");
    add("word", Type::text, "text");
    add("code", Type::text, "character varying(20)");
    add("mood", Type::text, "mood");
    add("flag", Type::boolean, "boolean");
    add("day", Type::date, "date");
    add("moment", Type::timestamptz, "timestamp with time zone");
    add("doc", Type::json, "jsonb");
    add("key", Type::uuid, "uuid");
    add("secret", Type::text, "text");
    schema.tables.push_back(types);
    Table plain{.schema = "public", .name = "plain", .primary_key = {"id"}};
    plain.columns = {
        {.name = "id", .type = Type::integer, .native_type = "integer"},
        {.name = "secret", .type = Type::text, .native_type = "text"}
    };
    schema.tables.push_back(plain);
    return schema;
}

constexpr std::string_view policy = R"({"default": "allow", "tables": {
    "types": {"rows": "word = 'mine'", "columns": {"secret": {"mask": "partial"}}},
    "orders": {"rows": "customer_id = 1"}}})";

bool needs_no_fence(std::string_view text) {
    Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "toy"};
    const auto all = std::make_shared<const Schema>(schema_of_types());
    const Sight sight = look(read_policy(policy), all, {"ann", "analyst", {}}, around);
    sql::Query query = sql::parse(text);
    (void)sql::resolve(query, *sight.schema);
    const bool proved = leaks_nothing(query, *sight.schema, sight.policy);
    const ApprovedQuery approved = approve(text, *sight.schema, sight.policy);
    EXPECT_EQ(approved.text().contains("OFFSET 0)"), !proved) << approved.text();
    return proved;
}

TEST(Leakproof, ProvesPlainQuestions) {
    for (const char* text :
         {"SELECT * FROM types",
          "SELECT id FROM types WHERE id = 7",
          "SELECT id FROM types WHERE 7 < big AND NOT (flag OR word <> 'x')",
          "SELECT id FROM types WHERE flag IS TRUE",
          "SELECT id FROM types WHERE id IN (1, 2, 3) AND day BETWEEN '2024-01-01' AND "
          "'2024-02-01'",
          "SELECT id FROM types WHERE moment >= timestamptz '2024-01-01'",
          "SELECT id FROM types WHERE ratio > 1.5 AND small < 2",
          "SELECT id FROM types WHERE key = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
          "SELECT id FROM types WHERE id = big AND code IS NOT NULL",
          "SELECT secret, price, doc FROM types ORDER BY secret, price DESC LIMIT 5",
          "SELECT word, count(*), sum(id), avg(price), max(day) FROM types GROUP BY word ORDER BY "
          "2",
          "SELECT t.id FROM types t JOIN orders o ON o.customer_id = t.id WHERE o.status = 'paid'",
          "SELECT t.id FROM types t LEFT JOIN orders o ON o.id = t.big",
          "SELECT id(t) FROM types t WHERE big(t) = 7 ORDER BY word(t)"})
        EXPECT_TRUE(needs_no_fence(text)) << text;
}

std::string approved(std::string_view text) {
    Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "toy"};
    const auto all = std::make_shared<const Schema>(schema_of_types());
    const Sight sight = look(read_policy(policy), all, {"ann", "analyst", {}}, around);
    return approve(text, *sight.schema, sight.policy).text();
}

// length() keeps the fence; an index is used behind it all the same.
TEST(Leakproof, AsksBehindTheFenceWhatTellsNothing) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"SELECT id FROM types WHERE id = 7 AND length(word) > 2",
         "types.word = 'mine' AND types.id = 7 OFFSET 0)"},
        {"SELECT t.id FROM types t WHERE 7 < t.big AND t.day BETWEEN '2024-01-01' AND '2024-02-01' "
         "AND length(t.word) > 2",
         "types.word = 'mine' AND 7 < types.big AND types.day BETWEEN '2024-01-01' AND "
         "'2024-02-01' OFFSET 0)"},
        {"SELECT t.id FROM orders o LEFT JOIN types t ON t.id = o.id WHERE t.id IN (1, 2) AND "
         "length(t.word) > 2",
         "types.word = 'mine' AND types.id IN (1, 2) OFFSET 0)"},
        {"SELECT (SELECT count(*) FROM types WHERE big > o.id AND id = 3) FROM orders o",
         "types.word = 'mine' AND types.id = 3 OFFSET 0)"},
    };
    for (const auto& [text, inside] : cases)
        EXPECT_TRUE(approved(text).contains(inside)) << text << "\n" << approved(text);
}

// A condition inside must be one that PostgreSQL itself would let through, and hold for no NULL.
TEST(Leakproof, AsksNothingElseBehindTheFence) {
    for (const char* condition :
         {"secret = 'x'",
          "price = 7",
          "id = 7 OR length(word) > 3",
          "id IS NULL",
          "id = big",
          "id = length(word)",
          "NOT id = 7",
          "word LIKE 'a%'",
          "id + 1 = 7",
          "moment > now()",
          "word COLLATE \"C\" = 'x'",
          "word > 'x' COLLATE \"C\"",
          "secret(types) = 'x'",
          "word IN ('x', 'y' COLLATE \"C\")"}) {
        const std::string text =
            fmt::format("SELECT id FROM types WHERE length(word) > 2 AND ({})", condition);
        EXPECT_TRUE(approved(text).contains("types.word = 'mine' OFFSET 0)")) << approved(text);
    }
}

// The names inside of a join with an alias are hidden: another table may have one of them outside.
TEST(Leakproof, AsksNothingOfTablesThatAJoinHides) {
    const std::string text = approved(
        "SELECT x.id FROM (orders AS x CROSS JOIN customers AS c) AS j, types AS x "
        "WHERE x.id = 7 AND length(x.word) > 2"
    );
    EXPECT_TRUE(text.contains("types.word = 'mine' AND types.id = 7 OFFSET 0)")) << text;
    EXPECT_TRUE(text.contains("orders.customer_id = 1 OFFSET 0)")) << text;
}

// A mask of the one is no mask of the other.
TEST(Leakproof, TakesNoMaskedColumnForThatOfAHiddenTable) {
    const std::string text = approved(
        "SELECT x.id FROM (plain AS x CROSS JOIN customers AS c) AS j, types AS x "
        "WHERE x.secret IN ('a***', 'anna') AND length(x.word) > 2"
    );
    EXPECT_TRUE(text.contains("types.word = 'mine' OFFSET 0)")) << text;
}

// Each is one step away from what is proved.
TEST(Leakproof, ProvesNothingThatMayFailOrTell) {
    for (const char* text : {
             // operators that are not leakproof for the type
             "SELECT id FROM types WHERE price = 7",
             "SELECT id FROM types WHERE doc = '{}'",
             "SELECT id FROM types WHERE mood = 'sad'",
             "SELECT id FROM types WHERE word LIKE 'a%'",
             "SELECT id FROM types WHERE word ~ 'a'",
             "SELECT id FROM types WHERE id & 1 = 1",
             // the same operators over what is not a bare column
             "SELECT id FROM types WHERE id + 1 = 7",
             "SELECT id FROM types WHERE 1 / id = 7",
             "SELECT id FROM types WHERE word::int = 7",
             "SELECT id FROM types WHERE lower(word) = 'x'",
             "SELECT id FROM types WHERE -id = 7",
             "SELECT id FROM types WHERE CASE WHEN flag THEN id = 7 ELSE FALSE END",
             "SELECT id FROM types WHERE coalesce(flag, TRUE)",
             "SELECT id FROM types WHERE (id, big) = (1, 2)",
             "SELECT id FROM types WHERE word COLLATE \"C\" = 'x'",
             "SELECT id FROM types WHERE word < 'x' COLLATE \"de-x-icu\"",
             "SELECT id FROM types WHERE length(repeat('x', id)) > 0",
             "SELECT id FROM types WHERE word(types) || '' = 'x'",
             // masked columns: the mask would be computed early, over every row
             "SELECT id FROM types WHERE secret = 'x'",
             "SELECT id FROM types WHERE secret IS NULL",
             "SELECT id FROM types WHERE word IN (secret)",
             "SELECT id FROM types WHERE word BETWEEN 'a' AND secret",
             // other types, whose comparison would cast a value
             "SELECT id FROM types WHERE id = ratio",
             "SELECT id FROM types WHERE id = 1.5",
             "SELECT id FROM types WHERE day = moment",
             "SELECT id FROM types WHERE id < 99999999999999999999",
             // expressions elsewhere
             "SELECT 1 / id FROM types",
             "SELECT id FROM types ORDER BY 1 / id",
             "SELECT id FROM types ORDER BY word COLLATE \"C\"",
             "SELECT word COLLATE \"C\" FROM types",
             "SELECT xmlforest(word) FROM types",
             "SELECT count(*) FROM types GROUP BY 1 / id",
             "SELECT sum(1 / id) FROM types",
             "SELECT sum(ratio) FROM types",
             "SELECT string_agg(word, ',') FROM types",
             "SELECT count(*) FILTER (WHERE 1 / id > 0) FROM types",
             "SELECT id FROM types GROUP BY id HAVING 1 / id > 0",
             "SELECT rank() OVER (ORDER BY 1 / id) FROM types",
             "SELECT DISTINCT ON (word) id FROM types",
             "SELECT id FROM types LIMIT (SELECT 1)",
             // more than one SELECT over tables
             "SELECT id FROM types WHERE id IN (SELECT customer_id FROM orders)",
             "SELECT id FROM types WHERE EXISTS (SELECT 1 FROM orders WHERE 1 / amount > 0)",
             "SELECT id FROM types UNION SELECT id FROM orders",
             "WITH t AS (SELECT * FROM types) SELECT id FROM t",
             "SELECT id FROM (SELECT id FROM types) t",
             "SELECT t.id FROM types t, LATERAL (SELECT 1 / t.id) x",
             "SELECT t.id FROM types t, generate_series(1, 3) g",
             "SELECT id FROM types t JOIN orders o USING (id)",
             "SELECT t.id FROM types t FULL JOIN orders o ON o.id = t.id",
             "SELECT t.id FROM types t JOIN orders o ON 1 / o.amount > t.id",
         })
        EXPECT_FALSE(needs_no_fence(text)) << text;
}

TEST(Leakproof, IsForPostgresOnly) {
    Schema schema = schema_of_types();
    schema.dialect = Dialect::duckdb;
    sql::Query query = sql::parse("SELECT id FROM types WHERE id = 7");
    (void)sql::resolve(query, schema);
    EXPECT_FALSE(leaks_nothing(query, schema, Policy{}));
}

}  // namespace
}  // namespace parlance::guard
