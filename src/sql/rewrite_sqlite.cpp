#include "sql/build.hpp"
#include "sql/functions.hpp"
#include "sql/rewrite.hpp"
#include "sql/walk.hpp"
#include "sql/writer.hpp"

#include <array>
#include <utility>

namespace parlance::sql {
namespace sqlite {

void cannot(std::string_view what, Position at) {
    not_expressible(what, Dialect::sqlite, at);
}

namespace {

bool is_fraction(Type type) {
    return type == Type::decimal || type == Type::real;
}

/// Whether SQLite is sure to hold a floating-point number here. A NUMERIC column may hold 10.00 as
/// the integer 10, and then would divide as one.
bool surely_real(const Expr& expr) {
    if (const auto* literal = std::get_if<Literal>(&expr.node); literal != nullptr)
        return literal->kind == LiteralKind::decimal;
    if (const auto* cast = std::get_if<Cast>(&expr.node); cast != nullptr)
        return cast->type.name == "float8";
    if (const auto* call = std::get_if<Call>(&expr.node); call != nullptr) {
        const std::string& name = call->name[0];
        if (name == "avg" || name == "round" || name == "sqrt") return true;
        return (name == "sum" || name == "min" || name == "max") && !call->arguments.empty() &&
               surely_real(call->arguments[0]);
    }
    if (const auto* binary = std::get_if<Binary>(&expr.node); binary != nullptr)
        return surely_real(*binary->left) || surely_real(*binary->right);
    return std::holds_alternative<ColumnRef>(expr.node) && expr.type == Type::real;
}

void real_division(Binary& binary, Type type) {
    if (!is_fraction(type) || surely_real(*binary.left) || surely_real(*binary.right)) return;
    binary.left = build::cast(std::move(*binary.left), "float8", Type::real);
}

bool is_comparison(BinaryOp op) {
    return op >= BinaryOp::equal && op <= BinaryOp::greater_equal;
}

bool is_temporal(Type type) {
    return is_moment(type) || type == Type::interval || type == Type::time;
}

void concat(Binary& binary, Position at) {
    for (Box<Expr>* side : {&binary.left, &binary.right}) {
        Expr& part = **side;
        if (part.type == Type::json || part.type == Type::array) cannot("Joining these", at);
        if (part.type != Type::boolean && !is_fraction(part.type)) continue;
        part = build::cast(std::move(part), "text", Type::text);
        part.at = at;
        cast(part);
    }
}

void binary(Expr& expr) {
    auto& held = std::get<Binary>(expr.node);
    if (is_comparison(held.op)) return compare(*held.left, *held.right, expr.at);
    switch (held.op) {
        case BinaryOp::add:
        case BinaryOp::subtract:
            if (is_temporal(held.left->type) || is_temporal(held.right->type)) shift(expr);
            return;
        case BinaryOp::divide:
            return real_division(held, expr.type);
        case BinaryOp::concat:
            return concat(held, expr.at);
        case BinaryOp::modulo:
            if (is_fraction(expr.type))
                expr.node =
                    build::call("mod", expr.type, std::move(*held.left), std::move(*held.right))
                        .node;
            return;
        case BinaryOp::power:
            expr.node =
                build::call("power", expr.type, std::move(*held.left), std::move(*held.right)).node;
            return;
        case BinaryOp::bit_xor: {
            Expr any = build::binary(BinaryOp::bit_or, *held.left, *held.right, Type::integer);
            Expr all = build::binary(
                BinaryOp::bit_and, std::move(*held.left), std::move(*held.right), Type::integer
            );
            expr.node = Binary{BinaryOp::subtract, std::move(any), std::move(all)};
            return;
        }
        case BinaryOp::glob:
            expr.node =
                build::call("glob", Type::boolean, std::move(*held.right), std::move(*held.left))
                    .node;
            return;
        case BinaryOp::multiply:
        case BinaryOp::bit_and:
        case BinaryOp::bit_or:
        case BinaryOp::shift_left:
        case BinaryOp::shift_right:
            return;
        default:
            cannot("The operator " + std::string(spelling(held.op)), expr.at);
    }
}

void between(Expr& expr) {
    auto& held = std::get<Between>(expr.node);
    const Type own = held.operand->type;
    compare(*held.operand, *held.low, expr.at);
    // A date that had to become a timestamp for one bound meets the other as one.
    if (held.operand->type != own) return compare(*held.operand, *held.high, expr.at);
    compare(*held.operand, *held.high, expr.at);
    if (held.operand->type != own) compare(*held.operand, *held.low, expr.at);
}

void in_list(Expr& expr) {
    auto& held = std::get<InList>(expr.node);
    for (Expr& item : held.items)
        compare(*held.operand, item, expr.at);
    if (!std::holds_alternative<Row>(held.operand->node)) return;
    Values values;
    for (Expr& item : held.items) {
        auto* row = std::get_if<Row>(&item.node);
        if (row == nullptr) cannot("This list of rows", expr.at);
        values.rows.push_back(std::move(row->items));
    }
    InQuery made{.operand = std::move(held.operand), .negated = held.negated};
    made.query = Query{.body = std::move(values)};
    expr.node = std::move(made);
}

/// `= ANY` is IN and `<> ALL` is NOT IN; over queries the others have no twin.
void quantified(Expr& expr) {
    auto& held = std::get<Quantified>(expr.node);
    if (held.query) {
        const bool any = held.op == BinaryOp::equal && !held.all;
        const bool none = held.op == BinaryOp::not_equal && held.all;
        if (!any && !none) cannot("ANY or ALL with this operator", expr.at);
        InQuery made{std::move(held.operand), std::move(held.query), none};
        expr.node = std::move(made);
        return;
    }
    plain_quantified(expr, Dialect::sqlite);
    if (std::holds_alternative<Quantified>(expr.node)) cannot("ANY or ALL over an array", expr.at);
    if (std::holds_alternative<InList>(expr.node)) return in_list(expr);
    if (std::holds_alternative<Binary>(expr.node)) return binary(expr);
    for (Expr& one : std::get<Logic>(expr.node).operands)
        binary(one);
}

void moment(Expr& expr) {
    const auto& held = std::get<CurrentMoment>(expr.node);
    constexpr std::array<const char*, 5> functions{"date", "time", "datetime", "time", "datetime"};
    const char* function = functions[static_cast<std::size_t>(held.moment)];
    expr.node = build::call(function, expr.type, build::text("now")).node;
}

class Rewriter : public Walker {
protected:
    void visit(Expr& expr) override { std::visit(Visit{expr}, expr.node); }

