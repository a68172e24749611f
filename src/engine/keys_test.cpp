#include "engine/compile.hpp"
#include "engine/test_schema.hpp"
#include "sql/render.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

const Model& model_of(const std::shared_ptr<const SchemaPack>& pack) {
    return dynamic_cast<const Model&>(*pack);
}

TableId table_named(const Model& model, std::string_view name) {
    for (std::size_t i = 0; i < model.tables().size(); ++i) {
        if (model.tables()[i].name == name) return static_cast<TableId>(i);
    }
    return nothing;
}

ColumnId column_named(const Model& model, std::string_view table, std::string_view name) {
    for (const ColumnId id : model.table(table_named(model, table)).columns) {
        if (model.column(id).name == name) return id;
    }
    return nothing;
}

TEST(Keys, AreInferredFromLegacyNames) {
    const auto pack = test::pack("legacy");
    const Model& model = model_of(pack);
    EXPECT_EQ(model.keys().size(), 3U);
    for (const Key& key : model.keys())
        EXPECT_TRUE(key.inferred);
    EXPECT_EQ(model.distance(table_named(model, "CUST"), table_named(model, "PROD")), 3);
}

TEST(Keys, NamesAreSplitAndExpanded) {
    EXPECT_EQ(joined(words_of_name("CUST_NM"), " "), "customer name");
    EXPECT_EQ(joined(words_of_name("dlvDt"), " "), "delivery date");
    EXPECT_EQ(joined(words_of_name("HTTPServerId"), " "), "http server id");
    EXPECT_EQ(joined(words_of_table("tbl_orders"), " "), "orders");
    EXPECT_EQ(joined(words_of_name(""), " "), "");
}

TEST(Compile, ConditionsOnTheManySideDoNotDoubleSums) {
    const auto pack = test::pack("library");
    const Model& model = model_of(pack);
    Qir query{.subject = table_named(model, "books")};
    query.select.push_back(
        {aggregate(Aggregate::sum, attr(column_named(model, "books", "price"))), ""}
    );
    query.where.push_back(compare(
        attr(column_named(model, "members", "city")),
        Compare::equal,
        literal(TermKind::text, "Oslo")
    ));
    const auto compiled = compile(query, model);
    ASSERT_TRUE(compiled);
    EXPECT_EQ(
        sql::render(compiled->query, Dialect::postgres),
        "SELECT sum(books.price) FROM books WHERE EXISTS (SELECT 1 FROM loans JOIN members ON "
        "loans.member_id = "
        "members.member_id WHERE loans.book_id = books.book_id AND members.city = 'Oslo')"
    );
    EXPECT_FALSE(compiled->double_counts);
}

TEST(Compile, RowsThatAJoinDoublesAreCountedOnce) {
    const auto pack = test::pack("library");
    const Model& model = model_of(pack);
    Qir query{.subject = table_named(model, "books")};
    query.select.push_back({count_of(table_named(model, "books")), ""});
    query.group.push_back({.column = column_named(model, "authors", "country")});
    const auto compiled = compile(query, model);
    ASSERT_TRUE(compiled);
    EXPECT_NE(
        sql::render(compiled->query, Dialect::postgres).find("count(DISTINCT books.book_id)"),
        std::string::npos
    );
}

TEST(Compile, TablesThatDoNotHangTogetherGiveNothing) {
    const auto pack = SchemaPack::build(
        {.tables =
             {{.schema = "public", .name = "a", .columns = {{.name = "x", .type = Type::text}}},
              {.schema = "public", .name = "b", .columns = {{.name = "y", .type = Type::text}}}}},
        {},
        {}
    );
    Qir query{.subject = 0};
    query.select = {{attr(0), ""}, {attr(1), ""}};
    EXPECT_FALSE(compile(query, model_of(pack)));
}

}  // namespace
}  // namespace parlance::engine
