#include "catalog/inclusion.hpp"

#include "base/error.hpp"
#include "base/rows.hpp"
#include "guard/approve.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace parlance::catalog {

namespace {

constexpr std::int64_t rows_looked_at = 20'000;
constexpr std::int64_t values_looked_at = 1'000;
constexpr std::int64_t time_ms = 1'500;

bool is_clear(const RelationEnd& end, const View& view) {
    const Table* table = view.schema->table(end.schema, end.table);
    return table != nullptr && end.columns.size() == 1 &&
           table->column(end.columns.front()) != nullptr &&
           view.policy.clear(*table, end.columns.front()) && view.policy.every_row(*table);
}

/// In the dialect that the guard reads, whatever the source's is.
std::string quoted(std::string_view name) {
    return sql::quoted(name, Dialect::postgres);
}

std::string table_of(const RelationEnd& end) {
    return quoted(end.schema) + "." + quoted(end.table);
}

/// Distinct values that point, and how many of them are there to be pointed at.
std::string inclusion_sql(const Relation& relation) {
    const std::string from = quoted(relation.from.columns.front());
    const std::string to = quoted(relation.to.columns.front());
    return fmt::format(
        "SELECT count(*), sum(CASE WHEN v.x IN (SELECT t.{1} FROM {3} AS t "
        "WHERE t.{1} IS NOT NULL) THEN 1 ELSE 0 END) FROM (SELECT DISTINCT s.x AS x FROM "
        "(SELECT f.{0} AS x FROM {2} AS f WHERE f.{0} IS NOT NULL LIMIT {4}) AS s LIMIT {5}) AS v",
        from,
        to,
        table_of(relation.from),
        table_of(relation.to),
        rows_looked_at,
        values_looked_at
    );
}

std::string doubles_sql(const RelationEnd& to) {
    return fmt::format(
        "SELECT count(s.x) - count(DISTINCT s.x) FROM "
        "(SELECT t.{0} AS x FROM {1} AS t LIMIT {2}) AS s",
        quoted(to.columns.front()),
        table_of(to),
        rows_looked_at
    );
}

Task<std::vector<std::int64_t>>
numbers(const View& view, const std::string& sql, std::stop_token stop) {
    guard::Policy policy = view.policy;
    policy.limits.time_ms = std::min(policy.limits.time_ms, time_ms);
    auto query = guard::approve(sql, *view.schema, policy);
    Collected found;
    connectors::RunContext context{"catalog", {}};
    co_await view.source->run(std::move(query), found, std::move(context), std::move(stop));
    std::vector<std::int64_t> all;
    if (found.result.rows.rows() != 1) co_return all;
    for (const Batch::Cell& cell : found.result.rows.row(0)) {
        const std::string_view text = found.result.rows.text(cell);
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        all.push_back(value);
    }
    co_return all;
}

}  // namespace

bool may_be_measured(const Relation& relation, const View& view) {
    return is_clear(relation.from, view) && is_clear(relation.to, view);
}

Task<std::optional<Inclusion>>
measure_inclusion(View view, Relation relation, std::stop_token stop) {
    try {
        Inclusion made;
        const auto found = co_await numbers(view, inclusion_sql(relation), stop);
        if (found.size() != 2) co_return std::nullopt;
        made.looked_at = found[0];
        made.found = found[1];
        const auto doubles = co_await numbers(view, doubles_sql(relation.to), stop);
        if (!doubles.empty()) made.doubles = doubles.front();
        co_return made;
    } catch (const Error&) {
        co_return std::nullopt;
    }
}

}  // namespace parlance::catalog
