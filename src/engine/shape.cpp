#include "engine/shape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::engine {
namespace {

class Counter {
public:
    Shape run(const Qir& query) {
        for (const Item& item : query.select)
            count_item(item.term);
        for (const Pred& pred : query.where)
            count(pred);
        shape_.items = static_cast<int>(query.select.size());
        shape_.groups = static_cast<int>(query.group.size());
        shape_.sorts = static_cast<int>(query.order.size());
        for (const Sort& sort : query.order) {
            shape_.sorted_aggregates += has_aggregate(sort.term) ? 1 : 0;
            shape_.descending |= sort.descending;
        }
        shape_.one = query.limit == 1;
        shape_.limited = query.limit && *query.limit != 1;
        shape_.distinct = query.distinct;
        shape_.nested = static_cast<bool>(query.source);
        shape_.listed = std::ranges::none_of(query.select, [](const Item& item) {
            return has_aggregate(item.term);
        });
        return shape_;
    }

private:
    void count_item(const Term& term) {
        if (term.kind == TermKind::attr) return;
        if (term.kind != TermKind::aggregate) {
            ++shape_.other_terms;
            return;
        }
        switch (term.aggregate) {
            case Aggregate::count:
                ++shape_.counts;
                return;
            case Aggregate::sum:
                ++shape_.sums;
                return;
            case Aggregate::average:
            case Aggregate::median:
                ++shape_.averages;
                return;
            default:
                ++shape_.extremes;
        }
    }

    void count(const Pred& pred) {
        shape_.negations += pred.negated ? 1 : 0;
        shape_.having += has_aggregate(pred) ? 1 : 0;
        switch (pred.kind) {
            case PredKind::any:
                ++shape_.alternatives;
                [[fallthrough]];
            case PredKind::all:
                for (const Pred& part : pred.parts)
                    count(part);
                return;
            case PredKind::compare:
                count_comparison(pred);
                break;
            case PredKind::in:
                ++shape_.alternatives;
                break;
            case PredKind::like:
                ++shape_.patterns;
                break;
            case PredKind::null:
                ++shape_.nulls;
                break;
            case PredKind::exists:
                ++shape_.exists;
                break;
        }
        ++shape_.filters;
    }

    void count_comparison(const Pred& pred) {
        const bool equality = pred.op == Compare::equal || pred.op == Compare::not_equal;
        shape_.negations += pred.op == Compare::not_equal ? 1 : 0;
        ++(equality ? shape_.values : shape_.ranges);
        shape_.scalars += std::ranges::any_of(pred.terms, [](const Term& term) {
            return term.kind == TermKind::query;
        });
    }

    Shape shape_;
};

std::string_view name_of(Kind kind) {
    static constexpr std::string_view names[] = {
        "key", "foreign", "name", "text", "category", "number", "year", "moment", "flag", "other"
    };
    return names[static_cast<std::size_t>(kind)];
}

std::string label_of(const Term& term, const Model& model) {
    switch (term.kind) {
        case TermKind::attr:
            return term.attr.column < 0 ? "attr"
                                        : std::string(name_of(model.column(term.attr.column).kind));
        case TermKind::aggregate: {
            const std::string of = term.args.empty() ? "rows" : label_of(term.args[0], model);
            return fmt::format(
                "agg{}{}({})", static_cast<int>(term.aggregate), term.distinct ? "d" : "", of
            );
        }
        default:
            return fmt::format("term{}", static_cast<int>(term.kind));
    }
}

std::string label_of(const Pred& pred, const Model& model) {
    const std::string about = pred.terms.empty() ? "" : label_of(pred.terms[0], model);
    const std::string with = pred.terms.size() > 1 ? label_of(pred.terms[1], model) : "";
    return fmt::format(
        "where:{}{}{}:{}:{}",
        pred.negated ? "not" : "",
        static_cast<int>(pred.kind),
        static_cast<int>(pred.op),
        about,
        with
    );
}

}  // namespace

Shape shape_of(const Qir& query) {
    return Counter().run(query);
}

std::vector<std::string> labels_of(const Qir& query, const Model& model) {
    constexpr std::size_t counted = 4;
    std::vector<std::string> labels{
        fmt::format("items:{}", std::min(query.select.size(), counted)),
        fmt::format("filters:{}", std::min(query.where.size(), counted)),
        fmt::format("groups:{}", std::min(query.group.size(), counted)),
        fmt::format(
            "limit:{}",
            !query.limit        ? 0
            : *query.limit == 1 ? 1
                                : 2
        ),
        fmt::format("distinct:{}", query.distinct),
        fmt::format("touch:{}", std::min(query.touch.size(), counted)),
    };
    for (const Item& item : query.select)
        labels.push_back("item:" + label_of(item.term, model));
    for (const Pred& pred : query.where)
        labels.push_back(label_of(pred, model));
    for (const Sort& sort : query.order)
        labels.push_back(fmt::format("sort:{}:{}", sort.descending, label_of(sort.term, model)));
    if (query.order.empty()) labels.emplace_back("sort:none");
    if (query.source) labels.emplace_back("nested");
    return labels;
}

}  // namespace parlance::engine
