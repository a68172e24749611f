#include "serve/mcp/tools.hpp"

#include "base/json.hpp"
#include "serve/operations.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parlance::serve::mcp {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<std::string> names(const std::vector<std::string>& listed) {
    std::vector<std::string> all;
    for (const std::string& each : listed)
        all.emplace_back(json::parse(each).as_object().at("name").as_string());
    return all;
}

TEST(Tools, TellOfSourcesOnlyThoseWhoHaveSeveral) {
    const Tools tools(operations());
    EXPECT_THAT(names(tools.listed(true)), Contains("list_sources"));
    EXPECT_THAT(names(tools.listed(false)), Not(Contains("list_sources")));
    for (const std::string& each : tools.listed(false))
        EXPECT_FALSE(each.contains(R"("source":)")) << each;
}

TEST(Tools, OnlyReadAndSayWhatTheyTakeAndGive) {
    const Tools tools(operations());
    for (const std::string& each : tools.listed(true)) {
        const auto tool = json::parse(each).as_object();
        EXPECT_EQ(tool.at("annotations").as_object().at("readOnlyHint"), true);
        EXPECT_EQ(tool.at("annotations").as_object().at("openWorldHint"), false);
        EXPECT_EQ(tool.at("inputSchema").as_object().at("type"), "object");
        EXPECT_EQ(tool.at("inputSchema").as_object().at("additionalProperties"), false);
        EXPECT_EQ(tool.at("outputSchema").as_object().at("type"), "object");
        EXPECT_FALSE(each.contains("$ref"));
        const Operation* found = tools.find(tool.at("name").as_string());
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->facts.access, Access::read);
        EXPECT_LE(found->facts.mcp->bytes_max, 16 * 1024);
    }
    EXPECT_EQ(tools.find("no_such_tool"), nullptr);
}

}  // namespace
}  // namespace parlance::serve::mcp
