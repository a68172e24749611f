#pragma once

#include "base/shape.hpp"
#include "serve/operation.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <optional>
#include <string>

namespace parlance::serve {

struct SetChartRequest {
    std::string query_id;
    boost::json::object chart;
};
BOOST_DESCRIBE_STRUCT(SetChartRequest, (), (query_id, chart))
constexpr auto notes(const SetChartRequest*) {
    return std::array{
        json::note(
            "chart",
            "A Vega-Lite specification over the data set `result`, without data or addresses of "
            "its own; an empty one takes the chart away."
        ),
    };
}

struct KeptChartShape {
    std::optional<json::Raw> chart;
};
BOOST_DESCRIBE_STRUCT(KeptChartShape, (), (chart))

/// Throws `Error`: `chart_refused` (invalid), `query_not_found`.
Task<KeptChartShape> set_chart(Services& with, Call& call, SetChartRequest request);

}  // namespace parlance::serve
