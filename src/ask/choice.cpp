#include "ask/choice.hpp"

#include "ask/data.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace parlance::ask {

namespace {

using engine::Token;
using engine::TokenKind;

/// What stands for the last one, however many there are.
constexpr std::size_t last = 0;

/// The words of choices.txt.
struct Words {
    std::unordered_map<std::string, std::size_t> ranks;
    std::unordered_set<std::string> said;

    static const Words& english() {
        static const Words words(data::choices);
        return words;
    }

private:
    explicit Words(std::string_view text) {
        for (const std::string_view line : engine::split(text, '\n')) {
            const std::size_t colon = line.find(':');
            if (line.starts_with('#') || colon == line.npos) continue;
            for (const std::string_view word : engine::split(line.substr(colon + 1), ','))
                add(line.substr(0, colon), std::string(engine::trimmed(word)));
        }
    }

    void add(std::string_view place, std::string word) {
        std::size_t rank = last;
        std::from_chars(place.data(), place.data() + place.size(), rank);
        place == "said" ? (void)said.insert(std::move(word))
                        : (void)ranks.emplace(std::move(word), rank);
    }
};

bool is_said(const Token& token) {
    return token.kind == TokenKind::mark || Words::english().said.contains(token.text);
}

/// The rank that a word or number stands for; nothing when it is no rank.
std::optional<std::size_t> rank_of(const Token& token) {
    const auto found = Words::english().ranks.find(token.text);
    if (found != Words::english().ranks.end()) return found->second;
    if (token.kind != TokenKind::number || token.number < 1 || token.number > 9) return {};
    return static_cast<std::size_t>(token.number);
}

/// "the second one" and "option 2": nothing beside a rank and the words around it. The one in the
/// former is no rank.
std::optional<std::size_t> by_rank(const std::vector<Token>& tokens, std::size_t options) {
    std::set<std::size_t> ranks;
    bool one = false;
    for (const Token& token : tokens) {
        if (token.in_words && token.number == 1) {
            one = true;
        } else if (const auto rank = rank_of(token)) {
            ranks.insert(*rank == last ? options : *rank);
        } else if (!is_said(token)) {
            return std::nullopt;
        }
    }
    if (ranks.empty() && one) ranks.insert(1);
    if (ranks.size() != 1 || *ranks.begin() > options) return std::nullopt;
    return *ranks.begin() - 1;
}

std::set<std::string> stems_of(std::string_view text) {
    std::set<std::string> stems;
    for (const Token& token : engine::tokenize(text)) {
        if (!is_said(token)) stems.insert(token.stem.empty() ? token.text : token.stem);
    }
    return stems;
}

/// The only one whose explanation holds every word of the reply.
std::optional<std::size_t>
by_words(std::string_view reply, std::span<const engine::Reading> options) {
    const std::set<std::string> said = stems_of(reply);
    if (said.empty()) return std::nullopt;
    std::optional<std::size_t> only;
    for (std::size_t at = 0; at < options.size(); ++at) {
        if (!std::ranges::includes(stems_of(options[at].explanation), said)) continue;
        if (only) return std::nullopt;
        only = at;
    }
    return only;
}

}  // namespace

std::optional<std::size_t>
chosen(std::string_view reply, std::span<const engine::Reading> options) {
    const auto rank = by_rank(engine::tokenize(reply), options.size());
    return rank ? rank : by_words(reply, options);
}

}  // namespace parlance::ask
