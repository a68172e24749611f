#pragma once

#include "ask/result_view.hpp"

/// The parts that queries over a result are made of.
namespace parlance::ask {

/// The place, checked; `pointer` says where it was named.
[[nodiscard]] std::size_t
checked_column(const Viewed& of, std::int64_t column, const std::string& pointer);

/// The column at this place, as `over` names it.
[[nodiscard]] sql::Expr column_of_result(std::size_t column);

/// Whether a source knows which of two values of the type comes first.
[[nodiscard]] bool can_be_ordered(Type type);

/// The column, or its text where nothing else can be ordered and told apart.
[[nodiscard]] sql::Expr orderable(const Viewed& of, std::size_t column);

/// The condition that all filters are together; empty without filters.
[[nodiscard]] sql::Box<sql::Expr>
matching(const Viewed& of, const std::vector<ColumnFilter>& filters);

/// The rows of the query, as something to select from within `with_rows`.
[[nodiscard]] sql::From rows_of_result();

/// `select` with the rows of the query beside it.
[[nodiscard]] sql::Query with_rows(Viewed of, sql::Select select);

/// `select` over the rows of the query. Its columns have new names there, for their own may occur
/// twice or be taken.
[[nodiscard]] sql::Query over(Viewed of, sql::Select select);

}  // namespace parlance::ask
