#include "engine/refine_lift.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace parlance::engine {
namespace {

std::optional<Compare> comparing(sql::BinaryOp op) {
    switch (op) {
        case sql::BinaryOp::equal:
            return Compare::equal;
        case sql::BinaryOp::not_equal:
            return Compare::not_equal;
        case sql::BinaryOp::less:
            return Compare::less;
        case sql::BinaryOp::less_equal:
            return Compare::less_equal;
        case sql::BinaryOp::greater:
            return Compare::greater;
        case sql::BinaryOp::greater_equal:
            return Compare::greater_equal;
        default:
            return std::nullopt;
    }
}

bool constant(const Term& term) {
    return term.kind == TermKind::number || term.kind == TermKind::text ||
           term.kind == TermKind::moment || term.kind == TermKind::boolean;
}

Compare turned(Compare op) {
    constexpr std::array ops{
        Compare::equal,
        Compare::not_equal,
        Compare::greater,
        Compare::greater_equal,
        Compare::less,
        Compare::less_equal
    };
    return ops.at(static_cast<std::size_t>(op));
}

bool dated(const std::string& text) {
    return text.size() >= 10 && std::isdigit(static_cast<unsigned char>(text[0])) != 0 &&
           text[4] == '-' && text[7] == '-';
}

}  // namespace

/// Text that stands beside a date is one.
void Lifter::as_moment(const Term& column, Term& value) const {
    const bool moment = column.kind == TermKind::attr && column.attr.column >= 0 &&
                        model_.column(column.attr.column).kind == Kind::moment;
    if (moment && value.kind == TermKind::text && dated(value.text)) value.kind = TermKind::moment;
}

std::optional<Pred> Lifter::comparison(const sql::Binary& binary) {
    const auto op = comparing(binary.op);
    if (!op) return std::nullopt;
    auto left = term(*binary.left);
    auto right = term(*binary.right);
    if (!left || !right) return std::nullopt;
    if (constant(*left) && !constant(*right)) {
        std::swap(left, right);
        as_moment(*left, *right);
        return compare(std::move(*left), turned(*op), std::move(*right));
    }
    as_moment(*left, *right);
    return compare(std::move(*left), *op, std::move(*right));
}

std::optional<Pred> Lifter::between(const sql::Between& node) {
    auto operand = term(*node.operand);
    auto low = term(*node.low);
    auto high = term(*node.high);
    if (!operand || !low || !high || node.symmetric) return std::nullopt;
    as_moment(*operand, *low);
    as_moment(*operand, *high);
    std::vector<Pred> parts;
    parts.push_back(compare(*operand, Compare::greater_equal, std::move(*low)));
    parts.push_back(compare(*operand, Compare::less_equal, std::move(*high)));
    Pred made = all_of(std::move(parts));
    made.negated = node.negated;
    return made;
}

std::optional<Pred> Lifter::listed(const sql::InList& node) {
    auto operand = term(*node.operand);
    if (!operand) return std::nullopt;
    std::vector<Term> values;
    for (const sql::Expr& item : node.items) {
        auto value = term(item);
        if (!value || !constant(*value)) return std::nullopt;
        values.push_back(std::move(*value));
    }
    Pred made = in_list(std::move(*operand), std::move(values));
    made.negated = node.negated;
    return made;
}

std::optional<Pred> Lifter::tested(const sql::IsTest& node) {
    auto operand = term(*node.operand);
    if (!operand) return std::nullopt;
    if (node.test == sql::Truth::is_null) return is_null(std::move(*operand), node.negated);
    if (node.test == sql::Truth::is_unknown || node.negated) return std::nullopt;
    const char* value = node.test == sql::Truth::is_true ? "true" : "false";
    return compare(std::move(*operand), Compare::equal, engine::literal(TermKind::boolean, value));
}

std::optional<Pred> Lifter::condition(const sql::Expr& expr) {
    if (const auto* node = std::get_if<sql::Binary>(&expr.node)) return comparison(*node);
    if (const auto* node = std::get_if<sql::Between>(&expr.node)) return between(*node);
    if (const auto* node = std::get_if<sql::InList>(&expr.node)) return listed(*node);
    if (const auto* node = std::get_if<sql::IsTest>(&expr.node)) return tested(*node);
    if (const auto* node = std::get_if<sql::Exists>(&expr.node)) return exists(*node->query, false);
    if (const auto* node = std::get_if<sql::Not>(&expr.node)) {
        if (const auto* inner = std::get_if<sql::Exists>(&node->operand->node))
            return exists(*inner->query, true);
        auto made = condition(*node->operand);
        if (made) made->negated = !made->negated;
        return made;
    }
    if (const auto* node = std::get_if<sql::Logic>(&expr.node)) {
        Pred made{.kind = node->conjunction ? PredKind::all : PredKind::any};
        for (const sql::Expr& operand : node->operands) {
            auto part = condition(operand);
            if (!part) return std::nullopt;
            made.parts.push_back(std::move(*part));
        }
        return made;
    }
    if (const auto* node = std::get_if<sql::Like>(&expr.node)) {
        const auto* pattern = std::get_if<sql::Literal>(&node->pattern->node);
        auto operand = term(*node->operand);
        if (node->kind != sql::LikeKind::ilike || node->escape || pattern == nullptr || !operand)
            return std::nullopt;
        Pred made = like(std::move(*operand), pattern->text);
        made.negated = node->negated;
        return made;
    }
    auto flag = term(expr);
    const bool boolean = flag && flag->kind == TermKind::attr && flag->attr.column >= 0 &&
                         model_.column(flag->attr.column).type == Type::boolean;
    if (!boolean) return std::nullopt;
    return compare(std::move(*flag), Compare::equal, engine::literal(TermKind::boolean, "true"));
}

}  // namespace parlance::engine
