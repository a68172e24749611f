#pragma once

#include <string_view>

namespace parlance::auth {

/// Whether the lower-cased text is among the words that guessers try first.
[[nodiscard]] bool is_common_password(std::string_view lowered);

}  // namespace parlance::auth
