#include "engine/lexicon.hpp"
#include "engine/model.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether a new word begins at `at`: `orderDate`, `HTTPServer`, `line2`.
bool boundary(std::string_view name, std::size_t at) {
    if (at == 0) return false;
    const char before = name[at - 1];
    const char here = name[at];
    if (lower(before) && upper(here)) return true;
    if (digit(here) != digit(before) && (lower(before) || upper(before)) && digit(here))
        return true;
    const bool next_lower = at + 1 < name.size() && lower(name[at + 1]);
    return upper(before) && upper(here) && next_lower;
}

/// The length of a unit that looks like several words and begins at `at`: `priceKWh`, `kWh_total`.
std::size_t unit_at(std::string_view name, std::size_t at) {
    constexpr std::array<std::string_view, 11> units{
        "kWh", "KWh", "MWh", "GWh", "kVA", "kHz", "MHz", "GHz", "kW", "kB", "mmHg"
    };
    if (at > 0 && lower(name[at - 1]) && lower(name[at])) return 0;
    for (const std::string_view unit : units) {
        const std::size_t end = at + unit.size();
        const bool ends = end >= name.size() || !lower(name[end]);
        if (name.substr(at).starts_with(unit) && ends) return unit.size();
    }
    return 0;
}

}  // namespace

std::vector<std::string> parts_of_name(std::string_view name) {
    constexpr std::size_t name_bytes_max = 128;
    name = name.substr(0, name_bytes_max);
    std::string spaced;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (const std::size_t unit = unit_at(name, at)) {
            spaced.append(" ").append(name.substr(at, unit)).append(" ");
            at += unit - 1;
            continue;
        }
        if (boundary(name, at)) spaced += ' ';
        const bool separator = name[at] == '_' || name[at] == '-' || name[at] == '.';
        spaced += separator ? ' ' : name[at];
    }
    std::vector<std::string> parts;
    for (const Token& token : tokenize(spaced))
        if (token.kind != TokenKind::mark) parts.push_back(token.text);
    return parts;
}

std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words;
    for (const std::string& part : parts_of_name(name)) {
        const std::string full = Lexicon::english().expanded(part);
        for (const std::string_view word : split(full, ' '))
            words.emplace_back(word);
    }
    // `duration_min` are minutes
    if (words.size() > 1 && words.back() == "minimum" &&
        Lexicon::english().listed("lasting", words[words.size() - 2]))
        words.back() = "minutes";
    // `acct_no`: the short form of number is a word of its own elsewhere.
    if (words.size() > 1 && words.back() == "no") words.back() = "number";
    return words;
}

std::vector<std::string> words_of_table(std::string_view name) {
    std::vector<std::string> words = words_of_name(name);
    if (words.size() > 1 && Lexicon::english().listed("table_prefixes", words.front()))
        words.erase(words.begin());
    if (words.size() > 1 && Lexicon::english().listed("table_endings", words.back()))
        words.pop_back();
    return words;
}

}  // namespace parlance::engine
