#pragma once

#include "base/rows.hpp"

#include <string>
#include <vector>

/// Rows as a table of Markdown (GitHub's). Data stay data: what would be markup or HTML is written
/// so that it shows as it is.
namespace parlance::serve {

void begin_markdown(std::string& out, const std::vector<ResultColumn>& columns);
void add_markdown_rows(std::string& out, const Batch& batch);

}  // namespace parlance::serve
