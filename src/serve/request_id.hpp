#pragma once

#include <string>
#include <string_view>

namespace parlance::serve {

/// The id under which a request is found in the logs: what the client or a proxy gave as
/// `X-Request-Id` when it is a plain word of up to 64 characters, or a new one.
[[nodiscard]] std::string request_id_of(std::string_view given);

}  // namespace parlance::serve
