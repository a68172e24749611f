#pragma once

#include "engine/model.hpp"
#include "engine/qir.hpp"

#include <optional>
#include <string>
#include <vector>

/// What edits need to know of conditions.
namespace parlance::engine {

/// The lower and upper bound that conditions set to a date.
struct Bounds {
    ColumnId column = nothing;
    std::string begin;  ///< ISO; empty is open
    std::string end;    ///< not in it
};
[[nodiscard]] std::optional<Bounds> bounds_of(const std::vector<Pred>& where, const Model& model);

/// The column that a condition is about; none when it is about several, or about no column.
[[nodiscard]] std::optional<Attr> subject_of(const Pred& pred);
/// `<`, `<=`, `>`, `>=`.
[[nodiscard]] bool is_order(Compare op);
/// `<`, `<=`.
[[nodiscard]] bool upper(Compare op);
[[nodiscard]] bool about_column(const Pred& pred, ColumnId column);
/// All columns that a condition reads, also inside of what exists.
void attrs_of(const Pred& pred, std::vector<Attr>& into);
[[nodiscard]] Pred opposite(Pred pred);
/// Calls `visit` with each list of conditions that all hold: the query's own, and those inside of
/// what exists.
template <class Visit>
void each_list(std::vector<Pred>& preds, const Visit& visit) {
    visit(preds);
    for (Pred& pred : preds) {
        if (pred.kind == PredKind::exists && !pred.negated) each_list(pred.parts, visit);
    }
}

}  // namespace parlance::engine
