#pragma once

#include "base/schema.hpp"
#include "guard/policy.hpp"
#include "sql/ast.hpp"

#include <string_view>
#include <vector>

namespace parlance::guard {

/// Whether the statement needs no fence around what a person sees of a table, on PostgreSQL: for a
/// planner may move conditions below the row rules, where an error, or a function that tells what
/// it sees, gives hidden rows away. `query` is resolved against `schema` and not rewritten yet.
///
/// The proof. True only for one SELECT over plain tables in which
/// 1. each condition of WHERE and ON compares columns without a mask with constants or with each
///    other, by operators that PostgreSQL marks leakproof for exactly these types (`pg_proc`
///    .`proleakproof`), so that it neither fails nor tells;
/// 2. all else that may be computed before every condition has held (sort, group and select
///    expressions) is a bare column, a constant, or an aggregate over bare columns that cannot
///    fail;
/// 3. there is no subquery, CTE, set operation, HAVING, window or function in FROM, whose
/// conditions
///    could move elsewhere.
/// Masks cannot fail either (`mask.hpp`), nor can row rules (`row_rule.hpp`).
[[nodiscard]] bool
leaks_nothing(const sql::Query& query, const Schema& schema, const Policy& policy);

/// A condition that may be asked behind the fence of a table as well as before it.
struct Sinking {
    const sql::From* table = nullptr;  ///< the reference to it
    const sql::Expr* condition = nullptr;
};

/// The conditions of WHERE that say nothing new to the rows behind a fence, on PostgreSQL: each
/// compares one column without a mask with constants, by operators that PostgreSQL marks leakproof,
/// and does not hold for NULL, so that a row that it turns away is turned away outside too,
/// whatever the joins are. With them inside, the fenced query can use the indexes of its table.
[[nodiscard]] std::vector<Sinking>
sinking_conditions(const sql::Select& select, const Schema& schema, const Policy& policy);

/// Whether PostgreSQL marks its comparisons of two values of this type, written `native_type` by
/// the catalog, leakproof.
[[nodiscard]] bool is_leakproof_type(std::string_view native_type);

}  // namespace parlance::guard
