#include "sql/rewrite.hpp"

#include "base/month_names.hpp"
#include "sql/build.hpp"
#include "sql/walk.hpp"
#include "sql/writer.hpp"

#include <array>
#include <utility>

namespace parlance::sql {
namespace {

constexpr std::array<std::string_view, 7>
    days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string cased(std::string_view word, std::string_view like, std::size_t length) {
    std::string text(word.substr(0, length));
    const bool upper = like[1] >= 'A' && like[1] <= 'Z';
    const bool lower = like[0] >= 'a' && like[0] <= 'z';
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (upper) text[i] = static_cast<char>(text[i] & ~0x20);
        if (lower) text[i] = static_cast<char>(text[i] | 0x20);
    }
    return text;
}

/// `CASE strftime('%m', x) WHEN '01' THEN 'January' …`, padded to nine as PostgreSQL pads.
template <std::size_t N>
Expr named(
    const std::array<std::string_view, N>& words,
    const FormatPiece& piece,
    Expr key,
    int first
) {
    const bool whole =
        (piece.token[0] | 0x20) == 'm' ? piece.token.size() == 5 : piece.token != "Dy";
    Case made{.operand = std::move(key)};
    for (std::size_t i = 0; i < N; ++i) {
        std::string text = cased(words[i], piece.token, whole ? 9 : 3);
        if (whole && !piece.unpadded) text.resize(9, ' ');
        std::string code = std::to_string(static_cast<int>(i) + first);
        if (N == 12 && code.size() == 1) code.insert(0, "0");
        made.whens.push_back({build::text(std::move(code)), build::text(std::move(text))});
    }
    return {std::move(made), {}, Type::text};
}

struct Simple {
    std::string_view token;
    std::string_view pattern;
};
constexpr std::array<Simple, 8> simple{{
    {"YYYY", "%Y"},
    {"MM", "%m"},
    {"DD", "%d"},
    {"HH24", "%H"},
    {"MI", "%M"},
    {"SS", "%S"},
    {"DDD", "%j"},
}};

std::string_view pattern_of(std::string_view token) {
    for (const Simple& one : simple)
        if (one.token == token) return one.pattern;
    return {};
}

Expr piece_text(const FormatPiece& piece, const Expr& moment, const MomentText& with, Position at) {
    if (const std::string_view pattern = pattern_of(piece.token); !pattern.empty()) {
        Expr digits = with.formatted(pattern, moment);
        if (!piece.unpadded) return digits;
        return build::cast(
            build::cast(std::move(digits), "int8", Type::integer), "text", Type::text
        );
    }
    const char kind = static_cast<char>(piece.token[0] | 0x20);
    if (kind == 'm') return named(month_names, piece, with.formatted("%m", moment), 1);
    if (kind == 'd') return named(days, piece, with.formatted("%w", moment), 0);
    not_expressible("The pattern " + piece.token + " of to_char", with.dialect, at);
}

}  // namespace

void check_repeatable(Expr& expr, Dialect dialect) {
    constexpr std::size_t most = 1000;
    if (nodes_in(expr) > most) not_expressible("An expression of this size", dialect, expr.at);
}

void explicit_nulls(std::vector<OrderItem>& items) {
    for (OrderItem& item : items)
        if (item.nulls == NullsOrder::unspecified)
            item.nulls = item.descending ? NullsOrder::first : NullsOrder::last;
}

void plain_between(Expr& expr) {
    auto& between = std::get<Between>(expr.node);
    if (!between.symmetric) return;
    const bool negated = std::exchange(between.negated, false);
    between.symmetric = false;
    Between turned = between;
    std::swap(turned.low, turned.high);
    Expr either = build::both(
        {std::move(between), {}, Type::boolean}, {std::move(turned), {}, Type::boolean}, false
    );
    expr.node = negated ? ExprNode(Not{std::move(either)}) : std::move(either.node);
}

void plain_quantified(Expr& expr, Dialect dialect) {
    auto& held = std::get<Quantified>(expr.node);
    auto* array = held.array ? std::get_if<Array>(&held.array->node) : nullptr;
    if (array == nullptr || array->items.empty()) return;
    check_repeatable(expr, dialect);
    const bool any = held.op == BinaryOp::equal && !held.all;
    const bool none = held.op == BinaryOp::not_equal && held.all;
    if (any || none || array->items.size() == 1) {
        if (any || none) {
            InList made{std::move(held.operand), std::move(array->items), none};
            expr.node = std::move(made);
        } else {
            Binary made{held.op, std::move(held.operand), std::move(array->items[0])};
            expr.node = std::move(made);
        }
        return;
    }
    Logic made{.conjunction = held.all};
    for (Expr& item : array->items)
        made.operands.push_back(
            build::binary(held.op, *held.operand, std::move(item), Type::boolean)
        );
    expr.node = std::move(made);
}

