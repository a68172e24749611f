#include "serve/operations/dashboard_data.hpp"

#include "ask/chart.hpp"
#include "ask/chart_check.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "guard/within.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/row_formats.hpp"
#include "serve/row_encoder.hpp"
#include "sql/parse.hpp"
#include "store/dashboards.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

/// The chart of the author where it draws these rows, otherwise the one that fits.
std::optional<boost::json::object>
chart_of(const store::Tile& tile, const ResultSet& result, const std::string& sql) {
    if (tile.kind == "table") return std::nullopt;
    if (tile.chart && result.rows.rows() > 0) {
        boost::json::object chart = json::parse(*tile.chart).as_object();
        if (ask::chart_reads(chart, result.columns)) return chart;
    }
    return ask::chart_for(result, sql::parse(sql), tile.question.value_or("")).specification;
}

/// Approves under the rights of the one who calls, and refuses what `within` may not see.
Task<guard::ApprovedQuery>
approve_sql(Services& with, Call& call, catalog::View& view, const TileRun& run, TileRows& rows) {
    FilteredSql chosen = co_await chosen_sql(with, call, view, run);
    rows.filtered_by = std::move(chosen.applied);
    rows.not_filtered_by = std::move(chosen.untouched);
    guard::ApprovedQuery query = co_await approve(with, call, view, chosen.sql);
    if (!run.within) co_return query;
    const catalog::View most = co_await with.catalog->view(*run.within, view.connection_id);
    if (!guard::within(query, {*view.schema, view.policy}, {*most.schema, most.policy}))
        throw tile_not_visible();
    co_return query;
}

/// What the guard says of the SQL is for those who know it.
Task<guard::ApprovedQuery>
approve_tile(Services& with, Call& call, catalog::View& view, const TileRun& run, TileRows& rows) {
    const TileSight sight(with, call);
    const bool knows = !run.within && sight.wrote(run.tile);
    try {
        co_return co_await approve_sql(with, call, view, run, rows);
    } catch (const Error& error) {
        if (!is_about_sql(error) || knows) throw;
    }
    throw tile_not_visible();
}

Task<TileRows> run_approved(
    Services& with,
    Call& call,
    const TileRun& run,
    ask::Record& record,
    std::stop_token stop
) {
    TileRows rows;
    rows.query_id = record.id;
    catalog::View view =
        co_await with.catalog->view(call.who(), run.tile.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    view.policy.limits.rows_max = std::min(view.policy.limits.rows_max, run.rows_max);
    guard::ApprovedQuery query = co_await approve_tile(with, call, view, run, rows);
    ask::note_approved(record, query);
    rows.sql = query.original();
    rows.masked = masked_in(query);
    const auto cached = put_cache_around(with, call, view, run.cache);
    Collected collected;
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    const auto measure = call.timings.measure("execute");
    rows.summary = co_await view.source->run(std::move(query), collected, std::move(context), stop);
    rows.result = std::move(collected.result);
    record.row_count = rows.summary.rows;
    record.truncated = rows.summary.truncated;
    rows.as_of = with.now();
    if (cached) {
        note_cache(record, *cached);
        rows.cache = told(*cached);
        rows.as_of -= cached->age().value_or(std::chrono::milliseconds(0));
    }
    record.outcome = "answered";
    co_return rows;
}

}  // namespace

Task<FilteredSql> chosen_sql(Services& with, Call& call, catalog::View& view, const TileRun& run) {
    const std::string connection = run.tile.connection_id.value_or("");
    const auto narrowed = [&] {
        return filtered_sql(*run.tile.sql, connection, *view.schema, run.filters, run.chosen);
    };
    try {
        co_return narrowed();
    } catch (const Error& error) {
        // What is unknown may be new in the database: then `approve` looks.
        if (!is_about_sql(error)) throw;
    }
    (void)co_await approve(with, call, view, *run.tile.sql);
    co_return narrowed();
}

Task<TileRun> asked_tile(
    Services& with,
    Call& call,
    std::string dashboard_id,
    std::string tile_id,
    std::string chosen
) {
    TileRun run;
    const auto read = [&](store::Reader& reader) {
        run.filters = store::dashboard(reader, *with.ledger, call.who(), dashboard_id).filters;
        run.tile = store::tile(reader, *with.ledger, call.who(), dashboard_id, tile_id);
    };
    co_await with.store->read(read);
    run.chosen = read_filter_values(chosen, run.filters);
    co_return run;
}

const std::string& sql_of(const store::Tile& tile) {
    if (tile.sql) return *tile.sql;
    throw Error(
        Failure::invalid, "tile_without_data", "A text tile has no data: it shows its text."
    );
}

void fill_rows(ChartedRows& shape, const ResultSet& result, const boost::json::object* chart) {
    for (const ResultColumn& each : result.columns)
        shape.columns.push_back({each.name, each.type});
    shape.rows = {rows_as_json(result.rows)};
    if (chart != nullptr) shape.chart = json::Raw{json::to_text(boost::json::value(*chart))};
}

Task<TileRows> run_tile(Services& with, Call& call, TileRun run) {
    const std::string sql = sql_of(run.tile);
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.kind = "tile";
    record.in_history = false;
    record.question = run.tile.question;
    record.sql = sql;
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return run_approved(with, call, run, its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

TileDataShape shown(const store::Tile& tile, const TileRows& rows) {
    TileDataShape shape;
    const auto chart = chart_of(tile, rows.result, rows.sql);
    fill_rows(shape, rows.result, chart ? &*chart : nullptr);
    for (std::size_t at = 0; at < shape.columns.size() && at < rows.masked.size(); ++at)
        if (rows.masked[at]) shape.columns[at].masked = true;
    shape.query_id = rows.query_id;
    shape.row_count = rows.summary.rows;
    shape.truncated = rows.summary.truncated;
    shape.cache = rows.cache;
    shape.as_of = rows.as_of;
    shape.filtered_by = rows.filtered_by;
    shape.not_filtered_by = rows.not_filtered_by;
    return shape;
}

Task<TileDataShape> tile_data(Services& with, Call& call, TileDataRequest request) {
    TileRun run = co_await asked_tile(
        with, call, request.dashboard_id, request.tile_id, request.filters.value_or("")
    );
    run.cache = request.cache.value_or(CacheUse::use);
    const store::Tile tile = run.tile;
    const TileRows rows = co_await run_tile(with, call, std::move(run));
    co_return shown(tile, rows);
}

}  // namespace parlance::serve
