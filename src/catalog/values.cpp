#include "catalog/values.hpp"

#include "base/error.hpp"
#include "engine/flags.hpp"
#include "guard/approve.hpp"
#include "sql/ast.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace parlance::catalog {

namespace {

using sql::Expr;

Expr literal(sql::LiteralKind kind, std::string text) {
    return {sql::Literal{kind, std::move(text)}, {}};
}

Expr number(std::int64_t value) {
    return literal(sql::LiteralKind::integer, std::to_string(value));
}

Expr column(const std::string& name) {
    return {sql::ColumnRef{{name}}, {}};
}

sql::SelectItem item(Expr expr) {
    sql::SelectItem made;
    made.expr = std::move(expr);
    return made;
}

/// SELECT column FROM schema.table WHERE column IS NOT NULL LIMIT rows: bounds the cost on a table
/// of any size.
sql::Query sampled(const Table& table, const Column& wanted, const ValueLimits& limits) {
    sql::Select select;
    select.items.push_back(item(column(wanted.name)));
    select.from.push_back({sql::TableRef{{table.schema, table.name}, {}, false, {}}});
    select.where = Expr{sql::IsTest{column(wanted.name), sql::Truth::is_null, true}, {}};
    sql::Query query;
    query.body = std::move(select);
    query.limit = number(limits.rows_per_table);
    return query;
}

/// SELECT DISTINCT column FROM (sample) AS sample LIMIT values + 1: one more tells that there are
/// more.
sql::Query distinct_values(const Table& table, const Column& wanted, const ValueLimits& limits) {
    sql::Select select;
    select.distinct = true;
    select.items.push_back(item(column(wanted.name)));
    select.from.push_back({sql::Derived{sampled(table, wanted, limits), {"sample", {}}, false}});
    sql::Query query;
    query.body = std::move(select);
    query.limit = number(limits.values_per_column + 1);
    return query;
}

engine::ColumnValues
values_of(const Table& table, const Column& wanted, const Batch& found, const ValueLimits& limits) {
    engine::ColumnValues result{table.schema, table.name, wanted.name, {}, true, {}, {}};
    const auto bytes_max = static_cast<std::size_t>(limits.value_bytes);
    const auto values_max = static_cast<std::size_t>(limits.values_per_column);
    for (std::size_t row = 0; row < found.rows(); ++row) {
        const Batch::Cell& cell = found.row(row).front();
        const std::string_view text = found.text(cell);
        if (cell.kind == CellKind::null || text.empty()) continue;
        if (text.size() > bytes_max || result.values.size() == values_max) {
            result.complete = false;
            continue;
        }
        result.values.emplace_back(text);
    }
    if (table.row_estimate.value_or(0) > limits.rows_per_table) result.complete = false;
    return result;
}

/// One column's values, or none when the guard or the database will not give them.
Task<std::optional<engine::ColumnValues>> read_column(
    connectors::Source& source,
    const Schema& schema,
    const guard::Policy& policy,
    const Table& table,
    const Column& wanted,
    const ValueLimits& limits,
    std::stop_token stop
) {
    try {
        guard::ApprovedQuery query =
            guard::approve(distinct_values(table, wanted, limits), schema, policy);
        Collected found;
        connectors::RunContext context{"catalog", {}};
        co_await source.run(std::move(query), found, std::move(context), stop);
        co_return values_of(table, wanted, found.result.rows, limits);
    } catch (const Error&) {
        co_return std::nullopt;
    }
}

bool holds_values(const Column& column) {
    // Of numbers only whether they are flags is of interest.
    if (column.type == Type::integer) return engine::may_be_flag(column.name);
    return column.type == Type::text || column.type == Type::unknown || column.type == Type::array;
}

}  // namespace

Task<std::vector<engine::ColumnValues>> collect_values(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    guard::Policy policy,
    ValueLimits limits,
    std::stop_token stop
) {
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + std::chrono::milliseconds(limits.time_ms);
    policy.limits.time_ms = std::min<std::int64_t>(policy.limits.time_ms, 2'000);
    std::vector<engine::ColumnValues> all;
    std::size_t columns_read = 0;
    for (const Table& table : schema->tables) {
        for (const Column& wanted : table.columns) {
            if (!holds_values(wanted)) continue;
            if (stop.stop_requested() || steady_clock::now() > end ||
                ++columns_read > limits.columns)
                co_return all;
            auto values =
                co_await read_column(source, *schema, policy, table, wanted, limits, stop);
            if (values && !values->values.empty()) all.push_back(std::move(*values));
        }
    }
    co_return all;
}

}  // namespace parlance::catalog
