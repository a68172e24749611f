#pragma once

#include <string>

namespace parlance::auth {

/// Where a request comes from.
struct Caller {
    std::string address;
    std::string user_agent;
    std::string request_id;
    std::string door = "http";
};

}  // namespace parlance::auth
