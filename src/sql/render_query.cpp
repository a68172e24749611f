#include "sql/render.hpp"
#include "sql/writer.hpp"

#include <array>

namespace parlance::sql {
namespace {

bool is_simple(const Query& query) {
    return query.with.empty() && query.order_by.empty() && !query.limit && !query.offset;
}

std::string_view join_words(JoinKind kind) {
    constexpr std::array<std::string_view, 5> words{
        "JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ", "CROSS JOIN "
    };
    return words[static_cast<std::size_t>(kind)];
}

}  // namespace

void Writer::turn() {
    if (!pretty_) return put(" ");
    put("\n");
    text_.append(depth_ * 2, ' ');
}

void Writer::nested(const Query& query) {
    put("(");
    ++depth_;
    if (pretty_) turn();
    write(query);
    --depth_;
    if (pretty_) turn();
    put(")");
}

void Writer::write(const Query& query) {
    with(query);
    std::visit([this](const auto& held) { body(held); }, query.body);
    if (!query.order_by.empty()) {
        turn();
        put("ORDER BY ");
        order(query.order_by);
    }
    limits(query);
}

void Writer::with(const Query& query) {
    if (query.with.empty()) return;
    put(query.recursive ? "WITH RECURSIVE " : "WITH ");
    list(query.with, [this](const Cte& cte) {
        name(cte.name);
        if (!cte.columns.empty()) {
            put(" (");
            list(cte.columns, [this](const std::string& column) { name(column); });
            put(")");
        }
        put(" AS ");
        if (cte.materialized == Materialized::always) put("MATERIALIZED ");
        if (cte.materialized == Materialized::never) put("NOT MATERIALIZED ");
        nested(*cte.query);
    });
    turn();
}

void Writer::body(const Select& select) {
    put("SELECT ");
    if (select.distinct) put("DISTINCT ");
    if (!select.distinct_on.empty()) {
        put("DISTINCT ON (");
        exprs(select.distinct_on);
        put(") ");
    }
    list(select.items, [this](const SelectItem& one) { item(one); });
    if (!select.from.empty()) from(select.from);
    if (select.where) condition("WHERE ", *select.where);
    if (!select.group_by.empty()) {
        turn();
        put(select.group_distinct ? "GROUP BY DISTINCT " : "GROUP BY ");
        list(select.group_by, [this](const GroupItem& one) { group(one); });
    }
    if (select.having) condition("HAVING ", *select.having);
    if (select.windows.empty()) return;
    turn();
    put("WINDOW ");
    list(select.windows, [this](const NamedWindow& one) {
        name(one.name);
        put(" AS ");
        window(one.window);
    });
}

void Writer::body(const Values& values) {
    put("VALUES ");
    list(values.rows, [this](const std::vector<Expr>& row) {
        put("(");
        exprs(row);
        put(")");
    });
}

void Writer::body(const SetOperation& operation) {
    constexpr std::array<std::string_view, 3> words{"UNION", "INTERSECT", "EXCEPT"};
    side(*operation.left, operation, true);
    turn();
    put(words[static_cast<std::size_t>(operation.kind)]);
    if (operation.all) put(" ALL");
    turn();
    side(*operation.right, operation, false);
}

void Writer::side(const Query& query, const SetOperation& operation, bool left) {
    const auto* inner = std::get_if<SetOperation>(&query.body);
    bool bare = is_simple(query) && inner == nullptr;
    if (is_simple(query) && inner != nullptr && left) {
        // INTERSECT binds tighter than UNION and EXCEPT, except on SQLite.
        const bool same =
            (inner->kind == SetKind::intersect) == (operation.kind == SetKind::intersect);
        bare = same || !style_.nested_sets || inner->kind == SetKind::intersect;
    }
    if (bare) return write(query);
    if (style_.nested_sets) return nested(query);
    put("SELECT * FROM ");
    nested(query);
}

void Writer::item(const SelectItem& item) {
    if (item.is_star()) {
        name(item.qualifier);
        return put(item.qualifier.empty() ? "*" : ".*");
    }
    write(*item.expr);
    if (item.alias.empty()) return;
    put(" AS ");
    name(item.alias);
}

void Writer::condition(std::string_view word, const Expr& expr) {
    turn();
    put(word);
    const auto* logic = std::get_if<Logic>(&expr.node);
    if (!pretty_ || logic == nullptr || !logic->conjunction) return write(expr);
    ++depth_;
    bool first = true;
    for (const Expr& operand : logic->operands) {
        if (!first) {
            turn();
            put("AND ");
        }
        first = false;
        write(operand, Binding::negation);
    }
    --depth_;
}

void Writer::from(const std::vector<From>& items) {
    turn();
    put("FROM ");
    list(items, [&](const From& one) { source(one, style_.commas_join && &one != items.data()); });
}

void Writer::source(const From& from, bool right_of_join) {
    const auto* join = std::get_if<Join>(&from.node);
    const bool wrap = join != nullptr && (right_of_join || !join->alias.name.empty());
    if (wrap) put("(");
    std::visit([this](const auto& held) { source_node(held); }, from.node);
    if (wrap) put(")");
    if (join != nullptr) alias(join->alias);
}

void Writer::source_node(const TableRef& table) {
    if (table.only) put("ONLY ");
    name(table.name);
    alias(table.alias);
}

void Writer::source_node(const Derived& derived) {
    if (derived.lateral) put("LATERAL ");
    nested(*derived.query);
    alias(derived.alias);
}

void Writer::source_node(const FunctionRef& function) {
    if (function.lateral) put("LATERAL ");
    plain_call(function.call);
    if (function.ordinality) put(" WITH ORDINALITY");
    alias(function.alias);
}

void Writer::source_node(const Join& join) {
    source(*join.left, false);
    turn();
    if (join.natural) put("NATURAL ");
    put(join_words(join.kind));
    source(*join.right, true);
    if (join.on) {
        put(" ON ");
        write(*join.on);
    }
    if (join.using_columns.empty()) return;
    put(" USING (");
    list(join.using_columns, [this](const std::string& column) { name(column); });
    put(")");
}

void Writer::alias(const Alias& alias) {
    if (alias.name.empty()) return;
    put(" AS ");
    name(alias.name);
    if (alias.columns.empty()) return;
    put(" (");
    list(alias.columns, [this](const std::string& column) { name(column); });
    put(")");
}

void Writer::group(const GroupItem& item) {
    switch (item.kind) {
        case GroupKind::plain:
            return write(*item.expr);
        case GroupKind::empty:
            return put("()");
        case GroupKind::rollup:
            put("ROLLUP (");
            break;
        case GroupKind::cube:
            put("CUBE (");
            break;
        case GroupKind::sets:
            put("GROUPING SETS (");
            break;
    }
    list(item.items, [this](const GroupItem& one) { group(one); });
    put(")");
}

void Writer::limits(const Query& query) {
    if (query.limit && !query.with_ties) {
        turn();
        put("LIMIT ");
        write(*query.limit);
    } else if (query.offset && style_.limit_before_offset) {
        turn();
        put("LIMIT -1");
    }
    if (query.offset) {
        turn();
        put("OFFSET ");
        write(*query.offset);
    }
    if (!query.limit || !query.with_ties) return;
    turn();
    put("FETCH FIRST (");
    write(*query.limit);
    put(") ROWS WITH TIES");
}

}  // namespace parlance::sql
