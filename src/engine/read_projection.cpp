#include "engine/reader.hpp"

#include <algorithm>

/// What is shown, once the rest is understood.
namespace parlance::engine {

void Reader::show(Term term, std::string label) {
    const auto same = [&](const Item& item) { return item.term == term; };
    if (std::ranges::any_of(query_.select, same)) return;
    query_.select.push_back({std::move(term), std::move(label)});
}

void Reader::show_table(TableId table) {
    const std::vector<ColumnId>& listed = model_.table(table).listed;
    const bool rows = table == query_.subject && measures_.empty() && query_.group.empty();
    for (const ColumnId id : rows && !listed.empty() ? listed : display(table))
        show(attr(id));
}

/// Columns that a condition, a key or a measure reads already are not shown for being said again.
std::vector<ColumnId> Reader::taken_columns() const {
    std::vector<Attr> attrs;
    std::vector<TableId> tables;
    for (const Measured& measure : measures_)
        collect(measure.term, attrs, tables);
    attrs.insert(attrs.end(), query_.group.begin(), query_.group.end());
    std::vector<ColumnId> taken;
    for (const Attr& attr : attrs)
        taken.push_back(attr.column);
    return taken;
}

/// Whether the question begins with this table: `show orders with …`, `which customers …`.
bool Reader::heads(std::size_t at) const {
    for (std::size_t i = 0; i < at; ++i) {
        const Piece& piece = pieces_[i];
        if (little(i) || is(i, Cue::imperative) || is(i, Cue::which) || is(i, Cue::who) ||
            piece.kind == SpanKind::value || piece.kind == SpanKind::gradable ||
            piece.kind == SpanKind::number)
            continue;
        if (is(i, Cue::each) || is(i, Cue::top) || is(i, Cue::distinct)) continue;
        return false;
    }
    return true;
}

/// `laptops with their stock`: a value names the rows, so they are shown as well.
bool Reader::value_heads(std::size_t at) const {
    bool value = false;
    for (std::size_t i = 0; i < at; ++i) {
        if (is(i, SpanKind::table)) return false;
        value |= is(i, SpanKind::value);
    }
    return value && measures_.empty() && query_.subject != nothing &&
           (is(previous(at), Cue::have) || is(previous(at), Cue::conjunction) ||
            is(previous(at), Cue::clause));
}

/// What is left of columns and tables is what is to be shown.
void Reader::read_projection() {
    const std::vector<ColumnId> taken = taken_columns();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::everything) || query_.subject == nothing || !measures_.empty()) continue;
        use(at, "all columns", "everything");
        for (const ColumnId id : model_.table(query_.subject).columns) {
            if (column(id).kind != Kind::other) show(attr(id));
        }
    }
    bool first = true;
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::distinct) && !pieces_[at].used)
            asks_distinct_ = true, use(at, "distinct", "name");
        if (open(at, SpanKind::column)) {
            if (std::ranges::find(taken, pieces_[at].link.id) != taken.end()) {
                use(at);
                continue;
            }
            project_column(at, first);
            first = false;
        } else if (open(at, SpanKind::table)) {
            project_table(at, first);
            if (pieces_[at].link.id == query_.subject) first = false;
        }
    }
}

/// `customers who ordered …`: a verb that has a date, which nobody asked to see.
bool Reader::happened(std::size_t at) const {
    const std::string& word = tokens_[pieces_[at].begin].text;
    const bool verb = word.ends_with("ed") || word == "bought" || word == "sold" || word == "made";
    return verb && pieces_[at].end == pieces_[at].begin + 1 &&
           column(pieces_[at].link.id).kind == Kind::moment &&
           (is(previous(at), Cue::clause) || is(previous(at), SpanKind::table) ||
            is(previous(at), Cue::have) || is(previous(at), Cue::never));
}

void Reader::project_column(std::size_t at, bool first) {
    const Piece& piece = pieces_[at];
    const ColumnModel& shown = column(piece.link.id);
    // `the name of their manager`
    const std::size_t of = next(at);
    if (shown.kind == Kind::name && open(of, SpanKind::column) &&
        column(pieces_[of].link.id).kind == Kind::foreign) {
        use(at, "name", "name");
        return;
    }
    if ((!first || counted_) && happened(at)) return use(at, name(piece.link.id), "verb");
    const bool named = shown.kind == Kind::name || shown.kind == Kind::key;
    const bool each_once = is(previous(at), Cue::which) || is(of, Cue::clause) || is(of, Cue::have);
    if (first && piece.plural && measures_.empty() && !named && each_once) headed_by_column_ = true;
    if (first && !is(previous(at), Cue::which)) asked_by_column_ = true;
    if (first && query_.select.empty() && value_heads(at)) show_table(query_.subject);
    use(at, name(piece.link.id), piece.link.via);
    if (says_name(at)) return show_table(shown.table);
    show_column(piece.link);
}

/// `the names of the employees`, who have a first and a last one.
bool Reader::says_name(std::size_t at) const {
    const Piece& piece = pieces_[at];
    const std::vector<ColumnId> whole = display(column(piece.link.id).table);
    return piece.end == piece.begin + 1 && tokens_[piece.begin].stem == "name" &&
           whole.size() > 1 && std::ranges::find(whole, piece.link.id) != whole.end();
}

