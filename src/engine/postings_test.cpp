#include "engine/postings.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

std::vector<std::uint32_t> ids(const Postings& postings, std::string_view key) {
    std::vector<std::uint32_t> all;
    for (const Postings::Item& item : postings.find(key))
        all.push_back(item.id);
    return all;
}

TEST(Postings, KeepTheFirstIdsOfEachKeyOnceAndInOrder) {
    Postings postings;
    for (const std::uint32_t id : {7U, 3U, 3U, 9U, 1U})
        postings.add("a", id);
    postings.add("b", 2);
    postings.finish(3);
    EXPECT_EQ(ids(postings, "a"), (std::vector<std::uint32_t>{1, 3, 7}));
    EXPECT_EQ(ids(postings, "b"), std::vector<std::uint32_t>{2});
    EXPECT_TRUE(ids(postings, "c").empty());
}

TEST(Postings, AreEmptyAtFirst) {
    Postings postings;
    postings.finish(4);
    EXPECT_TRUE(postings.find("").empty());
}

}  // namespace
}  // namespace parlance::engine
