#include "store/packed.hpp"

#include "base/ids.hpp"

#include <gtest/gtest.h>

namespace parlance::store {
namespace {

std::string round_trip(std::string_view text) {
    const std::optional<Secret> opened = unpacked(packed(text));
    return opened ? std::string(opened->reveal()) : "nothing";
}

TEST(Packed, GivesBackWhatWasPacked) {
    EXPECT_EQ(round_trip(""), "");
    EXPECT_EQ(round_trip("x"), "x");
    EXPECT_EQ(round_trip(std::string(100'000, 'a')), std::string(100'000, 'a'));
    const std::string noise = random_bytes(10'000);
    EXPECT_EQ(round_trip(noise), noise);
}

TEST(Packed, IsShortForWhatRepeats) {
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += fmt::format("SELECT customers.column_{} AS column_{}, ", i, i);
    EXPECT_LT(packed(text).size(), text.size() / 2);
}

TEST(Packed, RefusesWhatItDidNotMake) {
    const std::string block = packed("SELECT name, name, name FROM customers");
    EXPECT_FALSE(unpacked(""));
    EXPECT_FALSE(unpacked("abc"));
    EXPECT_FALSE(unpacked(std::string(64, '\xff')));
    for (std::size_t size = 0; size + 1 < block.size(); ++size)
        EXPECT_FALSE(unpacked(std::string_view(block).substr(0, size))) << size;
    std::string longer = block;
    longer[3] = static_cast<char>(longer[3] + 1);
    EXPECT_FALSE(unpacked(longer));
}

}  // namespace
}  // namespace parlance::store
