#include "engine/join_tree.hpp"
#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

std::string escaped(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern;
}

}  // namespace

bool Reader::negated_before(std::size_t at) {
    const std::size_t before = [&] {
        std::size_t i = previous(at);
        while (is(i, Cue::in) || is(i, Cue::equal) || is(i, Cue::have) || is(i, SpanKind::column) ||
               is(i, SpanKind::word))
            i = previous(i);
        return i;
    }();
    if (before == denied_) return false;
    const bool negated = is(before, Cue::negation) || is(before, Cue::except) ||
                         is(before, Cue::never) || is(before, Cue::without) || is(before, Cue::no);
    if (negated && !pieces_[before].used) use(before, "not", "negation");
    return negated;
}

/// `whose name contains 'an'`, `starts with F`.
void Reader::read_patterns() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::contains) && !is(at, Cue::starts) && !is(at, Cue::ends)) continue;
        const std::size_t what = next(at);
        const bool quoted = open(what, SpanKind::value) && pieces_[what].quoted;
        const bool wordlike = is(what, SpanKind::word) || is(what, SpanKind::value);
        if (!quoted && (is(at, Cue::contains) || !wordlike)) continue;
        ColumnId id = nothing;
        std::size_t source = pieces_.size();
        for (std::size_t i = previous(at), steps = 0; i < pieces_.size() && steps < 3;
             i = previous(i), ++steps) {
            if (open(i, SpanKind::column) && !column(pieces_[i].link.id).numeric())
                id = pieces_[i].link.id, source = i;
            if (id != nothing) break;
        }
        std::size_t in = next(what);
        if (id == nothing && is(in, Cue::in) && open(next(in), SpanKind::column))
            source = next(in), id = pieces_[source].link.id, use(in);
        if (id == nothing && query_.subject != nothing && !display(query_.subject).empty())
            id = display(query_.subject).front();
        if (id == nothing) continue;
        const std::string text = quoted ? tokens_[pieces_[what].begin].raw : words(what);
        std::string pattern = escaped(text);
        if (!is(at, Cue::starts)) pattern = "%" + pattern;
        if (!is(at, Cue::ends)) pattern += "%";
        Pred pred = like(attr(id), pattern);
        pred.negated = negated_before(at);
        use(at, text_of(pred, model_), "pattern word");
        use(what, text, "text");
        if (source < pieces_.size()) use(source, name(id), pieces_[source].link.via);
        condition(std::move(pred));
    }
}

/// Takes the conditions up to the end of the clause, for an EXISTS.
std::vector<Pred> Reader::take_clause(std::size_t from, TableId home) {
    std::vector<Pred> kept = std::move(query_.where);
    query_.where.clear();
    for (std::size_t at = from; at < pieces_.size(); ++at) {
        if (is(at, Cue::conjunction) && (is(next(at), Cue::have) || is(next(at), Cue::clause)))
            break;
        if (is(at, Cue::order) || is(at, Cue::each)) break;
        if (open(at, SpanKind::value))
            read_value_group(at);
        else if (open(at, SpanKind::table) && pieces_[at].link.id != query_.subject) {
            use(at, model_.table(pieces_[at].link.id).name, pieces_[at].link.via);
            if (pieces_[at].link.id != home) condition(exists(pieces_[at].link.id, {}));
        } else if (open(at, SpanKind::time)) {
            const ColumnId moment = moment_for(home);
            const auto pred =
                moment == nothing ? std::nullopt : in_time(pieces_[at].time, {.column = moment});
            if (!pred) continue;
            use(at, text_of(*pred, model_), "time");
            condition(*pred);
        }
    }
    std::vector<Pred> parts = std::move(query_.where);
    query_.where = std::move(kept);
    return parts;
}

/// `without orders`, `never bought`, `no phone number`, `handled by nobody`.
void Reader::read_absence() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used) continue;
        if (is(at, Cue::no) || is(at, Cue::never) || is(at, Cue::without) || is(at, Cue::nobody) ||
            is(at, Cue::except) || is(at, Cue::negation))
            read_missing(at);
    }
}

bool Reader::read_missing(std::size_t at) {
    if (query_.subject == nothing) return false;
    if (is(at, Cue::nobody)) return read_nobody(at);
    const bool soft = is(at, Cue::negation) || is(at, Cue::except);
    if ((is(at, Cue::never) || is(at, Cue::negation)) && read_unfinished(at)) return true;
    if (soft && open(next(at), SpanKind::time)) return read_other_time(at);
    for (std::size_t i = next(at), steps = 0; i < pieces_.size() && steps < 4;
         i = next(i), ++steps) {
        const bool ends = is(i, Cue::conjunction) || is(i, Cue::clause);
        if (ends && steps > 0 && !is(at, Cue::except)) break;
        if (const auto read = read_missing_piece(at, i, soft)) return *read;
    }
    if (!is(at, Cue::never) && !is(at, Cue::without)) return false;
    return read_missing_event(at);
}

