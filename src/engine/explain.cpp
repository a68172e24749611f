#include "engine/explain.hpp"

#include "engine/nouns.hpp"
#include "engine/text.hpp"
#include "engine/understand.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::engine {
namespace {

bool is_count_of_rows(const sql::Expr& expr) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    return call != nullptr && call->star && !call->filter && !call->over &&
           call->name == sql::Name{"count"};
}

bool is_aggregate(const sql::Expr& expr) {
    static const std::vector<std::string> names{"count", "sum", "avg", "min", "max"};
    const auto* call = std::get_if<sql::Call>(&expr.node);
    return call != nullptr && !call->over && call->name.size() == 1 &&
           std::ranges::find(names, call->name.front()) != names.end();
}

bool is_column(const sql::Expr& expr) {
    return std::holds_alternative<sql::ColumnRef>(expr.node);
}

/// Whether rows come in the order of the one figure that is shown of them.
bool by_its_figure(const sql::OrderItem& sorted, const sql::Select& plain) {
    if (!is_aggregate(*sorted.expr)) return false;
    const auto figures = std::ranges::count_if(plain.items, [](const sql::SelectItem& item) {
        return item.expr && is_aggregate(*item.expr);
    });
    const auto shown = std::ranges::any_of(plain.items, [&](const sql::SelectItem& item) {
        return item.expr && *item.expr == *sorted.expr;
    });
    return shown && figures == 1;
}

std::string without_article(std::string text) {
    return text.starts_with("the ") ? text.substr(4) : text;
}

std::string name_text(const sql::Name& name) {
    return plural(spoken(name.back()));
}

}  // namespace

