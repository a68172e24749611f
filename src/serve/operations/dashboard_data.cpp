#include "serve/operations/dashboard_data.hpp"

#include "ask/chart.hpp"
#include "ask/chart_check.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/row_encoder.hpp"
#include "sql/parse.hpp"
#include "store/dashboards.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

/// What a tile can show; who wants more runs its SQL.
constexpr std::int64_t tile_rows_max = 5'000;

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

/// Approves under the viewer's rights. What the guard says of the SQL is for those who know it.
Task<guard::ApprovedQuery>
approve_tile(Services& with, Call& call, catalog::View& view, const store::Tile& tile) {
    const TileSight sight(with, call);
    try {
        co_return co_await approve(with, call, view, *tile.sql);
    } catch (const Error& error) {
        if (!is_about_sql(error) || sight.wrote(tile)) throw;
    }
    throw tile_not_visible();
}

Task<TileDataShape> run_tile(
    Services& with,
    Call& call,
    store::Tile tile,
    CacheUse cache,
    ask::Record& record,
    std::stop_token stop
) {
    catalog::View view = co_await with.catalog->view(call.who(), tile.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    view.policy.limits.rows_max = std::min(view.policy.limits.rows_max, tile_rows_max);
    guard::ApprovedQuery query = co_await approve_tile(with, call, view, tile);
    ask::note_approved(record, query);
    const std::string asked = query.original();
    const auto cached = put_cache_around(with, call, view, cache);
    Collected rows;
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    const auto measure = call.timings.measure("execute");
    const RunSummary summary =
        co_await view.source->run(std::move(query), rows, std::move(context), stop);
    TileDataShape shape;
    const auto chart = chart_of(tile, rows.result, asked);
    fill_rows(shape, rows.result, chart ? &*chart : nullptr);
    shape.query_id = record.id;
    shape.row_count = record.row_count.emplace(summary.rows);
    shape.truncated = record.truncated.emplace(summary.truncated);
    shape.as_of = with.now();
    if (cached) {
        note_cache(record, *cached);
        shape.cache = told(*cached);
        shape.as_of -= cached->age().value_or(std::chrono::milliseconds(0));
    }
    record.outcome = "answered";
    co_return shape;
}

}  // namespace

void fill_rows(ChartedRows& shape, const ResultSet& result, const boost::json::object* chart) {
    for (const ResultColumn& each : result.columns)
        shape.columns.push_back({each.name, each.type});
    shape.rows = {rows_as_json(result.rows)};
    if (chart != nullptr) shape.chart = json::Raw{json::to_text(boost::json::value(*chart))};
}

Task<TileDataShape> tile_data(Services& with, Call& call, TileDataRequest request) {
    const auto read = [&](store::Reader& reader) {
        (void)store::dashboard(reader, *with.ledger, call.who(), request.dashboard_id);
        return store::tile(reader, *with.ledger, call.who(), request.dashboard_id, request.tile_id);
    };
    store::Tile tile = co_await with.store->read(read);
    if (!tile.sql)
        throw Error(
            Failure::invalid, "tile_without_data", "A text tile has no data: it shows its text."
        );
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.kind = "tile";
    record.in_history = false;
    record.question = tile.question;
    record.sql = tile.sql;
    const CacheUse cache = request.cache.value_or(CacheUse::use);
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return run_tile(with, call, std::move(tile), cache, its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

}  // namespace parlance::serve
