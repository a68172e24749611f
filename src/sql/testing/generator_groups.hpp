#pragma once

#include "sql/testing/generator.hpp"

/// The part of `Generator` that makes aggregates and window functions.
namespace parlance::sql::testing {

inline void Generator::grouped(
    Select& made,
    const std::vector<Type>& types,
    const Columns& columns,
    std::size_t depth
) {
    Columns keys;
    for (const InScope& one : columns)
        if (one.type != Type::json && one.type != Type::unknown && dice_.chance(15))
            keys.push_back(one);
    if (keys.size() > 3) keys.resize(3);
    group_by(made, keys);
    for (const Type type : types) {
        const auto key = std::ranges::find(keys, type, &InScope::type);
        if (key != keys.end() && dice_.chance(60)) {
            Expr column{ColumnRef{{key->relation, key->name}}, {}, type};
            made.items.push_back({.expr = typed(std::move(column), type)});
        } else {
            made.items.push_back({.expr = typed(aggregate(type, columns), type)});
        }
    }
    if (dice_.chance(30)) {
        Expr number = aggregate(Type::integer, columns);
        made.having = build::binary(
            BinaryOp::greater, std::move(number), expr(Type::integer, keys, 0, 1), Type::boolean
        );
    }
    static_cast<void>(depth);
}

inline void Generator::group_by(Select& made, const Columns& keys) {
    std::vector<GroupItem> items;
    for (const InScope& one : keys)
        items.push_back({.expr = Expr{ColumnRef{{one.relation, one.name}}, {}, one.type}});
    if (items.empty() || !dice_.chance(35)) {
        made.group_by = std::move(items);
        return;
    }
    const auto kind = static_cast<GroupKind>(1 + dice_.below(3));
    GroupItem sets{.kind = kind, .items = items};
    if (kind == GroupKind::sets) {
        sets.items.push_back({.kind = GroupKind::empty});
        if (dice_.chance(30)) sets.items.push_back({.kind = GroupKind::rollup, .items = items});
    }
    made.group_by.push_back(std::move(sets));
    made.group_distinct = dice_.chance(15);
}

/// The median, the mode or the rank of something.
inline Expr Generator::within_group(Type type, const Columns& columns) {
    Call made{.within_group = true};
    Type by = type;
    if (type == Type::real) {
        made.name = {"percentile_cont"};
        made.arguments.push_back(build::decimal("0.5"));
    } else if (type == Type::integer && dice_.chance(40)) {
        made.name = {dice_.word({"rank", "dense_rank"})};
        made.arguments.push_back(build::integer(3));
    } else if (dice_.chance(50)) {
        made.name = {"mode"};
    } else {
        made.name = {"percentile_disc"};
        made.arguments.push_back(build::decimal("0.25"));
    }
    Expr ordered = typed(expr(by, columns, 0, 1), by);
    made.order_by.push_back({.expr = std::move(ordered), .descending = dice_.chance(50)});
    return {std::move(made), {}, type};
}

inline Expr Generator::aggregate(Type type, const Columns& columns) {
    if (type != Type::boolean && dice_.chance(20)) return within_group(type, columns);
    Call made;
    const auto argument = [&](Type of) { return typed(expr(of, columns, 0, 1), of); };
    switch (type) {
        case Type::integer:
            made.name = {"count"};
            made.star = dice_.chance(40);
            if (!made.star) made.arguments.push_back(argument(any_type()));
            break;
        case Type::decimal:
            made.name = {dice_.word({"sum", "avg", "max", "stddev"})};
            made.arguments.push_back(argument(Type::decimal));
            break;
        case Type::real:
            made.name = {dice_.word({"corr", "regr_slope", "covar_pop"})};
            made.arguments.push_back(argument(Type::real));
            made.arguments.push_back(argument(Type::real));
            break;
        case Type::text:
            made.name = {"string_agg"};
            made.arguments.push_back(argument(Type::text));
            made.arguments.push_back(build::text(", "));
            if (dice_.chance(50)) made.order_by.push_back({.expr = made.arguments[0]});
            break;
        case Type::boolean:
            made.name = {dice_.word({"bool_and", "bool_or", "every"})};
            made.arguments.push_back(argument(Type::boolean));
            break;
        default:
            made.name = {dice_.word({"min", "max"})};
            made.arguments.push_back(argument(type));
            break;
    }
    made.distinct = !made.star && made.order_by.empty() && dice_.chance(15);
    if (dice_.chance(25)) made.filter = expr(Type::boolean, columns, 0, 2);
    return {std::move(made), {}, type};
}

inline void Generator::named_windows(Select& made, const Columns& columns) {
    if (dice_.chance(50)) return;
    NamedWindow first{.name = fresh("n"), .window = window(columns, true)};
    first.window.frame.reset();
    first.window.base.clear();
    made.windows.push_back(std::move(first));
}

inline Frame Generator::frame() {
    Frame made{.unit = static_cast<FrameUnit>(dice_.below(3))};
    const bool counts = made.unit != FrameUnit::range;
    if (counts && dice_.chance(50)) made.start = {BoundKind::preceding, build::integer(2)};
    if (dice_.chance(60)) {
        made.end = FrameBound{BoundKind::current_row};
        if (dice_.chance(40)) made.end = FrameBound{BoundKind::unbounded_following};
        if (counts && dice_.chance(40))
            made.end = FrameBound{BoundKind::following, build::integer(1)};
    }
    made.exclusion = static_cast<FrameExclusion>(dice_.chance(70) ? 0 : dice_.below(4));
    return made;
}

inline Window Generator::window(const Columns& columns, bool ordered) {
    Window made;
    const auto one = [&] {
        const Type type = any_type();
        return typed(expr(type, columns, 0, 1), type);
    };
    if (dice_.chance(60)) made.partition_by.push_back(one());
    if (ordered || dice_.chance(60)) {
        made.order_by.push_back({.expr = one(), .descending = dice_.chance(50)});
        made.order_by[0].nulls = static_cast<NullsOrder>(dice_.below(3));
        if (dice_.chance(50)) made.frame = frame();
    }
    return made;
}

inline Expr Generator::windowed(Type type, const Columns& columns, const Select& made) {
    Expr call;
    if (type == Type::integer && dice_.chance(50)) {
        call = build::call(dice_.word({"rank", "row_number", "dense_rank"}), type);
    } else if (dice_.chance(60)) {
        call = build::call(
            dice_.word({"lag", "lead", "first_value", "last_value"}),
            type,
            typed(expr(type, columns, 0, 1), type)
        );
    } else {
        call = aggregate(type, columns);
        auto& held = std::get<Call>(call.node);
        if (held.within_group)
            call = build::call("first_value", type, typed(expr(type, columns, 0, 1), type));
        auto& plain = std::get<Call>(call.node);
        plain.distinct = false;
        plain.order_by.clear();
    }
    Window over = window(columns, true);
    if (!made.windows.empty() && dice_.chance(60)) {
        over = {.base = made.windows[0].name, .bare_name = dice_.chance(60)};
        if (!over.bare_name && dice_.chance(70)) over.frame = frame();
    }
    std::get<Call>(call.node).over = std::move(over);
    return call;
}

}  // namespace parlance::sql::testing