/// `nobody`: a key that points at no row.
bool Reader::read_nobody(std::size_t at) {
    for (const std::int32_t id : model_.keys_at(query_.subject)) {
        const Key& key = model_.key(id);
        if (key.from != query_.subject || !key.nullable) continue;
        use(at, "no " + key.role, "negation");
        condition(is_null(attr(key.columns.front().first)));
        return true;
    }
    return false;
}

/// Whether the piece decides what is missing, and that it was read or belongs to something else.
std::optional<bool> Reader::read_missing_piece(std::size_t at, std::size_t i, bool soft) {
    if (open(i, SpanKind::value) && pieces_[i].link.id != nothing) {
        if (const auto read = read_missing_value(at, i, soft)) return read;
    }
    if (is(i, SpanKind::number) && (soft || is(at, Cue::no))) return false;
    if (open(i, SpanKind::table) && pieces_[i].link.id != query_.subject)
        return read_missing_rows(at, i);
    if (!open(i, SpanKind::column)) return std::nullopt;
    if (is(next(i), SpanKind::value) || is(next(i), SpanKind::number)) return false;
    return soft ? std::nullopt : read_missing_column(at, i);
}

/// `do not have a gold card`: no row with that value.
std::optional<bool> Reader::read_missing_value(std::size_t at, std::size_t i, bool soft) {
    const TableId owner = column(pieces_[i].link.id).table;
    const TableId both[] = {query_.subject, owner};
    const auto way = join_tree(both, {}, model_);
    if (owner == query_.subject || !way || !way->fanned_out(owner)) {
        if (owner == query_.subject || soft || is(at, Cue::no)) return false;
        return std::nullopt;
    }
    if (is(next(i), SpanKind::table) && pieces_[next(i)].link.id != owner) return std::nullopt;
    if (is(next(i), SpanKind::table)) use(next(i), model_.table(owner).name, "name");
    denied_ = at;
    Pred pred = exists(owner, take_clause(i, owner), true);
    denied_ = pieces_.size();
    return deny(at, std::move(pred));
}

/// `customers without orders`: no row of that table.
bool Reader::read_missing_rows(std::size_t at, std::size_t i) {
    const TableId verb = table_of_verb(at, i);
    const TableId table = verb == nothing ? pieces_[i].link.id : verb;
    for (std::size_t word = at + 1; word < i && verb != nothing; ++word) {
        if (!is(word, SpanKind::cue) && !is(word, SpanKind::value)) use(word);
    }
    use(i, model_.table(table).name, pieces_[i].link.via);
    std::vector<Pred> parts = take_clause(at + 1, table);
    std::erase_if(parts, [](const Pred& part) { return has_aggregate(part); });
    return deny(at, exists(table, std::move(parts), true));
}

/// `without an email`: nothing in the column.
std::optional<bool> Reader::read_missing_column(std::size_t at, std::size_t i) {
    if (read_absent_value(at, i)) return true;
    const ColumnModel& absent = column(pieces_[i].link.id);
    const bool foreign = absent.table != query_.subject;
    if (foreign || (absent.kind == Kind::name && is(at, Cue::never))) return std::nullopt;
    use(i, name(pieces_[i].link.id), pieces_[i].link.via);
    const Term term = attr(pieces_[i].link.id);
    const bool flag = absent.kind == Kind::flag;
    return deny(
        at,
        flag ? compare(term, Compare::equal, literal(TermKind::boolean, "false")) : is_null(term)
    );
}

/// `never ordered`: no row of what happens to the subject.
bool Reader::read_missing_event(std::size_t at) {
    const std::size_t verb = next(at);
    TableId child = table_of_verb(at, verb + 1);
    if (child == nothing) child = nearest_child(query_.subject);
    const std::string happens = "what happens to " + model_.table(query_.subject).name;
    if (open(verb, SpanKind::column) && column(pieces_[verb].link.id).kind == Kind::moment &&
        column(pieces_[verb].link.id).table != query_.subject) {
        child = column(pieces_[verb].link.id).table;
        use(verb, model_.table(child).name, happens);
    }
    if (child == nothing || is(verb, SpanKind::gradable)) return false;
    if (is(verb, SpanKind::word) || is(verb, SpanKind::metric))
        use(verb, model_.table(child).name, happens);
    deny(at, exists(child, take_clause(at + 1, child), true));
    assume("event", "`" + words(at) + "` is read as: no row in " + model_.table(child).name);
    return true;
}

