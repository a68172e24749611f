#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parlance {

/// A UUIDv7 (RFC 9562 §5.7) in its text form: grows with time, so that indexes stay compact, and
/// carries 74 random bits, so that nobody can guess another one.
[[nodiscard]] std::string new_id();

/// Whether the text has the form of `new_id()`.
[[nodiscard]] bool is_id(std::string_view text) noexcept;

/// An unguessable word for codes and tokens: base64url of so many random bytes.
[[nodiscard]] std::string random_token(std::size_t bytes = 32);

}  // namespace parlance
