#include "engine/rewording.hpp"

#include "engine/dates.hpp"
#include "engine/lexicon.hpp"

#include <algorithm>
#include <span>

namespace parlance::engine {
namespace {

constexpr double whole_name = 0.9;

/// Whether these words are all of a column's name (but for the name of its table).
bool names_column(const std::string& key, const Model& model) {
    return std::ranges::any_of(model.meanings(key), [](const Element& element) {
        return element.kind == ElementKind::column && element.weight >= whole_name;
    });
}

std::string key_of(std::span<const Token> tokens) {
    std::string key;
    for (const Token& token : tokens)
        key += token.stem;
    return key;
}

bool joins(const Token& token) {
    return token.text == "and" || token.text == "or" || token.text == "," || token.text == "&";
}

/// One token for each word, at the place of those they stand for.
std::vector<Token> words_at(const std::vector<std::string>& words, std::span<const Token> place) {
    std::vector<Token> made;
    for (const std::string& word : words) {
        Token token = place.front();
        token.kind = TokenKind::word;
        token.raw = token.text = word;
        token.stem = stem(word);
        token.end = place.back().end;
        token.possessive = false;
        made.push_back(std::move(token));
    }
    return made;
}

class Rewriter {
public:
    Rewriter(std::vector<Token> tokens, const Model& model)
        : tokens_(std::move(tokens)), model_(model) {}

    std::vector<Token> run() {
        for (std::size_t at = 0; at + 2 < tokens_.size(); ++at)
            join_at(at);
        for (Token& token : tokens_)
            shorten(token);
        for (std::size_t at = 0; at < tokens_.size(); ++at)
            replace_at(at);
        for (std::size_t at = 0; at < tokens_.size(); ++at)
            complete_at(at);
        return std::move(tokens_);
    }

private:
    /// `check-ins` where the schema writes `checkin`.
    void join_at(std::size_t at) {
        Token& first = tokens_[at];
        const Token& hyphen = tokens_[at + 1];
        const Token& second = tokens_[at + 2];
        if (first.kind != TokenKind::word || hyphen.raw != "-" || second.kind != TokenKind::word ||
            first.end != hyphen.begin || hyphen.end != second.begin)
            return;
        const std::string whole = first.text + second.text;
        if (model_.meanings(stem(whole)).empty()) return;
        first.text = whole;
        first.stem = stem(whole);
        first.raw += "-" + second.raw;
        first.end = second.end;
        const auto next = tokens_.begin() + static_cast<std::ptrdiff_t>(at) + 1;
        tokens_.erase(next, next + 2);
    }

    /// A word that the schema only has in a short form is looked up by that.
    void shorten(Token& token) const {
        const Lexicon& words = Lexicon::english();
        constexpr std::size_t shortest = 4;
        if (token.kind != TokenKind::word || token.text.size() < shortest) return;
        const bool known = !model_.meanings(token.stem).empty() || words.stop_word(token.text) ||
                           !words.cues(token.text).empty() || words.gradable_form(token.text) ||
                           grain_named(token.text) != Grain::none ||
                           words.expanded(token.text) != token.text;
        if (known || linked(words.synonyms(token.stem)) || is_value(token)) return;
        if (const auto written = model_.written_short(token.text)) token.stem = *written;
    }

    [[nodiscard]] bool linked(const std::vector<std::string>& stems) const {
        return std::ranges::any_of(stems, [&](const std::string& stem) {
            const auto& meanings = model_.meanings(stem);
            return !meanings.empty() && meanings.front().weight > 0.67;
        });
    }

    [[nodiscard]] bool is_value(const Token& token) const {
        return !Lexicon::english().value_synonyms(token.text).empty() ||
               !model_.values().find(std::span(&token, 1)).empty();
    }

    void replace_at(std::size_t at) {
        for (const Phrasing& phrasing : Lexicon::english().phrasings(tokens_[at].stem)) {
            const std::size_t size = phrasing.said.size();
            if (at + size > tokens_.size()) continue;
            const auto place = std::span(tokens_).subspan(at, size);
            if (!std::ranges::equal(phrasing.said, place, {}, {}, &Token::stem)) continue;
            if (names_column(key_of(place), model_)) continue;
            if (!std::ranges::all_of(phrasing.parts, [&](const std::string& part) {
                    return names_column(part, model_);
                }))
                continue;
            std::vector<Token> made = words_at(phrasing.words, place);
            const auto begin = tokens_.begin() + static_cast<std::ptrdiff_t>(at);
            tokens_.erase(begin, begin + static_cast<std::ptrdiff_t>(size));
            tokens_.insert(
                tokens_.begin() + static_cast<std::ptrdiff_t>(at), made.begin(), made.end()
            );
            return;
        }
    }

    /// `first and last name`: the head that both share is said once.
    void complete_at(std::size_t at) {
        const bool follows = at + 3 < tokens_.size() && tokens_[at].kind == TokenKind::word &&
                             joins(tokens_[at + 1]);
        if (!follows) return;
        std::size_t other = at + 1;
        while (other + 1 < tokens_.size() && joins(tokens_[other]))
            ++other;
        // `first, middle and last name`: the head may come after a further one
        for (std::size_t head = other + 1; head <= other + 3 && head < tokens_.size(); ++head) {
            if (tokens_[head].kind != TokenKind::word || joins(tokens_[head])) continue;
            const std::string second = tokens_[head - 1].stem + tokens_[head].stem;
            const std::string first = tokens_[at].stem + tokens_[head].stem;
            if (!names_column(first, model_) || !names_column(second, model_) || first == second ||
                names_column(tokens_[at].stem, model_))
                continue;
            Token copy = tokens_[head];
            copy.begin = copy.end = tokens_[at].end;
            copy.possessive = false;
            tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(copy));
            return;
        }
    }

    std::vector<Token> tokens_;
    const Model& model_;
};

}  // namespace

std::vector<Token> reworded(std::vector<Token> tokens, const Model& model) {
    return Rewriter(std::move(tokens), model).run();
}

}  // namespace parlance::engine
