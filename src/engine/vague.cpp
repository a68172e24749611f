#include "engine/vague.hpp"

#include "engine/lexicon.hpp"
#include "engine/nouns.hpp"
#include "engine/order.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr std::size_t choices_max = 4;

/// `stuff`, `information`: words for anything at all, unless a table or column is called so.
bool means_anything(const Token& token, const Model& model) {
    return Lexicon::english().listed("vague", token.text) &&
           std::ranges::none_of(model.meanings(token.stem), [](const Element& element) {
               return element.kind != ElementKind::metric;
           });
}

/// Words that only ask: `show`, `me`, `the`, `some`.
bool merely_asks(const Token& token) {
    const Lexicon& words = Lexicon::english();
    if (token.kind == TokenKind::mark) return true;
    if (token.kind != TokenKind::word) return false;
    return words.stop_word(token.text) || words.listed("asking", token.text);
}

}  // namespace

bool is_vague(const std::vector<Token>& tokens, const Model& model) {
    bool anything = false;
    for (const Token& token : tokens) {
        if (means_anything(token, model))
            anything = true;
        else if (!merely_asks(token))
            return false;
    }
    return anything;
}

std::vector<std::string> lists_of_main_tables(const Model& model) {
    struct Ranked {
        TableId table = nothing;
        std::size_t keys = 0;
    };
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < model.tables().size(); ++i) {
        const auto table = static_cast<TableId>(i);
        if (!model.table(table).bridge && !model.table(table).phrase.empty())
            ranked.push_back({table, model.keys_at(table).size()});
    }
    sort_stably(ranked, std::greater<>{}, &Ranked::keys);
    if (ranked.size() > choices_max) ranked.resize(choices_max);
    std::vector<std::string> questions;
    for (const Ranked& each : ranked)
        questions.push_back("Show all " + plural(model.table(each.table).phrase));
    return questions;
}

}  // namespace parlance::engine
