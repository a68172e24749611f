#pragma once

#include "base/schema.hpp"
#include "sql/testing/random_expr.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parlance::sql::testing {

/// Makes SELECTs at random over the tables of a schema: the same ones for the same seed, and each
/// of them one that PostgreSQL's analysis accepts. Covers all of the tree: joins of every kind,
/// USING, LATERAL, functions in FROM, CTEs (recursive too), set operations, VALUES, grouping sets,
/// aggregates with FILTER, DISTINCT, ORDER BY and WITHIN GROUP, windows with frames and names,
/// DISTINCT ON, FETCH … WITH TIES, row values, arrays, JSON.
///
/// Only tests and fuzzers include this.
class Generator {
public:
    Generator(const Schema& schema, std::uint64_t seed) : schema_(schema), dice_(seed) {}

    Query query() {
        names_ = 0;
        ctes_.clear();
        std::vector<Type> types;
        for (std::size_t i = 0; i <= dice_.below(4); ++i)
            types.push_back(any_type());
        return with(types, 3, {});
    }

private:
    struct Cte {
        std::string name;
        Columns columns;
    };

    /// Expressions in one place of one query.
    class Exprs : public RandomExpr {
    public:
        Exprs(Generator& generator, const Columns& columns, std::size_t queries)
            : RandomExpr(generator.dice_, columns), generator_(generator), queries_(queries) {}

    protected:
        Box<Query> subquery(Type type) override {
            if (queries_ == 0) return {};
            Query made = generator_.body({type}, 0, columns_);
            made.limit = build::integer(1);
            return made;
        }

    private:
        Generator& generator_;
        std::size_t queries_;
    };

    Type any_type() {
        const Columns none;
        return RandomExpr(dice_, none).any_type();
    }

    Expr expr(Type type, const Columns& columns, std::size_t depth, std::size_t expr_depth = 2) {
        return Exprs(*this, columns, depth).of(type, expr_depth);
    }

    std::string fresh(const char* stem) { return stem + std::to_string(++names_); }

    static std::string column_name(std::size_t i) { return "c" + std::to_string(i + 1); }

    static Columns named(const std::string& relation, const std::vector<Type>& types) {
        Columns columns;
        for (std::size_t i = 0; i < types.size(); ++i)
            columns.push_back({relation, column_name(i), types[i]});
        return columns;
    }

    // ---- queries: each gives columns c1, c2, … of the wanted types ----

    Query with(const std::vector<Type>& types, std::size_t depth, const Columns& outer) {
        const std::size_t before = ctes_.size();
        std::vector<sql::Cte> made;
        bool recursive = false;
        while (depth > 1 && dice_.chance(20)) {
            const std::string name = fresh("w");
            const bool counts = dice_.chance(30);
            const std::vector<Type> own =
                counts ? std::vector{Type::integer} : std::vector{any_type(), any_type()};
            sql::Cte one{.name = name};
            one.query = counts ? counting(name) : body(own, depth - 2, {});
            if (counts) one.columns = {column_name(0)};
            if (dice_.chance(20)) one.materialized = Materialized::never;
            if (dice_.chance(20)) one.materialized = Materialized::always;
            recursive = recursive || counts;
            made.push_back(std::move(one));
            ctes_.push_back({name, named(name, own)});
        }
        Query query = body(types, depth, outer);
        query.with = std::move(made);
        query.recursive = recursive;
        ctes_.resize(before);
        return query;
    }

    /// `SELECT 1 UNION ALL SELECT c1 + 1 FROM name WHERE c1 < 5`.
    static Query counting(const std::string& name) {
        Select first{.items = {SelectItem{.expr = build::integer(1)}}};
        const Expr column{ColumnRef{{name, column_name(0)}}, {}, Type::integer};
        Select next;
        next.items.push_back(
            {.expr = build::binary(BinaryOp::add, column, build::integer(1), Type::integer)}
        );
        next.from.push_back({TableRef{.name = {name}}});
        next.where = build::binary(BinaryOp::less, column, build::integer(5), Type::boolean);
        SetOperation both{.all = true};
        both.left = Query{.body = std::move(first)};
        both.right = Query{.body = std::move(next)};
        return {.body = std::move(both)};
    }

    Query body(const std::vector<Type>& types, std::size_t depth, const Columns& outer) {
        if (depth > 0 && dice_.chance(15)) return set_operation(types, depth - 1, outer);
        if (dice_.chance(4)) return values(types);
        return select(types, depth, outer);
    }

