#pragma once

#include "engine/understand.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

/// Choosing between the readings of a question in words, as a reply in a conversation does.
namespace parlance::ask {

/// The place of the reading that `reply` means: by its rank (`the second one`, `2`), or by words
/// that its explanation alone holds (`by country`). Nothing when the reply means none of them or
/// several: then it is a question of its own.
[[nodiscard]] std::optional<std::size_t>
chosen(std::string_view reply, std::span<const engine::Reading> options);

}  // namespace parlance::ask
