#pragma once

#include "base/rows.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <vector>

namespace parlance::ask {

/// The chart that fits a result, as a Vega-Lite 6 specification over a data set named "result"
/// whose records have the columns' names as fields. Chosen from the columns' types and the roles
/// that their values play: a moment and a number make a line, a category and a number make bars,
/// two numbers make points. None when a table tells it better (a single value, no number, too many
/// categories, two columns of one name). Data only: never code, never the rows themselves.
[[nodiscard]] std::optional<boost::json::object>
chart_for(const std::vector<ResultColumn>& columns, const Batch& rows);

}  // namespace parlance::ask
