#include "engine/day_count.hpp"
#include "engine/explain.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace parlance::engine {
namespace {

template <class... Arms>
struct Overloaded : Arms... {
    using Arms::operator()...;
};

bool is_date(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-';
}

/// The beginning of a month and the like: that it is a date goes without saying.
bool is_period(const sql::Expr& expr) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    return call != nullptr && call->name == sql::Name{"date_trunc"};
}

}  // namespace

std::string sign_of(sql::BinaryOp op) {
    static const std::map<sql::BinaryOp, std::string> signs{
        {sql::BinaryOp::add, "+"},
        {sql::BinaryOp::subtract, "−"},
        {sql::BinaryOp::multiply, "×"},
        {sql::BinaryOp::divide, "÷"},
        {sql::BinaryOp::modulo, "modulo"},
        {sql::BinaryOp::power, "to the power of"},
        {sql::BinaryOp::concat, "followed by"},
        {sql::BinaryOp::bit_and, "&"},
        {sql::BinaryOp::bit_or, "|"},
        {sql::BinaryOp::bit_xor, "#"},
        {sql::BinaryOp::shift_left, "<<"},
        {sql::BinaryOp::shift_right, ">>"},
        {sql::BinaryOp::json_get, "->"},
        {sql::BinaryOp::json_text, "->>"},
        {sql::BinaryOp::json_path, "#>"},
        {sql::BinaryOp::json_path_text, "#>>"}
    };
    const auto found = signs.find(op);
    return found == signs.end() ? "" : found->second;
}

std::string Explainer::literal(const sql::Literal& literal) const {
    switch (literal.kind) {
        case sql::LiteralKind::text:
            return is_date(literal.text) ? literal.text : "“" + literal.text + "”";
        case sql::LiteralKind::boolean:
            return literal.text == "true" ? "yes" : "no";
        case sql::LiteralKind::null:
            return "nothing";
        default:
            return literal.text;
    }
}

std::string Explainer::list(const std::vector<sql::Expr>& exprs) {
    std::vector<std::string> parts;
    for (const sql::Expr& expr : exprs)
        parts.push_back(term(expr));
    return joined(parts, ", ");
}

std::string Explainer::term(const sql::Expr& expr) {
    constexpr std::size_t deepest = 200;
    if (depth_ >= deepest) return "…";
    ++depth_;
    std::string text = other_node(expr);
    --depth_;
    return text;
}

std::string Explainer::other_node(const sql::Expr& expr) {
    return std::visit(
        Overloaded{
            [&](const sql::Literal& node) { return literal(node); },
            [&](const sql::ColumnRef& node) { return column(node); },
            [&](const sql::WholeRow& node) { return "the whole row of " + node.relation; },
            [](const sql::Parameter& node) { return fmt::format("parameter {}", node.index + 1); },
            [&](const sql::Unary& node) {
                return (node.op == sql::UnaryOp::minus  ? "−"
                        : node.op == sql::UnaryOp::plus ? "+"
                                                        : "~") +
                       term(*node.operand);
            },
            [&](const sql::Binary& node) { return arithmetic(node); },
            [&](const sql::Case& node) { return choice(node); },
            [&](const sql::Cast& node) {
                const bool period = is_period(*node.operand);
                return period ? term(*node.operand)
                              : fmt::format("{} as {}", term(*node.operand), node.type.name);
            },
            [&](const sql::Call& node) { return call(node); },
            [&](const sql::ScalarQuery& node) { return "(" + query(*node.query) + ")"; },
            [&](const sql::ArrayQuery& node) { return "the list of (" + query(*node.query) + ")"; },
            [&](const sql::Collate& node) {
                return fmt::format("{} by the rules of {}", term(*node.operand), node.collation);
            },
            [&](const sql::Xml& node) { return "XML of " + list(node.items); },
            [&](const sql::Row& node) { return "(" + list(node.items) + ")"; },
            [&](const sql::Array& node) { return "the list [" + list(node.items) + "]"; },
            [&](const sql::Subscript& node) {
                std::string index = node.index ? term(*node.index) : "";
                if (node.slice)
                    index += " to " + (node.high ? term(*node.high) : std::string("the end"));
                return fmt::format("element {} of {}", index, term(*node.operand));
            },
            [&](const sql::CurrentMoment& node) {
                constexpr std::array<const char*, 5> words{
                    "today", "the time of day", "now", "the local time of day", "the local now"
                };
                return std::string(words.at(static_cast<std::size_t>(node.moment)));
            },
            [&](const auto&) { return "whether " + condition(expr); },
        },
        expr.node
    );
}

std::string Explainer::arithmetic(const sql::Binary& node) {
    if (const auto days = day_count(node))
        return fmt::format("the days from {} to {}", term(*days->begin), term(*days->end));
    const std::string sign = sign_of(node.op);
    if (sign.empty()) return "whether " + comparison(node, false);
    const auto side = [&](const sql::Expr& one) {
        const auto* inner = std::get_if<sql::Binary>(&one.node);
        return inner != nullptr && inner->op != node.op ? "(" + term(one) + ")" : term(one);
    };
    return side(*node.left) + " " + sign + " " + side(*node.right);
}

std::string Explainer::choice(const sql::Case& node) {
    std::string text;
    for (const sql::When& when : node.whens) {
        const std::string test =
            node.operand ? "it is " + term(*when.condition) : condition(*when.condition);
        text += fmt::format("{}{} if {}", text.empty() ? "" : ", ", term(*when.result), test);
    }
    if (node.otherwise) text += ", otherwise " + term(*node.otherwise);
    if (!node.operand) return "(" + text + ")";
    return fmt::format("a word for {} ({})", term(*node.operand), text);
}

}  // namespace parlance::engine
