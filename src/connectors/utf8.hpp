#pragma once

#include <string>
#include <string_view>

namespace parlance::connectors {

/// Whether `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// `text` with every ill-formed byte replaced by U+FFFD.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

}  // namespace parlance::connectors
