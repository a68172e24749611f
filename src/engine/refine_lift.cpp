#include "engine/refine_lift.hpp"

#include <algorithm>
#include <charconv>

namespace parlance::engine {
namespace {

std::optional<std::int64_t> whole(const sql::Expr& expr) {
    const auto* literal = std::get_if<sql::Literal>(&expr.node);
    if (literal == nullptr || literal->kind != sql::LiteralKind::integer) return std::nullopt;
    std::int64_t value = 0;
    const char* end = literal->text.data() + literal->text.size();
    const auto read = std::from_chars(literal->text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return value;
}

const sql::ColumnRef* bare_column(const sql::Expr& expr) {
    const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
    return ref != nullptr && ref->name.size() == 1 ? ref : nullptr;
}

bool plain(const sql::Query& query) {
    return query.with.empty() && !query.offset && !query.with_ties;
}

bool has_query(const sql::Select& select) {
    return select.from.size() == 1 && std::holds_alternative<sql::Derived>(select.from[0].node);
}

}  // namespace

std::optional<Qir> lift(const sql::Query& query, const Model& model) {
    return Lifter(model, nullptr).run(query);
}

Lifter::Lifter(const Model& model, const std::vector<TableId>& tables)
    : model_(model), counted_(tables.empty() ? nothing : tables.front()) {
    for (const TableId table : tables)
        relations_.push_back({.name = model.table(table).name, .table = table});
}

TableId finest(const std::vector<TableId>& tables, const Model& model) {
    for (const TableId candidate : tables) {
        std::vector<TableId> reached{candidate};
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (const std::int32_t at : model.keys_at(reached[i])) {
                const Key& key = model.key(at);
                const bool inside = key.from == reached[i] && key.to != key.from &&
                                    std::ranges::find(tables, key.to) != tables.end();
                if (inside && std::ranges::find(reached, key.to) == reached.end())
                    reached.push_back(key.to);
            }
        }
        if (reached.size() == tables.size()) return candidate;
    }
    return nothing;
}

std::optional<Qir> Lifter::run(const sql::Query& query) {
    const auto* select = std::get_if<sql::Select>(&query.body);
    if (select == nullptr || !plain(query) || !select->distinct_on.empty() ||
        !select->windows.empty() || select->group_distinct)
        return std::nullopt;
    if (has_query(*select)) {
        if (auto made = ranked(query, *select)) return made;
        return over_source(query, *select);
    }
    Qir made;
    if (!clauses(query, *select, made)) return std::nullopt;
    return made;
}

bool Lifter::clauses(const sql::Query& query, const sql::Select& select, Qir& made) {
    made.distinct = select.distinct;
    if (!from(select, made) || !items(select, made) || !conditions(select, made) ||
        !groups(select, made) || !order(query, made))
        return false;
    if (query.limit) {
        made.limit = whole(*query.limit);
        if (!made.limit) return false;
    }
    touch_unread(made);
    return true;
}

bool Lifter::star(const sql::SelectItem& item, Qir& made) {
    if (relations_.empty()) return false;
    for (const Relation& relation : relations_) {
        if (!item.qualifier.empty() && item.qualifier.back() != relation.name) continue;
        if (relation.via != nothing) return false;
        for (const ColumnId id : model_.table(relation.table).columns)
            made.select.push_back({attr(id), ""});
    }
    return !made.select.empty();
}

bool Lifter::items(const sql::Select& select, Qir& made) {
    for (const sql::SelectItem& item : select.items) {
        if (item.is_star()) {
            if (!star(item, made)) return false;
            continue;
        }
        auto lifted = term(*item.expr);
        if (!lifted) return false;
        made.select.push_back({std::move(*lifted), item.alias});
    }
    return !made.select.empty();
}

/// An item that is meant by its place (`2`) or by its name.
const Term* Lifter::item_called(const sql::Expr& expr, const Qir& made) const {
    if (const auto place = whole(expr)) {
        const auto at = static_cast<std::size_t>(*place - 1);
        return *place > 0 && at < made.select.size() ? &made.select[at].term : nullptr;
    }
    const sql::ColumnRef* ref = bare_column(expr);
    if (ref == nullptr) return nullptr;
    const auto found = std::ranges::find(made.select, ref->name[0], &Item::label);
    return found == made.select.end() ? nullptr : &found->term;
}

bool Lifter::groups(const sql::Select& select, Qir& made) {
    for (const sql::GroupItem& item : select.group_by) {
        if (item.kind != sql::GroupKind::plain || !item.expr) return false;
        std::optional<Term> key;
        if (whole(*item.expr))
            key = item_called(*item.expr, made) ? std::optional(*item_called(*item.expr, made))
                                                : std::nullopt;
        else
            key = term(*item.expr);
        if (!key && item_called(*item.expr, made)) key = *item_called(*item.expr, made);
        if (!key || key->kind != TermKind::attr) return false;
        made.group.push_back(key->attr);
    }
    return true;
}

bool Lifter::order(const sql::Query& query, Qir& made) {
    for (const sql::OrderItem& item : query.order_by) {
        const bool usual = item.nulls != sql::NullsOrder::first || item.descending;
        if (!usual || !item.expr) return false;
        std::optional<Term> key;
        if (const Term* named = item_called(*item.expr, made)) key = *named;
        if (!key) key = term(*item.expr);
        if (!key) return false;
        made.order.push_back({std::move(*key), item.descending});
    }
    return true;
}

bool Lifter::conditions(const sql::Select& select, Qir& made) {
    if (select.having) conjuncts(*select.having, open_);
    for (const sql::Expr* expr : open_) {
        auto lifted = condition(*expr);
        if (!lifted) return false;
        if (lifted->kind == PredKind::all && !lifted->negated) {
            for (Pred& part : lifted->parts)
                made.where.push_back(std::move(part));
        } else {
            made.where.push_back(std::move(*lifted));
        }
    }
    return true;
}

/// The first rows of each group: `SELECT … FROM (SELECT …, rank() OVER (…) AS place) WHERE place`.
std::optional<Qir> Lifter::ranked(const sql::Query& query, const sql::Select& select) {
    const auto& derived = std::get<sql::Derived>(select.from[0].node);
    const auto* body = std::get_if<sql::Select>(&derived.query->body);
    if (body == nullptr || body->items.empty() || !select.where || !query.order_by.empty() ||
        select.distinct || !select.group_by.empty() || select.having || query.limit)
        return std::nullopt;
    const auto* most = std::get_if<sql::Binary>(&select.where->node);
    const sql::SelectItem& last = body->items.back();
    const auto* rank = last.is_star() ? nullptr : std::get_if<sql::Call>(&last.expr->node);
    if (most == nullptr || most->op != sql::BinaryOp::less_equal || rank == nullptr ||
        !rank->over || rank->name.empty() ||
        (rank->name.back() != "rank" && rank->name.back() != "row_number"))
        return std::nullopt;
    const auto* place = std::get_if<sql::ColumnRef>(&most->left->node);
    const auto limit = whole(*most->right);
    if (place == nullptr || place->name.back() != last.alias || !limit) return std::nullopt;
    if (select.items.size() + 1 != body->items.size()) return std::nullopt;
    for (std::size_t i = 0; i < select.items.size(); ++i) {
        const auto* ref = select.items[i].is_star()
                              ? nullptr
                              : std::get_if<sql::ColumnRef>(&select.items[i].expr->node);
        if (ref == nullptr || ref->name.back() != body->items[i].alias) return std::nullopt;
    }
    sql::Query inner = *derived.query;
    auto& shown = std::get<sql::Select>(inner.body);
    const sql::Window window = *rank->over;
    shown.items.pop_back();
    inner.order_by = window.order_by;
    auto made = run(inner);
    if (!made) return std::nullopt;
    for (const sql::Expr& key : window.partition_by) {
        const auto lifted = term(key);
        if (!lifted || lifted->kind != TermKind::attr) return std::nullopt;
        made->limit_per.push_back(lifted->attr);
    }
    made->limit = limit;
    return made;
}

/// A query over the rows of another one.
std::optional<Qir> Lifter::over_source(const sql::Query& query, const sql::Select& outer) {
    const auto& derived = std::get<sql::Derived>(outer.from[0].node);
    if (derived.lateral || !derived.alias.columns.empty()) return std::nullopt;
    auto inner = Lifter(model_, outer_).run(*derived.query);
    if (!inner) return std::nullopt;
    for (const Item& item : inner->select) {
        const bool unnamed =
            item.label.empty() && item.term.kind == TermKind::attr && item.term.attr.column >= 0;
        source_.push_back(unnamed ? model_.column(item.term.attr.column).name : item.label);
    }
    source_name_ = derived.alias.name;
    Qir made;
    if (outer.where) conjuncts(*outer.where, open_);
    if (outer.having) return std::nullopt;
    made.distinct = outer.distinct;
    if (!items(outer, made) || !conditions(outer, made) || !groups(outer, made) ||
        !order(query, made))
        return std::nullopt;
    if (query.limit) {
        made.limit = whole(*query.limit);
        if (!made.limit) return std::nullopt;
    }
    made.source = std::move(*inner);
    return made;
}

}  // namespace parlance::engine
