#include "catalog/profile.hpp"

#include "base/error.hpp"
#include "base/rows.hpp"
#include "catalog/policies.hpp"
#include "catalog/profile_counts.hpp"
#include "catalog/sensitive.hpp"
#include "guard/approve.hpp"
#include "guard/relation.hpp"
#include "sql/ast.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace parlance::catalog {

namespace {

bool is_counted(const Column& column) {
    switch (column.type) {
        case Type::json:
        case Type::bytes:
        case Type::array:
        case Type::interval:
            return false;
        default:
            return true;
    }
}

sql::Select from(const Table& table) {
    sql::Select select;
    select.from.push_back({sql::TableRef{{table.schema, table.name}, {}, false, {}}});
    return select;
}

/// SELECT columns FROM table LIMIT rows + 1: one more tells that there are more.
sql::Query
some_rows(const Table& table, const std::vector<const Column*>& columns, std::int64_t rows) {
    sql::Select select = from(table);
    for (const Column* column : columns) {
        sql::SelectItem item;
        item.expr = sql::Expr{sql::ColumnRef{{column->name}}, {}};
        select.items.push_back(std::move(item));
    }
    sql::Query query;
    query.body = std::move(select);
    query.limit = sql::Expr{sql::Literal{sql::LiteralKind::integer, std::to_string(rows + 1)}, {}};
    return query;
}

sql::Query count_of(const Table& table) {
    sql::Select select = from(table);
    sql::Call call;
    call.name = {"count"};
    call.star = true;
    sql::SelectItem item;
    item.expr = sql::Expr{std::move(call), {}};
    select.items.push_back(std::move(item));
    sql::Query query;
    query.body = std::move(select);
    return query;
}

/// Counts what comes, and keeps nothing else.
class Counting final : public RowSink {
public:
    Counting(const std::vector<const Column*>& columns, const ProfileLimits& limits)
        : rows_max_(limits.rows) {
        for (const Column* column : columns)
            counts.emplace_back(*column, limits);
    }

    Task<void> begin(const std::vector<ResultColumn>&) override { co_return; }

    Task<void> rows(const Batch& batch) override {
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            if (looked_at == rows_max_) {
                more = true;
                co_return;
            }
            ++looked_at;
            const auto cells = batch.row(row);
            for (std::size_t i = 0; i < counts.size(); ++i)
                counts[i].add(cells[i].kind, batch.text(cells[i]));
        }
    }

    std::vector<ColumnCounts> counts;
    std::int64_t looked_at = 0;
    bool more = false;

private:
    const std::int64_t rows_max_;
};

guard::Policy everything(std::int64_t time_ms, std::int64_t bytes) {
    guard::Policy policy;
    policy.limits.time_ms = time_ms;
    policy.limits.bytes_max = bytes;
    return policy;
}

/// How many rows there are; none when that takes too long.
Task<std::optional<std::int64_t>> count_rows(
    connectors::Source& source,
    const Schema& schema,
    const Table& table,
    const ProfileLimits& limits,
    std::stop_token stop
) {
    try {
        auto query =
            guard::approve(count_of(table), schema, everything(limits.count_ms, limits.bytes));
        Collected found;
        connectors::RunContext context{"catalog", {}};
        co_await source.run(std::move(query), found, std::move(context), stop);
        const Batch& rows = found.result.rows;
        if (rows.rows() == 1) co_return std::stoll(std::string(rows.text(rows.row(0).front())));
    } catch (const Error&) {
    }
    co_return std::nullopt;
}

ColumnProfile not_counted(const Column& column, Withheld why) {
    ColumnProfile made{.name = column.name, .type = column.type};
    made.withheld = why;
    return made;
}

}  // namespace

Task<TableProfile> profile_table(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    Table table,
    std::set<std::string> sensitive,
    ProfileLimits limits,
    std::stop_token stop
) {
    std::vector<const Column*> columns;
    for (const Column& column : table.columns)
        if (is_counted(column) && !sensitive.contains(column.name)) columns.push_back(&column);
    TableProfile made{.schema = table.schema, .table = table.name};
    Counting counting(columns, limits);
    if (!columns.empty()) {
        auto query = guard::approve(
            some_rows(table, columns, limits.rows),
            *schema,
            everything(limits.time_ms, limits.bytes)
        );
        connectors::RunContext context{"catalog", {}};
        const RunSummary summary =
            co_await source.run(std::move(query), counting, std::move(context), stop);
        made.rows_looked_at = counting.looked_at;
        made.sampled = counting.more || summary.truncated;
    }
    made.rows = made.rows_looked_at;
    made.rows_exact = !columns.empty() && !made.sampled;
    if (!made.rows_exact) {
        const auto counted = co_await count_rows(source, *schema, table, limits, stop);
        made.rows = counted ? counted : table.row_estimate;
        made.rows_exact = counted.has_value();
    }
    auto counts = counting.counts.begin();
    for (const Column& column : table.columns) {
        if (!is_counted(column))
            made.columns.push_back(not_counted(column, Withheld::type));
        else if (sensitive.contains(column.name))
            made.columns.push_back(not_counted(column, Withheld::sensitive));
        else
            made.columns.push_back((counts++)->made());
    }
    co_return made;
}

Task<TableProfile> profile_without_sensitive(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    Table table,
    std::set<std::string> sensitive,
    std::stop_token stop
) {
    const Samples samples = co_await sample_values(source, schema, {}, stop);
    for (const SensitiveColumn& each : find_sensitive(*schema, samples))
        if (each.confidence >= sensitive_enough) sensitive.insert(each.column.column);
    co_return co_await profile_table(
        source, std::move(schema), std::move(table), std::move(sensitive), {}, std::move(stop)
    );
}

bool shows_anything(const Table& visible, const guard::Policy& policy) {
    return policy.every_row(visible) &&
           std::ranges::any_of(visible.columns, [&](const Column& one) {
               return policy.clear(visible, one.name);
           });
}

TableProfile
shown_to(const TableProfile& whole, const Table& visible, const guard::Policy& policy) {
    TableProfile made{.schema = visible.schema, .table = visible.name};
    const bool every_row = policy.every_row(visible);
    if (!shows_anything(visible, policy)) made.withheld = Withheld::policy;
    if (!made.withheld) {
        made.rows = whole.rows;
        made.rows_exact = whole.rows_exact;
        made.rows_looked_at = whole.rows_looked_at;
        made.sampled = whole.sampled;
    }
    for (const Column& column : visible.columns) {
        const auto known = std::ranges::find(whole.columns, column.name, &ColumnProfile::name);
        const bool clear = every_row && policy.clear(visible, column.name);
        if (!clear || known == whole.columns.end())
            made.columns.push_back(not_counted(column, Withheld::policy));
        else
            made.columns.push_back(*known);
    }
    return made;
}

}  // namespace parlance::catalog
