#include "engine/complete.hpp"

#include "engine/test_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace parlance::engine {
namespace {

/// A small shop, whose values are clear.
std::shared_ptr<const SchemaPack> shop() {
    Schema schema;
    schema.default_schema = "main";
    const auto column = [](const char* name, Type type) {
        Column made;
        made.name = name;
        made.type = type;
        return made;
    };
    Table customers;
    customers.schema = "main";
    customers.name = "customers";
    customers.columns = {column("id", Type::integer), column("city", Type::text)};
    Table items;
    items.schema = "main";
    items.name = "order_items";
    items.columns = {column("id", Type::integer), column("unit_price", Type::decimal)};
    schema.tables = {customers, items};
    ColumnValues cities{"main", "customers", "city", {"New York", "York", "Köln", "Berlin"}, true};
    return SchemaPack::build(std::move(schema), {std::move(cities)}, {});
}

std::vector<std::string> texts(std::string_view typed) {
    std::vector<std::string> all;
    for (const Completion& each : completions(typed, typed.size(), *shop(), 8))
        all.push_back(each.text);
    return all;
}

bool offers(std::string_view typed, const std::string& text) {
    const auto all = texts(typed);
    return std::ranges::find(all, text) != all.end();
}

TEST(Complete, NamesAsPeopleSayThem) {
    EXPECT_TRUE(offers("how many cust", "customers"));
    EXPECT_TRUE(offers("order it", "order items"));
    EXPECT_TRUE(offers("average unit", "unit price"));
    EXPECT_TRUE(offers("average pri", "unit price"));
}

TEST(Complete, ValuesByTheirBeginOrAWordOfThem) {
    EXPECT_TRUE(offers("customers in new y", "New York"));
    EXPECT_TRUE(offers("customers in NEW Y", "New York"));
    const auto york = texts("customers in yor");
    EXPECT_EQ(york, (std::vector<std::string>{"York", "New York"}));
    EXPECT_TRUE(offers("customers in K\xc3\xb6", "K\xc3\xb6ln"));
}

TEST(Complete, SaysWhatItReplaces) {
    const std::string typed = "customers in new y and so on";
    const auto found = completions(typed, 18, *shop(), 8);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(typed.substr(found[0].begin, found[0].end - found[0].begin), "new y");
}

TEST(Complete, IsQuietWhereNothingIsLeftToType) {
    for (const char* typed : {"", " ", "customers", "customers ", "c", "how many customers in"})
        EXPECT_TRUE(texts(typed).empty()) << typed;
    EXPECT_TRUE(completions("cust", 400, *shop(), 0).empty());
}

}  // namespace
}  // namespace parlance::engine
