#include "engine/short_names.hpp"

#include "engine/lexicon.hpp"
#include "engine/nouns.hpp"
#include "engine/text.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr double accepted = 0.6;

bool is_vowel(char letter) {
    return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

/// The first letter and the consonants behind it, each run of one letter once.
std::string skeleton(std::string_view word) {
    std::string bones;
    for (const char letter : word) {
        if (!bones.empty() && (is_vowel(letter) || letter == bones.back())) continue;
        bones += letter;
    }
    return bones;
}

bool letters_in_order(std::string_view part, std::string_view word) {
    std::size_t at = 0;
    for (const char letter : word)
        if (at < part.size() && part[at] == letter) ++at;
    return at == part.size();
}

bool has_vowel(std::string_view part) {
    return std::ranges::any_of(part, is_vowel);
}

/// Whether it is a word that people say, not letters that stand for one.
bool is_word(const std::string& part) {
    const Lexicon& lexicon = Lexicon::english();
    return has_vowel(part) && (lexicon.stop_word(part) || !lexicon.synonyms(stem(part)).empty() ||
                               !lexicon.cues(part).empty() || !lexicon.related(part).empty());
}

}  // namespace

double shortness(std::string_view part, std::string_view word, bool whole) {
    constexpr std::size_t shortest = 3;
    if (part.size() < 2 || part.size() >= word.size() || part.front() != word.front()) return 0;
    const std::string bones = skeleton(word);
    if (part.size() < shortest) return whole && bones.starts_with(part) ? 0.65 : 0;
    if (skeleton(part) == bones) return 1;
    if (word.starts_with(part)) return 0.9;
    if (!letters_in_order(part, word)) return 0;
    if (bones.starts_with(part)) return 0.8;
    return part.size() * 2 >= word.size() ? 0.7 : part.size() * 2 >= bones.size() ? 0.6 : 0;
}

void ShortNames::learn(const std::string& raw, const std::string& stem, bool whole) {
    if (raw.size() < 2 || is_word(raw)) return;
    Part& known = parts_.try_emplace(raw, Part{stem, whole}).first->second;
    known.whole |= whole;
}

std::optional<std::string> ShortNames::stem_for(const std::string& word) const {
    const std::string one = singular(word);
    const Part* best = nullptr;
    double best_score = accepted;
    for (const auto& [raw, part] : parts_) {
        const double score = shortness(raw, one, part.whole);
        if (score > best_score || (best == nullptr && score == best_score))
            best = &part, best_score = score;
    }
    return best == nullptr ? std::nullopt : std::optional(best->stem);
}

}  // namespace parlance::engine
