#pragma once

#include "base/types.hpp"
#include "sql/box.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The expressions of the tree. They hold queries and queries hold them: include `sql/ast.hpp`,
/// which has both.
namespace parlance::sql {

struct Expr;
struct Query;
struct From;

/// Where a node began in the text it was parsed from (byte offset); none for nodes that we made.
/// Positions never take part in comparisons.
struct Position {
    std::optional<std::size_t> offset;

    friend bool operator==(const Position&, const Position&) { return true; }
};

/// A possibly qualified name, outermost part first: {schema, table} or {table, column} or {name}.
/// Already folded to the case that PostgreSQL gives it.
using Name = std::vector<std::string>;

struct ColumnRef {
    Name name;
    /// What stood between double quotes, when the name has one part: SQLite takes it for text where
    /// no column is called so. It is whole, where PostgreSQL cuts a name at 63 bytes.
    std::optional<std::string> quoted = {};

    /// By the name alone.
    bool operator==(const ColumnRef& other) const { return name == other.name; }
};

/// The row of a relation in FROM as one value: `c` or, with `star`, `c.*` where a value stands.
struct WholeRow {
    std::string relation;
    bool star = false;
    bool operator==(const WholeRow&) const = default;
};

enum class LiteralKind : std::uint8_t { null, boolean, integer, decimal, text };

/// A constant. `text` holds a number as it was written, `true`/`false`, or the characters of a
/// string.
struct Literal {
    LiteralKind kind = LiteralKind::null;
    std::string text;
    bool operator==(const Literal&) const = default;
};

/// A value that is sent beside the text, never in it. Only Parlance makes these; `$1` from outside
/// is refused.
struct Parameter {
    std::size_t index = 0;  ///< from 0, into the parameters of the approved query
    Type type = Type::text;
    bool operator==(const Parameter&) const = default;
};

enum class UnaryOp : std::uint8_t { minus, plus, bitwise_not };

struct Unary {
    UnaryOp op;
    Box<Expr> operand;
    bool operator==(const Unary&) const = default;
};

enum class BinaryOp : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    modulo,
    power,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    concat,
    bit_and,
    bit_or,
    bit_xor,
    shift_left,
    shift_right,
    regex,
    regex_i,
    not_regex,
    not_regex_i,  // ~ ~* !~ !~*
    json_get,
    json_text,
    json_path,
    json_path_text,  // -> ->> #> #>>
    contains,
    contained_by,
    overlaps,  // @> <@ &&
    json_has,  // ? (jsonb)
    glob,      // ~~~, and GLOB by the normaliser (SQLite, DuckDB)
};

struct Binary {
    BinaryOp op;
    Box<Expr> left;
    Box<Expr> right;
    bool operator==(const Binary&) const = default;
};

/// AND or OR over two or more operands.
struct Logic {
    bool conjunction = true;
    std::vector<Expr> operands;
    bool operator==(const Logic&) const;
};

struct Not {
    Box<Expr> operand;
    bool operator==(const Not&) const = default;
};

enum class Truth : std::uint8_t { is_null, is_true, is_false, is_unknown };

/// `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN`.
struct IsTest {
    Box<Expr> operand;
    Truth test = Truth::is_null;
    bool negated = false;
    bool operator==(const IsTest&) const = default;
};

/// `a IS [NOT] DISTINCT FROM b`.
struct Distinct {
    Box<Expr> left;
    Box<Expr> right;
    bool negated = false;
    bool operator==(const Distinct&) const = default;
};

enum class LikeKind : std::uint8_t { like, ilike, similar };

struct Like {
    LikeKind kind = LikeKind::like;
    Box<Expr> operand;
    Box<Expr> pattern;
    Box<Expr> escape;  ///< may be empty
    bool negated = false;
    bool operator==(const Like&) const = default;
};

struct Between {
    Box<Expr> operand;
    Box<Expr> low;
    Box<Expr> high;
    bool negated = false;
    bool symmetric = false;
    bool operator==(const Between&) const = default;
};

struct InList {
    Box<Expr> operand;
    std::vector<Expr> items;
    bool negated = false;
    bool operator==(const InList&) const;
};

/// `x [NOT] IN (SELECT …)`.
struct InQuery {
    Box<Expr> operand;
    Box<Query> query;
    bool negated = false;
    bool operator==(const InQuery&) const = default;
};

/// `x op ANY|ALL (array or query)`; exactly one of `array` and `query` is set.
struct Quantified {
    BinaryOp op;
    bool all = false;
    Box<Expr> operand;
    Box<Expr> array;
    Box<Query> query;
    bool operator==(const Quantified&) const = default;
};

struct Exists {
    Box<Query> query;
    bool operator==(const Exists&) const = default;
};

/// `(SELECT one value)`.
struct ScalarQuery {
    Box<Query> query;
    bool operator==(const ScalarQuery&) const = default;
};

/// `ARRAY(SELECT …)`.
struct ArrayQuery {
    Box<Query> query;
    bool operator==(const ArrayQuery&) const = default;
};

struct When {
    Box<Expr> condition;
    Box<Expr> result;
    bool operator==(const When&) const = default;
};

