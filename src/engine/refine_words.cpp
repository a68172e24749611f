#include "engine/model.hpp"
#include "engine/refine.hpp"
#include "engine/refine_lift.hpp"
#include "sql/render.hpp"

#include <algorithm>
#include <array>

/// What changed, in words: the two representations side by side, clause by clause.
namespace parlance::engine {
namespace {

class Words {
public:
    explicit Words(const Model& model) : model_(model) {}

    [[nodiscard]] std::string attr(const Attr& attr) const {
        if (attr.column < nothing) return "the value";
        const ColumnModel& column = model_.column(attr.column);
        std::string text = column.phrase;
        const bool vague = column.kind == Kind::name || column.kind == Kind::key;
        if (attr.via >= 0)
            text = model_.key(attr.via).role + ' ' + text;
        else if (vague && !text.starts_with(single(model_.table(column.table).phrase)))
            text = single(model_.table(column.table).phrase) + ' ' + text;
        constexpr std::array<const char*, 8> grains{
            "", "day", "week", "month", "quarter", "year", "weekday", "hour"
        };
        const std::string grain = grains.at(static_cast<std::size_t>(attr.grain));
        return grain.empty() ? text : grain + " of " + text;
    }

    [[nodiscard]] std::string term(const Term& term) const {
        switch (term.kind) {
            case TermKind::attr:
                return attr(term.attr);
            case TermKind::number:
            case TermKind::moment:
            case TermKind::boolean:
                return term.text;
            case TermKind::text:
                return "“" + term.text + "”";
            case TermKind::aggregate:
                return aggregate(term);
            case TermKind::share:
                return "share of " + this->term(term.args[0]);
            case TermKind::running:
                return "running total of " + this->term(term.args[0]);
            case TermKind::growth:
                return "growth of " + this->term(term.args[0]);
            case TermKind::days:
                return "days from " + this->term(term.args[1]) + " to " + this->term(term.args[0]);
            case TermKind::query:
                return "the result of a query";
            case TermKind::written:
                return sql::render(*term.written, Dialect::postgres);
            case TermKind::arithmetic:
                break;
        }
        const std::string sign = term.op == '*'   ? " × "
                                 : term.op == '/' ? " ÷ "
                                 : term.op == '-' ? " − "
                                                  : " + ";
        return this->term(term.args[0]) + sign + this->term(term.args[1]);
    }

    [[nodiscard]] std::string pred(const Pred& pred) const {
        const std::string no = pred.negated ? "not " : "";
        switch (pred.kind) {
            case PredKind::all:
            case PredKind::any: {
                std::string text;
                for (const Pred& part : pred.parts)
                    text += (text.empty()                 ? ""
                             : pred.kind == PredKind::all ? " and "
                                                          : " or ") +
                            this->pred(part);
                return pred.negated ? "not (" + text + ")" : text;
            }
            case PredKind::compare:
                return no + comparison(pred);
            case PredKind::in: {
                std::string list;
                for (std::size_t i = 1; i < pred.terms.size(); ++i)
                    list += (i == 1                       ? ""
                             : i + 1 == pred.terms.size() ? " or "
                                                          : ", ") +
                            term(pred.terms[i]);
                return term(pred.terms[0]) + " is " + no + list;
            }
            case PredKind::like:
                return term(pred.terms[0]) + (pred.negated ? " is not like “" : " is like “") +
                       pred.pattern + "”";
            case PredKind::null:
                return term(pred.terms[0]) + (pred.negated ? " is there" : " is missing");
            case PredKind::exists:
                return exists(pred);
        }
        return {};
    }

private:
    static std::string single(std::string phrase) {
        if (phrase.ends_with("ies")) return phrase.substr(0, phrase.size() - 3) + "y";
        if (phrase.ends_with('s') && !phrase.ends_with("ss")) phrase.pop_back();
        return phrase;
    }

    [[nodiscard]] std::string aggregate(const Term& term) const {
        constexpr std::array<const char*, 6> names{
            "number of ", "total ", "average ", "lowest ", "highest ", "median "
        };
        std::string inner = term.args.empty() ? "rows" : this->term(term.args[0]);
        if (term.args.empty() && term.table != nothing) inner = model_.table(term.table).phrase;
        if (term.distinct) inner = "different " + inner;
        std::string text = names.at(static_cast<std::size_t>(term.aggregate)) + inner;
        for (const Pred& only : term.only)
            text += " where " + pred(only);
        return text;
    }

    [[nodiscard]] std::string comparison(const Pred& pred) const {
        const bool moment = pred.terms[1].kind == TermKind::moment;
        constexpr std::array<const char*, 6> plain{
            " is ", " is not ", " is below ", " is at most ", " is above ", " is at least "
        };
        constexpr std::array<const char*, 6> dated{
            " is ", " is not ", " is before ", " is up to ", " is after ", " is from "
        };
        const auto at = static_cast<std::size_t>(pred.op);
        return term(pred.terms[0]) + (moment ? dated : plain).at(at) + term(pred.terms[1]);
    }

