#pragma once

#include "base/crypto.hpp"

#include <string>
#include <string_view>

/// How an API key is written: `prlk_`, 256 random bits and a check sum, in hexadecimal.
namespace parlance::auth {

inline constexpr std::string_view api_key_prefix = "prlk_";

/// A fresh key. The last eight digits are the first 32 bits of the SHA-256 of all before them, so
/// that scanners for leaked secrets tell a key from other text without asking anybody.
[[nodiscard]] Secret make_api_key();

/// Whether it is meant to be a key, and so is no token.
[[nodiscard]] bool looks_like_api_key(std::string_view text) noexcept;

/// Whether it has the form of a key, check sum and all.
[[nodiscard]] bool is_api_key(std::string_view text);

/// The beginning of a key, by which people recognise it.
[[nodiscard]] std::string hint_of(const Secret& key);

}  // namespace parlance::auth
