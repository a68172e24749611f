#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"
#include "engine/refine_lift.hpp"

#include <algorithm>
#include <array>

/// Conditions of a follow-up find their place among those that are there.
namespace parlance::engine {
namespace {

bool is_constant(const Term& term) {
    return term.kind == TermKind::text || term.kind == TermKind::number ||
           term.kind == TermKind::boolean || term.kind == TermKind::moment;
}

/// `= x`, `in (…)` and their opposites: which values are wanted.
bool lists(const Pred& pred) {
    if (pred.kind == PredKind::in) return true;
    return pred.kind == PredKind::compare && !is_order(pred.op) && pred.terms.size() == 2 &&
           is_constant(pred.terms[1]);
}

bool wants(const Pred& pred) {
    const bool equal = pred.kind == PredKind::in || pred.op == Compare::equal;
    return equal != pred.negated;
}

std::vector<Term> values_of(const Pred& pred) {
    return {pred.terms.begin() + 1, pred.terms.end()};
}

Pred list_of(const Term& column, const std::vector<Term>& values, bool wanted) {
    if (values.size() == 1)
        return compare(column, wanted ? Compare::equal : Compare::not_equal, values.front());
    Pred made = in_list(column, values);
    made.negated = !wanted;
    return made;
}

bool has(const std::vector<Term>& values, const Term& value) {
    return std::ranges::find(values, value) != values.end();
}

/// The values of a list with `more` of them, or without those that are not to be left out any more.
std::vector<Term> united_values(const Pred& pred, const std::vector<Term>& more) {
    std::vector<Term> values = values_of(pred);
    if (!wants(pred)) {
        std::erase_if(values, [&](const Term& value) { return has(more, value); });
        return values;
    }
    for (const Term& value : more)
        if (!has(values, value)) values.push_back(value);
    return values;
}

/// Whether a condition that lists values of the column took those of `fresh`.
bool unite_values(std::vector<Pred>& where, ColumnId column, const Pred& fresh) {
    if (!lists(fresh)) return false;
    bool united = false;
    each_list(where, [&](std::vector<Pred>& list) {
        const auto known = std::ranges::find_if(list, [&](const Pred& pred) {
            return about_column(pred, column) && lists(pred);
        });
        if (united || known == list.end()) return;
        united = true;
        const std::vector<Term> values = united_values(*known, values_of(fresh));
        if (values.empty())
            list.erase(known);
        else
            *known = list_of(known->terms.front(), values, wants(*known));
    });
    return united;
}

/// Whether a choice of conditions on the column took those of `fresh` as one more.
bool unite_either(std::vector<Pred>& where, ColumnId column, const std::vector<Pred>& fresh) {
    bool united = false;
    each_list(where, [&](std::vector<Pred>& list) {
        for (Pred& pred : list) {
            const bool either = pred.kind == PredKind::any && !pred.negated && !united &&
                                about_column(pred, column);
            if (!either) continue;
            pred.parts.push_back(all_of(fresh));
            united = true;
        }
    });
    return united;
}

bool touch(const Bounds& one, const Bounds& other) {
    return (one.end.empty() || other.begin.empty() || other.begin <= one.end) &&
           (other.end.empty() || one.begin.empty() || one.begin <= other.end);
}

/// From the earlier begin to the later end; what is open in one of them is open.
void add_hull(std::vector<Pred>& list, const Term& moment, const Bounds& one, const Bounds& other) {
    const auto bound = [&](Compare op, const std::string& at) {
        list.push_back(compare(moment, op, literal(TermKind::moment, at)));
    };
    if (!one.begin.empty() && !other.begin.empty())
        bound(Compare::greater_equal, std::min(one.begin, other.begin));
    if (!one.end.empty() && !other.end.empty()) bound(Compare::less, std::max(one.end, other.end));
}

/// Takes the bounds of a column out of a list of conditions.
std::vector<Pred> take_bounds(std::vector<Pred>& list, ColumnId column) {
    std::vector<Pred> taken;
    std::vector<Pred> left;
    for (Pred& pred : list) {
        const bool bound =
            about_column(pred, column) && pred.kind == PredKind::compare && is_order(pred.op);
        (bound ? taken : left).push_back(std::move(pred));
    }
    list = std::move(left);
    return taken;
}

/// A stretch of time becomes as long as both together, or either of them where a gap is between.
bool unite_bounds(
    std::vector<Pred>& where,
    const Bounds& old,
    const Bounds& more,
    const std::vector<Pred>& fresh
) {
    bool united = false;
    each_list(where, [&](std::vector<Pred>& list) {
        std::vector<Pred> bounded = take_bounds(list, old.column);
        if (bounded.empty() || united) return;
        united = true;
        if (touch(old, more)) return add_hull(list, bounded.front().terms.front(), old, more);
        std::vector<Pred> either;
        either.push_back(all_of(std::move(bounded)));
        either.push_back(all_of(fresh));
        list.push_back(any_of(std::move(either)));
    });
    return united;
}

}  // namespace

bool is_order(Compare op) {
    return op != Compare::equal && op != Compare::not_equal;
}

bool upper(Compare op) {
    return op == Compare::less || op == Compare::less_equal;
}

void attrs_of(const Pred& pred, std::vector<Attr>& into) {
    std::vector<TableId> tables;
    for (const Term& term : pred.terms)
        collect(term, into, tables);
    for (const Pred& part : pred.parts)
        attrs_of(part, into);
}

bool about_column(const Pred& pred, ColumnId column) {
    const auto subject = subject_of(pred);
    return subject && subject->column == column;
}

std::optional<Attr> subject_of(const Pred& pred) {
    if (pred.kind == PredKind::exists) return std::nullopt;
    if (pred.kind == PredKind::compare && pred.terms.size() == 2 && !is_constant(pred.terms[1]) &&
        pred.terms[1].kind != TermKind::query)
        return std::nullopt;
    if (!pred.terms.empty()) {
        const Term& left = pred.terms.front();
        return left.kind == TermKind::attr ? std::optional(left.attr) : std::nullopt;
    }
    std::vector<Attr> attrs;
    attrs_of(pred, attrs);
    for (const Attr& attr : attrs)
        if (attr.column != attrs.front().column) return std::nullopt;
    return attrs.empty() ? std::nullopt : std::optional(attrs.front());
}

std::optional<Bounds> bounds_of(const std::vector<Pred>& where, const Model& model) {
    std::optional<Bounds> found;
    for (const Pred& pred : where) {
        if (pred.kind == PredKind::exists && !pred.negated) {
            if (auto inner = bounds_of(pred.parts, model); inner && !found) found = inner;
            continue;
        }
        const bool moment = pred.kind == PredKind::compare && !pred.negated &&
                            pred.terms.size() == 2 && pred.terms[0].kind == TermKind::attr &&
                            pred.terms[1].kind == TermKind::moment && is_order(pred.op);
        if (!moment) continue;
        const ColumnId column = pred.terms[0].attr.column;
        if (found && found->column != column) continue;
        if (!found) found = Bounds{.column = column};
        (upper(pred.op) ? found->end : found->begin) = pred.terms[1].text;
    }
    return found;
}

Pred opposite(Pred pred) {
    constexpr std::array ops{
        Compare::not_equal,
        Compare::equal,
        Compare::greater_equal,
        Compare::greater,
        Compare::less_equal,
        Compare::less
    };
    if (pred.kind == PredKind::compare && !pred.negated)
        pred.op = ops.at(static_cast<std::size_t>(pred.op));
    else
        pred.negated = !pred.negated;
    return pred;
}

std::vector<std::vector<Pred>> EditTurn::by_attribute(std::vector<Pred> preds) const {
    std::vector<std::vector<Pred>> sets;
    for (Pred& pred : preds) {
        const auto key = subject_of(pred);
        const auto same = std::ranges::find_if(sets, [&](const std::vector<Pred>& set) {
            const auto other = subject_of(set.front());
            return key && other && key->column == other->column && key->via == other->via;
        });
        if (same == sets.end())
            sets.emplace_back().push_back(std::move(pred));
        else
            same->push_back(std::move(pred));
    }
    return sets;
}

void EditTurn::apply_conditions() {
    Qir& said = fragment_.draft.query;
    for (const TableId table : said.touch)
        if (std::ranges::find(rows().touch, table) == rows().touch.end() && !manner_.drop)
            rows().touch.push_back(table);
    for (const std::int32_t key : said.prefer)
        rows().prefer.push_back(key);
    if (said.where.empty()) return;
    done_ = conditioned_ = true;
    for (Pred& pred : said.where)
        if (pred.kind == PredKind::exists && pred.anchor == nothing && said.subject != nothing)
            pred.anchor = said.subject;
    if (manner_.exclude) return exclude(std::move(said.where));
    for (std::vector<Pred>& parts : by_attribute(std::move(said.where))) {
        std::vector<Pred> set = possible(std::move(parts));
        const auto key = subject_of(set.front());
        if ((manner_.drop || manner_.whatever) && key) {
            if (withdraw(set.front()) || drop_conditions(*key)) continue;
            exclude(std::move(set));
            continue;
        }
        if (manner_.compare && compare_with(set)) continue;
        place(std::move(set));
    }
}

/// Takes the values of a condition out of those that are wanted.
bool EditTurn::withdraw(const Pred& fresh) {
    const auto key = subject_of(fresh);
    if (!key || !lists(fresh) || !wants(fresh)) return false;
    bool changed = false;
    each_list(rows().where, [&](std::vector<Pred>& list) {
        for (Pred& pred : list) {
            if (!about_column(pred, key->column) || !lists(pred) || !wants(pred)) continue;
            std::vector<Term> values = values_of(pred);
            const std::size_t count = values.size();
            std::erase_if(values, [&](const Term& value) {
                return std::ranges::find(fresh.terms.begin() + 1, fresh.terms.end(), value) !=
                       fresh.terms.end();
            });
            if (values.size() == count || values.empty()) continue;
            pred = list_of(pred.terms.front(), values, true);
            changed = true;
        }
    });
    return changed;
}

/// `exclude Germany`, `without cancelled ones`.
void EditTurn::exclude(std::vector<Pred> fresh) {
    for (std::vector<Pred>& set : by_attribute(std::move(fresh))) {
        if (withdraw(set.front())) continue;
        if (set.size() > 1) {
            Pred whole = all_of(std::move(set));
            whole.negated = true;
            put(std::move(whole));
            continue;
        }
        Pred pred = std::move(set.front());
        // `without orders`: the reader has turned it round already
        if (pred.kind != PredKind::exists || !pred.negated) pred = opposite(std::move(pred));
        const auto key = subject_of(pred);
        bool merged = false;
        if (key && lists(pred) && !wants(pred)) {
            each_list(rows().where, [&](std::vector<Pred>& list) {
                for (Pred& known : list) {
                    if (merged || !about_column(known, key->column) || !lists(known) ||
                        wants(known))
                        continue;
                    std::vector<Term> values = values_of(known);
                    for (Term& value : values_of(pred))
                        if (std::ranges::find(values, value) == values.end())
                            values.push_back(std::move(value));
                    known = list_of(known.terms.front(), values, false);
                    merged = true;
                }
            });
        }
        if (!merged) put(std::move(pred));
    }
}

/// `and France`, `include failed payments`, `add 2025`.
bool EditTurn::unite(const std::vector<Pred>& fresh) {
    const auto key = subject_of(fresh.front());
    if (!key) return false;
    std::vector<Pred>& where = rows().where;
    if (unite_values(where, key->column, fresh.front())) return true;
    if (unite_either(where, key->column, fresh)) return true;
    const auto old = bounds_of(where, model_);
    const auto more = bounds_of(fresh, model_);
    if (!old || !more || old->column != more->column) return false;
    return unite_bounds(where, *old, *more, fresh);
}

/// `2023 and 2024`: two stretches of time that nothing lies in both of are meant as either.
std::vector<Pred> EditTurn::possible(std::vector<Pred> fresh) {
    std::vector<std::vector<Pred>> stretches;
    for (const Pred& pred : fresh) {
        const bool bound = pred.kind == PredKind::compare && pred.terms.size() == 2 &&
                           pred.terms[1].kind == TermKind::moment && is_order(pred.op);
        if (!bound) return fresh;
        if (!upper(pred.op) || stretches.empty()) stretches.emplace_back();
        stretches.back().push_back(pred);
    }
    if (stretches.size() < 2) return fresh;
    std::vector<Pred> parts;
    for (std::vector<Pred>& stretch : stretches)
        parts.push_back(all_of(std::move(stretch)));
    std::vector<Pred> made;
    made.push_back(any_of(std::move(parts)));
    return made;
}

/// `compare with 2023`, `versus Germany`: both, side by side.
bool EditTurn::compare_with(const std::vector<Pred>& fresh) {
    const auto key = subject_of(fresh.front());
    if (!key) return false;
    if (!unite(fresh)) {
        if (fresh.front().kind != PredKind::any && fresh.front().kind != PredKind::in) return false;
        place(fresh);
    }
    Attr by = *key;
    const bool stretches = fresh.front().kind == PredKind::any && !fresh.front().parts.empty();
    const auto bounds =
        stretches ? bounds_of(fresh.front().parts.front().parts, model_) : bounds_of(fresh, model_);
    if (bounds && !bounds->begin.empty() && !bounds->end.empty()) {
        const std::string& begin = bounds->begin;
        const bool years = begin.ends_with("-01-01") && bounds->end.ends_with("-01-01");
        const int months =
            (std::stoi(bounds->end.substr(0, 4)) - std::stoi(begin.substr(0, 4))) * 12 +
            std::stoi(bounds->end.substr(5, 2)) - std::stoi(begin.substr(5, 2));
        by.grain = years ? Grain::year : months == 3 ? Grain::quarter : Grain::month;
    }
    if (std::ranges::find(query_.group, by) == query_.group.end() && !query_.source) {
        if (!first_measure()) return true;
        add_group(by, 0);
        if (by.grain != Grain::none) order_by_time();
    }
    return true;
}

}  // namespace parlance::engine
