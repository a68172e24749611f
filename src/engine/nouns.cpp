#include "engine/nouns.hpp"

#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {

namespace {

bool is_vowel(char letter) {
    return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

std::string_view last_word(std::string_view phrase) {
    const std::size_t blank = phrase.rfind(' ');
    return blank == phrase.npos ? phrase : phrase.substr(blank + 1);
}

bool has_one_form(std::string_view phrase) {
    return Lexicon::english().listed("one_form", last_word(phrase));
}

std::string without_end(std::string_view phrase, std::size_t count, std::string_view more = "") {
    return std::string(phrase.substr(0, phrase.size() - count)).append(more);
}

}  // namespace

std::string spoken(std::string_view name) {
    const bool plain = std::ranges::all_of(name, [](char each) {
        return static_cast<unsigned char>(each) < 0x80;
    });
    const std::string words = plain ? joined(words_of_name(name), " ") : "";
    return words.empty() ? std::string(name) : words;
}

std::string plural(const std::string& phrase) {
    if (phrase.size() < 3 || phrase.ends_with('s') || has_one_form(phrase)) return phrase;
    const char before = phrase[phrase.size() - 2];
    if (phrase.ends_with('y') && !is_vowel(before)) return without_end(phrase, 1, "ies");
    if (phrase.ends_with('x') || phrase.ends_with("ch") || phrase.ends_with("sh"))
        return phrase + "es";
    return phrase + "s";
}

std::string singular(const std::string& phrase) {
    if (phrase.size() < 4 || has_one_form(phrase)) return phrase;
    if (phrase.ends_with("ies") && last_word(phrase) != "movies")
        return without_end(phrase, 3, "y");
    for (const std::string_view end : {"sses", "xes", "ches", "shes", "tuses"}) {
        if (phrase.ends_with(end)) return without_end(phrase, 2);
    }
    for (const std::string_view end : {"ss", "us", "is"}) {
        if (phrase.ends_with(end)) return phrase;
    }
    return phrase.ends_with('s') ? without_end(phrase, 1) : phrase;
}

}  // namespace parlance::engine
