#include "engine/span_rules.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace parlance::engine {
namespace {

bool names(const Model& model, const std::string& key, Element wanted) {
    return std::ranges::any_of(model.meanings(key), [&](const Element& element) {
        return element.kind == wanted.kind && element.id == wanted.id &&
               element.weight >= wanted.weight;
    });
}

/// Whether a word near names the column, or the next ones its table.
bool beside(const std::vector<Token>& tokens, std::size_t at, ColumnId column, const Model& model) {
    constexpr double part = 0.5;
    const Element as_column{ElementKind::column, column, part};
    const Element as_table{ElementKind::table, model.column(column).table, part};
    for (std::size_t before = at; before-- > 0 && at - before < 4;) {
        if (names(model, tokens[before].stem, as_column)) return true;
    }
    if (at + 1 >= tokens.size()) return false;
    const std::string next = tokens[at + 1].stem;
    const std::string pair = at + 2 < tokens.size() ? next + tokens[at + 2].stem : next;
    return names(model, next, as_table) || names(model, pair, as_table) ||
           names(model, next, as_column);
}

}  // namespace

bool is_order(const CuePhrase& phrase, const std::vector<Token>& tokens, std::size_t at) {
    const std::size_t in = at + phrase.words.size() - 1;
    if (phrase.words.size() < 2 || phrase.words.back() != "in") return true;
    for (std::size_t next = in + 1; next < tokens.size() && next < in + 4; ++next) {
        if (Lexicon::english().listed("order_words", tokens[next].text)) return true;
    }
    return false;
}

bool names_column(const std::vector<Token>& tokens, std::size_t at, const Model& model) {
    if (at + 1 >= tokens.size()) return false;
    constexpr double whole = 0.9;
    return std::ranges::any_of(
        model.meanings(tokens[at].stem + tokens[at + 1].stem),
        [](const Element& element) {
            return element.kind == ElementKind::column && element.weight >= whole;
        }
    );
}

std::vector<ValueHit>
plain_states(const std::vector<Token>& tokens, std::size_t at, const Model& model) {
    std::vector<ValueHit> found;
    if (!Lexicon::english().listed("plain_states", tokens[at].text)) return found;
    for (const ValueHit& hit : model.values().find(std::span(tokens).subspan(at, 1))) {
        const bool whole = fold(hit.value) == tokens[at].text;
        const bool state = model.column(hit.column).kind == Kind::category;
        if (whole && state && beside(tokens, at, hit.column, model)) found.push_back(hit);
    }
    return found;
}

}  // namespace parlance::engine
