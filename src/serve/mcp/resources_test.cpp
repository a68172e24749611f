#include "serve/mcp/resources.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::mcp {
namespace {

std::string told(std::string_view uri) {
    const auto address = address_of(uri);
    if (!address) return "none";
    return std::to_string(static_cast<int>(address->what)) + "|" + address->source + "|" +
           address->first + "|" + address->second;
}

TEST(Resources, MeanTheDefaultSourceOrTheOneTheyName) {
    EXPECT_EQ(told("parlance://schema/overview"), "0|||");
    EXPECT_EQ(told("parlance://schema/joins"), "1|||");
    EXPECT_EQ(told("parlance://policy"), "2|||");
    EXPECT_EQ(told("parlance://schema/public/a%2Fb%20c"), "4||public|a/b c");
    EXPECT_EQ(told("parlance://changes"), "3|||");
    EXPECT_EQ(told("parlance://profile/public/orders"), "5||public|orders");
    EXPECT_EQ(told("parlance://sample/public/orders"), "6||public|orders");
    EXPECT_EQ(told("parlance://result/abc"), "7||abc|");
    EXPECT_EQ(told("parlance://source/s1/schema/overview"), "0|s1||");
    EXPECT_EQ(told("parlance://source/s1/schema/joins"), "1|s1||");
    EXPECT_EQ(told("parlance://source/s%201/policy"), "2|s 1||");
    EXPECT_EQ(told("parlance://source/s1/schema/public/orders"), "4|s1|public|orders");
    EXPECT_EQ(told("parlance://source/s1/sample/source/x"), "6|s1|source|x");
}

TEST(Resources, OfOthersAreNone) {
    std::string nested = "parlance://";
    for (int i = 0; i < 100'000; ++i)
        nested += "source/a/";
    for (const std::string& uri :
         {std::string(),
          std::string("parlance:"),
          std::string("parlance://"),
          std::string("parlance://source"),
          std::string("parlance://source/"),
          std::string("parlance://source/s1"),
          std::string("parlance://source/s1/"),
          std::string("parlance://source//policy"),
          std::string("parlance://source/%/policy"),
          std::string("parlance://source/s1/result/abc"),
          std::string("parlance://source/s1/source/s2/policy"),
          std::string("parlance://schema/public"),
          std::string("parlance://schema//x"),
          std::string("parlance://policy/"),
          std::string("file:///etc/passwd"),
          nested + "policy"})
        EXPECT_EQ(told(uri), "none") << uri.substr(0, 60);
}

}  // namespace
}  // namespace parlance::serve::mcp
