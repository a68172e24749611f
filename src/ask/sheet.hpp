#pragma once

#include "agents/roles.hpp"
#include "agents/sheet.hpp"
#include "catalog/view.hpp"

#include <cstddef>
#include <string>

/// What models are told of a source: what the asker sees, and of that the part that a question is
/// about.
namespace parlance::ask {

/// The whole source when it has at most `whole_max` tables; else the tables that `question` seems
/// to be about, best first. With samples of columns that are clear to the asker, what was taught,
/// and verified questions like it.
[[nodiscard]] agents::Sheet
sheet_of(const catalog::View& view, const std::string& question, std::size_t whole_max);

/// The tables that the schema role chose, and those that join two of them. The whole sheet when it
/// chose none of it.
[[nodiscard]] agents::Sheet narrowed(agents::Sheet sheet, const agents::Linked& linked);

}  // namespace parlance::ask
