#pragma once

#include "sql/testing/random_expr.hpp"

/// The conditions that `RandomExpr` makes.
namespace parlance::sql::testing {

inline Expr RandomExpr::rows(std::size_t depth) {
    const auto row = [&] {
        Row made;
        made.items.push_back(of(Type::integer, depth));
        made.items.push_back(of(Type::text, depth));
        return Expr{std::move(made)};
    };
    if (dice_.chance(50)) return build::binary(comparison(), row(), row(), Type::boolean);
    InList made{.operand = row(), .negated = dice_.chance(30)};
    made.items.push_back(row());
    made.items.push_back(row());
    return {std::move(made), {}, Type::boolean};
}

inline Expr RandomExpr::like(std::size_t depth) {
    const auto kind = static_cast<LikeKind>(dice_.below(3));
    Like made{.kind = kind, .operand = of(Type::text, depth), .negated = dice_.chance(30)};
    made.pattern = build::text(dice_.word({"a%", "%b_", "x#%y%", ""}));
    if (dice_.chance(40)) made.escape = build::text("#");
    return {std::move(made), {}, Type::boolean};
}

/// Tests that are neither comparisons nor logic.
inline Expr RandomExpr::predicate(std::size_t depth) {
    const Type type = any_type();
    switch (dice_.below(8)) {
        case 0: {
            const auto truth = static_cast<Truth>(dice_.below(4));
            const Type operand = truth == Truth::is_null ? type : Type::boolean;
            return {IsTest{of(operand, depth), truth, dice_.chance(50)}, {}, Type::boolean};
        }
        case 1:
            return {
                Distinct{of(type, depth), of(type, depth), dice_.chance(50)}, {}, Type::boolean
            };
        case 2: {
            Between made{of(type, depth), of(type, depth), of(type, depth)};
            made.negated = dice_.chance(30);
            made.symmetric = dice_.chance(30);
            return {std::move(made), {}, Type::boolean};
        }
        case 3: {
            InList made{.operand = of(type, depth), .negated = dice_.chance(30)};
            made.items.push_back(of(type, depth));
            made.items.push_back(leaf(type));
            return {std::move(made), {}, Type::boolean};
        }
        case 4: {
            Quantified made{comparison(), dice_.chance(50), of(Type::integer, depth)};
            if (Box<Query> query = subquery(Type::integer); query)
                made.query = std::move(query);
            else
                made.array = array(Type::integer, depth);
            return {std::move(made), {}, Type::boolean};
        }
        case 5:
            if (Box<Query> query = subquery(type); query) {
                if (dice_.chance(50)) return {Exists{std::move(query)}, {}, Type::boolean};
                return {
                    InQuery{of(type, depth), std::move(query), dice_.chance(40)}, {}, Type::boolean
                };
            }
            return leaf(Type::boolean);
        case 6: {
            static const std::vector<BinaryOp> ops{
                BinaryOp::contains, BinaryOp::contained_by, BinaryOp::overlaps
            };
            return build::binary(
                dice_.pick(ops), array(Type::text, depth), array(Type::text, depth), Type::boolean
            );
        }
        default:
            return build::call(
                "overlaps",
                Type::boolean,
                of(Type::date, depth),
                of(Type::date, depth),
                of(Type::date, depth),
                of(Type::date, depth)
            );
    }
}

/// In a comparison, which has no collation itself: two different ones would not meet elsewhere.
inline Expr RandomExpr::collated(std::size_t depth) {
    Expr left{Collate{of(Type::text, depth), "C"}, {}, Type::text};
    return build::binary(comparison(), std::move(left), of(Type::text, depth), Type::boolean);
}

inline Expr RandomExpr::boolean(std::size_t depth) {
    switch (dice_.below(10)) {
        case 0:
        case 1: {
            Logic made{.conjunction = dice_.chance(50)};
            for (std::size_t i = 0; i < 2 + dice_.below(2); ++i)
                made.operands.push_back(of(Type::boolean, depth));
            return {std::move(made), {}, Type::boolean};
        }
        case 2:
            return build::negated(of(Type::boolean, depth));
        case 3:
            return rows(depth);
        case 4:
            return like(depth);
        case 5: {
            const auto op = static_cast<BinaryOp>(
                static_cast<int>(BinaryOp::regex) + static_cast<int>(dice_.below(4))
            );
            return build::binary(op, of(Type::text, depth), build::text("^a.*b$"), Type::boolean);
        }
        case 6:
            return dice_.chance(50) ? json_step(BinaryOp::json_has, Type::boolean)
                                    : predicate(depth);
        case 7:
            return dice_.chance(25) ? collated(depth) : predicate(depth);
        default: {
            const Type type = any_type();
            return build::binary(comparison(), of(type, depth), of(type, depth), Type::boolean);
        }
    }
}

}  // namespace parlance::sql::testing
