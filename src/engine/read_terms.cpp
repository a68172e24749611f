#include "engine/reader.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

bool contains_word(const std::vector<std::string>& words, std::string_view wanted) {
    return std::ranges::find(words, wanted) != words.end();
}

}  // namespace

/// The column that an adjective speaks of in a table: the words are in order of preference.
ColumnId Reader::column_for(const GradableForm& form, TableId table) const {
    const Gradable& gradable = Lexicon::english().gradable(form.gradable);
    for (const bool moments : {false, true}) {
        for (const std::string& word : moments ? gradable.moments : gradable.numbers) {
            ColumnId best = nothing;
            for (const ColumnId id : model_.table(table).columns) {
                const ColumnModel& candidate = column(id);
                const bool kind =
                    moments ? candidate.kind == Kind::moment || candidate.kind == Kind::year
                            : candidate.numeric();
                if (!kind || !contains_word(candidate.words, word)) continue;
                if (best == nothing || candidate.words.size() < column(best).words.size())
                    best = id;
            }
            if (best != nothing) return best;
        }
        if (moments && !gradable.moments.empty() && contains_word(gradable.moments, "date"))
            return model_.table(table).moment;
    }
    return nothing;
}

/// As `column_for`, else of a table that is spoken of or of one right beside: the tallest player
/// may have the height of a person.
ColumnId Reader::column_near(const GradableForm& form, TableId table) const {
    if (const ColumnId own = column_for(form, table); own != nothing) return own;
    for (const Piece& piece : pieces_) {
        if (piece.kind != SpanKind::table || model_.distance(table, piece.link.id) > 2) continue;
        if (const ColumnId id = column_for(form, piece.link.id); id != nothing) return id;
    }
    for (const std::int32_t at : model_.keys_at(table)) {
        const Key& key = model_.key(at);
        if (key.from != table) continue;
        if (const ColumnId id = column_for(form, key.to); id != nothing) return id;
    }
    return nothing;
}

/// The number of a row that `largest` or `total` means when no column is named.
ColumnId Reader::default_measure(TableId table) const {
    const auto offered = [&](ColumnId id) {
        return column(id).kind == Kind::number && !refused("measured " + name(id));
    };
    ColumnId only = nothing;
    int numbers = 0;
    for (const ColumnId id : model_.table(table).columns) {
        if (offered(id)) only = id, ++numbers;
    }
    for (const std::string& word : Lexicon::english().list("measures")) {
        for (const ColumnId id : model_.table(table).columns) {
            if (offered(id) && contains_word(column(id).words, word)) return id;
        }
    }
    return numbers == 1 ? only : nothing;
}

/// The date of a row: of its own, else of the event it belongs to.
ColumnId Reader::moment_for(TableId table) const {
    if (seed_ && seed_->moment != nothing && table == seed_->subject) return seed_->moment;
    if (table == nothing) return nothing;
    const auto offered = [&](ColumnId id) {
        return id != nothing && !refused("dated by " + name(id));
    };
    if (const ColumnId own = model_.table(table).moment; own != nothing) {
        if (offered(own)) return own;
        for (const ColumnId id : model_.table(table).columns)
            if (column(id).kind == Kind::moment && offered(id)) return id;
    }
    ColumnId best = nothing;
    int best_score = -1;
    for (const std::int32_t at : model_.keys_at(table)) {
        const Key& key = model_.key(at);
        const TableId other = key.from == table ? key.to : key.from;
        const ColumnId found = model_.table(other).moment;
        if (other == table || !offered(found)) continue;
        int score = key.from == table ? 10 : 0;
        for (const std::string& word : model_.table(other).words) {
            const std::vector<std::string>& own = model_.table(table).words;
            score += std::ranges::any_of(
                         own, [&](const std::string& mine) { return stem(mine) == stem(word); }
                     )
                         ? 4
                         : 0;
        }
        for (const ColumnId id : model_.table(other).columns)
            score += column(id).kind == Kind::foreign ? 1 : 0;
        if (score > best_score) best = found, best_score = score;
    }
    return best;
}

/// The date of what is counted or summed for each subject: `top customers by revenue in 2024` is
/// about orders of that year, not about customers who came in it.
ColumnId Reader::moment_measured() const {
    std::vector<Term> terms;
    for (const Measured& measure : measures_)
        terms.push_back(measure.term);
    for (const Sort& sort : query_.order)
        terms.push_back(sort.term);
    for (const Piece& piece : pieces_) {
        if (piece.kind == SpanKind::metric)
            terms.push_back(model_.metrics()[static_cast<std::size_t>(piece.link.id)].formula);
    }
    for (const Term& term : terms) {
        if (!has_aggregate(term)) continue;
        std::vector<Attr> attrs;
        std::vector<TableId> tables;
        collect(term, attrs, tables);
        for (const Attr& attr : attrs)
            if (attr.column >= 0) tables.push_back(column(attr.column).table);
        if (std::ranges::find(tables, query_.subject) != tables.end()) continue;
        for (const TableId table : tables)
            if (const ColumnId found = moment_for(table); found != nothing) return found;
    }
    return nothing;
}

/// The table that was spoken of last, else the subject.
TableId Reader::table_near(std::size_t at) const {
    for (std::size_t i = at; i-- > 0;) {
        if (is(i, SpanKind::table)) return pieces_[i].link.id;
    }
    return query_.subject;
}

/// The event that hangs on a row, for `never sold` and the like.
TableId Reader::nearest_child(TableId table) const {
    for (const std::int32_t at : model_.keys_at(table)) {
        const Key& key = model_.key(at);
        if (key.to == table && key.from != table) return key.from;
    }
    return nothing;
}

std::vector<ColumnId> Reader::display(TableId table) const {
    return model_.table(table).display;
}

Term Reader::count_rows(TableId table) const {
    return count_of(table);
}

std::optional<Aggregate> Reader::aggregate_at(std::size_t at) const {
    if (!is(at, SpanKind::cue)) return std::nullopt;
    switch (pieces_[at].cue) {
        case Cue::sum:
            return Aggregate::sum;
        case Cue::average:
            return Aggregate::average;
        case Cue::minimum:
            return Aggregate::minimum;
        case Cue::maximum:
            return Aggregate::maximum;
        case Cue::median:
            return Aggregate::median;
        default:
            return std::nullopt;
    }
}

/// What a piece measures: a metric, a numeric column, the number of rows of a table.
std::optional<Term> Reader::measure_at(std::size_t at) const {
    if (at >= pieces_.size()) return std::nullopt;
    const Piece& piece = pieces_[at];
    if (piece.kind == SpanKind::metric)
        return model_.metrics()[static_cast<std::size_t>(piece.link.id)].formula;
    if (piece.kind == SpanKind::table) return count_rows(piece.link.id);
    if (piece.kind == SpanKind::column) return attr(piece.link.id);
    return std::nullopt;
}

}  // namespace parlance::engine