    Query set_operation(const std::vector<Type>& types, std::size_t depth, const Columns& outer) {
        SetOperation made{static_cast<SetKind>(dice_.below(3)), dice_.chance(40)};
        made.left = body(types, depth, outer);
        made.right = body(types, depth, outer);
        Query query{.body = std::move(made)};
        order_by_number(query, types.size());
        limit(query);
        return query;
    }

    Query values(const std::vector<Type>& types) {
        sql::Values made;
        const Columns none;
        for (std::size_t row = 0; row <= dice_.below(2); ++row) {
            std::vector<Expr>& cells = made.rows.emplace_back();
            for (const Type type : types)
                cells.push_back(typed(expr(type, none, 0, 1), type));
        }
        // The names of VALUES are its own: given by a query around it.
        const std::string name = fresh("v");
        Derived derived{.alias = {name, {}}};
        derived.query = Query{.body = std::move(made)};
        Select around;
        for (std::size_t i = 0; i < types.size(); ++i) {
            derived.alias.columns.push_back(column_name(i));
            around.items.push_back({.expr = Expr{ColumnRef{{name, column_name(i)}}}});
        }
        around.from.push_back({std::move(derived)});
        return {.body = std::move(around)};
    }

    /// A bare string has no type of its own in VALUES and UNION.
    static Expr typed(Expr made, Type type) {
        if (type != Type::text) return made;
        return build::cast(std::move(made), "text", type);
    }

    Query select(const std::vector<Type>& types, std::size_t depth, const Columns& outer) {
        Select made;
        Columns columns;
        from(made, columns, depth, outer);
        Columns visible = columns;
        visible.insert(visible.end(), outer.begin(), outer.end());
        if (dice_.chance(60)) made.where = expr(Type::boolean, visible, depth, 3);
        const bool aggregates = depth > 0 && !columns.empty() && dice_.chance(35);
        if (aggregates)
            grouped(made, types, columns, depth);
        else
            plain(made, types, columns, visible, depth);
        for (std::size_t i = 0; i < made.items.size(); ++i)
            made.items[i].alias = column_name(i);
        Query query;
        const bool constant = std::holds_alternative<Literal>(made.items[0].expr->node);
        const bool on = !aggregates && !constant && dice_.chance(8);
        if (on) made.distinct_on.push_back(*made.items[0].expr);
        if (!on && dice_.chance(10)) made.distinct = true;
        if (on && dice_.chance(60))
            query.order_by.push_back({.expr = build::integer(1), .descending = dice_.chance(50)});
        query.body = std::move(made);
        if (!on) order_by_number(query, types.size());
        limit(query);
        return query;
    }

    void plain(
        Select& made,
        const std::vector<Type>& types,
        const Columns& columns,
        const Columns& visible,
        std::size_t depth
    ) {
        const bool windows = depth > 0 && !columns.empty() && dice_.chance(40);
        if (windows) named_windows(made, columns);
        for (const Type type : types) {
            const bool over = windows && dice_.chance(70);
            Expr item = over ? windowed(type, columns, made) : expr(type, visible, depth, 3);
            made.items.push_back({.expr = typed(std::move(item), type)});
        }
    }

    void order_by_number(Query& query, std::size_t columns) {
        while (query.order_by.size() < columns && dice_.chance(40)) {
            const auto number = static_cast<std::int64_t>(query.order_by.size() + 1);
            OrderItem item{.expr = build::integer(number), .descending = dice_.chance(50)};
            item.nulls = static_cast<NullsOrder>(dice_.below(3));
            query.order_by.push_back(std::move(item));
        }
    }

    void limit(Query& query) {
        if (!dice_.chance(30)) return;
        query.limit = build::integer(static_cast<std::int64_t>(dice_.below(20)));
        query.with_ties = !query.order_by.empty() && dice_.chance(15);
        if (dice_.chance(30)) query.offset = build::integer(2);
    }

    // ---- FROM ----

    void from(Select& made, Columns& columns, std::size_t depth, const Columns& outer) {
        if (dice_.chance(3)) return;
        for (std::size_t i = 0; i <= dice_.below(2); ++i)
            made.from.push_back(item(columns, depth, outer));
    }

