#pragma once

#include "base/rows.hpp"

#include <boost/json/object.hpp>

#include <span>

namespace parlance::ask {

/// Lets through a Vega-Lite specification that draws the data set "result" and nothing else. One
/// that brings data of its own, or points at anything outside, would show what no guard has seen.
/// Throws `Error` (invalid, `chart_refused`) that says what and where.
void require_plain_chart(const boost::json::object& specification);

/// Whether all fields that a specification reads are columns of the result, or made by it.
[[nodiscard]] bool
chart_reads(const boost::json::object& specification, std::span<const ResultColumn> columns);

}  // namespace parlance::ask
