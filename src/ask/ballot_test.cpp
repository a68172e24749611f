#include "ask/ballot.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

Vote engine(double confidence, std::string content) {
    return {.confidence = confidence, .content = std::move(content)};
}

Vote model(std::size_t rank, std::string content) {
    return {.by_model = true, .rank = rank, .content = std::move(content)};
}

double confidence(const std::vector<Vote>& votes) {
    const Decision decision = decide(votes);
    return decision.winner ? decision.beliefs.at(*decision.winner) : 0;
}

TEST(BallotTest, NothingThatRanWinsNothing) {
    EXPECT_FALSE(decide({}).winner);
    const std::vector votes{engine(0.5, ""), model(0, "")};
    EXPECT_FALSE(decide(votes).winner);
    EXPECT_EQ(decide(votes).because, "no candidate could be run");
}

TEST(BallotTest, AgreementRaisesAndContradictionLowersConfidence) {
    const double alone = confidence({model(0, "a")});
    const double agreed = confidence({engine(0.5, "a"), model(0, "a")});
    const double contradicted = confidence({engine(0.5, "b"), model(0, "a")});
    EXPECT_GT(agreed, alone);
    EXPECT_LT(contradicted, alone);
    EXPECT_GT(agreed, 0.85);
}

TEST(BallotTest, AModelThatAgreesWithItselfIsSurerThanOneThatDoesNot) {
    EXPECT_GT(
        confidence({model(0, "a"), model(1, "a"), model(2, "a")}),
        confidence({model(0, "a"), model(1, "b"), model(2, "c")})
    );
}

TEST(BallotTest, TheEngineDecidesBetweenCandidatesThatDisagree) {
    const std::vector votes{engine(0.6, "b"), model(0, "a"), model(1, "b")};
    const Decision decision = decide(votes);
    EXPECT_EQ(decision.winner, 2U);  // the model's stands for the group, for it has reasons
    EXPECT_EQ(decision.others, std::vector<std::size_t>{1});
    EXPECT_EQ(
        decision.because, "3 of 3 candidates ran, 2 of them with these rows; engine and model agree"
    );
}

TEST(BallotTest, WhatFailedCountsAgainstTheModel) {
    EXPECT_LT(confidence({model(0, ""), model(1, "a")}), confidence({model(0, "a")}));
}

TEST(BallotTest, AnUnsureEngineYieldsToTheModel) {
    const Decision decision = decide(std::vector{engine(0.3, "b"), model(0, "a")});
    EXPECT_EQ(decision.winner, 1U);
    EXPECT_NE(decision.because.find("the engine reads it otherwise"), std::string::npos);
}

TEST(BallotTest, BeliefsStayBetweenNoneAndAll) {
    for (const double each : {0.0, 0.5, 1.0}) {
        for (const Decision& decision :
             {decide(std::vector{engine(each, "a"), engine(each, "b"), model(0, "a")}),
              decide(std::vector{engine(each, "a"), model(0, "b"), model(1, "c")})}) {
            for (const double belief : decision.beliefs) {
                EXPECT_GE(belief, 0);
                EXPECT_LE(belief, 1);
            }
        }
    }
}

}  // namespace
}  // namespace parlance::ask
