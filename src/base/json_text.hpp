#pragma once

#include <cstddef>
#include <string_view>

namespace parlance::json {

/// Room that `quote_to` may need for a text of `size` bytes: each as `\u00XX`, and two quotes.
[[nodiscard]] constexpr std::size_t quoted_max(std::size_t size) noexcept {
    return 6 * size + 2;
}

/// Writes `text` as a JSON string at `out`, where `quoted_max` bytes are free, and returns its end.
/// The fast inside of `quote`. Bytes that are not UTF-8 become U+FFFD, so the output always is.
[[nodiscard]] char* quote_to(char* out, std::string_view text) noexcept;

}  // namespace parlance::json
