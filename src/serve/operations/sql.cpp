#include "serve/operations/sql.hpp"

#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/relation.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/row_formats.hpp"
#include "serve/operations/views.hpp"
#include "sql/ast.hpp"

#include <algorithm>

namespace parlance::serve {

namespace {

constexpr std::int64_t sample_rows = 20;

/// Runs an approved query and streams its rows to the one who calls; `cached` is the source of the
/// view with the cache around it, or null.
Task<Rows> stream(
    Call& call,
    const catalog::View& view,
    std::shared_ptr<ask::CachedSource> cached,
    guard::ApprovedQuery query,
    RowFormat format,
    ask::Record& record,
    std::stop_token stop
) {
    ask::note_approved(record, query);
    RowHead head{record.id, format, query.limits().rows_max};
    head.masked = masked_in(query);
    note_format(record, format);
    if (cached) head.cache = [cached] { return told(*cached); };
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    RowSink& sink = call.rows(std::move(head));
    const auto measure = call.timings.measure("execute");
    const RunSummary summary =
        co_await view.source->run(std::move(query), sink, std::move(context), stop);
    if (cached) note_cache(record, *cached);
    record.outcome = "answered";
    record.row_count = summary.rows;
    record.truncated = summary.truncated;
    co_return Rows{summary};
}

Task<Rows>
run(Services& with, Call& call, SqlRequest request, ask::Record& record, std::stop_token stop) {
    catalog::View view = co_await view_of(with, call, request.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    if (request.limit) view.policy.limits.rows_max = std::min(*request.limit, with.config.rows_max);
    guard::ApprovedQuery query = co_await approve(with, call, view, request.sql);
    const RowFormat format = row_format(request.format, call);
    auto cached = put_cache_around(with, call, view, request.cache.value_or(CacheUse::bypass));
    co_return co_await stream(
        call, view, std::move(cached), std::move(query), format, record, stop
    );
}

/// That rows are held back is for everybody to know; which rules do it, for those who write them.
ReadTableShape
read_table(const guard::ReadTable& read, const catalog::View& view, const Principal& who) {
    ReadTableShape shape{read.schema, read.table, false, {}};
    const Table* table = view.schema->table(read.schema, read.table);
    const guard::Relation* seen = table == nullptr ? nullptr : view.policy.relation(*table);
    if (seen == nullptr) return shape;
    shape.rows_limited = seen->filtered;
    if (who.may(Permission::admin)) shape.row_rules = seen->row_rules;
    return shape;
}

/// What runs, as far as the person may know: masks and row rules tell of what they hide.
DryRunShape
dry_run_shape(const guard::ApprovedQuery& query, const catalog::View& view, const Principal& who) {
    DryRunShape shape;
    const bool fenced = std::ranges::any_of(query.tables(), &guard::ReadTable::fenced);
    shape.sql = fenced ? query.original() : query.inlined().value_or(query.text());
    shape.dialect = query.dialect();
    for (const guard::ReadTable& each : query.tables())
        shape.tables.push_back(read_table(each, view, who));
    for (const guard::OutputColumn& each : query.lineage()) {
        LineageShape column{each.name, each.type, {}, each.masked};
        for (const guard::SourceColumn& from : each.sources) {
            column.sources.push_back({from.schema, from.table, from.column});
        }
        shape.columns.push_back(std::move(column));
    }
    shape.limits = {query.limits().rows_max, query.limits().bytes_max, query.limits().time_ms};
    return shape;
}

Task<DryRunShape> dry_run(Services& with, Call& call, SqlRequest request) {
    catalog::View view = co_await view_of(with, call, request.connection_id.value_or(""));
    if (request.limit) view.policy.limits.rows_max = std::min(*request.limit, with.config.rows_max);
    const guard::ApprovedQuery query = co_await approve(with, call, view, request.sql);
    co_return dry_run_shape(query, view, call.who());
}

/// SELECT * FROM schema.table LIMIT n, through the guard like any other query.
sql::Query sample_of(const SampleRequest& request, const Schema& schema) {
    sql::SelectItem star;
    sql::Select select;
    select.items.push_back(star);
    // Where names of schemas mean nothing to people, the guard takes none.
    const std::string home = request.schema.value_or(schema.default_schema);
    sql::Name name{request.table};
    if (home != schema.default_schema) name.insert(name.begin(), home);
    select.from.push_back({sql::TableRef{std::move(name), {}, false, {}}});
    sql::Query query;
    query.body = std::move(select);
    const std::string rows = std::to_string(request.limit.value_or(sample_rows));
    query.limit = sql::Expr{sql::Literal{sql::LiteralKind::integer, rows}, {}};
    return query;
}

Task<Rows> sample(
    Services& with,
    Call& call,
    SampleRequest request,
    ask::Record& record,
    std::stop_token stop
) {
    const catalog::View view = co_await view_of(with, call, request.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    if (view.schema->table(request.schema.value_or(""), request.table) == nullptr)
        throw Error(Failure::not_found, "not_found", "There is no such table in this source.");
    guard::ApprovedQuery query =
        guard::approve(sample_of(request, *view.schema), *view.schema, view.policy);
    record.sql = query.original();
    co_return co_await stream(call, view, nullptr, std::move(query), RowFormat::json, record, stop);
}

}  // namespace

Task<std::variant<Rows, DryRunShape>> run_sql(Services& with, Call& call, SqlRequest request) {
    if (request.dry_run) co_return co_await dry_run(with, call, std::move(request));
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.sql = request.sql;
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return run(with, call, std::move(request), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

Task<Rows> sample_table(Services& with, Call& call, SampleRequest request) {
    ask::Record record = new_record(with, call, QueryKind::sql);
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return sample(with, call, std::move(request), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

Task<SchemaShape> show_schema(Services& with, Call& call, SourceQuery request) {
    const catalog::View view = co_await view_of(with, call, request.connection_id.value_or(""));
    SchemaShape shape;
    shape.connection_id = view.connection_id;
    shape.dialect = view.schema->dialect;
    shape.default_schema = view.schema->default_schema;
    shape.refreshed_at = view.refreshed_at;
    shape.tables = view.schema->tables;
    co_return shape;
}

}  // namespace parlance::serve
