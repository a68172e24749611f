#pragma once

#include "sql/ast.hpp"

#include <optional>

/// Days from one moment to another, as SQL that every dialect says: `CAST(a AS date) - CAST(b AS
/// date)` for whole days, and seconds by 86,400 where both are moments with a time of day.
namespace parlance::engine {

[[nodiscard]] sql::Expr days_between(sql::Expr end, sql::Expr begin, bool whole);

struct DayCount {
    const sql::Expr* end = nullptr;  ///< without casts
    const sql::Expr* begin = nullptr;
};

/// The two ends, when the expression counts days as `days_between` does.
[[nodiscard]] std::optional<DayCount> day_count(const sql::Binary& binary);

}  // namespace parlance::engine
