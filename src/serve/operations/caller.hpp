#pragma once

#include "auth/caller.hpp"
#include "serve/call.hpp"

namespace parlance::serve {

/// Where the call comes from, as accounts want to know it.
[[nodiscard]] inline auth::Caller caller_of(const Call& call) {
    return {
        .address = call.remote_address,
        .user_agent = std::string(call.header("User-Agent")),
        .request_id = call.request_id,
    };
}

}  // namespace parlance::serve
