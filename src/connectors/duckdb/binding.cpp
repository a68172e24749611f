#include "connectors/duckdb/binding.hpp"

#include "connectors/failures.hpp"

#include <charconv>
#include <string>

namespace parlance::connectors::duckdb {

namespace {

bool bind_one(duckdb_prepared_statement statement, idx_t at, const guard::Bound& bound) {
    if (!bound.text) return duckdb_bind_null(statement, at) == DuckDBSuccess;
    const std::string& text = *bound.text;
    if (bound.type == Type::boolean) {
        return duckdb_bind_boolean(statement, at, text.starts_with('t')) == DuckDBSuccess;
    }
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    const bool exact = error == std::errc{} && end == text.data() + text.size();
    if (bound.type == Type::integer && exact) {
        return duckdb_bind_int64(statement, at, whole) == DuckDBSuccess;
    }
    return duckdb_bind_varchar_length(statement, at, text.data(), text.size()) == DuckDBSuccess;
}

}  // namespace

void bind(duckdb_prepared_statement statement, const guard::ApprovedQuery& query) {
    idx_t at = 0;
    for (const guard::Bound& bound : query.parameters()) {
        if (!bind_one(statement, ++at, bound)) throw bad_values();
    }
}

}  // namespace parlance::connectors::duckdb