struct Case {
    Box<Expr> operand;  ///< empty for a searched CASE
    std::vector<When> whens;
    Box<Expr> otherwise;  ///< may be empty
    bool operator==(const Case&) const = default;
};

/// A type as written: `numeric(12,2)`, `timestamp with time zone`, `text[]`.
struct TypeName {
    std::string
        name;  ///< PostgreSQL's internal name, lower case: int4, numeric, text, timestamptz…
    std::vector<std::int64_t> modifiers;
    bool array = false;
    std::string interval_fields;  ///< for `interval year to month`, otherwise empty
    bool operator==(const TypeName&) const = default;
};

struct Cast {
    Box<Expr> operand;
    TypeName type;
    bool operator==(const Cast&) const = default;
};

/// `x COLLATE name`; `collation` as PostgreSQL folds it.
struct Collate {
    Box<Expr> operand;
    std::string collation;
    bool operator==(const Collate&) const = default;
};

enum class XmlKind : std::uint8_t { forest, element, concat };

/// XMLFOREST, XMLELEMENT and XMLCONCAT (PostgreSQL). The first `names.size()` items are named: the
/// parts of a forest, the attributes of an element; what follows is an element's content.
struct Xml {
    XmlKind kind = XmlKind::forest;
    std::string element;  ///< the name of an element
    std::vector<std::string> names;
    std::vector<Expr> items;
    bool operator==(const Xml&) const;
};

struct Row {
    std::vector<Expr> items;
    bool operator==(const Row&) const;
};

struct Array {
    std::vector<Expr> items;
    bool operator==(const Array&) const;
};

/// `a[i]` or `a[low:high]` (`slice`, where either bound may be empty).
struct Subscript {
    Box<Expr> operand;
    Box<Expr> index;
    Box<Expr> high;
    bool slice = false;
    bool operator==(const Subscript&) const = default;
};

enum class Moment : std::uint8_t {
    current_date,
    current_time,
    current_timestamp,
    localtime,
    localtimestamp
};

/// `CURRENT_DATE` and its relatives, which are not function calls in SQL.
struct CurrentMoment {
    Moment moment = Moment::current_timestamp;
    std::optional<std::int64_t> precision;
    bool operator==(const CurrentMoment&) const = default;
};

enum class NullsOrder : std::uint8_t { unspecified, first, last };

struct OrderItem {
    Box<Expr> expr;
    bool descending = false;
    NullsOrder nulls = NullsOrder::unspecified;
    bool operator==(const OrderItem&) const = default;
};

enum class FrameUnit : std::uint8_t { rows, range, groups };
enum class BoundKind : std::uint8_t {
    unbounded_preceding,
    preceding,
    current_row,
    following,
    unbounded_following
};
enum class FrameExclusion : std::uint8_t { none, current_row, group, ties };

struct FrameBound {
    BoundKind kind = BoundKind::unbounded_preceding;
    Box<Expr> offset;
    bool operator==(const FrameBound&) const = default;
};

struct Frame {
    FrameUnit unit = FrameUnit::range;
    FrameBound start;
    std::optional<FrameBound> end;
    FrameExclusion exclusion = FrameExclusion::none;
    bool operator==(const Frame&) const = default;
};

/// `OVER (…)` or the definition of a named window. `base` is the name of the window it builds on;
/// in a call with nothing else it is `OVER name`.
struct Window {
    std::string base;
    bool bare_name = false;  ///< `OVER name`, without parentheses
    std::vector<Expr> partition_by;
    std::vector<OrderItem> order_by;
    std::optional<Frame> frame;
    bool operator==(const Window&) const;
};

/// A function call, aggregate or window function. Also COALESCE, GREATEST, LEAST and NULLIF,
/// EXTRACT (as `extract(text literal, x)`), AT TIME ZONE (as `timezone(zone, x)`), SUBSTRING,
/// POSITION, OVERLAY and TRIM, by the names that PostgreSQL's own grammar gives them (without
/// `pg_catalog`).
struct Call {
    Name name;
    std::vector<Expr> arguments;
    bool star = false;  ///< count(*)
    bool distinct = false;
    std::vector<OrderItem> order_by;
    bool within_group = false;  ///< `order_by` is a WITHIN GROUP clause
    Box<Expr> filter;
    std::optional<Window> over;
    bool operator==(const Call&) const;
};

using ExprNode = std::variant<
    Literal,
    ColumnRef,
    WholeRow,
    Parameter,
    Unary,
    Binary,
    Logic,
    Not,
    IsTest,
    Distinct,
    Like,
    Between,
    InList,
    InQuery,
    Quantified,
    Exists,
    ScalarQuery,
    ArrayQuery,
    Case,
    Cast,
    Collate,
    Xml,
    Row,
    Array,
    Subscript,
    CurrentMoment,
    Call>;

struct Expr {
    ExprNode node;
    Position at;
    Type type = Type::unknown;  ///< filled in by `resolve`; what a dialect's spelling depends on

    /// By structure alone: where it stood and what was found out about it do not matter.
    bool operator==(const Expr& other) const { return node == other.node; }
};

}  // namespace parlance::sql