    From item(Columns& columns, std::size_t depth, const Columns& outer) {
        Columns own;
        Columns seen = outer;  // by what is LATERAL
        seen.insert(seen.end(), columns.begin(), columns.end());
        From made = source(own, depth, outer, seen);
        if (depth > 0 && dice_.chance(45)) made = {join(std::move(made), own, depth)};
        columns.insert(columns.end(), own.begin(), own.end());
        return made;
    }

    From source(Columns& columns, std::size_t depth, const Columns& outer, const Columns& lateral) {
        if (depth > 0 && dice_.chance(20)) return {derived(columns, depth - 1, outer, lateral)};
        if (dice_.chance(8)) return {function(columns)};
        if (!ctes_.empty() && dice_.chance(40)) {
            const Cte& one = dice_.pick(ctes_);
            TableRef made{.name = {one.name}, .alias = {fresh("r"), {}}};
            for (InScope column : one.columns) {
                column.relation = made.alias.name;
                columns.push_back(std::move(column));
            }
            return {std::move(made)};
        }
        const Table& table = dice_.pick(schema_.tables);
        TableRef made{.name = {table.schema, table.name}, .alias = {fresh("t"), {}}};
        for (const Column& column : table.columns)
            columns.push_back({made.alias.name, column.name, column.type});
        return {std::move(made)};
    }

    Derived
    derived(Columns& columns, std::size_t depth, const Columns& outer, const Columns& lateral) {
        const std::vector<Type> types{any_type(), any_type()};
        Derived made{.alias = {fresh("q"), {}}, .lateral = dice_.chance(40)};
        made.query = with(types, depth, made.lateral ? lateral : outer);
        const Columns own = named(made.alias.name, types);
        columns.insert(columns.end(), own.begin(), own.end());
        return made;
    }

    FunctionRef function(Columns& columns) {
        FunctionRef made{.alias = {fresh("f"), {column_name(0)}}};
        made.ordinality = dice_.chance(30);
        if (made.ordinality) made.alias.columns.push_back("nth");
        const bool series = dice_.chance(50);
        made.call = Call{.name = {series ? "generate_series" : "unnest"}};
        if (series) {
            made.call.arguments = {build::integer(1), build::integer(3)};
        } else {
            sql::Array list;
            list.items = {build::integer(7), build::integer(8)};
            made.call.arguments.push_back({std::move(list)});
        }
        columns.push_back({made.alias.name, column_name(0), Type::integer});
        return made;
    }

    Join join(From left, Columns& columns, std::size_t depth) {
        Join made;
        made.left = std::move(left);
        Columns right;
        made.right = source(right, depth - 1, {}, {});
        const std::string shared = common_column(columns, right);
        made.kind = static_cast<JoinKind>(dice_.below(5));
        if (made.kind != JoinKind::cross && !shared.empty() && dice_.chance(30)) {
            made.using_columns.push_back(shared);
        } else if (made.kind == JoinKind::full) {
            made.on = build::boolean(true);  // all that it can always merge by
        }
        columns.insert(columns.end(), right.begin(), right.end());
        const bool bare = made.kind != JoinKind::cross && made.using_columns.empty() && !made.on;
        if (bare) made.on = expr(Type::boolean, columns, 0, 2);
        return made;
    }

    /// A name that both sides have once, with one type.
    static std::string common_column(const Columns& left, const Columns& right) {
        const auto count = [](const Columns& side, const InScope& one) {
            return std::ranges::count_if(side, [&](const InScope& other) {
                return other.name == one.name;
            });
        };
        for (const InScope& one : left)
            for (const InScope& other : right)
                if (one.name == other.name && one.type == other.type && one.type != Type::json &&
                    count(left, one) == 1 && count(right, one) == 1)
                    return one.name;
        return {};
    }

    // ---- GROUP BY ----

    void grouped(
        Select& made,
        const std::vector<Type>& types,
        const Columns& columns,
        std::size_t depth
    );
    void group_by(Select& made, const Columns& keys);
    Expr aggregate(Type type, const Columns& columns);
    Expr within_group(Type type, const Columns& columns);

    // ---- OVER ----

    void named_windows(Select& made, const Columns& columns);
    Window window(const Columns& columns, bool ordered);
    Frame frame();
    Expr windowed(Type type, const Columns& columns, const Select& made);

    const Schema& schema_;
    Dice dice_;
    std::size_t names_ = 0;
    std::vector<Cte> ctes_;

    friend class Exprs;
};

}  // namespace parlance::sql::testing

#include "sql/testing/generator_groups.hpp"
