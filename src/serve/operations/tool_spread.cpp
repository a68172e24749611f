#include "serve/operations/tool_spread.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::serve {

std::string spread_of(const catalog::ColumnProfile& column, std::int64_t rows) {
    constexpr std::size_t value_bytes = 24;
    constexpr std::size_t values_told = 4;
    constexpr std::int64_t few = 12;
    if (column.withheld) return {};
    std::string told;
    const bool some_values = column.distinct && *column.distinct <= few && !column.top.empty();
    for (std::size_t at = 0; some_values && at < std::min(values_told, column.top.size()); ++at) {
        if (column.top[at].value.size() > value_bytes) return {};
        told += fmt::format(
            "{} {} {}", at == 0 ? " =" : ",", column.top[at].value, column.top[at].count
        );
    }
    if (some_values && column.top.size() > values_told) told += ", …";
    const bool range = !some_values && column.minimum && column.maximum &&
                       column.minimum->size() + column.maximum->size() <= 2 * value_bytes;
    if (range) told += fmt::format(" {}…{}", *column.minimum, *column.maximum);
    if (column.nulls.value_or(0) > 0 && rows > 0)
        told += fmt::format(" {}% null", std::max<std::int64_t>(*column.nulls * 100 / rows, 1));
    return told;
}

}  // namespace parlance::serve