namespace {

/// The comparison of the parts from `from` on.
Expr compared(BinaryOp op, const Row& left, const Row& right, std::size_t from) {
    const bool last = from + 1 == left.items.size();
    const auto parts = [&](BinaryOp with) {
        return build::binary(with, left.items[from], right.items[from], Type::boolean);
    };
    if (last) return parts(op);
    Expr rest = compared(op, left, right, from + 1);
    if (op == BinaryOp::equal) return build::both(parts(op), std::move(rest), true);
    if (op == BinaryOp::not_equal) return build::both(parts(op), std::move(rest), false);
    const bool less = op == BinaryOp::less || op == BinaryOp::less_equal;
    Expr tie = build::both(parts(BinaryOp::equal), std::move(rest), true);
    return build::both(parts(less ? BinaryOp::less : BinaryOp::greater), std::move(tie), false);
}

}  // namespace

void plain_rows(Expr& expr, Dialect dialect) {
    if (auto* in = std::get_if<InList>(&expr.node); in != nullptr) {
        const auto* row = std::get_if<Row>(&in->operand->node);
        if (row == nullptr) return;
        check_repeatable(expr, dialect);
        Logic any{.conjunction = false};
        for (const Expr& item : in->items) {
            const auto* other = std::get_if<Row>(&item.node);
            if (other == nullptr || other->items.size() != row->items.size())
                not_expressible("This list of rows", dialect, expr.at);
            any.operands.push_back(compared(BinaryOp::equal, *row, *other, 0));
        }
        Expr made = any.operands.size() == 1 ? std::move(any.operands[0])
                                             : Expr{std::move(any), {}, Type::boolean};
        expr.node = in->negated ? ExprNode(Not{std::move(made)}) : std::move(made.node);
        return;
    }
    auto* binary = std::get_if<Binary>(&expr.node);
    if (binary == nullptr || binary->op < BinaryOp::equal || binary->op > BinaryOp::greater_equal)
        return;
    const auto* left = std::get_if<Row>(&binary->left->node);
    const auto* right = std::get_if<Row>(&binary->right->node);
    if (left == nullptr || right == nullptr || left->items.empty() ||
        left->items.size() != right->items.size())
        return;
    check_repeatable(expr, dialect);
    Expr made = compared(binary->op, *left, *right, 0);
    expr.node = std::move(made.node);
}

std::optional<Span> interval_of(const Expr& expr) {
    const auto* cast = std::get_if<Cast>(&expr.node);
    if (cast == nullptr || cast->type.name != "interval" || cast->type.array) return std::nullopt;
    const Literal* text = build::text_literal(*cast->operand);
    if (text == nullptr || !cast->type.modifiers.empty()) return std::nullopt;
    const std::string& fields = cast->type.interval_fields;
    if (fields.find(' ') != std::string::npos) return std::nullopt;
    return read_span(fields.empty() ? text->text : text->text + " " + fields);
}

void read_string_as(Expr& string, Type type) {
    const Literal* held = build::text_literal(string);
    if (held == nullptr) return;
    const std::string text = held->text;
    if (is_number(type)) {
        const bool whole = !text.empty() && text.find_first_not_of("0123456789", text[0] == '-') ==
                                                std::string::npos;
        const bool fraction = text.find_first_of("0123456789") != std::string::npos &&
                              text.find_first_not_of("-0123456789.") == std::string::npos;
        if (whole)
            string.node = Literal{LiteralKind::integer, text};
        else if (fraction)
            string.node = Literal{LiteralKind::decimal, text};
        string.type = whole ? Type::integer : fraction ? Type::decimal : Type::text;
    }
    if (type == Type::boolean) {
        for (const std::string_view yes : {"t", "true", "y", "yes", "on", "1"})
            if (text == yes) string = build::boolean(true);
        for (const std::string_view no : {"f", "false", "n", "no", "off", "0"})
            if (text == no) string = build::boolean(false);
    }
}

Expr to_char(const Call& call, const MomentText& with, Position at) {
    const Literal* pattern =
        call.arguments.size() == 2 ? build::text_literal(call.arguments[1]) : nullptr;
    constexpr const char* other = "to_char of anything but a date by a constant pattern";
    if (pattern == nullptr) not_expressible(other, with.dialect, at);
    const Expr& moment = call.arguments[0];
    if (is_number(moment.type) || moment.type == Type::interval)
        not_expressible(other, with.dialect, at);
    const auto pieces = read_format(pattern->text);
    if (!pieces || pieces->empty())
        not_expressible("The pattern '" + pattern->text + "' of to_char", with.dialect, at);
    std::string joined;  // as long as one strftime can say it all
    for (const FormatPiece& piece : *pieces) {
        const std::string_view own = pattern_of(piece.token);
        if (piece.token.empty())
            joined += piece.text;
        else if (own.empty() || piece.unpadded)
            joined += '\0';
        else
            joined += own;
    }
    if (joined.find('\0') == std::string::npos && joined.find("%%") == std::string::npos)
        return with.formatted(joined, moment);
    std::optional<Expr> text;
    for (const FormatPiece& piece : *pieces) {
        Expr part =
            piece.token.empty() ? build::text(piece.text) : piece_text(piece, moment, with, at);
        text = text ? build::binary(BinaryOp::concat, std::move(*text), std::move(part), Type::text)
                    : std::move(part);
    }
    return std::move(*text);
}

}  // namespace parlance::sql
