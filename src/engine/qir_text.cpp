#include "engine/model.hpp"
#include "engine/qir.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>

#include <array>

/// The text form of the representation, for tests and logs.
namespace parlance::engine {
namespace {

std::string_view name_of(Aggregate aggregate) {
    constexpr std::array<std::string_view, 6> names{"count", "sum", "avg", "min", "max", "median"};
    return names.at(static_cast<std::size_t>(aggregate));
}

std::string_view name_of(Grain grain) {
    constexpr std::array<std::string_view, 8> names{
        "none", "day", "week", "month", "quarter", "year", "weekday", "hour"
    };
    return names.at(static_cast<std::size_t>(grain));
}

std::string_view sign_of(Compare op) {
    constexpr std::array<std::string_view, 6> signs{"=", "<>", "<", "<=", ">", ">="};
    return signs.at(static_cast<std::size_t>(op));
}

std::string attr_text(const Attr& attr, const Model& model) {
    if (attr.column < nothing) return fmt::format("${}", -1 - attr.column);
    const ColumnModel& column = model.column(attr.column);
    std::string name = model.table(column.table).name;
    if (attr.via == outer_row) name = "outer";
    if (attr.via >= 0) name = model.key(attr.via).role;
    name += '.' + column.name;
    return attr.grain == Grain::none ? name : fmt::format("{}({})", name_of(attr.grain), name);
}

template <class List>
std::string list_text(const List& list, const Model& model) {
    std::string all;
    for (const auto& one : list) {
        if (!all.empty()) all += ", ";
        all += text_of(one, model);
    }
    return all;
}

std::string aggregate_text(const Term& term, const Model& model) {
    std::string inner = term.args.empty()
                            ? (term.table == nothing ? "*" : model.table(term.table).name)
                            : text_of(term.args[0], model);
    if (term.distinct) inner = "distinct " + inner;
    std::string only;
    if (!term.only.empty()) only = " only " + list_text(term.only, model);
    return fmt::format("{}({}{})", name_of(term.aggregate), inner, only);
}

}  // namespace

std::string text_of(const Term& term, const Model& model) {
    const auto arg = [&](std::size_t at) { return text_of(term.args.at(at), model); };
    switch (term.kind) {
        case TermKind::attr:
            return attr_text(term.attr, model);
        case TermKind::text:
        case TermKind::moment:
            return "'" + term.text + "'";
        case TermKind::arithmetic:
            return fmt::format("({} {} {})", arg(0), term.op, arg(1));
        case TermKind::days:
            return fmt::format("days({}, {})", arg(0), arg(1));
        case TermKind::aggregate:
            return aggregate_text(term, model);
        case TermKind::share:
            return fmt::format("share({})", arg(0));
        case TermKind::running:
            return fmt::format("running({})", arg(0));
        case TermKind::growth:
            return fmt::format("growth({})", arg(0));
        case TermKind::query:
            return text_of(*term.query, model);
        case TermKind::written:
            return sql::render(*term.written, Dialect::postgres);
        case TermKind::number:
        case TermKind::boolean:
            return term.text;
    }
    return {};
}

std::string text_of(const Pred& pred, const Model& model) {
    const auto term = [&](std::size_t at) { return text_of(pred.terms.at(at), model); };
    const std::string_view no = pred.negated ? "not " : "";
    switch (pred.kind) {
        case PredKind::all:
            return fmt::format("{}all({})", no, list_text(pred.parts, model));
        case PredKind::any:
            return fmt::format("{}any({})", no, list_text(pred.parts, model));
        case PredKind::compare:
            return fmt::format("{}{} {} {}", no, term(0), sign_of(pred.op), term(1));
        case PredKind::in:
            return fmt::format("{}in({})", no, list_text(pred.terms, model));
        case PredKind::like:
            return fmt::format("{}{} like '{}'", no, term(0), pred.pattern);
        case PredKind::null:
            return fmt::format("{}null({})", no, term(0));
        case PredKind::exists: {
            const std::string parts = list_text(pred.parts, model);
            const std::string& name = model.table(pred.table).name;
            return fmt::format("{}exists({}{}{})", no, name, parts.empty() ? "" : ": ", parts);
        }
    }
    return {};
}

std::string text_of(const Qir& query, const Model& model) {
    std::string text = "q(";
    const auto part = [&](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        if (text.size() > 2) text += ", ";
        text += fmt::format("{}={}", name, value);
    };
    const auto list = [&](std::string_view name, const std::string& items) {
        if (!items.empty()) part(name, "[" + items + "]");
    };
    if (query.source) part("source", text_of(*query.source, model));
    if (query.subject != nothing) part("subject", model.table(query.subject).name);
    std::string items;
    for (const Item& item : query.select)
        items += (items.empty() ? "" : ", ") + text_of(item.term, model);
    list(query.distinct ? "select distinct" : "select", items);
    list("where", list_text(query.where, model));
    std::string keys;
    for (const Attr& key : query.group)
        keys += (keys.empty() ? "" : ", ") + attr_text(key, model);
    list("group", keys);
    std::string order;
    for (const Sort& sort : query.order) {
        order += (order.empty() ? "" : ", ") + text_of(sort.term, model) +
                 (sort.descending ? " desc" : "");
    }
    list("order", order);
    if (query.limit) part("limit", std::to_string(*query.limit));
    std::string per;
    for (const Attr& key : query.limit_per)
        per += (per.empty() ? "" : ", ") + attr_text(key, model);
    list("per", per);
    std::string touch;
    for (const TableId id : query.touch)
        touch += (touch.empty() ? "" : ", ") + model.table(id).name;
    list("touch", touch);
    return text + ")";
}

}  // namespace parlance::engine
