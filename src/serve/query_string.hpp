#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::serve {

/// Whether `+` means a blank, as it does in a query string.
enum class Plus : std::uint8_t { stays, is_blank };

/// Undoes percent-encoding (RFC 3986). Throws `Error` (`malformed_request`) when it is broken, or
/// when the result is not UTF-8.
[[nodiscard]] std::string percent_decoded(std::string_view text, Plus plus);

/// The names and values of a query string, without its `?`, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> query_values(std::string_view query);

}  // namespace parlance::serve
