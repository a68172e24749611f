#pragma once

#include "sql/ast.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// Short words for making trees by hand.
namespace parlance::sql::build {

[[nodiscard]] inline Expr text(std::string value) {
    return {Literal{LiteralKind::text, std::move(value)}, {}, Type::text};
}

[[nodiscard]] inline Expr integer(std::int64_t value) {
    return {Literal{LiteralKind::integer, std::to_string(value)}, {}, Type::integer};
}

[[nodiscard]] inline Expr decimal(std::string digits) {
    return {Literal{LiteralKind::decimal, std::move(digits)}, {}, Type::decimal};
}

[[nodiscard]] inline Expr boolean(bool value) {
    return {Literal{LiteralKind::boolean, value ? "true" : "false"}, {}, Type::boolean};
}

[[nodiscard]] inline Expr null() {
    return {Literal{}};
}

template <class... Arguments>
[[nodiscard]] Expr call(std::string name, Type type, Arguments... arguments) {
    Call made{.name = {std::move(name)}};
    made.arguments.reserve(sizeof...(arguments));
    (made.arguments.push_back(std::move(arguments)), ...);
    return {std::move(made), {}, type};
}

[[nodiscard]] inline Expr binary(BinaryOp op, Expr left, Expr right, Type type) {
    return {Binary{op, std::move(left), std::move(right)}, {}, type};
}

[[nodiscard]] inline Expr cast(Expr operand, std::string type_name, Type type) {
    return {Cast{std::move(operand), TypeName{.name = std::move(type_name)}}, {}, type};
}

[[nodiscard]] inline Expr negated(Expr operand) {
    return {Not{std::move(operand)}, {}, Type::boolean};
}

[[nodiscard]] inline Expr both(Expr a, Expr b, bool conjunction) {
    Logic made{.conjunction = conjunction};
    made.operands.push_back(std::move(a));
    made.operands.push_back(std::move(b));
    return {std::move(made), {}, Type::boolean};
}

/// `CASE WHEN condition THEN yes ELSE no END`.
[[nodiscard]] inline Expr choose(Expr condition, Expr yes, Expr no) {
    const Type type = yes.type;
    Case made;
    made.whens.push_back({std::move(condition), std::move(yes)});
    made.otherwise = std::move(no);
    return {std::move(made), {}, type};
}

/// The literal in an expression, or none.
[[nodiscard]] inline const Literal* literal(const Expr& expr) {
    return std::get_if<Literal>(&expr.node);
}

[[nodiscard]] inline const Literal* text_literal(const Expr& expr) {
    const Literal* held = literal(expr);
    return held != nullptr && held->kind == LiteralKind::text ? held : nullptr;
}

[[nodiscard]] inline const Literal* integer_literal(const Expr& expr) {
    const Literal* held = literal(expr);
    return held != nullptr && held->kind == LiteralKind::integer ? held : nullptr;
}

}  // namespace parlance::sql::build
