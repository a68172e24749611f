#pragma once

#include "base/crypto.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Texts made shorter before they are sealed: the length of the text in four bytes, then one block
/// of LZ4 (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md). What the store keeps of a
/// query says everything twice or more, and each of its bytes is hashed, encoded and flushed.
namespace parlance::store {

[[nodiscard]] std::string packed(std::string_view text);
/// Nothing when `packed` did not make it.
[[nodiscard]] std::optional<Secret> unpacked(std::string_view block);

/// Lengths in four bytes, the highest first.
inline constexpr std::size_t length_bytes = 4;
void append_length(std::string& out, std::size_t length);
[[nodiscard]] std::size_t length_at_front(std::string_view bytes);

}  // namespace parlance::store
