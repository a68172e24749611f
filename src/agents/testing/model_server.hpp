#pragma once

#include "net/testing/http_server.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace parlance::agents::testing {

using namespace net::testing;
using ModelServer = HttpServer;

/// A reply of Chat Completions that says `text`.
inline std::vector<Step> says(std::string_view text) {
    return reply(
        200,
        fmt::format(
            R"({{"choices":[{{"message":{{"content":"{}"}},"finish_reason":"stop"}}],)"
            R"("usage":{{"prompt_tokens":5,"completion_tokens":2}}}})",
            text
        )
    );
}

}  // namespace parlance::agents::testing
