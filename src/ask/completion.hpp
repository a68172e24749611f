#pragma once

#include "catalog/view.hpp"
#include "engine/complete.hpp"

#include <string_view>
#include <vector>

namespace parlance::ask {

/// What a question that is being typed may go on with, best first: verified questions that read
/// only what the asker sees as it is, then names, values and terms. `cursor` counts bytes.
[[nodiscard]] std::vector<engine::Completion>
completions(const catalog::View& view, std::string_view text, std::size_t cursor);

}  // namespace parlance::ask
