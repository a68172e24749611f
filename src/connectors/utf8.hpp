#pragma once

#include "base/utf8.hpp"

#include <string>
#include <string_view>

namespace parlance::connectors {

/// `text` with every ill-formed byte replaced by U+FFFD.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

}  // namespace parlance::connectors
