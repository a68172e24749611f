#include "engine/reader.hpp"

#include <algorithm>

/// `the largest payment`, `best selling products`, `best customers`: ranked by what is not said.
namespace parlance::engine {

/// `best`, `worst`: of what, is not said.
bool Reader::merely_good(std::size_t at) const {
    const std::string said = words(at);
    if (said.ends_with("best") || said.ends_with("worst")) return true;
    if (pieces_[at].kind != SpanKind::gradable) return false;
    const std::string& word = Lexicon::english().gradable(pieces_[at].gradable.gradable).word;
    return word == "good" || word == "bad" || word == "popular";
}

/// `the largest payment`: by the number that its rows are about.
bool Reader::read_largest_row(std::size_t at, std::size_t target, bool descending) {
    const TableId table = pieces_[target].link.id;
    const ColumnId id = default_measure(table);
    if (id == nothing) return false;
    const std::int64_t limit = number_before(at).value_or(1);
    assume("default_measure", "`" + words(at) + "` is by " + name(id));
    draft_.vague = merely_good(at);
    use(at, name(id), "superlative");
    use(target, model_.table(table).name, "name");
    query_.subject = table;
    rank_by(attr(id), descending, limit);
    show_table(table);
    show(attr(id));
    return true;
}

/// `best selling products`: by the pieces sold, else by what else measures sales.
bool Reader::read_selling(std::size_t at) {
    const std::size_t target = next(at);
    if (!open(target, SpanKind::table)) return false;
    const TableId table = pieces_[target].link.id;
    const std::int64_t limit = number_before(at).value_or(pieces_[target].plural ? 10 : 1);
    query_.subject = table;
    if (rank_by_later(target, true, limit)) {
        use(at);
        return true;
    }
    Term measure;
    std::string label;
    for (const std::string_view wanted : {"units sold", "revenue"}) {
        for (const Metric& metric : model_.metrics()) {
            if (label.empty() && metric.name == wanted && model_.distance(table, metric.table) < 4)
                measure = metric.formula, label = metric.name;
        }
    }
    if (label.empty()) {
        const TableId child = nearest_child(table);
        if (child == nothing) return false;
        measure = count_rows(child);
    }
    use(at, label.empty() ? "most rows" : label, "superlative");
    use(target, model_.table(table).name, "name");
    assume(
        "default_ranking", "`" + words(at) + "` is by " + (label.empty() ? "number sold" : label)
    );
    add_measure(measure, label);
    group_by_table(table);
    rank_by(measure, true, limit);
    return true;
}

/// `best customers`, without a rating: by the most important measure of the source.
bool Reader::read_best(std::size_t at, bool high) {
    if (!merely_good(at)) return false;
    const std::size_t target = next(at);
    if (!open(target, SpanKind::table)) return false;
    for (const Metric& metric : model_.metrics()) {
        if (!metric.aggregated) continue;
        const std::int64_t limit = number_before(at).value_or(pieces_[target].plural ? 10 : 1);
        query_.subject = pieces_[target].link.id;
        if (rank_by_later(target, high, limit)) {
            use(at, "", "superlative adjective");
            return true;
        }
        use(at, metric.name, "superlative adjective");
        use(target, model_.table(query_.subject).name, "name");
        assume("default_ranking", "`" + words(at) + "` is by " + metric.name);
        add_measure(metric.formula, metric.name);
        group_by_table(query_.subject);
        rank_by(metric.formula, high, limit);
        return true;
    }
    return read_sought_after(at, high);
}

/// `the most popular class`: the one with the most rows that hang on it.
bool Reader::read_sought_after(std::size_t at, bool high) {
    const std::size_t target = next(at);
    const TableId table = pieces_[target].link.id;
    const TableId child = nearest_child(table);
    const Gradable& gradable = Lexicon::english().gradable(pieces_[at].gradable.gradable);
    if (pieces_[at].kind != SpanKind::gradable || gradable.word != "popular" || child == nothing)
        return false;
    const std::int64_t limit = number_before(at).value_or(1);
    query_.subject = table;
    use(at, "most rows in " + model_.table(child).name, "superlative adjective");
    use(target, model_.table(table).name, "name");
    assume("default_ranking", "`" + words(at) + "` is by rows in " + model_.table(child).name);
    group_by_table(table);
    measures_.push_back({count_rows(child), "", true});
    rank_by(count_rows(child), high, limit);
    return true;
}

/// `who earns the most`: the verb before names a figure of the rows that are asked for.
bool Reader::read_verb_most(std::size_t at, bool descending, std::int64_t limit) {
    const std::size_t verb = previous(at);
    if (!open(verb, SpanKind::column) || column(pieces_[verb].link.id).kind != Kind::number)
        return false;
    const ColumnId id = pieces_[verb].link.id;
    if (query_.subject != nothing && column(id).table != query_.subject) return false;
    query_.subject = column(id).table;
    use(at, descending ? "highest first" : "lowest first", "superlative");
    use(verb, name(id), pieces_[verb].link.via);
    rank_by(attr(id), descending, limit);
    return true;
}

/// `the longest outage`: by the days from its begin to its end.
bool Reader::read_longest(std::size_t at, TableId table, bool high) {
    const std::string& word = Lexicon::english().gradable(pieces_[at].gradable.gradable).word;
    const auto stretch = stretch_of(table);
    if (!stretch || (word != "long" && word != "short")) return false;
    const std::int64_t limit = number_before(at).value_or(1);
    use(at, text_of(days_of(*stretch), model_), "superlative adjective");
    rank_by(days_of(*stretch), high, limit);
    return true;
}

}  // namespace parlance::engine
