#include "sql/functions.hpp"
#include "sql/render.hpp"
#include "sql/writer.hpp"

#include <algorithm>
#include <array>

namespace parlance::sql {
namespace {

/// The functions that the grammar spells as words of its own.
constexpr std::array<std::string_view, 7>
    word_functions{"coalesce", "greatest", "grouping", "least", "nullif", "overlay", "substring"};

bool is_plain_word(const Expr& expr) {
    const auto* literal = std::get_if<Literal>(&expr.node);
    if (literal == nullptr || literal->kind != LiteralKind::text || literal->text.empty())
        return false;
    return std::ranges::all_of(literal->text, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_bare(const Call& call) {
    return !call.star && !call.distinct && call.order_by.empty() && !call.filter && !call.over;
}

}  // namespace

void Writer::node(const Call& call) {
    if (style_.dialect == Dialect::sqlite && call.name == Name{"glob"} &&
        call.arguments.size() == 2) {
        write(call.arguments[1], Binding::other);
        put(" GLOB ");
        return write(call.arguments[0], Binding::other);
    }
    if (call.name == Name{"timezone"} && call.arguments.size() == 2 && is_bare(call)) {
        write(call.arguments[1], Binding::primary);
        put(" AT TIME ZONE ");
        return write(call.arguments[0], Binding::primary);
    }
    plain_call(call);
}

void Writer::plain_call(const Call& call) {
    const bool two = call.arguments.size() == 2 && is_bare(call) && call.name.size() == 1;
    if (two && call.name[0] == "extract" && is_plain_word(call.arguments[0])) {
        put("EXTRACT(");
        put(std::get<Literal>(call.arguments[0].node).text);
        put(" FROM ");
        write(call.arguments[1]);
        return put(")");
    }
    if (two && call.name[0] == "position" && style_.dialect != Dialect::sqlite) {
        put("POSITION(");
        write(call.arguments[1], Binding::other);
        put(" IN ");
        write(call.arguments[0], Binding::other);
        return put(")");
    }
    function_name(call.name);
    arguments(call);
    if (call.filter) {
        put(" FILTER (WHERE ");
        write(*call.filter);
        put(")");
    }
    if (!call.over) return;
    put(" OVER ");
    if (call.over->bare_name) return name(call.over->base);
    window(*call.over);
}

void Writer::arguments(const Call& call) {
    put("(");
    if (call.distinct) put("DISTINCT ");
    if (call.star) put("*");
    exprs(call.arguments);
    if (call.within_group) put(") WITHIN GROUP (");
    if (!call.order_by.empty()) {
        if (!call.within_group) put(" ");
        put("ORDER BY ");
        order(call.order_by);
    }
    put(")");
}

void Writer::function_name(const Name& parts) {
    if (parts.size() == 1) {
        // Grammar gives these words a call of their own; elsewhere they would need quotes.
        if (std::ranges::find(word_functions, parts[0]) != word_functions.end())
            return put(parts[0]);
        // Only PostgreSQL's own grammar would trip over others; elsewhere they are known functions.
        const bool known =
            style_.dialect != Dialect::postgres && find_function(parts[0]) != nullptr;
        if (known || parts[0] == "left" || parts[0] == "right") return put(parts[0]);
    }
    name(parts);
}

void Writer::window(const Window& window) {
    put("(");
    std::string_view gap;
    if (!window.base.empty()) {
        name(window.base);
        gap = " ";
    }
    if (!window.partition_by.empty()) {
        put(gap);
        put("PARTITION BY ");
        exprs(window.partition_by);
        gap = " ";
    }
    if (!window.order_by.empty()) {
        put(gap);
        put("ORDER BY ");
        order(window.order_by);
        gap = " ";
    }
    if (window.frame) {
        put(gap);
        frame(*window.frame);
    }
    put(")");
}

void Writer::frame(const Frame& frame) {
    constexpr std::array<std::string_view, 3> units{"ROWS ", "RANGE ", "GROUPS "};
    constexpr std::array<std::string_view, 4> exclusions{
        "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"
    };
    put(units[static_cast<std::size_t>(frame.unit)]);
    if (frame.end) put("BETWEEN ");
    bound(frame.start);
    if (frame.end) {
        put(" AND ");
        bound(*frame.end);
    }
    put(exclusions[static_cast<std::size_t>(frame.exclusion)]);
}

void Writer::bound(const FrameBound& bound) {
    constexpr std::array<std::string_view, 5> words{
        "UNBOUNDED PRECEDING", " PRECEDING", "CURRENT ROW", " FOLLOWING", "UNBOUNDED FOLLOWING"
    };
    if (bound.offset) write(*bound.offset, Binding::other);
    put(words[static_cast<std::size_t>(bound.kind)]);
}

void Writer::order(const std::vector<OrderItem>& items) {
    list(items, [this](const OrderItem& item) {
        write(*item.expr);
        if (item.descending) put(" DESC");
        if (item.nulls == NullsOrder::first) put(" NULLS FIRST");
        if (item.nulls == NullsOrder::last) put(" NULLS LAST");
    });
}

}  // namespace parlance::sql
