#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::sql::lower {
namespace {

constexpr std::array<std::pair<std::string_view, BinaryOp>, 31> operators{{
    {"=", BinaryOp::equal},
    {"<>", BinaryOp::not_equal},
    {">", BinaryOp::greater},
    {"<", BinaryOp::less},
    {">=", BinaryOp::greater_equal},
    {"<=", BinaryOp::less_equal},
    {"+", BinaryOp::add},
    {"-", BinaryOp::subtract},
    {"*", BinaryOp::multiply},
    {"/", BinaryOp::divide},
    {"%", BinaryOp::modulo},
    {"^", BinaryOp::power},
    {"||", BinaryOp::concat},
    {"&", BinaryOp::bit_and},
    {"|", BinaryOp::bit_or},
    {"#", BinaryOp::bit_xor},
    {"<<", BinaryOp::shift_left},
    {">>", BinaryOp::shift_right},
    {"~", BinaryOp::regex},
    {"~*", BinaryOp::regex_i},
    {"!~", BinaryOp::not_regex},
    {"!~*", BinaryOp::not_regex_i},
    {"->", BinaryOp::json_get},
    {"->>", BinaryOp::json_text},
    {"#>", BinaryOp::json_path},
    {"#>>", BinaryOp::json_path_text},
    {"@>", BinaryOp::contains},
    {"<@", BinaryOp::contained_by},
    {"&&", BinaryOp::overlaps},
    {"?", BinaryOp::json_has},
    {"~~~", BinaryOp::glob},
}};

/// An `A_Expr` taken apart; which of its parts exist depends on its kind.
struct Parts {
    std::string_view kind;
    std::string name;
    const json::value* left;
    const json::value* right;
    Position at;
};

Expr unary(Context& context, const Parts& parts) {
    UnaryOp op = UnaryOp::minus;
    if (parts.name == "+") {
        op = UnaryOp::plus;
    } else if (parts.name == "~") {
        op = UnaryOp::bitwise_not;
    } else if (parts.name != "-") {
        refuse("The operator " + parts.name, parts.at);
    }
    return {Unary{op, expression(context, *parts.right)}, parts.at};
}

/// `pattern`, or `like_escape(pattern, escape)` as the grammar writes an ESCAPE clause.
Expr like(Context& context, const Parts& parts, LikeKind kind, std::string_view escape_function) {
    Like made{.kind = kind, .operand = expression(context, *parts.left)};
    made.negated = parts.name.starts_with('!');
    Expr pattern = expression(context, *parts.right);
    auto* escaped = std::get_if<Call>(&pattern.node);
    if (escaped != nullptr && escaped->name == Name{std::string(escape_function)}) {
        std::vector<Expr> arguments = std::move(escaped->arguments);
        if (arguments.size() > 1) made.escape = std::move(arguments[1]);
        pattern = std::move(arguments.at(0));
    }
    made.pattern = std::move(pattern);
    return {std::move(made), parts.at};
}

Expr plain(Context& context, const Parts& parts) {
    if (parts.left == nullptr) return unary(context, parts);
    if (parts.name == "~~" || parts.name == "!~~")
        return like(context, parts, LikeKind::like, "like_escape");
    if (parts.name == "~~*" || parts.name == "!~~*")
        return like(context, parts, LikeKind::ilike, "like_escape");
    // The normaliser's word for NOT GLOB.
    const bool not_glob = parts.name == "!~~~";
    const BinaryOp op = not_glob ? BinaryOp::glob : binary_operator(parts.name, parts.at);
    Expr left = expression(context, *parts.left);
    Expr right = expression(context, *parts.right);
    Expr made{Binary{op, std::move(left), std::move(right)}, parts.at};
    if (not_glob) return {Not{std::move(made)}, parts.at};
    return made;
}

Expr between(Context& context, const Parts& parts) {
    std::vector<Expr> bounds;
    Node list(context, expect(*parts.right, "List"), "List");
    bounds = expressions(context, list.take_list("items"));
    list.finish();
    Between made{.operand = expression(context, *parts.left)};
    made.low = std::move(bounds.at(0));
    made.high = std::move(bounds.at(1));
    made.negated = parts.kind.starts_with("AEXPR_NOT");
    made.symmetric = parts.kind.ends_with("SYM");
    return {std::move(made), parts.at};
}

Expr in_list(Context& context, const Parts& parts) {
    InList made{.operand = expression(context, *parts.left), .negated = parts.name == "<>"};
    Node list(context, expect(*parts.right, "List"), "List");
    made.items = expressions(context, list.take_list("items"));
    list.finish();
    return {std::move(made), parts.at};
}

Expr quantified(Context& context, const Parts& parts) {
    const BinaryOp op = quantified_operator(parts.name, parts.at);
    Quantified made{op, parts.kind == "AEXPR_OP_ALL", expression(context, *parts.left)};
    made.array = expression(context, *parts.right);
    return {std::move(made), parts.at};
}

Expr distinct(Context& context, const Parts& parts) {
    Expr left = expression(context, *parts.left);
    Expr right = expression(context, *parts.right);
    const bool negated = parts.kind == "AEXPR_NOT_DISTINCT";
    return {Distinct{std::move(left), std::move(right), negated}, parts.at};
}

Expr nullif(Context& context, const Parts& parts) {
    Call made{.name = {"nullif"}};
    made.arguments.push_back(expression(context, *parts.left));
    made.arguments.push_back(expression(context, *parts.right));
    return {std::move(made), parts.at};
}

}  // namespace

BinaryOp binary_operator(std::string_view name, Position at) {
    for (const auto& [text, op] : operators)
        if (text == name) return op;
    refuse("The operator " + std::string(name), at);
}

BinaryOp quantified_operator(std::string_view name, Position at) {
    const BinaryOp op = binary_operator(name, at);
    if (op == BinaryOp::glob) refuse("GLOB with ANY or ALL", at);
    return op;
}

Expr operation(Context& context, const json::object& object) {
    Node node(context, object, "A_Expr");
    const Position at = node.take_location();
    const std::string_view kind = node.take_string("kind");
    Name name = names(node.take_list("name"));
    const Parts parts{kind, name.back(), node.take("lexpr"), node.take("rexpr"), at};
    node.finish();
    if (name.size() != 1) refuse("A qualified operator", at);
    if (kind == "AEXPR_OP") return plain(context, parts);
    if (kind == "AEXPR_IN") return in_list(context, parts);
    if (kind == "AEXPR_LIKE") return like(context, parts, LikeKind::like, "like_escape");
    if (kind == "AEXPR_ILIKE") return like(context, parts, LikeKind::ilike, "like_escape");
    if (kind == "AEXPR_SIMILAR")
        return like(context, parts, LikeKind::similar, "similar_to_escape");
    if (kind.find("BETWEEN") != std::string_view::npos) return between(context, parts);
    if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL") return quantified(context, parts);
    if (kind == "AEXPR_DISTINCT" || kind == "AEXPR_NOT_DISTINCT") return distinct(context, parts);
    if (kind == "AEXPR_NULLIF") return nullif(context, parts);
    refuse(kind, at);
}

}  // namespace parlance::sql::lower
