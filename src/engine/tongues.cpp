#include "engine/tongues.hpp"

#include "engine/data.hpp"
#include "engine/lexicon.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <string_view>
#include <utility>

namespace parlance::engine {
namespace {

struct Tongue {
    std::string name;
    std::set<std::string, std::less<>> words;
};

std::vector<Tongue> read_tongues() {
    std::vector<Tongue> all;
    for (const auto range : std::views::split(data::tongues, '\n')) {
        const std::string_view line(range);
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == std::string_view::npos) continue;
        Tongue tongue{std::string(line.substr(0, colon)), {}};
        for (const Token& token : tokenize(line.substr(colon + 1)))
            tongue.words.insert(token.text);
        all.push_back(std::move(tongue));
    }
    return all;
}

const std::vector<Tongue>& tongues() {
    static const std::vector<Tongue> all = read_tongues();
    return all;
}

/// Greek is the first script behind the letters that Latin writing uses.
bool in_other_script(const Token& token) {
    constexpr unsigned char first_lead = 0xCD;
    return static_cast<unsigned char>(token.text[0]) >= first_lead;
}

}  // namespace

std::optional<std::string> other_tongue(const std::vector<Token>& tokens) {
    std::vector<const Token*> words;
    for (const Token& token : tokens)
        if (token.kind == TokenKind::word && !token.text.empty()) words.push_back(&token);
    const auto most = [&](std::ptrdiff_t count) {
        return count >= 2 && 2 * static_cast<std::size_t>(count) >= words.size();
    };
    if (most(std::ranges::count_if(words, [](auto* one) { return in_other_script(*one); })))
        return "in another script";
    const auto known_by = [&](const Tongue& tongue) {
        return std::ranges::count_if(words, [&](auto* one) {
            return tongue.words.contains(one->text);
        });
    };
    const auto english = std::ranges::count_if(words, [](auto* one) {
        return Lexicon::english().stop_word(one->text);
    });
    const auto best = std::ranges::max_element(tongues(), {}, known_by);
    const auto count = known_by(*best);
    return most(count) && count > english ? std::optional(best->name) : std::nullopt;
}

}  // namespace parlance::engine
