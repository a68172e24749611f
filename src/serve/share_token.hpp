#pragma once

#include "base/crypto.hpp"

#include <string>
#include <string_view>

/// The word in a link to a dashboard: `prls_` and 256 random bits in hexadecimal. It tells nothing.
namespace parlance::serve {

[[nodiscard]] Secret make_share_token();
/// Whether it has the form of one.
[[nodiscard]] bool is_share_token(std::string_view text);
/// What is kept of it.
[[nodiscard]] std::string hash_of_share(std::string_view token);
/// How it begins, for people to tell theirs.
[[nodiscard]] std::string hint_of_share(const Secret& token);

}  // namespace parlance::serve
