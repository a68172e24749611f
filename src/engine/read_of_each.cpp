#include "engine/join_tree.hpp"
#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {

/// `the tariff of each customer`: both are shown, row by row. What is measured, counted or ranked
/// is grouped instead.
bool Reader::read_of_each(std::size_t at) {
    const std::size_t owner = next(at);
    const std::size_t shown = previous(at);
    const bool plain = measures_.empty() && !superlative_ && query_.order.empty() &&
                       query_.select.empty() && query_.group.empty();
    if (!plain || !is(at, Cue::each) || !open(owner, SpanKind::table)) return false;
    const bool rows = open(shown, SpanKind::table);
    if (!rows && !open(shown, SpanKind::column)) return false;
    const ColumnId id = rows ? nothing : pieces_[shown].link.id;
    if (!rows && column(id).kind != Kind::name && column(id).kind != Kind::category) return false;
    const TableId of = pieces_[owner].link.id;
    const TableId what = rows ? pieces_[shown].link.id : column(id).table;
    const TableId both[] = {of, what};
    if (of == what || !join_tree(both, {}, model_)) return false;
    query_.subject = of;
    use(at);
    use(owner, model_.table(of).name, pieces_[owner].link.via);
    use(shown, rows ? model_.table(what).name : name(id), pieces_[shown].link.via);
    for (const ColumnId each : display(of))
        show(attr(each));
    if (!rows) show(attr(id));
    for (const ColumnId each : rows ? display(what) : std::vector<ColumnId>{})
        show(attr(each));
    return true;
}

}  // namespace parlance::engine
