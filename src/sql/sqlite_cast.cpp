#include "sql/build.hpp"
#include "sql/resolver.hpp"
#include "sql/rewrite.hpp"

#include <string>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

bool is_fraction(Type type) {
    return type == Type::decimal || type == Type::real;
}

void to_integer(Expr& expr, Expr operand) {
    // PostgreSQL rounds, SQLite's CAST cuts off.
    if (is_fraction(operand.type)) operand = build::call("round", Type::real, std::move(operand));
    expr.node = Cast{std::move(operand), TypeName{.name = "int8"}};
}

void to_real(Expr& expr, Expr operand, const TypeName& type) {
    Expr real = build::cast(std::move(operand), "float8", Type::real);
    if (type.modifiers.empty()) {
        expr.node = std::move(real.node);
        return;
    }
    const std::int64_t scale = type.modifiers.size() > 1 ? type.modifiers[1] : 0;
    if (scale < 0) cannot("A numeric type of negative scale", expr.at);
    expr.node = build::call("round", Type::real, std::move(real), build::integer(scale)).node;
}

void to_text(Expr& expr, Expr operand, const TypeName& type) {
    if (is_fraction(operand.type)) cannot("A number with decimals as text", expr.at);
    if (operand.type == Type::boolean) {
        Expr otherwise =
            build::choose(build::negated(operand), build::text("false"), build::null());
        operand = build::choose(std::move(operand), build::text("true"), std::move(otherwise));
    } else if (operand.type != Type::text) {
        operand = build::cast(std::move(operand), "text", Type::text);
    }
    if (!type.modifiers.empty())
        operand = build::call(
            "substr",
            Type::text,
            std::move(operand),
            build::integer(1),
            build::integer(type.modifiers[0])
        );
    expr.node = std::move(operand.node);
}

void to_moment(Expr& expr, Expr operand, Type type) {
    const Literal* literal = build::text_literal(operand);
    if (literal != nullptr) {
        const auto text =
            type == Type::date ? iso_date(literal->text) : iso_timestamp(literal->text);
        if (!text) cannot("A date written like this", expr.at);
        expr.node = Literal{LiteralKind::text, *text};
        return;
    }
    const auto* call = std::get_if<Call>(&operand.node);
    const bool datetime = call != nullptr && call->name == Name{"datetime"};
    if (operand.type == type || (type != Type::date && datetime)) {
        expr.node = std::move(operand.node);
    } else if (type == Type::date && datetime) {
        std::get<Call>(operand.node).name = {"date"};
        expr.node = std::move(operand.node);
    } else {
        const char* function = type == Type::date ? "date" : "datetime";
        expr.node = build::call(function, type, std::move(operand)).node;
    }
}

void to_boolean(Expr& expr, Expr operand) {
    read_string_as(operand, Type::boolean);
    if (operand.type == Type::integer) {
        operand = build::binary(
            BinaryOp::not_equal, std::move(operand), build::integer(0), Type::boolean
        );
    } else if (operand.type != Type::boolean) {
        cannot("This cast to boolean", expr.at);
    }
    expr.node = std::move(operand.node);
}

}  // namespace

void cast(Expr& expr) {
    auto held = std::get<Cast>(std::move(expr.node));
    Expr operand = std::move(*held.operand);
    if (expr.type == Type::unknown) expr.type = type_of(held.type);
    const std::string& name = held.type.name;
    const bool date_limits = !held.type.modifiers.empty() && is_moment(expr.type);
    if (held.type.array || date_limits) cannot("This type", expr.at);
    switch (expr.type) {
        case Type::integer:
            return to_integer(expr, std::move(operand));
        case Type::decimal:
        case Type::real:
            return to_real(expr, std::move(operand), held.type);
        case Type::date:
        case Type::timestamp:
        case Type::timestamptz:
            return to_moment(expr, std::move(operand), expr.type);
        case Type::boolean:
            return to_boolean(expr, std::move(operand));
        case Type::text:
            if (name == "bpchar") cannot("The type character(n)", expr.at);
            return to_text(expr, std::move(operand), held.type);
        case Type::uuid:
            if (build::text_literal(operand) == nullptr && operand.type != Type::text)
                cannot("This cast", expr.at);
            expr.node = std::move(operand.node);
            return;
        case Type::interval:
            held.operand = std::move(operand);
            expr.node = std::move(held);  // for what it is added to; refused when left over
            return;
        default:
            cannot("The type " + name, expr.at);
    }
}

}  // namespace parlance::sql::sqlite
