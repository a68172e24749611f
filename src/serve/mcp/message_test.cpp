#include "serve/mcp/message.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::mcp {
namespace {

int code_of(std::string_view text) {
    try {
        const boost::json::value value = parse_message(text);
        (void)read_message(value);
    } catch (const RpcError& error) {
        EXPECT_EQ(error.status, 400);
        return error.number;
    }
    return 0;
}

TEST(Message, IsOneObjectOfJsonRpc) {
    EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","id":1,"method":"ping"})"), 0);
    EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","id":"a","result":{}})"), 0);
    EXPECT_EQ(code_of("{bad"), code::parse_error);
    EXPECT_EQ(code_of(""), code::parse_error);
    for (const char* wrong :
         {"[]",
          "1",
          "null",
          R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])",
          R"({"id":1,"method":"ping"})",
          R"({"jsonrpc":"1.0","id":1,"method":"ping"})",
          R"({"jsonrpc":"2.0","id":null,"method":"ping"})",
          R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})",
          R"({"jsonrpc":"2.0","id":{},"method":"ping"})",
          R"({"jsonrpc":"2.0","id":1,"method":7})",
          R"({"jsonrpc":"2.0","id":1})",
          R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})"})
        EXPECT_EQ(code_of(wrong), code::invalid_request) << wrong;
}

TEST(Message, RefusesNestingWithoutEnd) {
    EXPECT_EQ(code_of(std::string(100'000, '[')), code::parse_error);
}

TEST(Response, SaysWhatItsEraWants) {
    const Result result{.text = R"({"a":1})", .ttl_ms = 5};
    EXPECT_EQ(response(Era::legacy, "1", result), R"({"jsonrpc":"2.0","id":1,"result":{"a":1}})");
    const std::string modern = response(Era::modern, "\"x\"", result);
    EXPECT_TRUE(modern.starts_with(
        R"({"jsonrpc":"2.0","id":"x","result":{"a":1,"resultType":"complete","ttlMs":5,)"
        R"("cacheScope":"private","_meta":{"io.modelcontextprotocol/serverInfo":)"
    )) << modern;
    EXPECT_TRUE(response(Era::modern, "1", {}).contains(R"("result":{"resultType":"complete")"));
}

}  // namespace
}  // namespace parlance::serve::mcp
