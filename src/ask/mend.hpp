#pragma once

#include "catalog/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// A statement whose misspelt names were put right.
struct Mended {
    std::string sql;
    std::vector<std::string> changes;  ///< such as `custmers is customers`
};

/// Puts names right that are a few letters away from a table or column that the asker sees; none
/// when something else is wrong with the statement, or nothing is.
[[nodiscard]] std::optional<Mended> mended_names(std::string sql, const catalog::View& view);

}  // namespace parlance::ask
