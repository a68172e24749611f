#include "engine/value_links.hpp"

#include "engine/word_forms.hpp"

#include <algorithm>

namespace parlance::engine {

Link value_link(const ValueHit& hit, double factor, const char* via) {
    return {
        .kind = SpanKind::value,
        .id = hit.column,
        .value = hit.value,
        .weight = hit.weight * factor,
        .via = via
    };
}

void ValueLinks::add_said_otherwise(std::vector<Link>& links, std::span<const Token> tokens) const {
    std::string word;
    for (const Token& token : tokens)
        word += (word.empty() ? "" : " ") + token.text;
    if (word == "us" && !tokens[0].raw.starts_with("US")) return;
    if (tokens.size() > 1) {
        std::vector<Token> full(tokens.begin(), tokens.end());
        bool changed = false;
        for (Token& token : full) {
            const bool plural = token.text.size() > 3 && token.text.ends_with('s');
            const std::string single =
                plural ? token.text.substr(0, token.text.size() - 1) : token.text;
            const std::string expanded = words_.expanded(single);
            if (expanded == single) continue;
            token.text = expanded;
            token.stem = stem(expanded);
            changed = true;
        }
        if (changed) {
            for (const ValueHit& hit : model_.values().find(full))
                links.push_back(value_link(hit, 0.95, "abbreviation"));
        }
    }
    for (const std::string& other : words_.value_synonyms(word)) {
        for (const ValueHit& hit : model_.values().find(tokenize(other)))
            links.push_back(value_link(hit, 0.9, "another word for it"));
    }
}

void ValueLinks::add_parts(std::vector<Link>& links, std::size_t at) const {
    const Token& token = tokens_[at];
    if (token.kind != TokenKind::word || words_.stop_word(token.text) ||
        !words_.cues(token.text).empty())
        return;
    const bool name = token.capital && at > 0;
    const bool known = !model_.meanings(token.stem).empty() ||
                       words_.gradable_form(token.text).has_value() ||
                       !words_.synonyms(token.stem).empty();
    if (name || !known) {
        for (const ValueHit& hit : model_.values().containing(token.text))
            links.push_back(value_link(hit, name ? 1.0 : 0.7, "part of a value"));
    }
    if (known || !links.empty()) return;
    add_opposites(links, token.text);
    const bool lasting = at + 1 < tokens_.size() &&
                         (tokens_[at + 1].text == "time" || tokens_[at + 1].text == "times" ||
                          tokens_[at + 1].text == "duration");
    if (links.empty() && !lasting) add_other_forms(links, token.text);
    if (!links.empty() || model_.corrected(token.text)) return;
    for (const ValueHit& hit : model_.values().similar(token.text))
        links.push_back(value_link(hit, 1.0, "typing error"));
}

/// `unpaid` where a state is `paid`.
void ValueLinks::add_opposites(std::vector<Link>& links, const std::string& word) const {
    constexpr std::size_t shortest = 4;
    for (const std::string_view prefix : {"un", "in", "non"}) {
        if (!word.starts_with(prefix) || word.size() < prefix.size() + shortest) continue;
        for (const ValueHit& hit : model_.values().find(tokenize(word.substr(prefix.size())))) {
            if (model_.column(hit.column).kind != Kind::category) continue;
            links.push_back(value_link(hit, 0.8, "opposite"));
            links.back().negated = true;
        }
    }
}

/// `referred` where the value is `referral`: a kind of a row in another form of its word.
void ValueLinks::add_other_forms(std::vector<Link>& links, const std::string& word) const {
    constexpr std::size_t shortest = 5;
    if (word.size() < shortest) return;
    for (std::size_t i = 0; i < model_.columns().size(); ++i) {
        const ColumnModel& column = model_.columns()[i];
        if (column.kind != Kind::category || links.size() >= links_max) continue;
        for (const std::string& value : column.values) {
            if (value.find(' ') != std::string::npos || !akin_words(word, fold(value))) continue;
            links.push_back(
                {.kind = SpanKind::value,
                 .id = static_cast<std::int32_t>(i),
                 .value = value,
                 .weight = 0.75,
                 .via = "another form"}
            );
        }
    }
}

}  // namespace parlance::engine
