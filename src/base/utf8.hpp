#pragma once

#include <cstddef>
#include <string_view>

namespace parlance {

/// How many bytes the well-formed UTF-8 sequence (RFC 3629: no surrogates, no overlong forms) at
/// `at` has; 0 when the bytes there are none.
[[nodiscard]] std::size_t utf8_sequence(const char* at, const char* end) noexcept;

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace parlance
