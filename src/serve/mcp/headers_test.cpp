#include "serve/mcp/headers.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

#include <map>

namespace parlance::serve::mcp {
namespace {

using Headers = std::map<std::string_view, std::string>;

class HeadersTest : public ::testing::Test {
protected:
    /// The code that the check ends with; 0 when all is well.
    int code_of(const Headers& headers) {
        const boost::json::value value = json::parse(text_);
        const Message message = read_message(value);
        try {
            check_headers(message, [&](std::string_view name) -> std::string_view {
                const auto found = headers.find(name);
                return found == headers.end() ? std::string_view() : found->second;
            });
        } catch (const RpcError& error) {
            EXPECT_EQ(error.status, 400);
            return error.number;
        }
        return 0;
    }

    std::string text_ = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_sql",
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}})";
    Headers good_{
        {"MCP-Protocol-Version", "2026-07-28"},
        {"Mcp-Method", "tools/call"},
        {"Mcp-Name", "run_sql"}
    };
};

TEST_F(HeadersTest, TakesWhatTheBodySays) {
    EXPECT_EQ(code_of(good_), 0);
    good_["Mcp-Name"] = " run_sql ";
    EXPECT_EQ(code_of(good_), 0);
    good_["Mcp-Name"] = "=?base64?cnVuX3NxbA==?=";
    EXPECT_EQ(code_of(good_), 0);
}

TEST_F(HeadersTest, RefusesWhatDiffersOrIsMissing) {
    for (const auto& [name, wrong] : Headers{
             {"MCP-Protocol-Version", "2025-11-25"},
             {"Mcp-Method", "Tools/Call"},
             {"Mcp-Name", "ask"},
         }) {
        Headers changed = good_;
        changed[name] = wrong;
        EXPECT_EQ(code_of(changed), code::header_mismatch) << name;
        changed.erase(name);
        EXPECT_EQ(code_of(changed), code::header_mismatch) << name;
    }
}

TEST_F(HeadersTest, RefusesBrokenBase64) {
    for (const char* wrong :
         {"=?base64?!!!?=", "=?base64?cnVuX3NxbA?=", "=?base64?cnVuX3NxbA===?=", "=?base64?_-==?="
         }) {
        good_["Mcp-Name"] = wrong;
        EXPECT_EQ(code_of(good_), code::header_mismatch) << wrong;
    }
}

TEST(MediaTypes, AreReadAsHttpWritesThem) {
    EXPECT_TRUE(is_json("application/json"));
    EXPECT_TRUE(is_json("Application/JSON ; charset=utf-8"));
    EXPECT_FALSE(is_json("application/jsonp"));
    EXPECT_TRUE(accepts_both("text/event-stream, application/json;q=0.9"));
    EXPECT_TRUE(accepts_both("*/*"));
    EXPECT_FALSE(accepts_both("application/json"));
    EXPECT_FALSE(accepts_both(""));
}

}  // namespace
}  // namespace parlance::serve::mcp
