#pragma once

#include "engine/understand.hpp"

namespace parlance::ask {

/// What was understood, with the answer of a verified question like this one in front. What the
/// engine would have answered or asked stays behind it, to be chosen.
[[nodiscard]] engine::Understanding with_verified(
    engine::Understanding understood,
    const engine::Question& question,
    const engine::SchemaPack& pack
);

/// Whether the reading is the answer of a verified question.
[[nodiscard]] bool is_verified(const engine::Reading& reading);

}  // namespace parlance::ask
