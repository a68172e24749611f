#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"
#include "sql/dates.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// Putting a tree into the words of a dialect that lacks some of PostgreSQL's. The rewriters look
/// at `Expr::type`, refuse what they cannot say exactly, and leave the rest alone. Only the files
/// of `sql/` that write dialects include this.
namespace parlance::sql {

void rewrite_for_sqlite(Query& query);
void rewrite_for_duckdb(Query& query);

/// Spells out where NULLs go: PostgreSQL puts them last, descending first.
void explicit_nulls(std::vector<OrderItem>& items);
/// `x BETWEEN SYMMETRIC a AND b` as two plain ones.
void plain_between(Expr& expr);
/// `x op ANY|ALL (ARRAY[…])` as comparisons with each; left alone when the array is no list.
void plain_quantified(Expr& expr, Dialect dialect);
/// A comparison of rows as comparisons of their parts, with PostgreSQL's answer when one is NULL.
void plain_rows(Expr& expr, Dialect dialect);
/// Throws `sql_not_expressible` when the expression is too large to be repeated in what it is
/// rewritten to: nested, such repeats would grow without bound.
void check_repeatable(Expr& expr, Dialect dialect);
/// The interval that a literal stands for; none for anything else.
[[nodiscard]] std::optional<Span> interval_of(const Expr& expr);
/// A bare string beside a number or a boolean becomes what PostgreSQL reads it as.
void read_string_as(Expr& string, Type type);

/// What no author may call, and the guard's masks do: it is written as it stands.
[[nodiscard]] constexpr bool is_of_masks(std::string_view function) {
    return function == "parlance_pseudonym" || function == "unhex";
}

/// `to_char` of a moment by a function of the strftime family.
struct MomentText {
    Dialect dialect;
    Expr (*formatted)(std::string_view pattern, const Expr& moment);
};
[[nodiscard]] Expr to_char(const Call& call, const MomentText& with, Position at);

// ---- SQLite ------------------------------------------------------------------------------------

/// Dates are ISO text there: `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS`, UTC.
namespace sqlite {

[[noreturn]] void cannot(std::string_view what, Position at);
/// `strftime(pattern, moment)`.
[[nodiscard]] Expr formatted(std::string_view pattern, const Expr& moment);
/// A number from `strftime`.
[[nodiscard]] Expr number_from(std::string_view pattern, const Expr& moment);
/// + and - where one side is a date, a timestamp or an interval.
void shift(Expr& expr);
/// Brings both sides of a comparison to the same form of moment.
void compare(Expr& left, Expr& right, Position at);
void cast(Expr& expr);
void call(Expr& expr);
void date_trunc(Expr& expr);
void extract(Expr& expr);
void like(Expr& expr);
/// SELECT DISTINCT ON, whose ORDER BY says by now where NULLs go.
void distinct_on(Query& query);

}  // namespace sqlite

}  // namespace parlance::sql
