#pragma once

#include "sql/build.hpp"
#include "sql/random/dice.hpp"

#include <string>
#include <utility>
#include <vector>

/// Expressions at random for `Generator`. Only tests and fuzzers include this.
namespace parlance::sql::testing {

/// A column in scope.
struct InScope {
    std::string relation;
    std::string name;
    Type type = Type::unknown;
};
using Columns = std::vector<InScope>;

/// Makes expressions of a wanted type over columns: whatever it makes, PostgreSQL accepts.
class RandomExpr {
public:
    RandomExpr(Dice& dice, const Columns& columns) : dice_(dice), columns_(columns) {}
    virtual ~RandomExpr() = default;

    Expr of(Type type, std::size_t depth) {
        if (depth == 0 || dice_.chance(20)) return leaf(type);
        if (dice_.chance(12)) return common(type, depth - 1);
        switch (type) {
            case Type::integer:
                return integer(depth - 1);
            case Type::decimal:
                return decimal(depth - 1);
            case Type::text:
                return text(depth - 1);
            case Type::boolean:
                return boolean(depth - 1);
            case Type::date:
                return date(depth - 1);
            case Type::timestamp:
                return timestamp(depth - 1);
            default:
                return leaf(type);
        }
    }

    Expr leaf(Type type) {
        Columns fitting;
        for (const InScope& one : columns_)
            if (one.type == type) fitting.push_back(one);
        if (fitting.empty() || dice_.chance(15)) return constant(type);
        const InScope& one = dice_.pick(fitting);
        return {ColumnRef{{one.relation, one.name}}, {}, type};
    }

    Type any_type() {
        static const std::vector<Type> types{
            Type::integer,
            Type::integer,
            Type::text,
            Type::text,
            Type::decimal,
            Type::boolean,
            Type::date,
            Type::real,
            Type::timestamp
        };
        return dice_.pick(types);
    }

protected:
    /// A query of one column; none when subqueries are not wanted here.
    virtual Box<Query> subquery(Type) { return {}; }

    Expr constant(Type type) {
        const auto number = static_cast<std::int64_t>(dice_.below(100));
        switch (type) {
            case Type::integer:
                return build::integer(number);
            case Type::decimal:
                return build::decimal(std::to_string(number) + ".5");
            case Type::real:
                return build::cast(build::decimal("1.25"), "float8", type);
            case Type::boolean:
                return build::boolean(dice_.chance(50));
            case Type::date:
                return build::cast(build::text("2024-02-29"), "date", type);
            case Type::timestamp:
                return build::cast(build::text("2024-02-29 12:30:00"), "timestamp", type);
            case Type::timestamptz:
                return Expr{CurrentMoment{Moment::current_timestamp}, {}, type};
            case Type::interval:
                return build::cast(
                    build::text(dice_.word({"1 day", "2 months", "3 hours", "1 year -1 day"})),
                    "interval",
                    type
                );
            case Type::json:
                return build::cast(build::text(R"({"a": [1, {"b": null}]})"), "jsonb", type);
            default:
                return build::text(dice_.word({"a", "it's", "%x_", "", "2024", "\\", "é", "\"q\""})
                );
        }
    }

    Expr common(Type type, std::size_t depth) {
        switch (dice_.below(6)) {
            case 0:
                return build::choose(of(Type::boolean, depth), of(type, depth), of(type, depth));
            case 1:
                return build::call("coalesce", type, of(type, depth), of(type, depth));
            case 2:
                return build::call("nullif", type, of(type, depth), of(type, depth));
            case 3:
                return build::call(
                    dice_.word({"greatest", "least"}), type, of(type, depth), of(type, depth)
                );
            case 4: {
                Case made{.operand = of(Type::integer, depth)};
                made.whens.push_back({of(Type::integer, depth), of(type, depth)});
                return {std::move(made), {}, type};
            }
            default:
                if (Box<Query> query = subquery(type); query)
                    return {ScalarQuery{std::move(query)}, {}, type};
                return leaf(type);
        }
    }

    Expr array(Type type, std::size_t depth) {
        Array made;
        for (std::size_t i = 0; i <= dice_.below(3); ++i)
            made.items.push_back(of(type, depth));
        return {std::move(made), {}, Type::array};
    }

    Expr json_step(BinaryOp op, Type type) {
        const bool path = op == BinaryOp::json_path || op == BinaryOp::json_path_text;
        return build::binary(op, leaf(Type::json), build::text(path ? "{a,0}" : "a"), type);
    }

    Expr integer(std::size_t depth) {
        using enum BinaryOp;
        const auto two = [&](BinaryOp op) {
            return build::binary(
                op, of(Type::integer, depth), of(Type::integer, depth), Type::integer
            );
        };
        const auto by_constant = [&](BinaryOp op) {
            const auto by = static_cast<std::int64_t>(1 + dice_.below(7));
            return build::binary(op, of(Type::integer, depth), build::integer(by), Type::integer);
        };
        switch (dice_.below(14)) {
            case 0:
                return two(add);
            case 1:
                return two(subtract);
            case 2:
                return by_constant(multiply);
            case 3:
                return by_constant(divide);
            case 4:
                return by_constant(modulo);
            case 5:
                return two(dice_.chance(50) ? bit_and : bit_xor);
            case 6:
                return by_constant(dice_.chance(50) ? shift_left : shift_right);
            case 7: {
                const auto sign = static_cast<UnaryOp>(dice_.below(3));
                return {Unary{sign, of(Type::integer, depth)}, {}, Type::integer};
            }
            case 8:
                return build::call("length", Type::integer, of(Type::text, depth));
            case 9:
                return build::call(
                    "position", Type::integer, of(Type::text, depth), of(Type::text, depth)
                );
            case 10:
                return build::call("cardinality", Type::integer, array(Type::text, depth));
            case 11: {
                Subscript made{.operand = array(Type::integer, depth)};
                made.index = build::integer(1);
                return {std::move(made), {}, Type::integer};
            }
            case 12:
                return build::binary(
                    subtract, of(Type::date, depth), of(Type::date, depth), Type::integer
                );
            default:
                return build::call("abs", Type::integer, of(Type::integer, depth));
        }
    }

