#include "serve/operations/results.hpp"

#include "base/error.hpp"
#include "guard/approve.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/result_chart.hpp"
#include "serve/operations/result_sight.hpp"
#include "serve/operations/row_formats.hpp"
#include "serve/row_encoder.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace parlance::serve {

namespace {

constexpr std::int64_t page_rows = 500;
constexpr std::int64_t groups_max = 5'000;

/// The guard's approval of a query over a result, with room for `rows`.
guard::ApprovedQuery approved(ResultSight& sight, const sql::Query& query, std::int64_t rows) {
    sight.view.policy.limits.rows_max = rows;
    return guard::approve(query, *sight.view.schema, sight.view.policy);
}

/// How many rows may leave: a page, or with a file as many as one query may have.
std::int64_t rows_wanted(
    const Services& with,
    const ResultSight& sight,
    const ResultRowsRequest& request,
    RowFormat format
) {
    const std::int64_t otherwise =
        is_export(format) ? sight.view.policy.limits.rows_max : page_rows;
    return std::min(request.limit.value_or(otherwise), with.config.rows_max);
}

RowHead head_of(
    const ask::Record& record,
    const guard::ApprovedQuery& query,
    RowFormat format,
    bool without_formulas
) {
    RowHead head{record.id, format, query.limits().rows_max};
    head.masked = masked_in(query);
    head.whole = is_export(format);
    head.without_formulas = without_formulas;
    return head;
}

Task<RunSummary> run(
    Call& call,
    const ResultSight& sight,
    guard::ApprovedQuery query,
    RowSink& sink,
    ask::Record& record,
    std::stop_token stop
) {
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    const auto measure = call.timings.measure("execute");
    const RunSummary summary =
        co_await sight.view.source->run(std::move(query), sink, std::move(context), stop);
    record.outcome = "answered";
    record.row_count = summary.rows;
    record.truncated = summary.truncated;
    co_return summary;
}

Task<Rows> send_rows(
    Services& with,
    Call& call,
    ResultRowsRequest request,
    ask::Record& record,
    std::stop_token stop
) {
    ResultSight sight = co_await result_sight(with, call, request, record);
    const RowFormat format = row_format(request.format, call);
    note_format(record, format);
    ask::RowsWish wish;
    wish.filters = request.filters.value_or(std::vector<ask::ColumnFilter>{});
    wish.sort = request.sort.value_or(std::vector<ask::ColumnSort>{});
    wish.columns = request.columns.value_or(std::vector<std::int64_t>{});
    wish.offset = request.offset.value_or(0);
    const std::int64_t rows = rows_wanted(with, sight, request, format);
    guard::ApprovedQuery query = approved(sight, ask::rows_query(std::move(sight.of), wish), rows);
    ask::note_approved(record, query);
    const CacheUse usual = is_export(format) ? CacheUse::bypass : CacheUse::use;
    const auto cached = put_cache_around(with, call, sight.view, request.cache.value_or(usual));
    RowHead head = head_of(record, query, format, request.without_formulas.value_or(false));
    if (cached) head.cache = [cached] { return told(*cached); };
    RowSink& sink = call.rows(std::move(head));
    const RunSummary summary =
        co_await run(call, sight, std::move(query), sink, record, std::move(stop));
    if (cached) note_cache(record, *cached);
    co_return Rows{summary};
}

std::int64_t number_in(const ResultSet& result) {
    std::int64_t number = 0;
    if (result.rows.rows() == 0) return number;
    const std::string_view text = result.rows.text(result.rows.row(0)[0]);
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Task<ResultCountShape>
count(Services& with, Call& call, ResultOf request, ask::Record& record, std::stop_token stop) {
    ResultSight sight = co_await result_sight(with, call, request, record);
    const std::int64_t most = with.config.rows_max;
    const std::vector<ask::ColumnFilter> filters =
        request.filters.value_or(std::vector<ask::ColumnFilter>{});
    guard::ApprovedQuery query =
        approved(sight, ask::count_query(std::move(sight.of), filters, most + 1), 1);
    ask::note_approved(record, query);
    const auto cached =
        put_cache_around(with, call, sight.view, request.cache.value_or(CacheUse::use));
    Collected rows;
    (void)co_await run(call, sight, std::move(query), rows, record, std::move(stop));
    if (cached) note_cache(record, *cached);
    const std::int64_t found = number_in(rows.result);
    co_return ResultCountShape{std::min(found, most), found > most};
}

Task<ResultGroupsShape> groups(
    Services& with,
    Call& call,
    ResultGroupsRequest request,
    ask::Record& record,
    std::stop_token stop
) {
    ResultSight sight = co_await result_sight(with, call, request, record);
    ask::GroupsWish wish{
        .filters = request.filters.value_or(std::vector<ask::ColumnFilter>{}),
        .by = std::move(request.by),
        .measures = std::move(request.measures),
    };
    guard::ApprovedQuery query = approved(
        sight, ask::groups_query(std::move(sight.of), wish), request.limit.value_or(groups_max)
    );
    ask::note_approved(record, query);
    const auto cached =
        put_cache_around(with, call, sight.view, request.cache.value_or(CacheUse::use));
    ResultGroupsShape shape{.sql = query.original()};
    Collected rows;
    const RunSummary summary =
        co_await run(call, sight, std::move(query), rows, record, std::move(stop));
    if (cached) note_cache(record, *cached);
    for (const ResultColumn& each : rows.result.columns)
        shape.columns.push_back({each.name, each.type, {}});
    shape.rows = {rows_as_json(rows.result.rows)};
    shape.row_count = summary.rows;
    shape.truncated = summary.truncated;
    co_return shape;
}

Task<Rows> result_rows(Services& with, Call& call, ResultRowsRequest request) {
    const auto work = [&](ask::Record& record, std::stop_token stop) {
        return send_rows(with, call, std::move(request), record, stop);
    };
    co_return co_await recorded(with, call, look_record(with, call, "rows"), work);
}

Task<ResultCountShape> count_result(Services& with, Call& call, ResultOf request) {
    const auto work = [&](ask::Record& record, std::stop_token stop) {
        return count(with, call, std::move(request), record, stop);
    };
    co_return co_await recorded(with, call, look_record(with, call, "row_count"), work);
}

Task<ResultGroupsShape> group_result(Services& with, Call& call, ResultGroupsRequest request) {
    const auto work = [&](ask::Record& record, std::stop_token stop) {
        return groups(with, call, std::move(request), record, stop);
    };
    co_return co_await recorded(with, call, look_record(with, call, "row_groups"), work);
}

}  // namespace

std::vector<Operation> result_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/rows",
             .id = "result_rows",
             .summary = "Gives a page of the result of a query, sorted and filtered, or all of it "
                        "as a file.",
             .tag = "queries",
             .access = Access::read},
            &result_rows
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/rows/count",
             .id = "count_result",
             .summary = "Counts the rows of the result of a query, or those that match.",
             .tag = "queries",
             .access = Access::read},
            &count_result
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/rows/groups",
             .id = "group_result",
             .summary = "Puts the rows of the result of a query together: sums for a chart of many "
                        "rows.",
             .tag = "queries",
             .access = Access::read},
            &group_result
        ),
        operation(
            {.method = Method::put,
             .path = "/api/v1/queries/{query_id}/chart",
             .id = "set_chart",
             .summary = "Keeps another chart with one of your own answers.",
             .tag = "queries",
             .access = Access::read},
            &set_chart
        ),
    };
}

}  // namespace parlance::serve
