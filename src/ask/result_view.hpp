#pragma once

#include "base/schema.hpp"
#include "guard/approved_query.hpp"
#include "sql/ast.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How somebody looks at the result of a query: some rows of it, in another order, those that
/// match, or their sums. Comes in: the tree of the query. Goes out: the tree of another query,
/// which takes the way of every other one through the guard. Pure.
namespace parlance::ask {

enum class Match : std::uint8_t {
    equals,
    not_equals,
    contains,  ///< whatever the case of the letters
    less,
    less_equal,
    greater,
    greater_equal,
    is_null,
    is_not_null,
};
BOOST_DESCRIBE_ENUM(
    Match,
    equals,
    not_equals,
    contains,
    less,
    less_equal,
    greater,
    greater_equal,
    is_null,
    is_not_null
)

/// Columns are named by their place in the result, from 0: names may occur twice.
struct ColumnFilter {
    std::int64_t column = 0;
    Match match = Match::equals;
    std::optional<std::string> value;
};

struct ColumnSort {
    std::int64_t column = 0;
    bool descending = false;
};

/// The result that is looked at: its query, and what the guard found out about it.
struct Viewed {
    sql::Query query;
    std::vector<guard::OutputColumn> columns;
    std::vector<std::size_t> key;  ///< columns that tell all rows apart; empty: not known
    Dialect dialect = Dialect::postgres;
};

/// Puts `query`, approved as `approved`, and its columns together.
[[nodiscard]] Viewed
viewed(sql::Query query, const guard::ApprovedQuery& approved, const Schema& schema);

struct RowsWish {
    std::vector<ColumnFilter> filters;
    std::vector<ColumnSort> sort;       ///< the first decides first; NULL comes last
    std::vector<std::int64_t> columns;  ///< which, in this order; empty: all
    std::int64_t offset = 0;
};

/// The rows from `offset` on. Their order is the same in every page: where the wish and the query
/// leave it open, a key or all columns decide. Throws `Error` (invalid, `invalid_fields`) for a
/// column that is not there and for a value that is none of the column's type.
[[nodiscard]] sql::Query rows_query(Viewed of, const RowsWish& wish);

/// How many rows match; counts `most` at the most.
[[nodiscard]] sql::Query
count_query(Viewed of, const std::vector<ColumnFilter>& filters, std::int64_t most);

enum class TimeUnit : std::uint8_t { year, quarter, month, week, day, hour };
BOOST_DESCRIBE_ENUM(TimeUnit, year, quarter, month, week, day, hour)

enum class Summary : std::uint8_t { count, distinct, sum, average, minimum, maximum };
BOOST_DESCRIBE_ENUM(Summary, count, distinct, sum, average, minimum, maximum)

/// What the rows are put together by: a column, its moments in units, its numbers in steps.
struct Grouping {
    std::int64_t column = 0;
    std::optional<TimeUnit> unit;
    std::optional<double> step;
};

struct GroupMeasure {
    Summary summary = Summary::count;
    std::optional<std::int64_t> column;  ///< none: of whole rows, which can only be counted
};

struct GroupsWish {
    std::vector<ColumnFilter> filters;
    std::vector<Grouping> by;
    std::vector<GroupMeasure> measures;
};

/// One row per group, in the order of the groups. Throws as `rows_query`.
[[nodiscard]] sql::Query groups_query(Viewed of, const GroupsWish& wish);

}  // namespace parlance::ask
