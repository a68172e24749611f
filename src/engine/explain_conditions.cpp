#include "base/month_names.hpp"
#include "engine/explain.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

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
        case sql::BinaryOp::glob:
            return "fits the file name pattern";
        default:
            return "";
    }
}

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// `2024` or `May 2024`, when the days are just those; empty otherwise.
std::string named_period(std::string_view begin, std::string_view end) {
    if (begin.size() != 10 || end.size() != 10) return "";
    if (!begin.ends_with("-01") || !end.ends_with("-01")) return "";
    const int first = number_in(begin.substr(0, 4)) * 12 + number_in(begin.substr(5, 2)) - 1;
    const int last = number_in(end.substr(0, 4)) * 12 + number_in(end.substr(5, 2)) - 1;
    const auto month = static_cast<std::size_t>(first % 12);
    if (last - first == 12 && month == 0) return std::string(begin.substr(0, 4));
    if (last - first == 1) return fmt::format("{} {}", month_names.at(month), begin.substr(0, 4));
    return "";
}

}  // namespace

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

std::string Explainer::logic(const sql::Logic& logic, bool negated) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < logic.operands.size(); ++at) {
        const sql::Expr& operand = logic.operands[at];
        const bool paired = logic.conjunction && at + 1 < logic.operands.size();
        std::string both = paired ? period(operand, logic.operands[at + 1]) : "";
        if (!both.empty()) {
            parts.push_back(std::move(both));
            ++at;
            continue;
        }
        const auto* inner = std::get_if<sql::Logic>(&operand.node);
        const bool mixed = inner != nullptr && inner->conjunction != logic.conjunction;
        parts.push_back(mixed ? "(" + condition(operand) + ")" : condition(operand));
    }
    const std::string text = joined(parts, logic.conjunction ? " and " : " or ");
    return negated ? "it is not so that (" + text + ")" : text;
}

/// `x >= '2024-01-01' AND x < '2025-01-01'` as `x is in 2024`; empty for what is no such pair.
std::string Explainer::period(const sql::Expr& from, const sql::Expr& to) {
    const auto* first = std::get_if<sql::Binary>(&from.node);
    const auto* last = std::get_if<sql::Binary>(&to.node);
    const bool pair = first != nullptr && last != nullptr &&
                      first->op == sql::BinaryOp::greater_equal &&
                      last->op == sql::BinaryOp::less && *first->left == *last->left &&
                      looks_like_date(*first->right) && looks_like_date(*last->right);
    if (!pair) return "";
    const std::string begin = std::get<sql::Literal>(first->right->node).text;
    const std::string end = std::get<sql::Literal>(last->right->node).text;
    const std::string what = term(*first->left);
    const std::string named = named_period(begin, end);
    if (!named.empty()) return what + " is in " + named;
    return fmt::format("{} is from {} to before {}", what, begin, end);
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
        "{} {} “{}”{}", term(*node.operand), verb, inner, any_case ? "" : " (in this very case)"
    );
}

}  // namespace parlance::engine
