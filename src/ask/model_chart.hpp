#pragma once

#include "base/rows.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>

namespace parlance::ask {

/// The chart that a model chose for a result, written anew: its mark and encodings are read from a
/// closed list of marks, channels and members (Vega-Lite 6, which the web app draws), its fields
/// must be columns of the result, and what else it says is left behind. Never code, addresses or
/// data. Throws `Error` (upstream, `llm_bad_chart`) when nothing can be drawn of it.
[[nodiscard]] boost::json::object chart_of_model(
    const boost::json::object& chosen,
    const std::string& title,
    std::span<const ResultColumn> columns
);

}  // namespace parlance::ask
