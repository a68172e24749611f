#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::sql {

/// Which rows of a table shall be read. The condition names columns of that table alone, each by
/// one part, and holds no query.
struct Narrowing {
    TableName table;
    Expr condition;
};

/// Makes `query` read only those rows of the tables, wherever it reads them:
/// as a condition beside its own where that means the same, in place of the table elsewhere (on the
/// side of an outer join that may be missing). What has only the name of a table, such as a CTE, is
/// left alone. Returns which narrowings found their table. `schema` is what the asker may see.
///
/// Throws what `resolve` throws, and `Error` (refused, `filter_not_applicable`) for a statement in
/// which the tables cannot be told.
std::vector<bool>
narrow(Query& query, const Schema& schema, const std::vector<Narrowing>& narrowings);

}  // namespace parlance::sql
