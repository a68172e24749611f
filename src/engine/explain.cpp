#include "engine/explain.hpp"

#include "engine/text.hpp"
#include "engine/understand.hpp"

#include <fmt/format.h>

namespace parlance::engine {
namespace {

std::string enumerated(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string name_text(const sql::Name& name) {
    return joined(name, ".");
}

}  // namespace

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
    if (const auto* plain = std::get_if<sql::Select>(&query_.body)) {
        text += select(*plain);
    } else if (const auto* set = std::get_if<sql::SetOperation>(&query_.body)) {
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
    if (!query_.order_by.empty()) text += ", sorted by " + order(query_.order_by);
    if (query_.limit)
        text += fmt::format(
            ", only the first {}{}",
            term(*query_.limit),
            query_.with_ties ? " and those equal to the last" : ""
        );
    if (query_.offset) text += fmt::format(", after leaving out {}", term(*query_.offset));
    return text;
}

std::string Explainer::select(const sql::Select& plain) {
    const std::size_t outside = tables_;
    std::vector<std::string> names;
    std::vector<std::string> joins;
    for (const sql::From& one : plain.from)
        relations(one, names, joins);
    tables_ = names.size();
    std::string text = items(plain);
    if (!names.empty()) text += " from " + enumerated(names);
    if (!joins.empty()) text += " (" + joined(joins, "; ") + ")";
    if (plain.where) text += " where " + condition(*plain.where);
    if (!plain.group_by.empty()) text += ", for each " + group(plain.group_by);
    if (plain.having) text += ", keeping only groups where " + condition(*plain.having);
    tables_ = outside;
    return text;
}

std::string Explainer::items(const sql::Select& plain) {
    std::vector<std::string> parts;
    for (const sql::SelectItem& item : plain.items) {
        if (item.is_star())
            parts.push_back(
                item.qualifier.empty() ? "all columns"
                                       : "all columns of " + name_text(item.qualifier)
            );
        else
            parts.push_back(term(*item.expr));
    }
    std::string text = parts.empty() ? "whether there are rows" : enumerated(parts);
    if (!plain.distinct_on.empty())
        text = fmt::format("{}, one row for each {},", text, list(plain.distinct_on));
    return plain.distinct ? "each different " + text : text;
}

void Explainer::relations(
    const sql::From& from,
    std::vector<std::string>& names,
    std::vector<std::string>& joins
) {
    if (const auto* table = std::get_if<sql::TableRef>(&from.node)) {
        const std::string name = table->name.empty() ? "" : table->name.back();
        const bool renamed = !table->alias.name.empty() && table->alias.name != name;
        names.push_back(
            renamed ? fmt::format("{} (as {})", name_text(table->name), table->alias.name)
                    : name_text(table->name)
        );
    } else if (const auto* derived = std::get_if<sql::Derived>(&from.node)) {
        names.push_back(fmt::format("{} (which is {})", derived->alias.name, query(*derived->query))
        );
    } else if (const auto* function = std::get_if<sql::FunctionRef>(&from.node)) {
        names.push_back(call(function->call));
    } else {
        const auto& join = std::get<sql::Join>(from.node);
        relations(*join.left, names, joins);
        relations(*join.right, names, joins);
        const std::string right = names.back();
        tables_ = 2;
        switch (join.kind) {
            case sql::JoinKind::inner:
                break;
            case sql::JoinKind::left:
                joins.push_back("also without a row of " + right);
                break;
            case sql::JoinKind::right:
                joins.push_back("also rows of " + right + " alone");
                break;
            case sql::JoinKind::full:
                joins.push_back("also without a match on either side");
                break;
            case sql::JoinKind::cross:
                joins.push_back("every combination");
                break;
        }
        if (join.natural) joins.push_back("matched by columns of the same name");
        if (!join.using_columns.empty())
            joins.push_back("matched by " + enumerated(join.using_columns));
        if (join.on) joins.push_back("matched where " + condition(*join.on));
    }
}

std::string Explainer::group(const std::vector<sql::GroupItem>& grouped) {
    std::vector<std::string> parts;
    for (const sql::GroupItem& item : grouped) {
        switch (item.kind) {
            case sql::GroupKind::plain:
                parts.push_back(term(*item.expr));
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
        std::string part =
            term(*item.expr) + (item.descending ? ", highest first" : ", lowest first");
        if (item.nulls == sql::NullsOrder::first) part += " after the empty ones";
        parts.push_back(std::move(part));
    }
    return joined(parts, ", then ");
}

/// The rows that a subquery stands for, without what it shows of them.
std::string Explainer::rows_of(const sql::Query& inner) {
    const auto* plain = std::get_if<sql::Select>(&inner.body);
    if (plain == nullptr || !inner.with.empty() || !plain->group_by.empty())
        return "a row in (" + query(inner) + ")";
    const std::size_t outside = tables_;
    std::vector<std::string> names;
    std::vector<std::string> joins;
    for (const sql::From& one : plain->from)
        relations(one, names, joins);
    tables_ = 2;  // its columns stand beside those of the outer query
    std::string text = "a row in " + enumerated(names);
    if (!joins.empty()) text += " (" + joined(joins, "; ") + ")";
    if (plain->where) text += " where " + condition(*plain->where);
    tables_ = outside;
    return text;
}

std::string Explainer::exists(const sql::Query& inner, bool negated) {
    std::string rows = rows_of(inner);
    if (negated) rows.replace(0, 1, "no");
    return "there is " + rows;
}

}  // namespace parlance::engine