    Expr decimal(std::size_t depth) {
        switch (dice_.below(4)) {
            case 0:
                return build::call(
                    "round", Type::decimal, of(Type::decimal, depth), build::integer(1)
                );
            case 1: {
                Expr number = of(Type::integer, depth);
                return {
                    Cast{std::move(number), TypeName{.name = "numeric", .modifiers = {12, 2}}},
                    {},
                    Type::decimal
                };
            }
            case 2:
                return build::call(
                    "extract",
                    Type::decimal,
                    build::text(dice_.word({"year", "month", "dow", "epoch", "week"})),
                    of(dice_.chance(50) ? Type::date : Type::timestamp, depth)
                );
            default: {
                const auto op = static_cast<BinaryOp>(dice_.below(3));
                return build::binary(
                    op, of(Type::decimal, depth), of(Type::integer, depth), Type::decimal
                );
            }
        }
    }

    Expr text(std::size_t depth) {
        switch (dice_.below(11)) {
            case 0:
            case 1:
                return build::binary(
                    BinaryOp::concat, of(Type::text, depth), of(Type::text, depth), Type::text
                );
            case 2:
                return build::call(
                    dice_.word({"upper", "lower", "btrim", "reverse", "md5", "initcap"}),
                    Type::text,
                    of(Type::text, depth)
                );
            case 3:
                return build::call(
                    dice_.word({"left", "right", "substr"}),
                    Type::text,
                    of(Type::text, depth),
                    build::integer(2)
                );
            case 4:
                return build::call(
                    "replace",
                    Type::text,
                    of(Type::text, depth),
                    constant(Type::text),
                    of(Type::text, depth)
                );
            case 5:
                return build::cast(of(any_type(), depth), "text", Type::text);
            case 6:
                return build::call(
                    "to_char", Type::text, of(Type::timestamp, depth), build::text("YYYY-MM")
                );
            case 7:
                return json_step(
                    dice_.chance(50) ? BinaryOp::json_text : BinaryOp::json_path_text, Type::text
                );
            case 8:
                return build::call(
                    dice_.word({"repeat", "lpad", "rpad"}),
                    Type::text,
                    of(Type::text, depth),
                    build::integer(static_cast<std::int64_t>(dice_.below(4)))
                );
            case 9:
                return build::cast(xml(depth), "text", Type::text);
            default:
                return build::call(
                    "overlay",
                    Type::text,
                    of(Type::text, depth),
                    of(Type::text, depth),
                    build::integer(1)
                );
        }
    }

    Expr xml(std::size_t depth) {
        Xml made{.kind = static_cast<XmlKind>(dice_.below(3))};
        if (made.kind == XmlKind::element) made.element = "Tag";
        if (made.kind != XmlKind::concat) {
            made.names.push_back("a b");
            made.items.push_back(of(Type::text, depth));
        }
        if (made.kind == XmlKind::element) made.items.push_back(of(Type::text, depth));
        if (made.kind == XmlKind::concat)
            made.items.push_back(build::cast(build::text("<a/>"), "xml", Type::unknown));
        return {std::move(made)};
    }

    Expr date(std::size_t depth) {
        switch (dice_.below(3)) {
            case 0:
                return build::binary(
                    dice_.chance(50) ? BinaryOp::add : BinaryOp::subtract,
                    leaf(Type::date),
                    build::integer(30),
                    Type::date
                );
            case 1:
                return build::cast(of(Type::timestamp, depth), "date", Type::date);
            default:
                return Expr{CurrentMoment{Moment::current_date}, {}, Type::date};
        }
    }

    Expr timestamp(std::size_t depth) {
        switch (dice_.below(3)) {
            case 0:
                return build::call(
                    "date_trunc",
                    Type::timestamp,
                    build::text(dice_.word({"year", "month", "week", "day", "hour"})),
                    of(Type::timestamp, depth)
                );
            case 1:
                return build::binary(
                    dice_.chance(50) ? BinaryOp::add : BinaryOp::subtract,
                    of(dice_.chance(50) ? Type::date : Type::timestamp, depth),
                    constant(Type::interval),
                    Type::timestamp
                );
            default:
                return build::call(
                    "timezone", Type::timestamp, build::text("UTC"), leaf(Type::timestamptz)
                );
        }
    }

    Expr boolean(std::size_t depth);
    Expr predicate(std::size_t depth);
    Expr collated(std::size_t depth);
    Expr rows(std::size_t depth);
    Expr like(std::size_t depth);

    BinaryOp comparison() {
        return static_cast<BinaryOp>(static_cast<int>(BinaryOp::equal) + dice_.below(6));
    }

    Dice& dice_;
    const Columns& columns_;
};

}  // namespace parlance::sql::testing

#include "sql/testing/random_predicate.hpp"
