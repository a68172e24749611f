#include "sql/functions.hpp"

#include "sql/parse.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parlance::sql {
namespace {

TEST(Functions, KnowsWhatDialectsCallThem) {
    const Function* joined = find_function("string_agg");
    ASSERT_NE(joined, nullptr);
    EXPECT_EQ(joined->kind, FunctionKind::aggregate);
    EXPECT_EQ(joined->spelled_on(Dialect::sqlite), "group_concat");
    EXPECT_EQ(joined->spelled_on(Dialect::postgres), "string_agg");
    EXPECT_FALSE(find_function("julianday")->allowed_on(Dialect::postgres));
    EXPECT_EQ(find_function("round")->returns, Returns::rounded);
    EXPECT_EQ(find_function("now")->type, Type::timestamptz);
}

TEST(Functions, ListsNothingThatReachesBeyondTheRows) {
    for (const char* name :
         {"pg_sleep",
          "pg_read_file",
          "set_config",
          "current_setting",
          "nextval",
          "lo_import",
          "query_to_xml",
          "ts_stat",
          "ts_rewrite",
          "dblink",
          "txid_current",
          "pg_advisory_lock",
          "version",
          "array_fill",
          "load_extension",
          "query_to_xml_and_xmlschema",
          "randomblob",
          "fts3_tokenizer",
          "read_csv",
          "getenv",
          "list_aggregate",
          "query",
          "glob",
          "setseed",
          "table_to_xml",
          "cursor_to_xml",
          "schema_to_xml",
          "database_to_xml",
          "xml_in",
          "xmlvalidate",
          "table_to_xmlschema"})
        EXPECT_EQ(find_function(name), nullptr) << name;
}

TEST(Functions, AllowsTypesWithoutCodeOrNamesInThem) {
    EXPECT_TRUE(type_allowed("timestamptz", Dialect::postgres));
    for (const char* name : {"regclass", "oid", "name", "my_domain", ""})
        EXPECT_FALSE(type_allowed(name, Dialect::postgres)) << name;
}

TEST(Functions, AllowsXmlOnPostgresOnly) {
    EXPECT_TRUE(type_allowed("xml", Dialect::postgres));
    EXPECT_FALSE(type_allowed("xml", Dialect::sqlite));
    EXPECT_FALSE(type_allowed("xml", Dialect::duckdb));
    EXPECT_FALSE(find_function("xpath")->allowed_on(Dialect::sqlite));
}

TEST(Functions, AllowsCollationsOfTheEngineOnly) {
    EXPECT_TRUE(collation_allowed("C", Dialect::postgres));
    EXPECT_TRUE(collation_allowed("NoCase", Dialect::sqlite));
    EXPECT_TRUE(collation_allowed("NOACCENT", Dialect::duckdb));
    for (const char* name : {"c", "en_US.utf8", "nocase", "mine", ""})
        EXPECT_FALSE(collation_allowed(name, Dialect::postgres)) << name;
    EXPECT_FALSE(collation_allowed("C", Dialect::sqlite));
}

bool bounded(const std::string& text) {
    const Query query = parse("SELECT " + text);
    const auto& call = std::get<Call>(std::get<Select>(query.body).items[0].expr->node);
    return within_bounds(*find_function(call.name[0]), call);
}

TEST(Functions, BoundsWhatBlowsUp) {
    EXPECT_TRUE(bounded("repeat('x', 1000)"));
    EXPECT_TRUE(bounded("lpad(x, -5)"));
    EXPECT_TRUE(bounded("format('%5s of %s', a, b)"));
    EXPECT_FALSE(bounded("repeat('x', 1001)"));
    EXPECT_FALSE(bounded("repeat('x', 99999999999)"));
    EXPECT_TRUE(bounded("repeat('x', n)"));  // when it runs
    EXPECT_FALSE(bounded("repeat(repeat('x', 1000) || 'y', n)"));
    EXPECT_FALSE(bounded("repeat('x', (SELECT length(lpad('x', 9))))"));
    EXPECT_FALSE(bounded("repeat(lower(repeat('x', 1000)), 1000)"));
    EXPECT_FALSE(bounded("format('%1000000s', a)"));
    EXPECT_FALSE(bounded("format('%*s', 1000000, a)"));
    EXPECT_FALSE(bounded("format(a, b)"));
}

}  // namespace
}  // namespace parlance::sql
