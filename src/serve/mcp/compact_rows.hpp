#pragma once

#include "base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::serve::mcp {

/// What of a result's rows fits into the answer of a tool.
struct CompactRows {
    std::vector<json::Raw> rows;
    std::size_t skipped = 0;  ///< rows that came before those
    std::size_t left = 0;     ///< rows that were there and did not fit
    bool cut_cells = false;   ///< some texts were long
};

/// Which rows are wanted of a result, and how much they may take.
struct RowWindow {
    std::size_t skip = 0;
    std::size_t rows_max = 100;
    std::size_t bytes_max = 12 * 1024;
};

/// Takes the rows of the window from `rows`, the text of a list of lists. Texts of more than 200
/// characters are cut and say so; numbers that do not fit a double become texts, for most readers
/// of JSON would change them.
[[nodiscard]] CompactRows compact_rows(std::string_view rows, const RowWindow& window);

}  // namespace parlance::serve::mcp
