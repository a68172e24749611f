#pragma once

#include "sql/ast.hpp"
#include "sql/parse.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// From libpg_query's JSON tree to ours. Comes in: `{"SelectStmt": {…}}` and its kin. Goes out: our
/// nodes, or a refusal with its position. Only `sql/lower*.cpp` and `sql/parse.cpp` include this.
namespace parlance::sql::lower {

namespace json = boost::json;

/// What every step knows: the text (libpg_query 15 loses numbers below zero in JSON, so they are
/// read here) and how much has been made of it.
struct Context {
    std::string_view text;
    ParseLimits limits;
    std::size_t nodes = 0;
    std::size_t depth = 0;
    std::size_t relations = 0;
};

/// Counts one level of nesting for as long as it lives; throws `sql_too_deep`.
class Level {
public:
    Level(Context& context, std::size_t at);
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --context_.depth; }

private:
    Context& context_;
};

/// Throws `sql_not_supported`: "<what> is not supported." at the byte.
[[noreturn]] void refuse(std::string_view what, Position at);

/// One object of the tree. Each key must be taken before `finish`, which refuses what is left: an
/// unknown key means a clause that nobody has thought about.
class Node {
public:
    Node(Context& context, const json::object& object, std::string_view tag);

    /// The value of a key, or none when libpg_query left it out (its default).
    const json::value* take(std::string_view key);
    /// The value of a key that libpg_query always writes here; throws when it did not.
    const json::value& need(std::string_view key);
    std::string_view take_string(std::string_view key);
    bool take_flag(std::string_view key);
    std::int64_t take_integer(std::string_view key, std::int64_t otherwise);
    /// Items of a list, empty when absent.
    const json::array& take_list(std::string_view key);
    /// `location`, which most nodes have.
    Position take_location();
    void finish();

    [[nodiscard]] Position at() const { return at_; }

private:
    const json::object& object_;
    std::string_view tag_;
    std::uint64_t taken_ = 0;
    Position at_;
};

/// The single key of a wrapper such as `{"A_Const": {…}}`, and what it holds.
struct Tagged {
    std::string_view tag;
    const json::object& object;
};
[[nodiscard]] Tagged tagged(const json::value& value);
/// The same, when only one kind of node may stand here.
[[nodiscard]] const json::object& expect(const json::value& value, std::string_view tag);

[[nodiscard]] Query query(Context& context, const json::object& object);
[[nodiscard]] From from(Context& context, const json::value& value);
[[nodiscard]] Expr expression(Context& context, const json::value& value);
[[nodiscard]] std::vector<Expr> expressions(Context& context, const json::array& list);
/// Empty when `value` is none.
[[nodiscard]] Box<Expr> maybe(Context& context, const json::value* value);
[[nodiscard]] Box<Query> subquery(Context& context, const json::value& value);
[[nodiscard]] std::vector<OrderItem> order(Context& context, const json::array& list);

[[nodiscard]] Expr call(Context& context, const json::object& object);
[[nodiscard]] Window window(Context& context, const json::object& object);
[[nodiscard]] std::vector<NamedWindow> named_windows(Context& context, const json::array& list);
[[nodiscard]] Expr moment(Context& context, const json::object& object);

[[nodiscard]] Expr constant(Context& context, const json::object& object);
[[nodiscard]] TypeName type_name(Context& context, const json::object& object);
[[nodiscard]] Expr operation(Context& context, const json::object& object);
[[nodiscard]] BinaryOp binary_operator(std::string_view name, Position at);
/// The same before ANY or ALL, where not every operator may stand.
[[nodiscard]] BinaryOp quantified_operator(std::string_view name, Position at);
[[nodiscard]] Expr xml(Context& context, const json::object& object);

/// A list of `{"String": {"sval": …}}`.
[[nodiscard]] Name names(const json::array& list);
/// The same without a leading `pg_catalog`.
[[nodiscard]] Name catalog_names(const json::array& list);
[[nodiscard]] Alias alias(Context& context, const json::value* value);

}  // namespace parlance::sql::lower