std::string enumerated(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string explain(const sql::Query& query, const Schema& schema) {
    return Explainer(schema).sentence(query);
}

std::string Explainer::sentence(const sql::Query& query_) {
    std::string text = query(query_);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text + ".";
}

std::string Explainer::query(const sql::Query& query_) {
    std::string text;
    for (const sql::Cte& cte : query_.with) {
        text += fmt::format("with {} being ({}), ", cte.name, query(*cte.query));
    }
    if (const auto* plain = std::get_if<sql::Select>(&query_.body))
        return text + select(*plain, query_);
    if (const auto* set = std::get_if<sql::SetOperation>(&query_.body)) {
        const char* word = set->kind == sql::SetKind::union_      ? "together with"
                           : set->kind == sql::SetKind::intersect ? "that are also in"
                                                                  : "that are not in";
        text += fmt::format(
            "the rows of ({}) {} ({}){}",
            query(*set->left),
            word,
            query(*set->right),
            set->all ? ", with repetitions" : ""
        );
    } else {
        text +=
            fmt::format("{} rows of given values", std::get<sql::Values>(query_.body).rows.size());
    }
    return text + end(query_, nullptr);
}

std::string Explainer::select(const sql::Select& plain, const sql::Query& whole) {
    const std::size_t outside = scope_.size();
    const std::string from = sources(plain.from);
    const bool simple = std::ranges::all_of(plain.group_by, [](const sql::GroupItem& item) {
        return item.kind == sql::GroupKind::plain;
    });
    const Groups told = simple ? groups(plain.group_by) : Groups{};
    std::string text = items(plain, told, from);
    if (plain.where) text += " where " + condition(*plain.where);
    if (!simple) text += ", for each " + group(plain.group_by);
    if (plain.having) text += ", keeping only groups where " + condition(*plain.having);
    text += end(whole, &plain);
    scope_.resize(outside);
    return text;
}

/// What is shown, of which rows.
std::string
Explainer::items(const sql::Select& plain, const Groups& groups, const std::string& sources) {
    std::vector<std::string> parts;
    const sql::Expr* only = nullptr;
    bool article = false;
    for (const sql::SelectItem& item : plain.items) {
        const bool told = item.expr && std::ranges::any_of(groups.told, [&](const auto* each) {
                              return *each == *item.expr;
                          });
        if (told) continue;
        if (item.is_star()) {
            parts.push_back(
                item.qualifier.empty() ? "all columns"
                                       : "all columns of " + name_text(item.qualifier)
            );
            continue;
        }
        if (parts.empty()) article = is_column(*item.expr);
        only = parts.empty() ? &*item.expr : nullptr;
        parts.push_back(term(*item.expr));
    }
    const std::string each = groups.each.empty() ? "" : "for each " + enumerated(groups.each);
    if (plain.items.empty()) return "whether there are " + (sources.empty() ? "rows" : sources);
    if (parts.empty()) return "each different " + enumerated(groups.each) + " of " + sources;
    std::string text = each.empty() ? "" : each + ", ";
    if (only != nullptr && is_count_of_rows(*only) && !sources.empty())
        return text + "the number of " + sources;
    if (plain.distinct)
        text += "each different ";
    else if (article)
        text += "the ";
    text += enumerated(parts);
    if (!sources.empty()) text += " of " + sources;
    if (!plain.distinct_on.empty()) text += ", one row for each " + list(plain.distinct_on);
    return text;
}

/// The order, and how many rows of it.
std::string Explainer::end(const sql::Query& query_, const sql::Select* plain) {
    std::string text;
    if (!query_.order_by.empty()) {
        const sql::OrderItem& first = query_.order_by.front();
        const bool own =
            plain != nullptr && query_.order_by.size() == 1 && by_its_figure(first, *plain);
        if (own)
            text += first.descending ? ", highest first" : ", lowest first";
        else
            text += ", sorted by " + order(query_.order_by);
    }
    if (query_.limit) {
        const std::string count = term(*query_.limit);
        text += fmt::format(
            ", only the first {}{}",
            count == "1" ? "one" : count,
            query_.with_ties ? " and those equal to the last" : ""
        );
    }
    if (query_.offset) text += fmt::format(", after leaving out {}", term(*query_.offset));
    return text;
}

/// `for each customer`, whose key stands among the groups, rather than for each of its columns.
Explainer::Groups Explainer::groups(const std::vector<sql::GroupItem>& grouped) {
    Groups found;
    std::vector<const Relation*> whole;
    for (const sql::GroupItem& item : grouped) {
        const auto* key = std::get_if<sql::ColumnRef>(&item.expr->node);
        if (key == nullptr || !is_key(*key)) continue;
        whole.push_back(relation_of(*key));
        found.each.push_back(singular(whole.back()->phrase));
    }
    for (const sql::GroupItem& item : grouped) {
        const auto* column = std::get_if<sql::ColumnRef>(&item.expr->node);
        const Relation* owner = column != nullptr ? relation_of(*column) : nullptr;
        if (owner != nullptr && std::ranges::find(whole, owner) != whole.end()) continue;
        found.each.push_back(without_article(term(*item.expr)));
        found.told.push_back(&*item.expr);
    }
    return found;
}

std::string Explainer::group(const std::vector<sql::GroupItem>& grouped) {
    std::vector<std::string> parts;
    for (const sql::GroupItem& item : grouped) {
        switch (item.kind) {
            case sql::GroupKind::plain:
                parts.push_back(without_article(term(*item.expr)));
                break;
            case sql::GroupKind::rollup:
                parts.push_back("step of the totals over " + group(item.items));
                break;
            case sql::GroupKind::cube:
                parts.push_back("combination of totals over " + group(item.items));
                break;
            case sql::GroupKind::sets:
                parts.push_back("of the groupings " + group(item.items));
                break;
            case sql::GroupKind::empty:
                parts.emplace_back("the whole");
                break;
        }
    }
    return enumerated(parts);
}

std::string Explainer::order(const std::vector<sql::OrderItem>& sorted) {
    std::vector<std::string> parts;
    for (const sql::OrderItem& item : sorted) {
        const Column* column = column_of(*item.expr);
        std::string part = term(*item.expr);
        if (is_moment(*item.expr))
            part += item.descending ? ", newest first" : ", oldest first";
        else if (column != nullptr && column->type == Type::text)
            part += item.descending ? " from Z to A" : " from A to Z";
        else
            part += item.descending ? ", highest first" : ", lowest first";
        if (item.nulls == sql::NullsOrder::first) part += " after the empty ones";
        parts.push_back(std::move(part));
    }
    return joined(parts, ", then ");
}

/// `there is a row in …`, or `they have no loans` where the rows are tied to those outside.
std::string Explainer::exists(const sql::Query& inner, bool negated) {
    const auto* plain = std::get_if<sql::Select>(&inner.body);
    const std::string there = negated ? "there is no row in " : "there is a row in ";
    if (plain == nullptr || !inner.with.empty() || !plain->group_by.empty() || inner.limit)
        return there + "(" + query(inner) + ")";
    const std::size_t outside = scope_.size();
    const std::string rows = sources(plain->from);
    std::vector<std::string> conditions;
    bool tied = false;
    const auto tell = [&](const sql::Expr& one) {
        if (!tied && links(one))
            tied = true;
        else
            conditions.push_back(condition(one));
    };
    const auto* logic = plain->where ? std::get_if<sql::Logic>(&plain->where->node) : nullptr;
    if (logic != nullptr && logic->conjunction)
        std::ranges::for_each(logic->operands, tell);
    else if (plain->where)
        tell(*plain->where);
    scope_.resize(outside);
    std::string text = !tied     ? there + rows
                       : negated ? "they have no " + rows
                                 : "they have " + rows;
    if (!conditions.empty()) text += " where " + joined(conditions, " and ");
    return text;
}

}  // namespace parlance::engine
