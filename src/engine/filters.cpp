#include "engine/filters.hpp"

#include "engine/lexicon.hpp"
#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

bool stand_at(
    const std::vector<std::string>& stems,
    const std::vector<Token>& tokens,
    std::size_t at
) {
    if (at + stems.size() > tokens.size()) return false;
    for (std::size_t i = 0; i < stems.size(); ++i) {
        if (tokens[at + i].stem != stems[i] || tokens[at + i].kind == TokenKind::quoted)
            return false;
    }
    return true;
}

/// Nothing follows that the words could belong to instead.
bool ends_there(const std::vector<Token>& tokens, std::size_t end) {
    if (end >= tokens.size() || tokens[end].kind != TokenKind::word) return true;
    const Lexicon& words = Lexicon::english();
    return words.stop_word(tokens[end].text) || !words.cues(tokens[end].text).empty();
}

}  // namespace

std::size_t
filter_said(const NamedFilter& filter, const std::vector<Token>& tokens, std::size_t at) {
    if (!stand_at(filter.said, tokens, at)) return 0;
    const std::size_t size = filter.said.size();
    const std::vector<std::string>& noun = filter.noun;
    if (noun.empty() || stand_at(noun, tokens, at + size)) return size;
    if (!ends_there(tokens, at + size)) return 0;
    for (std::size_t before = 0; before + noun.size() <= at; ++before) {
        if (stand_at(noun, tokens, before)) return size;
    }
    return 0;
}

/// `active customers`: the condition that was taught under this name.
void Reader::read_filters() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::filter)) continue;
        const NamedFilter& filter = model_.filters()[static_cast<std::size_t>(pieces_[at].number)];
        Pred pred = filter.condition;
        if (negated_before(at)) pred.negated = !pred.negated;
        use(at, text_of(pred, model_), "filter `" + filter.phrase + "`");
        if (pred.kind != PredKind::all || pred.negated) {
            condition(std::move(pred));
            continue;
        }
        for (Pred& part : pred.parts)
            condition(std::move(part));
    }
}

}  // namespace parlance::engine
