#pragma once

#include "sql/ast.hpp"

#include <string>
#include <utility>
#include <vector>

/// Short ways to write nodes of the SQL tree.
namespace parlance::engine::tree {

inline sql::Expr expr(sql::ExprNode node) {
    return {.node = std::move(node)};
}

inline sql::Expr literal(sql::LiteralKind kind, std::string text) {
    return expr(sql::Literal{kind, std::move(text)});
}
inline sql::Expr text(std::string value) {
    return literal(sql::LiteralKind::text, std::move(value));
}
inline sql::Expr number(std::string value) {
    const bool whole = value.find('.') == std::string::npos;
    const bool negative = value.starts_with('-');
    if (negative) value.erase(0, 1);
    auto made =
        literal(whole ? sql::LiteralKind::integer : sql::LiteralKind::decimal, std::move(value));
    if (!negative) return made;
    return expr(sql::Unary{sql::UnaryOp::minus, std::move(made)});
}
inline sql::Expr column(sql::Name name) {
    return expr(sql::ColumnRef{std::move(name)});
}
inline sql::Expr binary(sql::BinaryOp op, sql::Expr left, sql::Expr right) {
    return expr(sql::Binary{op, std::move(left), std::move(right)});
}
inline sql::Expr equal(sql::Expr left, sql::Expr right) {
    return binary(sql::BinaryOp::equal, std::move(left), std::move(right));
}
inline sql::Expr logic(bool conjunction, std::vector<sql::Expr> operands) {
    if (operands.size() == 1) return std::move(operands.front());
    return expr(sql::Logic{conjunction, std::move(operands)});
}
inline sql::Expr negated(sql::Expr operand) {
    return expr(sql::Not{std::move(operand)});
}
inline sql::Call call(std::string name, std::vector<sql::Expr> arguments) {
    return {.name = {std::move(name)}, .arguments = std::move(arguments)};
}
inline sql::Expr cast(sql::Expr operand, std::string type) {
    return expr(sql::Cast{std::move(operand), sql::TypeName{.name = std::move(type)}});
}
inline sql::GroupItem group(sql::Expr key) {
    return {.expr = std::move(key)};
}

}  // namespace parlance::engine::tree
