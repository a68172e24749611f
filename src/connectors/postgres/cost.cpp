#include "connectors/postgres/cost.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace parlance::connectors::postgres {

namespace json = boost::json;

namespace {

constexpr std::int64_t planning_ms_max = 5'000;
constexpr std::int64_t plan_bytes_max = std::int64_t{4} << 20;

std::optional<double> total_cost(const json::value& plans) {
    boost::system::error_code missing;
    const json::value* cost = plans.find_pointer("/0/Plan/Total Cost", missing);
    if (cost == nullptr || !cost->is_number()) return std::nullopt;
    return cost->to_number<double>();
}

}  // namespace

guard::Limits limits_of_estimate(const guard::Limits& query) {
    guard::Limits limits;
    limits.rows_max = 1;
    limits.bytes_max = plan_bytes_max;
    limits.time_ms = std::min(query.time_ms, planning_ms_max);
    return limits;
}

std::optional<double> cost_of(const ResultSet& plan) {
    if (plan.rows.rows() != 1 || plan.rows.columns() != 1) return std::nullopt;
    constexpr std::size_t depth_max = 512;  // what libpq sends is JSON; a plan nests two per step
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code failed;
    const json::value read = json::parse(plan.rows.text(plan.rows.row(0)[0]), failed, {}, options);
    return failed ? std::nullopt : total_cost(read);
}

}  // namespace parlance::connectors::postgres
