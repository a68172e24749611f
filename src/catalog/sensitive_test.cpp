#include "catalog/sensitive.hpp"

#include "catalog/sensitive_values.hpp"
#include "catalog/sensitive_words.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <ranges>
#include <sstream>
#include <string>
#include <vector>

namespace parlance::catalog {
namespace {

/// A column that people have labelled.
struct Labelled {
    Table table;
    std::string label;
    std::vector<std::string> values;
};

std::vector<std::string> parts(const std::string& text, char between) {
    std::vector<std::string> all;
    std::stringstream in(text);
    for (std::string part; std::getline(in, part, between);)
        all.push_back(part);
    return all;
}

std::vector<Labelled> labelled_columns() {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/sensitive_columns.tsv");
    std::vector<Labelled> all;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        const std::vector<std::string> fields = parts(line, '\t');
        Column column{.name = fields.at(1)};
        EXPECT_TRUE(boost::describe::enum_from_string(fields.at(2).c_str(), column.type)) << line;
        Labelled one{.label = fields.at(3)};
        one.table = {.schema = "main", .name = fields.at(0), .columns = {column}};
        if (fields.size() > 4) one.values = parts(fields[4], '|');
        all.push_back(std::move(one));
    }
    return all;
}

std::string verdict_on(const Labelled& one) {
    const Schema schema{.default_schema = "main", .tables = {one.table}};
    const Samples samples{{{"main", one.table.name, one.table.columns[0].name}, one.values}};
    const auto found = find_sensitive(schema, samples);
    return found.empty() ? "-" : boost::describe::enum_to_string(found.front().kind, "");
}

TEST(Sensitive, FindsWhatPeopleHaveLabelled) {
    int right = 0, wrong = 0, missed = 0;
    for (const Labelled& one : labelled_columns()) {
        const std::string verdict = verdict_on(one);
        const std::string name = one.table.name + "." + one.table.columns[0].name;
        if (verdict != one.label)
            fmt::print("{}: found {}, labelled {}\n", name, verdict, one.label);
        if (verdict == one.label && one.label != "-") ++right;
        if (verdict != "-" && verdict != one.label) ++wrong;
        if (one.label != "-" && verdict != one.label) ++missed;
    }
    const double precision = 1.0 * right / (right + wrong);
    const double recall = 1.0 * right / (right + missed);
    fmt::print("sensitive columns: precision {:.3f}, recall {:.3f}\n", precision, recall);
    EXPECT_GE(right, 60);
    EXPECT_GE(precision, 0.95);
    EXPECT_GE(recall, 0.95);
}

TEST(Sensitive, TakesNamesApart) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_of("customerEMail_2"), (Words{"customer", "e", "mail", "2"}));
    EXPECT_EQ(words_of("HTTPServer"), (Words{"http", "server"}));
    EXPECT_EQ(words_of("Straße-Nr"), (Words{"strasse", "nr"}));
    EXPECT_EQ(words_of("prénom"), (Words{"prenom"}));
    EXPECT_EQ(words_of("  "), Words{});
}

TEST(Sensitive, EvidenceNeverHoldsAValue) {
    const Labelled one{
        .table = {.schema = "main", .name = "t", .columns = {{.name = "x", .type = Type::text}}},
        .values = {"ada@example.org", "eve@example.org", "bob@example.org"},
    };
    const Schema schema{.default_schema = "main", .tables = {one.table}};
    const auto found = find_sensitive(schema, {{{"main", "t", "x"}, one.values}});
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(found[0].evidence.size(), 1U);
    EXPECT_EQ(found[0].evidence[0].sign, Sign::values);
    EXPECT_EQ(found[0].evidence[0].says, "3 of 3 sampled values look like e-mail addresses.");
}

TEST(Sensitive, ShortAndOddValuesAreNoTrouble) {
    for (const char* odd : {"", "@", ".", "+", "a@", "@b.de", "::", "\xff\xfe", "-----", "0"}) {
        EXPECT_FALSE(looks_like_email(odd)) << odd;
        if (*odd != '\0') {
            EXPECT_FALSE(looks_like_phone(odd)) << odd;
        }
        EXPECT_FALSE(looks_like_secret(odd)) << odd;
        EXPECT_FALSE(looks_like_person(odd)) << odd;
        EXPECT_FALSE(looks_like_address(odd)) << odd;
    }
}

Schema shop_with_views() {
    const Column id{.name = "id", .type = Type::integer};
    const Column email{.name = "email", .type = Type::text};
    Schema schema{.dialect = Dialect::sqlite, .default_schema = "main"};
    schema.tables = {
        {.schema = "main", .name = "customers", .columns = {id, email}},
        {.schema = "main", .name = "orders", .columns = {id}},
        {.schema = "main", .name = "over_customers", .kind = TableKind::view, .columns = {id}},
        {.schema = "main", .name = "over_orders", .kind = TableKind::view, .columns = {id}},
        {.schema = "main", .name = "over_view", .kind = TableKind::view, .columns = {id}},
        {.schema = "main", .name = "nobody_knows", .kind = TableKind::view, .columns = {id}},
    };
    schema.tables[2].based_on = {TableName{"main", "customers"}};
    schema.tables[3].based_on = {TableName{"main", "orders"}};
    schema.tables[4].based_on = {TableName{"main", "over_customers"}};
    return schema;
}

TEST(SuggestedPolicy, NamesEverythingButViewsOverMaskedTables) {
    const Schema schema = shop_with_views();
    const auto found = find_sensitive(schema, {});
    const guard::PolicyDocument document = suggested_policy(schema, found);
    const auto& tables = document.rules.at(0).tables;
    EXPECT_EQ(tables.at("main.customers").columns.at("email").mask, guard::Mask::partial);
    EXPECT_EQ(tables.at("main.customers").columns.at("id").mask, guard::Mask::none);
    EXPECT_TRUE(tables.contains("main.over_orders"));
    EXPECT_FALSE(tables.contains("main.over_customers"));
    EXPECT_FALSE(tables.contains("main.over_view"));
    EXPECT_FALSE(tables.contains("main.nobody_knows"));
    EXPECT_EQ(document.rules[0].default_, guard::Default::deny);
    EXPECT_EQ(document.unrestricted, (std::vector<std::string>{"owner", "admin"}));
}

}  // namespace
}  // namespace parlance::catalog
