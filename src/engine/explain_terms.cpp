#include "engine/explain.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace parlance::engine {
namespace {

template <class... Arms>
struct Overloaded : Arms... {
    using Arms::operator()...;
};

bool looks_like_date(const sql::Expr& expr) {
    const auto* literal = std::get_if<sql::Literal>(&expr.node);
    return literal != nullptr && literal->kind == sql::LiteralKind::text &&
           literal->text.size() >= 10 && literal->text[4] == '-' && literal->text[7] == '-';
}

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

std::string comparison_word(sql::BinaryOp op, bool date) {
    switch (op) {
        case sql::BinaryOp::equal:
            return "is";
        case sql::BinaryOp::not_equal:
            return "is not";
        case sql::BinaryOp::less:
            return date ? "is before" : "is less than";
        case sql::BinaryOp::less_equal:
            return date ? "is on or before" : "is at most";
        case sql::BinaryOp::greater:
            return date ? "is after" : "is more than";
        case sql::BinaryOp::greater_equal:
            return date ? "is on or after" : "is at least";
        case sql::BinaryOp::regex:
            return "matches the pattern";
        case sql::BinaryOp::regex_i:
            return "matches, in any case, the pattern";
        case sql::BinaryOp::not_regex:
            return "does not match the pattern";
        case sql::BinaryOp::not_regex_i:
            return "does not match, in any case, the pattern";
        case sql::BinaryOp::contains:
            return "contains";
        case sql::BinaryOp::contained_by:
            return "is contained in";
        case sql::BinaryOp::overlaps:
            return "overlaps";
        case sql::BinaryOp::json_has:
            return "has the key";
        default:
            return "";
    }
}

std::string aggregate_words(const std::string& name) {
    static const std::map<std::string, std::string> known{
        {"sum", "the total of"},
        {"avg", "the average of"},
        {"min", "the lowest"},
        {"max", "the highest"},
        {"string_agg", "the joined texts of"},
        {"array_agg", "the list of"},
        {"stddev", "the deviation of"},
        {"bool_and", "whether all are"},
        {"bool_or", "whether any is"},
        {"lag", "the previous"},
        {"lead", "the next"},
        {"row_number", "the place"},
        {"rank", "the rank"},
        {"dense_rank", "the rank without gaps"}
    };
    const auto found = known.find(name);
    return found == known.end() ? "" : found->second;
}

}  // namespace

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
            [&](const sql::Literal& node) {
                if (node.kind == sql::LiteralKind::text) return "“" + node.text + "”";
                if (node.kind == sql::LiteralKind::boolean)
                    return std::string(node.text == "true" ? "yes" : "no");
                return node.kind == sql::LiteralKind::null ? std::string("nothing") : node.text;
            },
            [&](const sql::ColumnRef& node) {
                const bool plain = tables_ <= 1 && !node.name.empty();
                return plain ? node.name.back() : joined(node.name, ".");
            },
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
                return fmt::format("{} as {}", term(*node.operand), node.type.name);
            },
            [&](const sql::Call& node) { return call(node); },
            [&](const sql::ScalarQuery& node) { return "(" + query(*node.query) + ")"; },
            [&](const sql::ArrayQuery& node) { return "the list of (" + query(*node.query) + ")"; },
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

std::string Explainer::condition(const sql::Expr& expr, bool negated) {
    const auto no = [&](bool node_negated, const char* yes, const char* not_) {
        return std::string(node_negated != negated ? not_ : yes);
    };
    return std::visit(
        Overloaded{
            [&](const sql::Logic& node) { return logic(node, negated); },
            [&](const sql::Not& node) { return condition(*node.operand, !negated); },
            [&](const sql::Binary& node) { return comparison(node, negated); },
            [&](const sql::IsTest& node) {
                constexpr std::array<const char*, 4> words{"empty", "true", "false", "unknown"};
                return term(*node.operand) + no(node.negated, " is ", " is not ") +
                       words.at(static_cast<std::size_t>(node.test));
            },
            [&](const sql::Distinct& node) {
                return term(*node.left) + no(node.negated, " differs from ", " is the same as ") +
                       term(*node.right);
            },
            [&](const sql::Like& node) { return like(node, negated); },
            [&](const sql::Between& node) {
                return fmt::format(
                    "{}{}between {} and {}",
                    term(*node.operand),
                    no(node.negated, " is ", " is not "),
                    term(*node.low),
                    term(*node.high)
                );
            },
            [&](const sql::InList& node) {
                return term(*node.operand) + no(node.negated, " is one of ", " is none of ") +
                       list(node.items);
            },
            [&](const sql::InQuery& node) {
                return term(*node.operand) + no(node.negated, " is in (", " is not in (") +
                       query(*node.query) + ")";
            },
            [&](const sql::Quantified& node) {
                const std::string set =
                    node.array ? term(*node.array) : "(" + query(*node.query) + ")";
                return fmt::format(
                    "{}{} {} {} {}",
                    negated ? "not: " : "",
                    term(*node.operand),
                    comparison_word(node.op, false),
                    node.all ? "all of" : "any of",
                    set
                );
            },
            [&](const sql::Exists& node) { return exists(*node.query, negated); },
            [&](const sql::Literal& node) {
                return node.text == (negated ? "false" : "true") ? std::string("always")
                                                                 : std::string("never");
            },
            [&](const auto&) { return term(expr) + (negated ? " is not true" : " is true"); },
        },
        expr.node
    );
}

