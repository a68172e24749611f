#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::sql {

/// A column of a table of the schema that was resolved against (and must outlive this).
struct Source {
    const Table* table = nullptr;
    std::size_t column = 0;

    auto operator<=>(const Source&) const = default;
};

/// A column that a query returns: its name as PostgreSQL would give it, its type as far as it can
/// be told, and every column of a table whose values flow into it.
struct Output {
    std::string name;
    Type type = Type::unknown;
    std::vector<Source> sources;  ///< sorted, each once
};

struct Resolved {
    std::vector<Output> columns;
    std::vector<const Table*> tables;  ///< each once, in order of appearance
};

/// Binds every name of `query` to a table of `schema`, a CTE, a derived table or a column, by the
/// scoping rules of PostgreSQL, and writes what it found into the tree:
///
/// - a table of the schema gets its two-part name (CTEs keep one part), in its true spelling;
/// - columns are qualified by their relation, except where ORDER BY means an output column;
/// - `*` becomes the list of columns, NATURAL becomes USING: nothing that the schema does not show
///   can join in later;
/// - columns merged by USING become what they stand for;
/// - `column(relation)` becomes the column on PostgreSQL, where no function is meant;
/// - `Expr::type` is filled in.
///
/// PostgreSQL's names match exactly as folded; SQLite's and DuckDB's without regard to ASCII case.
/// For SQLite a double-quoted name that means no column is a string.
///
/// Throws `Error`: `sql_unknown_table`, `sql_unknown_column`, `sql_ambiguous_column`,
/// `sql_duplicate_alias`, `sql_column_count` (invalid), `sql_not_supported` (a whole row as a
/// value), with positions and with suggestions that name only what the schema shows.
Resolved resolve(Query& query, const Schema& schema);

/// Whether a call may be what PostgreSQL calls functional notation, `column(relation)`: `resolve`
/// writes it as the column, when there is one. Never so for a function that may be called there.
[[nodiscard]] bool may_be_column(const Call& call);

}  // namespace parlance::sql
