#include "ask/evaluation.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <array>

namespace parlance::ask {
namespace {

using namespace std::chrono_literals;

TEST(Evaluation, ReadsARowWithItsClock) {
    const EvalRow row = read_eval_row(
        R"({"id":"a-1","question":"How many?","db":"shop.sqlite","clock":"2025-06-30 12:00:00","sql":"never read"})"
    );
    EXPECT_EQ(row.id, "a-1");
    EXPECT_EQ(row.db, "shop.sqlite");
    EXPECT_EQ(row.now, Instant(std::chrono::sys_days{2025y / 6 / 30} + 12h));
}

TEST(Evaluation, ReadsWhatARowFollows) {
    const EvalRow row = read_eval_row(
        R"({"id":"b","question":"and in 2023?","db":"d","previous":"a","dialogue":7,"turn":1})"
    );
    EXPECT_EQ(row.previous, "a");
    EXPECT_EQ(row.dialogue, "7");
    EXPECT_EQ(read_eval_row(R"({"id":"a","question":"q","db":"d","previous":null})").previous, "");
}

TEST(Evaluation, RefusesRowsThatMakeNoSense) {
    for (const char* line :
         {"", "[]", R"({"id":"a"})", R"({"id":"a","question":"q","db":"d","clock":"noon"})"}) {
        EXPECT_THROW((void)read_eval_row(line), Error) << line;
    }
}

std::vector<EvalRow> rows(std::vector<std::array<const char*, 3>> said) {
    std::vector<EvalRow> all;
    for (const auto& [id, previous, dialogue] : said) {
        EvalRow row;
        row.id = id;
        row.previous = previous;
        row.dialogue = dialogue;
        all.push_back(std::move(row));
    }
    return all;
}

TEST(Evaluation, AsksInTurnWhatFollowsEachOther) {
    using Chains = std::vector<std::vector<std::size_t>>;
    const auto asked = rows(
        {{"a", "", ""},
         {"b", "", "7"},
         {"c", "a", ""},
         {"d", "", "7"},
         {"e", "gone", ""},
         {"f", "c", ""}}
    );
    EXPECT_EQ(chains_of(asked), (Chains{{0, 2, 5}, {1, 3}, {4}}));
    EXPECT_TRUE(chains_of({}).empty());
}

TEST(Evaluation, ReadsTheRightAnswersOfARow) {
    const EvalGold gold = read_eval_gold(
        R"({"id":"a","sql":"SELECT 1","alternatives":["SELECT 2"],"ordered":true})", "sql"
    );
    EXPECT_EQ(gold.sql, (std::vector<std::string>{"SELECT 1", "SELECT 2"}));
    EXPECT_EQ(gold.ordered, true);
    EXPECT_TRUE(read_eval_gold(R"({"id":"a","sql":null})", "sql").sql.empty());
    EXPECT_TRUE(read_eval_gold(R"({"id":"a","sql":"SELECT 1"})", "sql_postgres").sql.empty());
}

TEST(Evaluation, WritesWhatModelsDid) {
    Prediction made{.id = "a", .sql = "SELECT 1", .outcome = "answered"};
    made.calls.emplace_back();
    made.calls[0].model = "m";
    const std::string line = write(made);
    EXPECT_NE(line.find(R"("model":"m")"), std::string::npos) << line;
    EXPECT_NE(line.find(R"("sql":"SELECT 1")"), std::string::npos) << line;
}

TEST(Evaluation, WritesOneLineOfJson) {
    EXPECT_EQ(
        write(
            {.id = "a\"1", .sql = "SELECT 1", .outcome = "answered", .confidence = 0.5, .ms = 1.25}
        ),
        R"({"id":"a\"1","sql":"SELECT 1","outcome":"answered","confidence":0.5000,"ms":1.250})"
    );
    EXPECT_EQ(
        write({.id = "b", .sql = std::nullopt, .outcome = "abstain", .confidence = 0, .ms = 0}),
        R"({"id":"b","sql":null,"outcome":"abstain","confidence":0.0000,"ms":0.000})"
    );
}

}  // namespace
}  // namespace parlance::ask