std::string Explainer::comparison(const sql::Binary& node, bool negated) {
    const std::string word = comparison_word(node.op, looks_like_date(*node.right));
    if (word.empty()) return term(*node.left) + " " + sign_of(node.op) + " " + term(*node.right);
    const std::string text = fmt::format("{} {} {}", term(*node.left), word, term(*node.right));
    return negated ? "it is not so that " + text : text;
}

std::string Explainer::logic(const sql::Logic& node, bool negated) {
    std::vector<std::string> parts;
    for (const sql::Expr& operand : node.operands) {
        const auto* inner = std::get_if<sql::Logic>(&operand.node);
        const bool mixed = inner != nullptr && inner->conjunction != node.conjunction;
        parts.push_back(mixed ? "(" + condition(operand) + ")" : condition(operand));
    }
    const std::string text = joined(parts, node.conjunction ? " and " : " or ");
    return negated ? "it is not so that (" + text + ")" : text;
}

std::string Explainer::like(const sql::Like& node, bool negated) {
    const bool no = node.negated != negated;
    const auto* literal = std::get_if<sql::Literal>(&node.pattern->node);
    const std::string pattern = literal != nullptr ? literal->text : "";
    const bool front = pattern.starts_with('%');
    const bool back = pattern.size() > 1 && pattern.ends_with('%');
    std::string inner =
        pattern.substr(front ? 1 : 0, pattern.size() - (front ? 1 : 0) - (back ? 1 : 0));
    const bool simple =
        literal != nullptr && (front || back) && inner.find_first_of("%_\\") == std::string::npos;
    const bool any_case = node.kind == sql::LikeKind::ilike;
    if (!simple) {
        return fmt::format(
            "{} {} the pattern {}{}",
            term(*node.operand),
            no ? "does not fit" : "fits",
            term(*node.pattern),
            any_case ? " in any case" : ""
        );
    }
    const char* verb = front && back ? (no ? "does not contain" : "contains")
                       : back        ? (no ? "does not start with" : "starts with")
                                     : (no ? "does not end with" : "ends with");
    return fmt::format(
        "{} {} “{}”{}", term(*node.operand), verb, inner, any_case ? "" : " in this case"
    );
}

std::string Explainer::call(const sql::Call& node) {
    const std::string name = node.name.empty() ? "" : node.name.back();
    std::string text;
    if (name == "count") {
        text =
            node.star
                ? "the number of rows"
                : fmt::format(
                      "the number of {}{}", node.distinct ? "different " : "", list(node.arguments)
                  );
    } else if (const std::string words = aggregate_words(name); !words.empty()) {
        text = words + (node.arguments.empty() ? "" : " ") + (node.distinct ? "different " : "") +
               list(node.arguments);
    } else if (name == "percentile_cont" && node.within_group && node.order_by.size() == 1) {
        text = fmt::format(
            "the {} quantile of {}", list(node.arguments), term(*node.order_by.front().expr)
        );
    } else if ((name == "extract" || name == "date_trunc") && node.arguments.size() == 2) {
        const auto* unit = std::get_if<sql::Literal>(&node.arguments[0].node);
        text = fmt::format(
            "the {} of {}",
            unit != nullptr ? unit->text : term(node.arguments[0]),
            term(node.arguments[1])
        );
    } else if (name == "nullif" && node.arguments.size() == 2) {
        text = term(node.arguments[0]);
    } else if (name == "coalesce") {
        text = "the first that is not empty of " + list(node.arguments);
    } else {
        text = fmt::format("{}({})", joined(node.name, "."), list(node.arguments));
    }
    if (node.filter) text += " (only where " + condition(*node.filter) + ")";
    if (node.over) text += window(*node.over);
    return text;
}

std::string Explainer::window(const sql::Window& node) {
    std::string text = node.base.empty() ? "" : " over the window " + node.base;
    if (!node.partition_by.empty()) text += " within each " + list(node.partition_by);
    if (!node.order_by.empty()) text += " in the order of " + order(node.order_by);
    return text.empty() ? " over all rows" : text;
}

}  // namespace parlance::engine
