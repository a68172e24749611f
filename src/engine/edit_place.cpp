#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"

#include <algorithm>

/// Where a condition goes: in the place of one about the same, beside it, or away.
namespace parlance::engine {

/// A condition joins those that are there: in the place of one about the same, or beside them.
void EditTurn::place(std::vector<Pred> fresh) {
    done_ = true;
    const auto key = subject_of(fresh.front());
    // `and in 2023?` asks for another year; `add 2025` wants both
    const bool dated = bounds_of(fresh, model_).has_value();
    const bool asks_again =
        manner_.and_ && !manner_.add && !manner_.also && (manner_.asked || dated);
    if (manner_.joins() && !asks_again && !manner_.only && unite(fresh)) return;
    bool replaced = false;
    const bool numeric = std::ranges::all_of(fresh, [](const Pred& pred) {
        return pred.kind == PredKind::compare && is_order(pred.op) && pred.terms.size() == 2 &&
               pred.terms[1].kind == TermKind::number;
    });
    const auto same = [&](const Pred& pred) {
        if (!key) {
            const bool measured = pred.kind == PredKind::compare &&
                                  fresh.front().kind == PredKind::compare &&
                                  pred.terms.front() == fresh.front().terms.front();
            return measured && has_aggregate(pred);
        }
        if (!about_column(pred, key->column)) return false;
        if ((pred.kind == PredKind::null) != (fresh.front().kind == PredKind::null)) return false;
        const bool band = numeric && pred.kind == PredKind::compare && is_order(pred.op) &&
                          upper(pred.op) != upper(fresh.front().op);
        return !band || manner_.replaces() || fresh.size() > 1;
    };
    each_list(rows().where, [&](std::vector<Pred>& list) {
        if (replaced || std::ranges::none_of(list, same)) return;
        const auto at = std::ranges::find_if(list, same) - list.begin();
        std::erase_if(list, same);
        const auto where = std::min<std::ptrdiff_t>(at, std::ssize(list));
        list.insert(list.begin() + where, fresh.begin(), fresh.end());
        replaced = true;
    });
    if (replaced) return;
    for (Pred& pred : fresh)
        put(std::move(pred));
}

/// A condition that is new. One about what exists belongs there.
void EditTurn::put(Pred pred) {
    if (has_aggregate(pred)) ensure_grouped();
    std::vector<Attr> attrs;
    attrs_of(pred, attrs);
    Qir& query = rows();
    if (pred.kind != PredKind::exists && !attrs.empty() && !has_aggregate(pred) &&
        attrs.front().column >= 0) {
        const TableId table = model_.column(attrs.front().column).table;
        for (Pred& known : query.where) {
            if (known.kind != PredKind::exists || known.negated) continue;
            std::vector<Attr> inner;
            attrs_of(known, inner);
            const bool there =
                known.table == table || std::ranges::any_of(inner, [&](const Attr& attr) {
                    return model_.column(attr.column).table == table;
                });
            if (!there) continue;
            known.parts.push_back(std::move(pred));
            return;
        }
    }
    if (std::ranges::find(query.where, pred) == query.where.end())
        query.where.push_back(std::move(pred));
}

bool EditTurn::drop_conditions(const Attr& attr) {
    std::size_t dropped = 0;
    each_list(rows().where, [&](std::vector<Pred>& list) {
        dropped +=
            std::erase_if(list, [&](const Pred& pred) { return about_column(pred, attr.column); });
    });
    return dropped > 0;
}

/// All bounds of dates go; whether a date is there at all stays.
bool EditTurn::drop_time() {
    std::size_t dropped = 0;
    each_list(rows().where, [&](std::vector<Pred>& list) {
        dropped += std::erase_if(list, [&](const Pred& pred) {
            const auto key = subject_of(pred);
            if (!key || key->column < 0 || pred.kind == PredKind::null) return false;
            const Kind kind = model_.column(key->column).kind;
            return kind == Kind::moment || kind == Kind::year;
        });
    });
    return dropped > 0;
}

/// What was only known to exist is asked about: its rows join in.
void EditTurn::inline_exists(TableId table) {
    std::size_t fitting = 0;
    const auto fits = [&](const Pred& pred) {
        if (pred.kind != PredKind::exists || pred.negated || pred.via != nothing) return false;
        if (pred.table == table) return true;
        std::vector<Attr> attrs;
        attrs_of(pred, attrs);
        return std::ranges::any_of(
                   attrs,
                   [&](const Attr& attr) {
                       return attr.column >= 0 && model_.column(attr.column).table == table;
                   }
               ) ||
               std::ranges::any_of(pred.parts, [&](const Pred& part) {
                   return part.kind == PredKind::exists && part.table == table;
               });
    };
    for (const Pred& pred : query_.where)
        fitting += fits(pred) ? 1 : 0;
    if (fitting != 1) return;
    const auto at = std::ranges::find_if(query_.where, fits);
    const Pred found = std::move(*at);
    query_.where.erase(at);
    if (found.table != table) query_.touch.push_back(found.table);
    for (const Pred& part : found.parts) {
        const bool mere = part.kind == PredKind::exists && part.parts.empty() && !part.negated;
        if (mere)
            query_.touch.push_back(part.table);
        else
            query_.where.push_back(part);
    }
}

}  // namespace parlance::engine