bool Reader::deny(std::size_t at, Pred pred) {
    use(at, text_of(pred, model_), "negation");
    condition(std::move(pred));
    return true;
}

void Reader::read_values() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (open(at, SpanKind::value)) read_value_group(at);
    }
}

/// A quoted text that is no known value: of the column before it, else of the names.
void Reader::read_quoted(std::size_t at) {
    std::size_t source = previous(at);
    while (is(source, Cue::equal) || is(source, Cue::named) || is(source, Cue::in) ||
           is(source, Cue::negation)) {
        source = previous(source);
    }
    ColumnId id = open(source, SpanKind::column) ? pieces_[source].link.id : nothing;
    if (id != nothing) use(source, name(id), pieces_[source].link.via);
    if (id == nothing && query_.subject != nothing && !display(query_.subject).empty()) {
        id = display(query_.subject).front();
    }
    if (id == nothing) return;
    const Compare op = negated_before(at) ? Compare::not_equal : Compare::equal;
    Pred pred = compare(attr(id), op, literal(TermKind::text, tokens_[pieces_[at].begin].raw));
    use(at, text_of(pred, model_), "quoted text");
    condition(std::move(pred));
}

/// One value, or several of one column: `Paris or Berlin`.
void Reader::read_value_group(std::size_t at) {
    Piece& first = pieces_[at];
    const std::size_t before = previous(at);
    if (first.link.id == nothing) return read_quoted(at);
    const ColumnId id = first.link.id;
    const bool negated = negated_before(at) != first.link.negated;
    if (first.link.via == "part of a value") {
        Pred part = like(attr(id), "%" + escaped(tokens_[first.begin].raw) + "%");
        part.negated = negated;
        use(at, text_of(part, model_), "part of a value of " + name(id));
        assume("part_of_value", "`" + words(at) + "` is any " + name(id) + " that contains it");
        condition(std::move(part));
        return;
    }
    std::vector<Term> values{literal(TermKind::text, first.link.value)};
    use(at, name(id) + " = '" + first.link.value + "'", first.link.via + " of " + name(id));
    std::size_t last = at;
    while (true) {
        std::size_t joint = next(last);
        // `corporate customers or small business customers`
        if (is(joint, SpanKind::table) && is(next(joint), Cue::disjunction)) joint = next(joint);
        const bool comma = joint < pieces_.size() && tokens_[pieces_[joint].begin].text == ",";
        if (comma && is(next(joint), Cue::disjunction)) joint = next(joint);
        if (!comma && !is(joint, Cue::disjunction) && !is(joint, Cue::conjunction)) break;
        std::size_t following = next(joint);
        if (is(joint, Cue::disjunction) && (is(following, Cue::in) || is(following, Cue::some)))
            following = next(following);
        if (!open(following, SpanKind::value) || pieces_[following].link.id != id) break;
        use(joint);
        use(following,
            name(id) + " = '" + pieces_[following].link.value + "'",
            pieces_[following].link.via + " of " + name(id));
        values.push_back(literal(TermKind::text, pieces_[following].link.value));
        last = following;
    }
    // `country Germany`, `whose name is 'X'`: the column is said as well.
    std::size_t source = before;
    while (is(source, Cue::equal) || is(source, Cue::named) || is(source, Cue::in) ||
           is(source, Cue::negation) || is(source, Cue::either) || is(source, Cue::by))
        source = previous(source);
    const std::size_t after = next(last);
    if (open(source, SpanKind::column) && pieces_[source].link.id == id)
        use(source, name(id), pieces_[source].link.via);
    else if (open(after, SpanKind::column) && pieces_[after].link.id == id)
        use(after, name(id), pieces_[after].link.via);
    const Attr place = placed(id, at);
    const Term where = attr(place.column, place.grain, place.via);
    Pred pred = values.size() == 1
                    ? compare(where, negated ? Compare::not_equal : Compare::equal, values[0])
                    : in_list(where, values);
    if (values.size() > 1) pred.negated = negated;
    condition(std::move(pred));
}

/// `discontinued products`, `inactive customers`.
void Reader::read_flags() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::column) || column(pieces_[at].link.id).kind != Kind::flag) continue;
        const bool listed = is(previous(at), Cue::conjunction) && !is(next(at), SpanKind::table);
        if (listed && measures_.empty() && at > 0 && is(previous(previous(at)), SpanKind::column))
            continue;
        const bool negated = pieces_[at].link.negated != negated_before(at);
        Pred pred = compare(
            attr(pieces_[at].link.id),
            Compare::equal,
            literal(TermKind::boolean, negated ? "false" : "true")
        );
        use(at, text_of(pred, model_), "flag");
        condition(std::move(pred));
    }
}

}  // namespace parlance::engine
