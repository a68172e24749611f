#pragma once

#include "base/rows.hpp"
#include "sql/ast.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// What a column does in a chart.
enum class Role : std::uint8_t {
    measure,   ///< a number that says how much
    moment,    ///< a point in time
    part,      ///< a number that counts time: a year, a month of the year
    category,  ///< what is told apart
    key,       ///< what names a row: tells nothing as a length and too much as a colour
    other,     ///< nothing that a chart can draw
};

/// A column of a result as a chart sees it.
struct Field {
    std::string name;
    std::string title;  ///< for people: `Total revenue`
    Role role = Role::other;
    bool number = false;     ///< all of its values are numbers
    bool aggregate = false;  ///< the query computes it over rows
    bool negative = false;   ///< some value is below zero
    std::string grain;       ///< of a moment: year, quarter, month, week, day, hour, minute
    std::string part;        ///< of a part: year, month, dow, …
    std::size_t distinct = 0;
    std::size_t longest = 0;         ///< bytes of the longest value
    std::optional<bool> descending;  ///< the result is ordered by it first
};

/// The columns of a result. `query` tells what it aggregates, groups, truncates and orders; where
/// it does not, the types, the names and the values decide.
[[nodiscard]] std::vector<Field>
fields_of(const std::vector<ResultColumn>& columns, const Batch& rows, const sql::Query& query);

}  // namespace parlance::ask