    void visit(Query& query) override {
        explicit_nulls(query.order_by);
        if (query.with_ties) cannot("FETCH … WITH TIES", {});
        const auto* set = std::get_if<SetOperation>(&query.body);
        if (set != nullptr && set->all && set->kind != SetKind::union_)
            cannot("INTERSECT ALL or EXCEPT ALL", {});
        auto* select = std::get_if<Select>(&query.body);
        if (select == nullptr) return;
        if (select->group_distinct) cannot("GROUP BY DISTINCT", {});
        for (const GroupItem& item : select->group_by)
            if (item.kind != GroupKind::plain) cannot("ROLLUP, CUBE or GROUPING SETS", {});
        for (NamedWindow& one : select->windows)
            explicit_nulls(one.window.order_by);
        for (From& from : select->from)
            source(from);
        if (!select->distinct_on.empty()) distinct_on(query);
    }

    void visit(TableRef& table) override {
        if (table.only) cannot("ONLY", table.at);
        if (!table.alias.columns.empty()) cannot("Renaming the columns of a table", table.at);
    }

    void visit(FunctionRef& function) override {
        cannot("The function " + function.call.name.back() + " in FROM", function.at);
    }

private:
    struct Visit {
        Expr& expr;

        void operator()(Binary& held) const {
            if (held.op == BinaryOp::bit_xor || is_temporal(held.left->type) ||
                is_temporal(held.right->type))
                check_repeatable(expr, Dialect::sqlite);
            binary(expr);
        }
        void operator()(Call& call_node) const {
            if (call_node.over) explicit_nulls(call_node.over->order_by);
            check_repeatable(expr, Dialect::sqlite);
            call(expr);
        }
        void operator()(Cast&) const {
            check_repeatable(expr, Dialect::sqlite);
            cast(expr);
        }
        void operator()(Like&) const { like(expr); }
        void operator()(Between&) const {
            check_repeatable(expr, Dialect::sqlite);
            between(expr);
            plain_between(expr);
        }
        void operator()(InList&) const { in_list(expr); }
        void operator()(Quantified&) const { quantified(expr); }
        void operator()(CurrentMoment&) const { moment(expr); }
        void operator()(Distinct& distinct) const {
            compare(*distinct.left, *distinct.right, expr.at);
        }
        void operator()(IsTest& test) const {
            if (test.test == Truth::is_unknown) test.test = Truth::is_null;
        }
        void operator()(Case& branches) const {
            if (!branches.operand) return;
            for (When& when : branches.whens)
                compare(*branches.operand, *when.condition, expr.at);
        }
        void operator()(Collate& held) const {
            if (!collation_allowed(held.collation, Dialect::sqlite))
                cannot("The collation " + held.collation, expr.at);
        }
        void operator()(Xml&) const { cannot("XML", expr.at); }
        void operator()(Row& row) const {
            if (row.items.size() < 2) cannot("A row of one value", expr.at);
        }
        void operator()(ArrayQuery&) const { cannot("ARRAY(SELECT …)", expr.at); }
        void operator()(Subscript&) const { cannot("An element of an array", expr.at); }
        template <class Other>
        void operator()(Other&) const {}
    };

    /// SQLite cannot rename the columns of a subquery: they are named inside.
    void source(From& from) {
        if (auto* join = std::get_if<Join>(&from.node); join != nullptr) {
            if (!join->alias.name.empty()) cannot("An alias of a whole join", {});
            source(*join->left);
            source(*join->right);
            return;
        }
        auto* derived = std::get_if<Derived>(&from.node);
        if (derived == nullptr) return;
        if (derived->lateral) cannot("LATERAL", {});
        if (derived->alias.columns.empty()) return;
        Cte named{.name = derived->alias.name, .columns = std::move(derived->alias.columns)};
        named.query = std::move(derived->query);
        Select all{.items = {SelectItem{}}};
        all.from.push_back({TableRef{.name = {named.name}}});
        Query wrapped{.body = std::move(all)};
        wrapped.with.push_back(std::move(named));
        derived->alias.columns.clear();
        derived->query = std::move(wrapped);
    }
};

/// What was left for a parent that never came.
class LastLook : public Walker {
protected:
    void visit(Expr& expr) override {
        if (std::holds_alternative<Array>(expr.node)) cannot("An array", expr.at);
        const auto* call = std::get_if<Call>(&expr.node);
        const bool age = call != nullptr && call->name == Name{"age"};
        const bool cast = std::holds_alternative<Cast>(expr.node);
        const bool binary = std::holds_alternative<Binary>(expr.node);
        if (expr.type == Type::interval && (age || cast || binary))
            cannot("An interval here", expr.at);
    }
};

}  // namespace
}  // namespace sqlite

void rewrite_for_sqlite(Query& query) {
    sqlite::Rewriter().walk(query);
    sqlite::LastLook().walk(query);
}

}  // namespace parlance::sql
