#include "connectors/duckdb/cost.hpp"

#include "connectors/duckdb/binding.hpp"
#include "connectors/duckdb/cells.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>
#include <string>

namespace parlance::connectors::duckdb {

namespace json = boost::json;

namespace {

struct Cost {
    double rows = 0;   ///< that leave the step
    double total = 0;  ///< that leave it and the steps below
};

std::string_view text_at(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : "";
}

std::optional<double> stated_rows(const json::object& step) {
    const json::value* info = step.if_contains("extra_info");
    if (info == nullptr || !info->is_object()) return std::nullopt;
    const std::string_view text = text_at(info->get_object(), "Estimated Cardinality");
    double rows = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error != std::errc{}) return std::nullopt;
    return rows;
}

/// Whether each row of one side meets each of the other: DuckDB states no rows for some of these.
bool multiplies(std::string_view name) {
    return name.starts_with("CROSS_PRODUCT") || name.starts_with("BLOCKWISE_NL_JOIN") ||
           name.starts_with("NESTED_LOOP_JOIN");
}

Cost cost_of_step(const json::value& value) {
    Cost cost;
    if (!value.is_object()) return cost;
    const json::object& step = value.get_object();
    double product = 1;
    double most = 0;
    if (const json::value* below = step.if_contains("children"); below && below->is_array()) {
        for (const json::value& each : below->get_array()) {
            const Cost part = cost_of_step(each);
            cost.total += part.total;
            product *= std::max(part.rows, 1.0);
            most = std::max(most, part.rows);
        }
    }
    const double met = multiplies(text_at(step, "name")) ? product : most;
    cost.rows = stated_rows(step).value_or(met);
    // A loop over pairs costs the pairs, however few of them it keeps.
    cost.total += std::max(cost.rows, met);
    return cost;
}

}  // namespace

std::optional<double> cost_of_plan(std::string_view plan) {
    constexpr std::size_t depth_max = 512;
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code failed;
    const json::value read = json::parse(plan, failed, {}, options);
    if (failed || !read.is_array() || read.get_array().empty()) return std::nullopt;
    return cost_of_step(read.get_array().front()).total;
}

std::optional<double> cost_of(Link& link, const guard::ApprovedQuery& query) {
    const std::string text = "EXPLAIN (FORMAT JSON) " + query.text();
    Prepared prepared;
    if (duckdb_prepare(link.raw(), text.c_str(), prepared.out()) == DuckDBError) {
        throw failure_of_message(duckdb_prepare_error(prepared.get()));
    }
    bind(prepared.get(), query);
    Result result;
    if (duckdb_execute_prepared(prepared.get(), result.out()) == DuckDBError) {
        throw failure_of(duckdb_result_error_type(result.out()));
    }
    Chunk chunk;
    *chunk.out() = duckdb_fetch_chunk(*result.out());
    if (chunk.get() == nullptr || duckdb_data_chunk_get_size(chunk.get()) == 0) return std::nullopt;
    return cost_of_plan(text_cell(chunk.get(), 1, 0));
}

}  // namespace parlance::connectors::duckdb
