#include "engine/reader.hpp"
#include "engine/word_forms.hpp"

#include <algorithm>

/// `return rate by category`, `share of cancelled orders`, `what percentage of accounts are
/// active`.
namespace parlance::engine {

/// What a rate counts: the rows with a value such as `returned`, or with a flag.
std::optional<Pred> Reader::rated(std::size_t at) const {
    const Piece& piece = pieces_[at];
    if (piece.kind == SpanKind::value && piece.link.id != nothing)
        return compare(
            attr(piece.link.id), Compare::equal, literal(TermKind::text, piece.link.value)
        );
    if (piece.kind == SpanKind::column && column(piece.link.id).kind == Kind::flag)
        return compare(
            attr(piece.link.id),
            Compare::equal,
            literal(TermKind::boolean, piece.link.negated ? "false" : "true")
        );
    const std::string& said = tokens_[piece.begin].text;
    for (const ColumnModel& candidate : model_.columns()) {
        if (candidate.kind != Kind::category) continue;
        const auto id = static_cast<ColumnId>(&candidate - model_.columns().data());
        for (const std::string& value : candidate.values) {
            if (value.find(' ') == std::string::npos && akin_words(said, fold(value)))
                return compare(attr(id), Compare::equal, literal(TermKind::text, value));
        }
    }
    return std::nullopt;
}

void Reader::add_rate(std::vector<Pred> parts, TableId table) {
    Term counted = count_rows(table);
    counted.only = std::move(parts);
    add_measure(
        arithmetic('/', arithmetic('*', number(100), std::move(counted)), count_rows(table)),
        "percentage"
    );
    query_.subject = table;
    counted_ = true;
}

/// `scrap rate` where a table has the scrapped quantity and the produced one.
bool Reader::read_ratio(std::size_t at) {
    const std::string& said = tokens_[pieces_[at - 1].begin].text;
    for (std::size_t i = 0; i < model_.columns().size(); ++i) {
        const ColumnModel& part = model_.columns()[i];
        const bool says = std::ranges::any_of(part.words, [&](const std::string& word) {
            return akin_words(said, word);
        });
        const auto id = static_cast<ColumnId>(i);
        const ColumnId whole = part.kind == Kind::number && says ? whole_of(id) : nothing;
        if (whole == nothing) continue;
        use(at, "ratio", "rate");
        use(at - 1, name(id), "what is counted");
        query_.subject = part.table;
        add_measure(
            arithmetic(
                '/',
                arithmetic('*', number(100), aggregate(Aggregate::sum, attr(id))),
                aggregate(Aggregate::sum, attr(whole))
            ),
            "percentage"
        );
        return true;
    }
    return false;
}

/// The one other number of the table that is counted in the same things.
ColumnId Reader::whole_of(ColumnId part) const {
    ColumnId whole = nothing;
    for (const ColumnId id : model_.table(column(part).table).columns) {
        if (id == part || column(id).kind != Kind::number) continue;
        const bool same = std::ranges::any_of(column(part).words, [&](const std::string& word) {
            return std::ranges::find(column(id).words, word) != column(id).words.end();
        });
        if (!same) continue;
        if (whole != nothing) return nothing;
        whole = id;
    }
    return whole;
}

/// `no-show rate by doctor`, `default rate of our loans`.
void Reader::read_rates() {
    for (std::size_t at = 1; at < pieces_.size(); ++at) {
        const std::string& word = tokens_[pieces_[at].begin].text;
        const bool rate =
            word == "rate" || word == "rates" || word == "ratio" || word == "percentage";
        if (!rate || pieces_[at].used || pieces_[at].end != pieces_[at].begin + 1) continue;
        if (is(at - 1, Cue::of)) continue;
        auto part = rated(at - 1);
        if (!part && read_ratio(at)) return;
        if (!part) continue;
        const TableId table = column(part->terms[0].attr.column).table;
        use(at, "share", "rate");
        use(at - 1, text_of(*part, model_), "what is counted");
        const std::size_t of = next(at);
        if (open(of, SpanKind::table) && pieces_[of].link.id == table)
            use(of, model_.table(table).name, pieces_[of].link.via);
        add_rate({std::move(*part)}, table);
        return;
    }
}

/// `share of cancelled orders`, `percentage of orders that were cancelled`, `… accounts are
/// active`.
bool Reader::read_share_of_rows(std::size_t at) {
    const std::size_t first = next(at);
    // `share of readings is estimated` where that is all of a flag's name
    if (open(first, SpanKind::column) && column(pieces_[first].link.id).kind == Kind::flag) {
        auto pred = rated(first);
        use(at, "share", "share word");
        use(first, text_of(*pred, model_), "flag");
        add_rate({std::move(*pred)}, column(pieces_[first].link.id).table);
        return true;
    }
    const bool before = open(first, SpanKind::value) && open(next(first), SpanKind::table);
    const bool stated = is(next(first), SpanKind::table) &&
                        may_be_state(first, pieces_[next(first)].link.id) &&
                        !state_meant(first, pieces_[next(first)].link.id).empty();
    const std::size_t table_at = before || stated ? next(first) : first;
    if (!open(table_at, SpanKind::table)) return false;
    const TableId table = pieces_[table_at].link.id;
    // `percentage of theft claims that are flagged`: of those with the value before
    bool later = false;
    for (std::size_t part = table_at + 1; before && part < pieces_.size(); ++part) {
        if (is(part, Cue::by) || is(part, Cue::each)) break;
        later |=
            (open(part, SpanKind::value) ||
             (open(part, SpanKind::column) && column(pieces_[part].link.id).kind == Kind::flag)) &&
            column(pieces_[part].link.id).table == table &&
            pieces_[part].link.id != pieces_[first].link.id;
    }
    for (std::size_t part = stated || (before && !later) ? first : table_at + 1;
         part < pieces_.size();
         ++part) {
        if (is(part, Cue::by) && !before && part + 1 < pieces_.size() &&
            !open(next(part), SpanKind::value))
            return false;
        const bool value = open(part, SpanKind::value) && pieces_[part].link.id != nothing;
        if (may_be_state(part, table)) {
            std::vector<Pred> state = state_meant(part, table);
            if (!state.empty()) {
                use(at, "share", "share word");
                use(table_at, model_.table(table).name, "name");
                use_state(part, state);
                add_rate(std::move(state), table);
                return true;
            }
        }
        const bool flag =
            open(part, SpanKind::column) && column(pieces_[part].link.id).kind == Kind::flag;
        if ((!value && !flag) || column(pieces_[part].link.id).table != table) continue;
        auto pred = rated(part);
        use(at, "share", "share word");
        use(table_at, model_.table(table).name, "name");
        use(part, text_of(*pred, model_), "value of " + name(pieces_[part].link.id));
        if (is(previous(part), Cue::by)) use(previous(part));
        for (std::size_t i = part + 1; i < pieces_.size(); ++i)
            if (flag && open(i, SpanKind::column) && pieces_[i].link.id == pieces_[part].link.id)
                use(i);  // `flagged as fraud`
        add_rate({std::move(*pred)}, table);
        return true;
    }
    return false;
}

/// `share of orders by status`, `share of deposits by channel`: how the whole is parted.
void Reader::count_shares(std::size_t at, std::size_t of) {
    const bool rows = is(of, SpanKind::table);
    if (!rows && pieces_[of].link.id == nothing) return;
    const TableId table = rows ? pieces_[of].link.id : column(pieces_[of].link.id).table;
    const ColumnId id = rows ? nothing : default_measure(table);
    query_.subject = table;
    Term measure = id == nothing ? count_rows(table) : aggregate(Aggregate::sum, attr(id));
    use(at, "share of the total", "share word");
    if (rows) use(of, model_.table(table).name, pieces_[of].link.via);
    if (id != nothing) assume("default_measure", "measured " + name(id));
    add_measure(measure, "");
    add_measure(wrapped(TermKind::share, std::move(measure)), "share");
}

}  // namespace parlance::engine
