#pragma once

#include "base/clock.hpp"
#include "base/crypto.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace parlance::net {

/// One HTTP header. Its value may be a key.
struct Header {
    std::string name;
    Secret value;
};

enum class Method : std::uint8_t { post, get };

/// What is asked of another server.
struct Request {
    std::string url;
    std::vector<Header> headers;  ///< besides what the transport sets itself
    std::string body;             ///< of a POST
    Method method = Method::post;
    std::string content_type = "application/json";  ///< of the body
};

/// What came back, with the headers that matter.
struct Reply {
    int status = 0;
    std::string content_type;    ///< in small letters
    std::string retry_after;     ///< `Retry-After`
    std::string retry_after_ms;  ///< `Retry-After-Ms`, which some providers of models send besides
    std::string cache_control;   ///< `Cache-Control`
    std::string body;
    Instant received;
};

}  // namespace parlance::net
