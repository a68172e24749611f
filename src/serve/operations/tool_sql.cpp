#include "base/error.hpp"
#include "serve/operations/sql.hpp"
#include "serve/operations/tool_rows.hpp"
#include "serve/operations/tools.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace parlance::serve {

namespace {

constexpr std::int64_t page_rows = 100;
constexpr std::int64_t sample_rows = 5;
/// A result is fetched in steps of so many rows and remembered, so that the pages within a step
/// are of one result and ask the database once.
constexpr std::size_t step_rows = 1'000;

std::int64_t rows_to_fetch(std::size_t rows) {
    return static_cast<std::int64_t>((rows + step_rows - 1) / step_rows * step_rows);
}

RowsPage finished(PageDoor& door, bool truncated) {
    RowsPage page = std::move(door.sink.page);
    page.row_count = static_cast<std::int64_t>(page.rows.size());
    page.truncated = truncated || door.sink.left > 0;
    return page;
}

/// Runs the query as the one who calls and takes the rows of the page.
Task<RowsPage> page_of(Services& with, Call& call, SqlRequest request, Continuation from) {
    const mcp::RowWindow window{from.skip, from.rows_max, page_bytes};
    PageDoor door(call, window);
    Call inner = within(call, door);
    request.limit = rows_to_fetch(from.skip + from.rows_max);
    request.format = RowFormat::json;
    request.cache = CacheUse::use;
    const auto ran = co_await run_sql(with, inner, std::move(request));
    RowsPage page = finished(door, std::get<Rows>(ran).summary.truncated);
    if (page.truncated && page.row_count > 0) {
        if (from.query_id.empty()) from.query_id = door.query_id;
        from.skip += page.rows.size();
        page.next = next_call(with, call, from);
    }
    co_return page;
}

}  // namespace

Task<RowsPage> run_sql_tool(Services& with, Call& call, RunSqlToolRequest request) {
    SqlRequest wanted{.connection_id = std::move(request.source), .sql = std::move(request.sql)};
    Continuation from;
    from.rows_max = static_cast<std::size_t>(request.max_rows.value_or(page_rows));
    co_return co_await page_of(with, call, std::move(wanted), std::move(from));
}

/// Runs the query anew, under the rights that the person has now. What was remembered of it spares
/// the database.
Task<RowsPage> get_result_tool(Services& with, Call& call, GetResultRequest request) {
    Continuation from = continuation(with, call, request.result_id);
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), from.query_id);
    };
    const store::HistoryEntry earlier = co_await with.store->read(work);
    const auto& sql = earlier.kind == "sql" ? earlier.sql : earlier.portable_sql;
    if (!sql)
        throw Error(
            Failure::not_found, "result_not_found", "This query has no rows to go on with."
        );
    SqlRequest wanted{.connection_id = earlier.connection_id, .sql = *sql};
    co_return co_await page_of(with, call, std::move(wanted), std::move(from));
}

Task<RowsPage> sample_rows_tool(Services& with, Call& call, SampleRowsRequest request) {
    const std::int64_t rows = request.rows.value_or(sample_rows);
    PageDoor door(call, {0, static_cast<std::size_t>(rows), page_bytes});
    Call inner = within(call, door);
    SampleRequest wanted{
        .table = request.table, .connection_id = std::move(request.source), .limit = rows
    };
    const std::size_t dot = request.table.find('.');
    if (dot != request.table.npos) {
        wanted.schema = request.table.substr(0, dot);
        wanted.table = request.table.substr(dot + 1);
    }
    (void)co_await sample_table(with, inner, std::move(wanted));
    co_return finished(door, false);
}

}  // namespace parlance::serve
