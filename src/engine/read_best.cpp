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

}  // namespace parlance::engine