    [[nodiscard]] std::string exists(const Pred& pred) const {
        std::string text =
            (pred.negated ? "there are no " : "there are ") + model_.table(pred.table).phrase;
        std::string parts;
        for (const Pred& part : pred.parts)
            parts += (parts.empty() ? " where " : " and ") + this->pred(part);
        return text + parts;
    }

    const Model& model_;
};

class Difference {
public:
    Difference(const Qir& before, const Qir& after, const Model& model)
        : before_(before), after_(after), model_(model), words_(model) {}

    std::vector<Change> run() {
        if (after_.source && !before_.source) {
            Qir rows = *after_.source;
            rows.select = before_.select;
            if (rows != before_) return whole();
            for (const Item& item : after_.select)
                add("measure", "shows " + outer(item.term) + " of the rows of the answer before");
            return std::move(changes_);
        }
        if (static_cast<bool>(before_.source) != static_cast<bool>(after_.source)) return whole();
        if (before_.source) {
            Difference inner(*before_.source, *after_.source, model_);
            changes_ = inner.run();
        }
        conditions();
        groups();
        items();
        order();
        limit();
        if (before_.distinct != after_.distinct)
            add("column", after_.distinct ? "each row once" : "repeated rows too");
        return std::move(changes_);
    }

private:
    std::vector<Change> whole() {
        add("source", "another query");
        return std::move(changes_);
    }

    /// A measure over the items of the source, in words of the source.
    [[nodiscard]] std::string outer(Term term) const {
        for (Term& arg : term.args) {
            const auto at = static_cast<std::size_t>(-2 - arg.attr.column);
            const std::vector<Item>& items = after_.source->select;
            if (arg.kind == TermKind::attr && arg.attr.column < nothing && at < items.size())
                arg = Term(items[at].term);
        }
        return words_.term(term);
    }

    void add(std::string part, std::string text) {
        changes_.push_back({std::move(part), std::move(text)});
    }

    template <class List, class Tell>
    void lists(const List& before, const List& after, const Tell& tell) {
        for (const auto& one : before)
            if (std::ranges::find(after, one) == after.end()) tell(one, false);
        for (const auto& one : after)
            if (std::ranges::find(before, one) == before.end()) tell(one, true);
    }

    void conditions() {
        lists(before_.where, after_.where, [&](const Pred& pred, bool fresh) {
            add("filter", (fresh ? "only where " : "no longer only where ") + words_.pred(pred));
        });
    }

    void groups() {
        lists(before_.group, after_.group, [&](const Attr& attr, bool fresh) {
            add("group", (fresh ? "grouped by " : "no longer grouped by ") + words_.attr(attr));
        });
    }

    void items() {
        std::vector<Term> before;
        std::vector<Term> after;
        for (const Item& item : before_.select)
            before.push_back(item.term);
        for (const Item& item : after_.select)
            after.push_back(item.term);
        lists(before, after, [&](const Term& term, bool fresh) {
            const bool grouped = [&] {
                const auto& keys = fresh ? after_.group : before_.group;
                return term.kind == TermKind::attr &&
                       std::ranges::find(keys, term.attr) != keys.end();
            }();
            if (grouped) return;
            add(has_aggregate(term) ? "measure" : "column",
                (fresh ? "shows " : "no longer shows ") + words_.term(term));
        });
    }

    void order() {
        if (before_.order == after_.order) return;
        if (after_.order.empty()) return add("order", "no longer sorted");
        std::string text;
        for (const Sort& sort : after_.order)
            text += (text.empty() ? "" : ", ") + words_.term(sort.term) +
                    (sort.descending ? ", highest first" : ", lowest first");
        add("order", "sorted by " + text);
    }

    void limit() {
        if (before_.limit == after_.limit && before_.limit_per == after_.limit_per) return;
        if (!after_.limit) return add("limit", "all rows");
        add("limit", "the first " + std::to_string(*after_.limit) + " rows");
    }

    const Qir& before_;
    const Qir& after_;
    const Model& model_;
    Words words_;
    std::vector<Change> changes_;
};

}  // namespace

std::vector<Change>
changes_between(const sql::Query& before, const sql::Query& after, const SchemaPack& pack) {
    if (before == after) return {};
    const auto& model = dynamic_cast<const Model&>(pack);
    const auto from = lift(before, model);
    const auto to = lift(after, model);
    if (from && to) return Difference(*from, *to, model).run();
    return {{"source", "now: " + explain(after, model.schema())}};
}

}  // namespace parlance::engine
