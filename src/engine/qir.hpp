#pragma once

#include "sql/ast.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The query representation of the engine: what is asked, without FROM and JOIN. Columns know their
/// table; `compile` finds how the tables join. Everything that understands, refines, explains and
/// ranks works on this.
namespace parlance::engine {

using TableId = std::int32_t;
using ColumnId = std::int32_t;
inline constexpr std::int32_t nothing = -1;
/// As `Attr::via` in a subquery: the column of the outer query's row.
inline constexpr std::int32_t outer_row = -2;

enum class Grain : std::uint8_t { none, day, week, month, quarter, year, weekday, hour };

/// The `index`-th item of a query's `source`, as the column of an `Attr`.
[[nodiscard]] constexpr ColumnId source_item(int index) {
    return -2 - index;
}

/// A column, as it is reached: `via` is the key (index into the model's keys) that leads to a
/// second instance of the table, such as an employee's manager; usually none.
struct Attr {
    ColumnId column = nothing;
    std::int32_t via = nothing;
    Grain grain = Grain::none;
    bool operator==(const Attr&) const = default;
};

enum class Aggregate : std::uint8_t { count, sum, average, minimum, maximum, median };

enum class TermKind : std::uint8_t {
    attr,
    number,
    text,
    boolean,
    moment,      ///< an ISO date in `text`
    arithmetic,  ///< `op` of + - * / over two args
    days,        ///< whole days from args[1] to args[0]
    aggregate,   ///< of args[0], or of the rows of `table` when there are no args
    share,       ///< percent of the total: args[0] over its sum over all groups
    running,     ///< args[0] summed up in the order of the groups
    growth,      ///< change of args[0] against the group before, in percent
    query,       ///< the one value of `query`
    written,     ///< SQL that a tenant taught, over the columns in args
};

struct Pred;
struct Qir;

/// An expression.
struct Term {
    TermKind kind = TermKind::number;
    Attr attr;
    std::string text;  ///< of a literal, as SQL writes it
    char op = 0;
    Aggregate aggregate = Aggregate::count;
    bool distinct = false;
    TableId table = nothing;
    std::vector<Term> args;
    std::vector<Pred> only;  ///< of an aggregate: counts only rows that fulfil these
    sql::Box<Qir> query;
    sql::Box<sql::Expr> written;  ///< its columns are qualified by the names of their tables
    bool aggregated = false;      ///< of `written`: one value of many rows
    bool operator==(const Term&) const;
};

enum class PredKind : std::uint8_t { all, any, compare, in, like, null, exists };
enum class Compare : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

/// A condition. `negated` turns any of them round.
struct Pred {
    PredKind kind = PredKind::compare;
    bool negated = false;
    Compare op = Compare::equal;
    std::vector<Term> terms;     ///< compare: two; in: the column, then the values; like, null: one
    std::string pattern;         ///< of like
    std::vector<Pred> parts;     ///< of all, any; of exists: conditions on what exists
    TableId table = nothing;     ///< of exists: a row of this table that belongs to the subject
    std::int32_t via = nothing;  ///< of exists: the key it hangs on, when there is more than one
    TableId anchor = nothing;    ///< of exists: the joined table it belongs to, if not the subject
    bool operator==(const Pred&) const;
};

struct Item {
    Term term;
    std::string label;  ///< the name of the output column; may be empty
    bool operator==(const Item&) const;
};

struct Sort {
    Term term;
    bool descending = false;
    bool operator==(const Sort&) const;
};

struct Qir {
    TableId subject = nothing;
    std::vector<Item> select;
    std::vector<Pred> where;  ///< all hold; those over aggregates become HAVING
    std::vector<Attr> group;
    std::vector<Sort> order;
    std::optional<std::int64_t> limit;
    std::vector<Attr> limit_per;       ///< the limit holds for each of these
    std::vector<TableId> touch;        ///< tables that must take part without a column of theirs
    std::vector<std::int32_t> prefer;  ///< keys to follow where several lead to the same table
    bool distinct = false;
    sql::Box<Qir> source;  ///< the rows are those of this query; its items are `$1`…
    bool operator==(const Qir&) const = default;
};

inline bool Term::operator==(const Term& other) const = default;
inline bool Pred::operator==(const Pred& other) const = default;
inline bool Item::operator==(const Item& other) const = default;
inline bool Sort::operator==(const Sort& other) const = default;

// Terms and conditions are built by these.
[[nodiscard]] Term attr(ColumnId column, Grain grain = Grain::none, std::int32_t via = nothing);
[[nodiscard]] Term literal(TermKind kind, std::string text);
[[nodiscard]] Term number(double value);
[[nodiscard]] Term arithmetic(char op, Term left, Term right);
[[nodiscard]] Term aggregate(Aggregate of, Term over, bool distinct = false);
[[nodiscard]] Term count_of(TableId table);
[[nodiscard]] Term wrapped(TermKind kind, Term inner);
[[nodiscard]] Term scalar(Qir query);
/// SQL over columns of `home` and of tables that its rows point at.
[[nodiscard]] Term written(sql::Expr expr, std::vector<Attr> columns, TableId home);
[[nodiscard]] Pred compare(Term left, Compare op, Term right);
[[nodiscard]] Pred in_list(Term column, std::vector<Term> values);
[[nodiscard]] Pred is_null(Term column, bool negated = false);
[[nodiscard]] Pred like(Term column, std::string pattern);
[[nodiscard]] Pred all_of(std::vector<Pred> parts);
[[nodiscard]] Pred any_of(std::vector<Pred> parts);
[[nodiscard]] Pred exists(TableId table, std::vector<Pred> parts, bool negated = false);

[[nodiscard]] bool has_aggregate(const Term& term);
[[nodiscard]] bool has_aggregate(const Pred& pred);
/// The columns that a term, condition or query reads outside of EXISTS and scalar queries.
void collect(const Term& term, std::vector<Attr>& into, std::vector<TableId>& tables);
void collect(const Pred& pred, std::vector<Attr>& into, std::vector<TableId>& tables);

class Model;
/// For tests and logs: `q(subject=orders, select=[status, count(orders)], group=[status])`.
[[nodiscard]] std::string text_of(const Qir& query, const Model& model);
[[nodiscard]] std::string text_of(const Term& term, const Model& model);
[[nodiscard]] std::string text_of(const Pred& pred, const Model& model);

}  // namespace parlance::engine
