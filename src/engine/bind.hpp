#pragma once

#include "base/schema.hpp"
#include "engine/schema_pack.hpp"
#include "sql/ast.hpp"

#include <string_view>
#include <vector>

/// Between the SQL that a tenant teaches and the schema that it is about.
namespace parlance::engine {

/// An expression over the rows of a table, bound to the schema.
struct BoundExpression {
    sql::Expr expr;                    ///< columns are qualified by the names of their tables
    sql::Query trial;                  ///< selects it from the tables that it names, unjoined
    std::vector<const Table*> tables;  ///< all that it reads, those of subqueries included
    std::vector<const Table*> outer;   ///< those outside of subqueries, home first
    bool aggregated = false;           ///< outside of subqueries
    bool windowed = false;
};

/// Parses one expression, such as `sum(quantity * products.price)`, and binds its names: columns
/// without a table are those of `home`; other tables are named. Throws `Error` (invalid) with the
/// position in `text`: `knowledge_formula` when it is not one expression, else as `sql::parse` and
/// `sql::resolve` do.
[[nodiscard]] BoundExpression
bind_expression(std::string_view text, const Schema& schema, const Table& home);

/// Whether keys lead from each row of the first table to at most one row of each other.
[[nodiscard]] bool hang_together(const SchemaPack& pack, const std::vector<const Table*>& tables);

}  // namespace parlance::engine
