#pragma once

#include "base/rows.hpp"
#include "store/overview.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// A chart of how asking went, with its data.
struct UsageChart {
    std::string id;  ///< stable: queries, latency, sources or errors
    std::string title;
    ResultSet result;
    boost::json::object chart;  ///< as `chart_for` makes it
};

/// The charts of an overview, those that have something to show. `name_of` gives a connection's
/// name by its id.
[[nodiscard]] std::vector<UsageChart> usage_charts(
    const store::Overview& overview,
    const std::function<std::string(std::string_view)>& name_of
);

}  // namespace parlance::ask
