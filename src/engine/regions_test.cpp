#include "engine/regions.hpp"

#include "engine/model.hpp"
#include "engine/understand.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

std::shared_ptr<const SchemaPack> customers_of(std::vector<std::string> countries) {
    Schema schema;
    Table table{.schema = "public", .name = "customers", .primary_key = {"id"}};
    table.columns = {
        {.name = "id", .type = Type::integer},
        {.name = "name", .type = Type::text},
        {.name = "country", .type = Type::text}
    };
    schema.tables.push_back(table);
    ColumnValues values{.schema = "public", .table = "customers", .column = "country"};
    values.values = std::move(countries);
    values.complete = true;
    return SchemaPack::build(std::move(schema), {values}, {});
}

std::string put(std::string_view question, const SchemaPack& pack) {
    std::string text;
    for (const Token& token : with_regions(tokenize(question), dynamic_cast<const Model&>(pack)))
        text += (text.empty() ? "" : " ") + token.raw;
    return text;
}

TEST(Regions, BecomeTheirCountriesAsTheSourceWritesThem) {
    const auto codes = customers_of({"DE", "FR", "US"});
    EXPECT_EQ(put("European customers", *codes), "DE or FR customers");
    EXPECT_EQ(put("customers in North America", *codes), "customers in US");
    const auto names = customers_of({"Germany", "United States", "Austria"});
    EXPECT_EQ(
        put("customers in the DACH region", *names), "customers in the Germany or Austria region"
    );
}

TEST(Regions, StayWhereTheSourceKnowsThemOrNoneOfTheirCountries) {
    EXPECT_EQ(
        put("customers in Europe", *customers_of({"Europe", "Germany"})), "customers in Europe"
    );
    EXPECT_EQ(put("customers in Asia", *customers_of({"DE", "FR"})), "customers in Asia");
}

TEST(Regions, AreConditionsOfAnAnswer) {
    const auto codes = customers_of({"DE", "FR", "US"});
    const Instant now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 30};
    const Understanding made = understand({"how many European customers are there", now}, *codes);
    const auto* answered = std::get_if<Answered>(&made);
    ASSERT_NE(answered, nullptr);
    const std::string& said = answered->readings.front().explanation;
    EXPECT_TRUE(said.contains("DE") && said.contains("FR") && !said.contains("US")) << said;
}

}  // namespace
}  // namespace parlance::engine
