#include "engine/reader.hpp"

/// A fragment, read with the passes that read whole questions.
namespace parlance::engine {

Fragment Reader::run_fragment(const Seed& seed) {
    seed_ = seed;
    const bool table = [&] {
        for (std::size_t at = 0; at < pieces_.size(); ++at)
            if (is(at, SpanKind::table)) return true;
        return false;
    }();
    if (table) find_subject();
    if (!table || query_.subject == nothing) query_.subject = seed.subject;
    read_clauses();
    prefer_keys();
    find_unexplained();
    Fragment made;
    for (Measured& measure : measures_)
        made.measures.push_back({std::move(measure.term), std::move(measure.label)});
    if (asks_distinct_) query_.distinct = true;
    made.grouped = grouped_tables_;
    made.superlative = superlative_;
    made.draft = std::move(draft_);
    return made;
}

}  // namespace parlance::engine
