#pragma once

#include "catalog/profile.hpp"

#include <cstdint>
#include <string>

namespace parlance::serve {

/// How the values of a column are spread, of which `rows` were looked at: ` = paid 120, open 33`,
/// ` 1.5…900`, ` 12% null`.
[[nodiscard]] std::string spread_of(const catalog::ColumnProfile& column, std::int64_t rows);

}  // namespace parlance::serve
