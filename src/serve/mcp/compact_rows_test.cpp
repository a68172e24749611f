#include "serve/mcp/compact_rows.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::mcp {
namespace {

std::string joined(const CompactRows& taken) {
    std::string text;
    for (const json::Raw& each : taken.rows)
        text += each.text;
    return text;
}

TEST(CompactRows, TakesTheWindowAndCountsTheRest) {
    const CompactRows taken = compact_rows("[[1],[2],[3],[4],[5]]", {1, 2, 1000});
    EXPECT_EQ(joined(taken), "[2][3]");
    EXPECT_EQ(taken.skipped, 1);
    EXPECT_EQ(taken.left, 2);
}

TEST(CompactRows, KeepsWhatLooksLikeStructureInsideTexts) {
    const std::string rows = R"([["a],[b",null,true],["\"],[\\",{"x":[1,2]},-1.5]])";
    EXPECT_EQ(joined(compact_rows(rows, {})), R"(["a],[b",null,true]["\"],[\\",{"x":[1,2]},-1.5])");
}

TEST(CompactRows, TellsNumbersThatNoDoubleHoldsAsTexts) {
    const CompactRows taken = compact_rows("[[9007199254740993,123456789012345,1.5e3]]", {});
    EXPECT_EQ(joined(taken), R"(["9007199254740993",123456789012345,1.5e3])");
}

TEST(CompactRows, CutsLongTextsBetweenCharacters) {
    std::string rows = "[[\"";
    for (int at = 0; at < 250; ++at)
        rows += at % 2 == 0 ? "ä" : "\\n";
    rows += "\"]]";
    const CompactRows taken = compact_rows(rows, {});
    EXPECT_TRUE(taken.cut_cells);
    EXPECT_TRUE(joined(taken).ends_with("\\n…(+50)\"]")) << joined(taken);
    EXPECT_TRUE(json::is_json(joined(taken)));
}

TEST(CompactRows, StopsWhereTheRoomEndsButAlwaysGivesOne) {
    const std::string row = "[\"" + std::string(100, 'x') + "\"]";
    const CompactRows taken = compact_rows("[" + row + "," + row + "," + row + "]", {0, 10, 150});
    EXPECT_EQ(taken.rows.size(), 1);
    EXPECT_EQ(taken.left, 2);
    EXPECT_EQ(compact_rows("[" + row + "]", {0, 10, 5}).rows.size(), 1);
}

TEST(CompactRows, TakesNothingOutOfNothing) {
    EXPECT_TRUE(compact_rows("[]", {}).rows.empty());
    EXPECT_EQ(joined(compact_rows("[[],[]]", {})), "[][]");
}

}  // namespace
}  // namespace parlance::serve::mcp
