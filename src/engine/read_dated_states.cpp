#include "engine/reader.hpp"

#include <algorithm>

/// `open tickets`, `invoices that are overdue`, `paid late`, `delivered on time`: what the dates of
/// a row say about it, where no column or value does.
namespace parlance::engine {

/// The date by which something should have ended.
ColumnId Reader::deadline_of(TableId table) const {
    for (const ColumnId id : model_.table(table).columns) {
        if (column(id).kind == Kind::moment && says_one_of(column(id), "deadlines")) return id;
    }
    return nothing;
}

/// What the word says of the rows of the table; nothing when it is no such word, or the table has
/// no such dates.
std::vector<Pred> Reader::state_meant(std::size_t at, TableId table) const {
    const std::string& word = tokens_[pieces_[at].begin].text;
    const auto listed = [&](const char* list) { return Lexicon::english().listed(list, word); };
    const bool open = listed("ongoing");
    const bool overdue = listed("overdue");
    const bool late = listed("late");
    const bool punctual = is_on_time(at);
    const bool gone = listed("gone");
    if (!open && !overdue && !late && !punctual && !gone) return {};
    const auto stretch = stretch_of(table);
    const ColumnId deadline = deadline_of(table);
    const bool ends = stretch && column(stretch->end).nullable;
    if ((open || gone) && ends) return {is_null(attr(stretch->end), gone)};
    if (open || gone || deadline == nothing) return {};
    if (overdue) {
        std::vector<Pred> preds{
            compare(attr(deadline), Compare::less, literal(TermKind::moment, today()))
        };
        if (ends) preds.push_back(is_null(attr(stretch->end)));
        return preds;
    }
    if (!stretch) return {};
    const Compare op = late ? Compare::greater : Compare::less_equal;
    return {compare(attr(stretch->end), op, attr(deadline))};
}

bool Reader::is_on_time(std::size_t at) const {
    const std::size_t token = pieces_[at].begin;
    const std::string& word = tokens_[token].text;
    if (word != "time") return Lexicon::english().listed("punctual", word);
    return token > 0 && (tokens_[token - 1].text == "on" || tokens_[token - 1].text == "in");
}

/// A word that means a value or a column means that, unless the column is the date of the same.
bool Reader::may_be_state(std::size_t at, TableId table) const {
    if (pieces_[at].used) return false;
    if (is(at, SpanKind::word) || is(at, SpanKind::gradable)) return true;
    if (!is(at, SpanKind::column)) return false;
    const ColumnModel& meant = column(pieces_[at].link.id);
    return meant.kind == Kind::moment && meant.table == table;
}

/// The table that the word stands at: before it, or after it as `tickets that are open`.
TableId Reader::table_of_state(std::size_t at) const {
    if (is(next(at), SpanKind::table)) return pieces_[next(at)].link.id;
    for (std::size_t before = at; before-- > 0;) {
        if (is(before, SpanKind::table)) return pieces_[before].link.id;
        if (is(before, Cue::by) || is(before, Cue::each)) break;
    }
    return query_.subject;
}

/// `paid` of `paid late`, and `on` of `on time`.
void Reader::use_state(std::size_t at, const std::vector<Pred>& preds) {
    use(at, text_of(preds.front(), model_), "dates");
    std::size_t before = previous(at);
    if (is(before, Cue::in)) before = previous(before);
    const bool verb =
        open(before, SpanKind::column) && column(pieces_[before].link.id).kind == Kind::moment;
    if (verb && !is(next(at), SpanKind::table)) use(before);
}

/// What has the state behind a share is what the share counts (see read_share_of_rows).
void Reader::read_dated_states() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::share) && !pieces_[at].used) return;
        const TableId table = table_of_state(at);
        if (table == nothing || !may_be_state(at, table)) continue;
        const std::vector<Pred> preds = state_meant(at, table);
        if (preds.empty()) continue;
        use_state(at, preds);
        for (const Pred& pred : preds)
            condition(pred);
    }
}

}  // namespace parlance::engine
