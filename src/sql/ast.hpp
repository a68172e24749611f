#pragma once

#include "sql/ast_expr.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// The SQL language of Parlance: PostgreSQL's SELECT as a typed tree of values. Users, agents and
/// the engine write it; `parse` makes it from text, `render` turns it into a source's dialect, the
/// guard rewrites it. What has no node here (and in `sql/ast_expr.hpp`) does not exist for
/// Parlance: the tree is the allow-list.
namespace parlance::sql {

/// One entry of the select list: an expression with an optional name, or `*`, or `qualifier.*`.
struct SelectItem {
    Box<Expr> expr;  ///< empty for a star
    Name qualifier;  ///< of a star; may be empty
    std::string alias;
    Position at;
    bool operator==(const SelectItem&) const = default;

    [[nodiscard]] bool is_star() const { return !expr; }
};

/// `AS name (columns…)`.
struct Alias {
    std::string name;
    std::vector<std::string> columns;
    bool operator==(const Alias&) const = default;
};

struct TableRef {
    Name name;
    Alias alias;
    bool only = false;
    Position at;
    bool operator==(const TableRef&) const = default;
};

struct Derived {
    Box<Query> query;
    Alias alias;
    bool lateral = false;
    bool operator==(const Derived&) const = default;
};

/// A set-returning function in FROM, such as `generate_series(…)` or `unnest(…)`.
struct FunctionRef {
    Call call;
    Alias alias;
    bool lateral = false;
    bool ordinality = false;
    Position at;
    bool operator==(const FunctionRef&) const = default;
};

enum class JoinKind : std::uint8_t { inner, left, right, full, cross };

struct Join {
    JoinKind kind = JoinKind::inner;
    bool natural = false;
    Box<From> left;
    Box<From> right;
    Box<Expr> on;
    std::vector<std::string> using_columns;
    Alias alias;  ///< `(a JOIN b …) AS x`; usually empty
    bool operator==(const Join&) const = default;
};

struct From {
    std::variant<TableRef, Derived, FunctionRef, Join> node;
    bool operator==(const From&) const = default;
};

enum class GroupKind : std::uint8_t { plain, rollup, cube, sets, empty };

/// One entry of GROUP BY: an expression, or ROLLUP/CUBE/GROUPING SETS over further entries, or
/// `()`.
struct GroupItem {
    GroupKind kind = GroupKind::plain;
    Box<Expr> expr;
    std::vector<GroupItem> items;
    bool operator==(const GroupItem&) const;
};

struct NamedWindow {
    std::string name;
    Window window;
    bool operator==(const NamedWindow&) const = default;
};

struct Select {
    bool distinct = false;
    std::vector<Expr> distinct_on;
    std::vector<SelectItem> items;
    std::vector<From> from;  ///< comma-separated
    Box<Expr> where;
    std::vector<GroupItem> group_by;
    bool group_distinct = false;
    Box<Expr> having;
    std::vector<NamedWindow> windows;
    bool operator==(const Select&) const = default;
};

struct Values {
    std::vector<std::vector<Expr>> rows;
    bool operator==(const Values&) const = default;
};

enum class SetKind : std::uint8_t { union_, intersect, except };

struct SetOperation {
    SetKind kind = SetKind::union_;
    bool all = false;
    Box<Query> left;
    Box<Query> right;
    bool operator==(const SetOperation&) const = default;
};

enum class Materialized : std::uint8_t { unspecified, always, never };

struct Cte {
    std::string name;
    std::vector<std::string> columns;
    Materialized materialized = Materialized::unspecified;
    Box<Query> query;
    Position at;
    bool operator==(const Cte&) const = default;
};

struct Query {
    bool recursive = false;
    std::vector<Cte> with;
    std::variant<Select, Values, SetOperation> body;
    std::vector<OrderItem> order_by;
    Box<Expr> limit;
    Box<Expr> offset;
    bool with_ties = false;
    bool operator==(const Query&) const = default;
};

inline bool Logic::operator==(const Logic& other) const = default;
inline bool InList::operator==(const InList& other) const = default;
inline bool Xml::operator==(const Xml& other) const = default;
inline bool Row::operator==(const Row& other) const = default;
inline bool Array::operator==(const Array& other) const = default;
inline bool Window::operator==(const Window& other) const = default;
inline bool Call::operator==(const Call& other) const = default;
inline bool GroupItem::operator==(const GroupItem& other) const = default;

}  // namespace parlance::sql
