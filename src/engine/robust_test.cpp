#include "engine/test_schema.hpp"
#include "engine/understand.hpp"
#include "engine/values.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

std::string all_of_it(const Understanding& result) {
    std::string text;
    if (const auto* answered = std::get_if<Answered>(&result)) {
        for (const Reading& reading : answered->readings) {
            text += sql::render(reading.query, Dialect::postgres) +
                    std::to_string(reading.confidence) + reading.explanation;
        }
    }
    if (const auto* none = std::get_if<Unanswerable>(&result)) text += none->reason;
    return text;
}

TEST(Robust, TheSameQuestionHasTheSameAnswer) {
    for (const char* question :
         {"loans per month in 2024", "which member has the most loans", "books by nothing"}) {
        const std::string first =
            all_of_it(understand({question, test::today()}, *test::pack("library")));
        const std::string second =
            all_of_it(understand({question, test::today()}, *test::pack("library")));
        EXPECT_EQ(first, second);
    }
}

/// Names and values that try to be something else.
std::shared_ptr<const SchemaPack> hostile() {
    Schema schema;
    const std::string quote = "x\"; DROP TABLE users; --";
    Table odd{.schema = "public", .name = quote};
    for (const std::string& name :
         {std::string("it's"),
          std::string(""),
          std::string(10'000, 'a'),
          std::string("\xE2\x80\xAE"
                      "live"),
          std::string("select"),
          std::string("\xFF\xFE bad")}) {
        odd.columns.push_back({.name = name, .type = Type::text});
    }
    odd.columns.push_back({.name = "orders", .type = Type::integer});
    schema.tables = {odd, {.schema = "public", .name = ""}, {.schema = "", .name = "empty"}};
    std::vector<ColumnValues> values{
        {.schema = "public",
         .table = quote,
         .column = "it's",
         .values = {"', 1); --", "", std::string(10'000, 'b'), "select", "\xFF"},
         .complete = true}
    };
    return SchemaPack::build(
        schema, values, {.synonyms = {{"sel'ect", "public", quote, "orders"}}}
    );
}

TEST(Robust, HostileNamesAndValuesStayData) {
    const auto pack = hostile();
    const std::string shouting(20'000, 'x');
    for (const std::string& question :
         {std::string("how many x drop table users"),
          std::string("select"),
          std::string("orders of '), 1; --'"),
          shouting,
          std::string("a\0b", 3),
          std::string("\xFF\xFE"),
          std::string("\"unclosed"),
          std::string("???"),
          std::string(5000, '(')}) {
        const Understanding result = understand({question, test::today()}, *pack);
        const auto* answered = std::get_if<Answered>(&result);
        if (answered == nullptr) continue;
        for (const Reading& reading : answered->readings) {
            const std::string text = sql::render(reading.query, Dialect::postgres);
            EXPECT_EQ(sql::parse(text), reading.query) << text.substr(0, 300);
        }
    }
    EXPECT_NO_THROW((void)suggestions(*pack));
}

TEST(Robust, ASchemaWithoutTablesCannotAnswer) {
    const auto pack = SchemaPack::build({}, {}, {});
    EXPECT_TRUE(
        std::holds_alternative<Unanswerable>(understand({"how many orders", test::today()}, *pack))
    );
    EXPECT_TRUE(suggestions(*pack).empty());
}

TEST(Robust, EverySuggestionIsAnswered) {
    for (const char* name : {"library", "legacy", "sensors"}) {
        const auto pack = test::pack(name);
        const std::vector<std::string> offered = suggestions(*pack);
        EXPECT_GE(offered.size(), 4U) << name;
        for (const std::string& question : offered) {
            EXPECT_TRUE(
                std::holds_alternative<Answered>(understand({question, test::today()}, *pack))
            ) << question;
        }
    }
}

std::string explained(const std::string& question, Instant now) {
    const Understanding made = understand({question, now}, *test::pack("bank"));
    const auto* answered = std::get_if<Answered>(&made);
    return answered == nullptr ? "" : answered->readings.front().explanation;
}

// A year before the last of February there is no such day.
TEST(Robust, AgesAreDaysThatExist) {
    const Instant leap_day = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29};
    EXPECT_TRUE(explained("Clients older than 61", leap_day).contains("1963-02-28"));
    EXPECT_TRUE(explained("Clients older than 64", leap_day).contains("1960-02-29"));
    EXPECT_FALSE(explained("Clients older than 999999999999 days", leap_day).contains("before -"));
}

TEST(Values, AreFoundByCaseNumberPartAndTypingError) {
    ValueIndex index;
    index.add(1, "Espresso Machine");
    index.add(2, "Italy");
    index.add(3, "Phones");
    index.add(3, "Telephone exchange", "switchboard");
    index.finish();
    EXPECT_EQ(index.find(tokenize("espresso MACHINE")).at(0).column, 1);
    EXPECT_EQ(index.find(tokenize("phone")).at(0).value, "Phones");
    EXPECT_EQ(index.similar("itly").at(0).value, "Italy");
    EXPECT_EQ(index.containing("machine").at(0).value, "Espresso Machine");
    EXPECT_TRUE(index.find(tokenize("machines espresso")).empty());
    EXPECT_TRUE(index.similar("spain").empty());
    EXPECT_EQ(index.find(tokenize("switchboard")).at(0).value, "Telephone exchange");
    EXPECT_TRUE(index.find(tokenize("telephone exchange")).empty());
    EXPECT_EQ(index.of(3), std::vector<std::string>{"Phones"});
}

TEST(Values, OneErrorIsAnInsertionDeletionChangeOrSwap) {
    EXPECT_TRUE(one_error_apart("custmers", "customers"));
    EXPECT_TRUE(one_error_apart("cusotmers", "customers"));
    EXPECT_TRUE(one_error_apart("bustomers", "customers"));
    EXPECT_TRUE(one_error_apart("same", "same"));
    EXPECT_FALSE(one_error_apart("cstmers", "customers"));
    EXPECT_FALSE(one_error_apart("", "ab"));
}

TEST(Text, ReadsNumbersQuotesAndPossessives) {
    const auto tokens = tokenize("The customer's 1,200 orders over $60k don't say \"Big Deal\"");
    EXPECT_TRUE(tokens.at(1).possessive);
    EXPECT_EQ(tokens.at(2).number, 1200);
    EXPECT_EQ(tokens.at(5).number, 60'000);
    EXPECT_EQ(tokens.at(7).text, "not");
    EXPECT_EQ(tokens.at(9).kind, TokenKind::quoted);
    EXPECT_EQ(tokens.at(9).raw, "Big Deal");
    EXPECT_EQ(fold("TOMÁS Ünal"), "tomas unal");
}

}  // namespace
}  // namespace parlance::engine
