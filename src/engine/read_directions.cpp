#include "engine/lexicon.hpp"
#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

bool said(const std::vector<Token>& tokens, const std::string& list) {
    return std::ranges::any_of(tokens, [&](const Token& token) {
        return Lexicon::english().listed(list, token.text);
    });
}

bool named(const Key& key, const std::string& list) {
    return std::ranges::any_of(split(key.role, ' '), [&](std::string_view word) {
        return Lexicon::english().listed(list, word);
    });
}

bool ends(const std::vector<Token>& tokens, std::size_t before, const std::string& list) {
    return before > 0 && Lexicon::english().listed(list, tokens[before - 1].text);
}

}  // namespace

/// `flights to Paris`: a small word decides between where something begins and where it ends. Who
/// says both has two places in mind.
bool Reader::directed(const Key& key) const {
    const bool origin = said(tokens_, "origin_words");
    const bool destination = said(tokens_, "destination_words");
    if (origin == destination) return false;
    return named(key, origin ? "origins" : "destinations");
}

/// `flights from Paris to Rome`: each place is reached by a key of its own.
Attr Reader::placed(ColumnId id, std::size_t at) const {
    Attr made{.column = id};
    if (!said(tokens_, "origin_words") || !said(tokens_, "destination_words")) return made;
    const std::size_t begin = pieces_[at].begin;
    const bool origin = ends(tokens_, begin, "origin_words");
    if (!origin && !ends(tokens_, begin, "destination_words")) return made;
    const TableId table = column(id).table;
    for (const std::int32_t each : model_.keys_at(table)) {
        const Key& key = model_.key(each);
        const bool leads =
            key.to == table && key.from != table && model_.parallels(each).size() > 1;
        if (leads && named(key, origin ? "origins" : "destinations")) made.via = each;
    }
    return made;
}

}  // namespace parlance::engine
