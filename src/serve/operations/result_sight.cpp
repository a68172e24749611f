#include "serve/operations/result_sight.hpp"

#include "ask/running.hpp"
#include "base/error.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/dashboard_data.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"
#include "sql/read.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

struct Statement {
    std::string sql;
    std::string connection_id;
    std::optional<std::string> question;
    std::optional<TileRun> tile;  ///< whose SQL it is, before its filters
};

Task<Statement> earlier(Services& with, Call& call, std::string query_id) {
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), query_id);
    };
    store::HistoryEntry entry = co_await with.store->read(work);
    auto& sql = entry.kind == "sql" ? entry.sql : entry.portable_sql;
    if (!sql)
        throw Error(Failure::not_found, "result_not_found", "This query has no rows to show.");
    co_return Statement{
        std::move(*sql), std::move(entry.connection_id), std::move(entry.question), {}
    };
}

Task<Statement> of_tile(Services& with, Call& call, TileOf wanted) {
    TileRun run = co_await asked_tile(
        with, call, wanted.dashboard_id, wanted.tile_id, wanted.filters.value_or("")
    );
    const std::string sql = sql_of(run.tile);
    std::string connection = run.tile.connection_id.value_or("");
    co_return Statement{sql, std::move(connection), run.tile.question, std::move(run)};
}

Task<Statement> statement_of(Services& with, Call& call, ResultOf wanted) {
    if (wanted.query_id) co_return co_await earlier(with, call, std::move(*wanted.query_id));
    if (wanted.sql)
        co_return Statement{std::move(*wanted.sql), wanted.connection_id.value_or(""), {}, {}};
    if (wanted.tile) co_return co_await of_tile(with, call, std::move(*wanted.tile));
    throw Error(Failure::invalid, "invalid_fields", "Say whose result it is.")
        .with_faults({{"/query_id", "Give query_id, sql or tile."}});
}

Task<ResultSight> looked_at(Services& with, Call& call, Statement statement, ask::Record& record) {
    record.question = std::move(statement.question);
    record.sql = statement.sql;
    ResultSight sight;
    sight.view = co_await view_of(with, call, std::move(statement.connection_id));
    record.connection_id = sight.view.connection_id;
    with.running->admit(call.who(), record.id, sight.view.policy.limits.concurrent_max);
    if (statement.tile) {
        FilteredSql chosen = co_await chosen_sql(with, call, sight.view, *statement.tile);
        statement.sql = std::move(chosen.sql);
    }
    const guard::ApprovedQuery approved = co_await approve(with, call, sight.view, statement.sql);
    const Schema& schema = *sight.view.schema;
    sight.of = ask::viewed(sql::read(statement.sql, schema.dialect), approved, schema);
    co_return sight;
}

}  // namespace

Task<ResultSight> result_sight(Services& with, Call& call, ResultOf wanted, ask::Record& record) {
    Statement statement = co_await statement_of(with, call, std::move(wanted));
    const bool knows = !statement.tile || TileSight(with, call).wrote(statement.tile->tile);
    try {
        co_return co_await looked_at(with, call, std::move(statement), record);
    } catch (const Error& error) {
        // What the guard says of a tile's SQL is for those who know it.
        if (knows || !is_about_sql(error)) throw;
    }
    throw tile_not_visible();
}

ask::Record look_record(const Services& with, const Call& call, std::string kind) {
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.kind = std::move(kind);
    record.in_history = false;
    return record;
}

}  // namespace parlance::serve
