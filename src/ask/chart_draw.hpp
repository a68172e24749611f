#pragma once

#include "ask/chart.hpp"
#include "ask/chart_fields.hpp"

#include <boost/json/object.hpp>

/// Vega-Lite specifications of charts whose columns are chosen. Colours are the reader's theme's.
namespace parlance::ask::draw {

enum class Stacking : std::uint8_t { stacked, beside };

[[nodiscard]] boost::json::object
bars(const Field& category, const Field& measure, const Field* series, Stacking how, bool lying);
[[nodiscard]] boost::json::object
line(const Field& along, const Field& measure, const Field* series);
[[nodiscard]] boost::json::object
area(const Field& along, const Field& measure, const Field* series);
[[nodiscard]] boost::json::object
points(const Field& first, const Field& second, const Field* series);
[[nodiscard]] boost::json::object pie(const Field& parts, const Field& measure);
[[nodiscard]] boost::json::object histogram(const Field& measure);
[[nodiscard]] boost::json::object
heat_map(const Field& across, const Field& down, const Field& measure);
[[nodiscard]] boost::json::object number(const Field& measure);

}  // namespace parlance::ask::draw
