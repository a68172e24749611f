#include "engine/reader.hpp"

#include <algorithm>

/// Rows that stand above others of their table: `managers with more than two direct reports`, `more
/// than their manager`, `account owners`.
namespace parlance::engine {

/// The key that a column points along.
std::int32_t Reader::key_of(ColumnId pointing) const {
    for (const std::int32_t id : model_.keys_at(column(pointing).table)) {
        const Key& key = model_.key(id);
        if (key.columns.size() == 1 && key.columns.front().first == pointing) return id;
    }
    return nothing;
}

/// The key of a role that one row has to another, such as an employee's manager.
std::int32_t Reader::role_key(std::size_t at) const {
    if (!is(at, SpanKind::column) || column(pieces_[at].link.id).kind != Kind::foreign)
        return nothing;
    return key_of(pieces_[at].link.id);
}

/// As `role_key` within one table, also where the word is a value as well: `manager` may be a job.
std::int32_t Reader::role_meant(std::size_t at) const {
    if (at >= pieces_.size() || pieces_[at].used || pieces_[at].span == nullptr) return nothing;
    for (const Link& link : pieces_[at].span->links) {
        if (link.kind != SpanKind::column || column(link.id).kind != Kind::foreign) continue;
        const std::int32_t id = key_of(link.id);
        if (id != nothing && model_.key(id).from == model_.key(id).to) return id;
    }
    return nothing;
}

/// `managers with more than two direct reports`: the rows are counted by what they point at.
void Reader::read_roles() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const std::int32_t id = role_meant(at);
        if (id == nothing || !heads(at)) continue;
        const Key& key = model_.key(id);
        const ColumnId role = key.columns.front().first;
        for (std::size_t cue = next(at); cue < pieces_.size(); cue = next(cue)) {
            const auto found = comparison_at(cue);
            if (!found || !open(found->right, SpanKind::number)) continue;
            const std::size_t unit = next(found->right);
            if (!open(unit, SpanKind::table) || pieces_[unit].link.id != key.from) continue;
            query_.subject = key.from;
            use(at, name(role), "role");
            use(unit, model_.table(key.from).name, pieces_[unit].link.via);
            Pred pred =
                compare(count_rows(key.from), found->op, number(pieces_[found->right].number));
            use(cue, text_of(pred, model_), "comparison");
            use(found->right);
            condition(is_null(attr(role), true));
            condition(std::move(pred));
            group_by_column({.kind = SpanKind::column, .id = role, .weight = 0.8});
            return;
        }
    }
}

/// `than their manager`: the same column of the row that is pointed at.
std::optional<Term> Reader::of_role(std::size_t& at, const Term& left) {
    const bool theirs = at < pieces_.size() && pieces_[at].begin > 0 &&
                        Lexicon::english().stop_word(tokens_[pieces_[at].begin - 1].text);
    const std::int32_t id = theirs ? role_meant(at) : nothing;
    if (id == nothing || left.attr.column < 0) return std::nullopt;
    const Key& key = model_.key(id);
    if (column(left.attr.column).table != key.to) return std::nullopt;
    use(at, name(key.columns.front().first), "role");
    at = next(at);
    return attr(left.attr.column, Grain::none, id);
}

/// `than the average of their department`: over the rows that share it.
std::optional<Pred> Reader::shared_with(std::size_t at, TableId table) {
    bool theirs = false;
    for (std::size_t token = pieces_[at].begin; token-- > 0 && pieces_[at].begin - token < 3;) {
        const std::string& word = tokens_[token].text;
        theirs |=
            word == "their" || word == "its" || word == "same" || word == "his" || word == "her";
    }
    if (!theirs || pieces_[at].used) return std::nullopt;
    ColumnId shared = nothing;
    if (is(at, SpanKind::column) && column(pieces_[at].link.id).table == table)
        shared = pieces_[at].link.id;
    for (const std::int32_t id : model_.keys_at(table)) {
        const Key& key = model_.key(id);
        const bool points = key.from == table && key.columns.size() == 1;
        if (is(at, SpanKind::table) && points && key.to == pieces_[at].link.id)
            shared = key.columns.front().first;
    }
    if (shared == nothing) return std::nullopt;
    use(at, "the same " + name(shared), "possessive");
    return compare(attr(shared), Compare::equal, attr(shared, Grain::none, outer_row));
}

