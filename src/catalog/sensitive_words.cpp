#include "catalog/sensitive_words.hpp"

#include "catalog/data.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <array>
#include <ranges>
#include <stdexcept>
#include <utility>

namespace parlance::catalog {

namespace {

/// Accented letters of the languages that the lists know, as UTF-8, and what stands for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> folded{{
    {"à", "a"},  {"á", "a"},  {"â", "a"},  {"ã", "a"},  {"ä", "ae"}, {"å", "a"}, {"ą", "a"},
    {"ç", "c"},  {"ć", "c"},  {"è", "e"},  {"é", "e"},  {"ê", "e"},  {"ë", "e"}, {"ę", "e"},
    {"ì", "i"},  {"í", "i"},  {"î", "i"},  {"ï", "i"},  {"ł", "l"},  {"ñ", "n"}, {"ń", "n"},
    {"ò", "o"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"},  {"ö", "oe"}, {"ś", "s"}, {"ß", "ss"},
    {"ù", "u"},  {"ú", "u"},  {"û", "u"},  {"ü", "ue"}, {"ź", "z"},  {"ż", "z"}, {"É", "e"},
    {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"Ñ", "n"},  {"Ç", "c"},  {"Ł", "l"}, {"Ś", "s"},
    {"Ż", "z"},  {"Ó", "o"},
}};

std::string without_accents(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const auto found = std::ranges::find_if(folded, [&](const auto& each) {
            return text.starts_with(each.first);
        });
        made += found == folded.end() ? text.substr(0, 1) : found->second;
        text.remove_prefix(found == folded.end() ? 1 : found->first.size());
    }
    return made;
}

bool is_small(char letter) {
    return letter >= 'a' && letter <= 'z';
}
bool is_capital(char letter) {
    return letter >= 'A' && letter <= 'Z';
}
bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Whether a new word begins at `at`: fooBar, FOOBar, foo1, 1foo.
bool begins_word(std::string_view text, std::size_t at) {
    const char before = text[at - 1];
    const char here = text[at];
    if (is_digit(before) != is_digit(here)) return true;
    if (!is_capital(here)) return false;
    return is_small(before) || (at + 1 < text.size() && is_small(text[at + 1]));
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

template <class Each>
void each_part(std::string_view text, char between, Each each) {
    for (const auto part : std::views::split(text, between)) {
        const std::string_view clean = trimmed({part.begin(), part.end()});
        if (!clean.empty()) each(clean);
    }
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
    const std::string plain = without_accents(name);
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const char letter = plain[at];
        const bool counts = is_small(letter) || is_capital(letter) || is_digit(letter);
        if (!counts || (!word.empty() && begins_word(plain, at))) finish();
        if (counts) word += is_capital(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    finish();
    return words;
}

const SensitiveWords& SensitiveWords::shipped() {
    static const SensitiveWords words(data::sensitive);
    return words;
}

SensitiveWords::SensitiveWords(std::string_view data) {
    std::string_view section;
    each_part(data, '\n', [&](std::string_view line) {
        if (line.starts_with('#')) return;
        if (line.starts_with('[')) {
            section = line.substr(1, line.size() - 2);
            return;
        }
        each_part(line, ',', [&](std::string_view phrase) { take(section, phrase); });
    });
}

void SensitiveWords::take(std::string_view section, std::string_view phrase) {
    const bool weak = phrase.starts_with('~');
    Phrase made{.words = words_of(phrase), .weak = weak};
    for (const std::string& word : made.words)
        made.joined += word;
    if (section == "not") {
        not_.insert(made.joined);
    } else if (section == "people") {
        people_.insert(made.joined);
    } else if (section == "given_names") {
        given_names_.insert(made.joined);
    } else if (section == "street_words") {
        street_words_.insert(made.joined);
    } else if (boost::describe::enum_from_string(std::string(section).c_str(), made.kind)) {
        phrases_.push_back(std::move(made));
    } else {
        throw std::logic_error("sensitive.txt: no such section");
    }
}

std::vector<NamedKind> SensitiveWords::kinds_of(std::string_view name) const {
    const std::vector<std::string> words = words_of(name);
    std::vector<NamedKind> kinds;
    for (const Phrase& phrase : phrases_) {
        std::size_t length = phrase.words.size();
        auto at = std::ranges::search(words, phrase.words).begin();
        if (at == words.end()) {
            at = std::ranges::find(words, phrase.joined);
            length = 1;
        }
        if (at == words.end()) continue;
        const auto begin = static_cast<std::size_t>(at - words.begin());
        bool about_it = false;  // such as `email_verified`
        for (std::size_t i = 0; i < words.size(); ++i)
            if ((i < begin || i >= begin + length) && not_.contains(words[i])) about_it = true;
        if (about_it) continue;
        const auto known = std::ranges::find(kinds, phrase.kind, &NamedKind::kind);
        if (known == kinds.end()) {
            kinds.push_back({phrase.kind, phrase.weak});
        } else {
            known->weak = known->weak && phrase.weak;
        }
    }
    return kinds;
}

bool SensitiveWords::is_about_people(std::string_view table) const {
    const std::vector<std::string> words = words_of(table);
    // `customer_orders` is about orders: the last word says what a row is.
    return !words.empty() && people_.contains(words.back());
}

bool SensitiveWords::is_given_name(const std::string& word) const {
    return given_names_.contains(word);
}

bool SensitiveWords::is_street_word(const std::string& word) const {
    return street_words_.contains(word);
}

}  // namespace parlance::catalog