/// A pointing column that is called by its role shows the row it points at.
void Reader::show_column(const Link& link) {
    const ColumnModel& shown = column(link.id);
    for (const std::int32_t id : model_.keys_at(shown.table)) {
        const Key& key = model_.key(id);
        if (key.columns.front().first != link.id || shown.kind != Kind::foreign ||
            link.weight >= 0.9)
            continue;
        if (key.from != key.to) return show_table(key.to);
        for (const ColumnId of : display(key.to)) {
            show(attr(of, Grain::none, id), key.role + "_" + column(of).name);
        }
        return;
    }
    show(attr(link.id));
}

/// `show all customers`: somebody wants to see the rows, not only their names.
bool Reader::lists_rows(std::size_t at) const {
    const bool commanded =
        std::ranges::any_of(std::span(pieces_).first(at), [](const Piece& piece) {
            return piece.kind == SpanKind::cue && piece.cue == Cue::imperative;
        });
    for (std::size_t i = at + 1; i < pieces_.size(); ++i)
        if (open(i, SpanKind::column) || open(i, SpanKind::table)) return false;
    return commanded && !superlative_ && query_.order.empty() && !query_.limit &&
           query_.group.empty() && model_.table(pieces_[at].link.id).listed.empty();
}

/// The other columns of a row, where it has not too many for one look.
void Reader::show_rest(TableId table) {
    constexpr std::size_t most = 12;
    const std::vector<ColumnId>& columns = model_.table(table).columns;
    if (columns.size() > most) return;
    const std::size_t named = query_.select.size();
    for (const ColumnId id : columns)
        if (column(id).kind != Kind::other) show(attr(id));
    draft_.rest = query_.select.size() - named;
}

void Reader::project_table(std::size_t at, bool first) {
    const TableId table = pieces_[at].link.id;
    use(at, model_.table(table).name, pieces_[at].link.via);
    if (table == query_.subject) {
        const bool compound = is(at + 1, SpanKind::column);
        const bool owner = tokens_[pieces_[at].end - 1].possessive;
        if (first && !compound && !owner && measures_.empty() && heads(at)) {
            headed_by_table_ = true;
            show_table(table);
            if (lists_rows(at)) show_rest(table);
        }
        return;
    }
    const std::size_t before = previous(at);
    const std::size_t listed = is(before, Cue::conjunction) ? previous(before) : pieces_.size();
    const bool after_shown = is(listed, SpanKind::column) || is(listed, SpanKind::table);
    if (after_shown && measures_.empty())
        show_table(table);
    else
        query_.touch.push_back(table);
}

/// Groups by the row whose columns are shown, not only by those columns: names may repeat.
void Reader::group_by_shown() {
    if (query_.select.empty()) {
        if (query_.subject != nothing) group_by_table(query_.subject);
        return;
    }
    const Term& shown = query_.select.front().term;
    if (shown.kind != TermKind::attr || shown.attr.column < 0) return;
    const ColumnModel& first = column(shown.attr.column);
    const TableModel& entity = model_.table(first.table);
    const bool names_row =
        first.kind == Kind::name &&
        std::ranges::find(entity.display, shown.attr.column) != entity.display.end();
    const bool identifies = names_row || first.kind == Kind::key || query_.select.size() > 1;
    if (identifies && entity.primary_key.size() == 1)
        query_.group.push_back({.column = entity.primary_key.front()});
}

/// `how many customers have more than 5 orders`: the groups themselves are counted.
bool Reader::count_groups() {
    const bool plain =
        counted_ && measures_.size() == 1 && query_.group.empty() && query_.select.empty();
    if (!plain || query_.subject == nothing || measures_[0].term != count_rows(query_.subject))
        return false;
    const std::vector<ColumnId>& key = model_.table(query_.subject).primary_key;
    if (key.size() != 1) return false;
    Qir inner = std::move(query_);
    inner.group.push_back({.column = key.front()});
    inner.select.push_back({attr(key.front()), "row"});
    query_ = Qir{};
    query_.source = std::move(inner);
    measures_[0].term.table = nothing;
    return true;
}

/// Puts together what is shown: the asked columns, else the name of the subject, and the measures.
void Reader::finish() {
    const bool measured = !measures_.empty();
    const bool ranked = superlative_ && !query_.order.empty();
    const bool having =
        std::ranges::any_of(query_.where, [](const Pred& pred) { return has_aggregate(pred); });
    const bool counts_groups = having && count_groups();
    const bool by_row = (measured && ranked) || having || (measured && !query_.select.empty());
    if (by_row && query_.group.empty() && !counts_groups && !query_.source) group_by_shown();
    for (Measured& measure : measures_) {
        if (measure.ranking && asked_by_column_) continue;
        show(std::move(measure.term), std::move(measure.label));
    }
    if (query_.select.empty() && query_.subject != nothing) {
        show_table(query_.subject);
        headed_by_table_ = true;
    }
    // `the cheapest product`: how cheap it is, too
    const bool by_column = headed_by_table_ && superlative_ && query_.order.size() == 1 &&
                           query_.group.empty() && measures_.empty() && !asked_by_column_ &&
                           query_.order.front().term.kind == TermKind::attr &&
                           column(query_.order.front().term.attr.column).table == query_.subject;
    if (by_column) show(query_.order.front().term);
    query_.distinct = (asks_distinct_ || headed_by_column_) && !measured && query_.group.empty();
    const bool along_time = std::ranges::any_of(query_.group, [](const Attr& key) {
        return key.grain != Grain::none && key.grain != Grain::weekday;
    });
    if (along_time && query_.order.empty()) {
        for (const Attr& key : query_.group) {
            if (key.grain != Grain::none)
                query_.order.push_back({.term = {.kind = TermKind::attr, .attr = key}});
        }
    }
    draft_.complete = !query_.select.empty() && draft_.missing.empty();
}

}  // namespace parlance::engine