/// `who bought the most`: the person that the rows belong to.
void Reader::find_person() {
    if (query_.subject == nothing || pieces_.empty() || !is(0, Cue::who)) return;
    const bool named = !display(query_.subject).empty() &&
                       column(display(query_.subject).front()).kind == Kind::name;
    if (named) return;
    for (const std::int32_t id : model_.keys_at(query_.subject)) {
        const Key& key = model_.key(id);
        const bool points = key.from == query_.subject && key.to != query_.subject && !key.nullable;
        if (!points || display(key.to).empty()) continue;
        if (column(display(key.to).front()).kind != Kind::name) continue;
        query_.subject = key.to;
        return;
    }
}

/// `not assigned to any project`: the table that the verb is akin to, if rows of it belong to the
/// subject.
TableId Reader::table_of_verb(std::size_t from, std::size_t to) const {
    constexpr std::size_t shared = 5;
    for (std::size_t at = from + 1; at < to && at < pieces_.size(); ++at) {
        const std::string& word = tokens_[pieces_[at].begin].text;
        if (word.size() < shared || is(at, SpanKind::cue)) continue;
        for (const std::int32_t id : model_.keys_at(query_.subject)) {
            const Key& key = model_.key(id);
            if (key.to != query_.subject || key.from == query_.subject) continue;
            if (model_.table(key.from).phrase.starts_with(word.substr(0, shared))) return key.from;
        }
    }
    return nothing;
}

/// `without insurance`: where the column says so with a word of its own, such as `none`.
bool Reader::read_absent_value(std::size_t at, std::size_t what) {
    const ColumnModel& absent = column(pieces_[what].link.id);
    if (absent.kind != Kind::category || absent.table != query_.subject) return false;
    for (const std::string& value : absent.values) {
        const std::string folded = fold(value);
        if (folded != "none" && folded != "no" && folded != "n/a" && folded != "-") continue;
        Pred pred =
            compare(attr(pieces_[what].link.id), Compare::equal, literal(TermKind::text, value));
        use(what, name(pieces_[what].link.id), pieces_[what].link.via);
        use(at, text_of(pred, model_), "negation");
        condition(std::move(pred));
        return true;
    }
    return false;
}

/// `most prescribed drug`, `the most booked rooms`: by the rows of what was done.
bool Reader::read_done_most(std::size_t at, bool descending, std::int64_t limit) {
    constexpr std::size_t shared = 5;
    const std::size_t verb = next(at);
    const std::size_t noun = next(verb);
    if (verb >= pieces_.size() || !(open(noun, SpanKind::table) || open(noun, SpanKind::column)))
        return false;
    const std::string& word = tokens_[pieces_[verb].begin].text;
    const bool done = word.ends_with("ed") || word == "sold" || word == "bought" || word == "seen";
    if (!done || is(verb, SpanKind::metric) || is(verb, SpanKind::gradable)) return false;
    const Link link = pieces_[noun].link;
    const TableId owner = is(noun, SpanKind::table) ? link.id : column(link.id).table;
    TableId counted = is(noun, SpanKind::table) ? nearest_child(owner) : owner;
    for (std::size_t i = 0; i < model_.tables().size(); ++i) {
        const auto table = static_cast<TableId>(i);
        const bool akin =
            word.size() >= shared && model_.table(table).phrase.starts_with(word.substr(0, shared));
        if (akin && model_.distance(owner, table) <= 2) counted = table;
    }
    if (counted == nothing) return false;
    use(at, descending ? "most rows first" : "fewest rows first", "superlative");
    use(verb, model_.table(counted).name, "what was done");
    use(noun, is(noun, SpanKind::table) ? model_.table(owner).name : name(link.id), link.via);
    query_.subject = owner;
    const std::vector<ColumnId> named = display(owner);
    if (is(noun, SpanKind::table) && counted == owner && named.size() == 1)
        group_by({.column = named.front()});  // its own rows: by what they are called
    else if (is(noun, SpanKind::table))
        group_by_table(owner);
    else
        group_by({.column = link.id});
    measures_.push_back({count_rows(counted), "", true});
    rank_by(count_rows(counted), descending, limit);
    return true;
}

}  // namespace parlance::engine
