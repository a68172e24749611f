#include "ask/totals.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

Mark mark(std::string id, MarkOutcome outcome, std::optional<Grade> grade, double ms = 1) {
    Mark made;
    made.id = std::move(id);
    made.outcome = outcome;
    made.grade = grade;
    made.ms = ms;
    return made;
}

ModelCall call(std::string model, double ms, std::optional<double> cost) {
    ModelCall made;
    made.provider = "p";
    made.model = std::move(model);
    made.input_tokens = 100;
    made.output_tokens = 10;
    made.ms = ms;
    made.cost = cost;
    return made;
}

using enum MarkOutcome;

TEST(Totals, CountOutcomesAndGrades) {
    const std::vector marks{
        mark("a", answered, Grade::good, 10),
        mark("b", answered, Grade::bad, 30),
        mark("c", clarify, Grade::bad, 20),
        mark("d", failed, Grade::bad, 1000),
        mark("e", answered, Grade::needs_review, 40),
    };
    const EvaluationTotals totals = totals_of(marks);
    EXPECT_EQ(totals.questions, 5);
    EXPECT_EQ(totals.answered, 3);
    EXPECT_EQ(totals.failed, 1);
    EXPECT_EQ(totals.good, 1);
    EXPECT_EQ(totals.bad, 3);
    EXPECT_EQ(totals.needs_review, 1);
    EXPECT_DOUBLE_EQ(totals.accuracy.value(), 0.2);
    EXPECT_DOUBLE_EQ(totals.coverage, 0.6);
    EXPECT_EQ(totals.p50_ms, 30);
    EXPECT_EQ(totals.p95_ms, 1000);
}

TEST(Totals, OfNothingAreNone) {
    const EvaluationTotals totals = totals_of({});
    EXPECT_FALSE(totals.accuracy);
    EXPECT_EQ(totals.coverage, 0);
    EXPECT_EQ(totals.p95_ms, 0);
    EXPECT_FALSE(totals_of(std::vector{mark("a", answered, std::nullopt)}).accuracy);
}

TEST(Totals, AreByRoleAndModelToo) {
    std::vector marks{mark("a", answered, Grade::good), mark("b", answered, Grade::good)};
    marks[0].calls = {call("large", 100, 0.1), call("large", 300, 0.2), call("odd", 5, {})};
    marks[1].calls = {call("large", 200, 0.0)};
    marks[1].calls[0].remembered = true;
    marks[1].calls[0].trouble = "llm_bad_reply";
    const EvaluationTotals totals = totals_of(marks);
    EXPECT_EQ(totals.input_tokens, 400);
    EXPECT_EQ(totals.output_tokens, 40);
    EXPECT_EQ(totals.cost, 0.3);
    EXPECT_FALSE(totals.cost_is_whole);
    ASSERT_EQ(totals.roles.size(), 2);
    const RoleTotals& large = totals.roles[0];
    EXPECT_EQ(large.model, "large");
    EXPECT_EQ(large.calls, 3);
    EXPECT_EQ(large.failures, 1);
    EXPECT_EQ(large.remembered, 1);
    EXPECT_EQ(large.cost, 0.3);
    EXPECT_EQ(large.p50_ms, 100);
    EXPECT_EQ(large.p95_ms, 300);
    EXPECT_FALSE(totals.roles[1].cost) << "its price is unknown";
}

TEST(Comparison, TellsQuestionByQuestion) {
    const std::vector before{
        mark("a", answered, Grade::good),
        mark("b", answered, Grade::bad),
        mark("c", clarify, Grade::bad),
        mark("gone", answered, Grade::good),
    };
    const std::vector after{
        mark("a", answered, Grade::needs_review),
        mark("b", answered, Grade::good),
        mark("c", failed, Grade::bad),
        mark("new", answered, Grade::good),
    };
    const EvaluationComparison compared = compare(before, after);
    EXPECT_EQ(compared.better, 1);
    EXPECT_EQ(compared.worse, 1);
    EXPECT_EQ(compared.same, 1);
    EXPECT_EQ(compared.only_before, std::vector<std::string>{"gone"});
    EXPECT_EQ(compared.only_after, std::vector<std::string>{"new"});
    ASSERT_EQ(compared.pairs.size(), 3);
    EXPECT_EQ(compared.pairs[0].id, "a");
    EXPECT_EQ(compared.pairs[1].id, "b");
    EXPECT_EQ(compared.pairs[2].outcome_after, failed);
}

std::string against(const std::vector<Mark>& before, const std::vector<Mark>& after) {
    std::string codes;
    for (const GradeReason& reason : reasons_against(compare(before, after)))
        codes += reason.code + " ";
    return codes;
}

TEST(Comparison, SaysWhyOneMustNotTakeThePlaceOfTheOther) {
    const auto good = mark("a", answered, Grade::good);
    const auto bad = mark("a", answered, Grade::bad);
    const auto review = mark("a", answered, Grade::needs_review);
    EXPECT_EQ(against({good}, {good}), "");
    EXPECT_EQ(against({bad}, {good}), "");
    EXPECT_EQ(against({review}, {good}), "");
    EXPECT_EQ(against({good}, {review}), "fewer_good ");
    EXPECT_EQ(against({good}, {bad}), "fewer_good more_bad ");
    EXPECT_EQ(against({review}, {bad}), "more_bad ");
    EXPECT_EQ(against({good}, {}), "questions_missing ");
    EXPECT_EQ(against({}, {bad}), "");
}

TEST(Mark, IsReadAsItWasWritten) {
    Mark made = mark("a", failed, Grade::bad);
    made.failure = "query_timeout";
    made.reasons = {{"failed", "It failed: query_timeout."}};
    made.calls = {call("large", 1.5, 0.25)};
    const std::string text = json::to_text(made);
    EXPECT_EQ(json::to_text(json::read<Mark>(text)), text);
}

}  // namespace
}  // namespace parlance::ask
