#include "engine/ranking.hpp"

#include "base/error.hpp"
#include "engine/training.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace parlance::engine {
namespace {

constexpr double alone = std::numeric_limits<double>::infinity();

Signals signals(std::string_view name, float value, std::vector<std::uint32_t> sparse = {}) {
    Signals made{std::vector<float>(signal_names().size()), std::move(sparse)};
    const auto& names = signal_names();
    const auto at = std::ranges::find(names, name);
    EXPECT_NE(at, names.end()) << name;
    made.dense[static_cast<std::size_t>(at - names.begin())] = value;
    return made;
}

std::string code_of(std::string_view text) {
    try {
        (void)Ranking::read(text);
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

TEST(Ranking, WeighsSignalsByTheirName) {
    const Ranking ranking = Ranking::read("rank join_cost -0.5\nrank draft 2\n");
    EXPECT_DOUBLE_EQ(ranking.score(signals("join_cost", 3)), -1.5);
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 3)), 6);
    EXPECT_DOUBLE_EQ(ranking.score(signals("filters", 3)), 0);
}

TEST(Ranking, WeighsBucketsByTheirSign) {
    const Ranking ranking = Ranking::read("rank_scale 0.5\nrank_buckets SRW0\n");
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 0, {0})), 0);
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 0, {1, 2})), 0.5);
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 0, {3})), -12);
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 0, {4000})), 0);
}

TEST(Ranking, PassesOverNamesItDoesNotKnow) {
    const Ranking ranking = Ranking::read("# a comment\nrank of_tomorrow 9\nnew 1 2 3\ntie 0.25\n");
    EXPECT_DOUBLE_EQ(ranking.tie(), 0.25);
    EXPECT_DOUBLE_EQ(ranking.score(signals("draft", 1)), 0);
}

TEST(Ranking, RefusesWhatIsNoSuchFile) {
    EXPECT_EQ(code_of("rank draft"), "ranking");
    EXPECT_EQ(code_of("rank draft much"), "ranking");
    EXPECT_EQ(code_of("rank draft 1x"), "ranking");
    EXPECT_EQ(code_of("rank_buckets b@c"), "ranking");
    EXPECT_EQ(code_of("tie"), "ranking");
}

TEST(Ranking, IsSureByTheCurve) {
    const Ranking ranking = Ranking::read("curve 0.25 0\ncurve 0.5 0.2\ncurve 0.75 1\n");
    EXPECT_DOUBLE_EQ(ranking.confidence(signals("draft", 0), alone), 0.2);
    const Ranking tilted = Ranking::read("sure bias 1\ncurve 0 0\ncurve 1 0.5\n");
    EXPECT_NEAR(tilted.confidence(signals("bias", 1), alone), 0.5 / (1 + std::exp(-1)), 1e-9);
    EXPECT_DOUBLE_EQ(
        Ranking::read("curve 0.6 0.1\ncurve 0.9 0.9").confidence(signals("draft", 0), alone), 0.1
    );
}

TEST(Ranking, IsLessSureWithARivalBeside) {
    for (const Ranking& ranking : {Ranking::by_hand(), Ranking::builtin()}) {
        const double single = ranking.confidence(signals("bias", 1), alone);
        const double near = ranking.confidence(signals("bias", 1), 0);
        EXPECT_LT(near, single);
        EXPECT_NEAR(ranking.confidence(signals("bias", 1), 50), single, 1e-9);
    }
}

TEST(Ranking, TheBinaryCarriesWhatWasLearned) {
    double learned = 0;
    for (std::uint32_t bucket = 0; bucket < signal_buckets; ++bucket)
        learned += std::abs(Ranking::builtin().score(signals("draft", 0, {bucket})));
    EXPECT_GT(learned, 1);
    EXPECT_DOUBLE_EQ(Ranking::by_hand().score(signals("draft", 0, {7})), 0);
}

TEST(Signals, HoldNoWordOfTheSource) {
    const auto pack = [](std::string name, std::string value) {
        Schema schema;
        schema.tables = {
            {.name = name + "s",
             .columns =
                 {{.name = "id", .type = Type::integer}, {.name = "kind", .type = Type::text}},
             .primary_key = {"id"}}
        };
        return SchemaPack::build(
            schema,
            {{.table = name + "s", .column = "kind", .values = {value}, .complete = true}},
            {}
        );
    };
    const auto one =
        judged_readings({"how many parcels of kind fragile", {}}, *pack("parcel", "fragile"));
    const auto other =
        judged_readings({"how many badgers of kind nocturnal", {}}, *pack("badger", "nocturnal"));
    ASSERT_FALSE(one.empty());
    ASSERT_FALSE(other.empty());
    EXPECT_EQ(one.front().signals.dense, other.front().signals.dense);
    EXPECT_EQ(one.front().signals.sparse, other.front().signals.sparse);
}

}  // namespace
}  // namespace parlance::engine
