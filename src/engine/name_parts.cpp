#include "engine/name_parts.hpp"

#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

bool short_for(const std::string& part, const std::string& word) {
    if (word.starts_with(part)) return true;
    std::size_t at = 0;
    for (const char letter : word) {
        if (at < part.size() && part[at] == letter) ++at;
    }
    return part.size() >= 3 && word.front() == part.front() && at == part.size() &&
           part.size() * 2 >= word.size();
}

}  // namespace

void NameParts::learn(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word.size() >= 3 && !std::ranges::binary_search(words_, word))
            words_.insert(std::ranges::lower_bound(words_, word), word);
    }
}

bool NameParts::known(const std::string& word) const {
    return std::ranges::binary_search(words_, word) ||
           (word.ends_with('s') &&
            std::ranges::binary_search(words_, word.substr(0, word.size() - 1))) ||
           std::ranges::binary_search(words_, word + "s") ||
           Lexicon::english().expanded(word) != word ||
           !Lexicon::english().synonyms(stem(word)).empty();
}

std::vector<std::string>
NameParts::cut(const std::string& word, const std::vector<std::string>& table) const {
    const Lexicon& lexicon = Lexicon::english();
    if (!lexicon.synonyms(stem(word)).empty() || lexicon.stop_word(word)) return {word};
    for (const std::string& ending : lexicon.list("name_endings")) {
        if (!word.ends_with(ending) || word.size() == ending.size()) continue;
        const std::string part = word.substr(0, word.size() - ending.size());
        const std::string full = lexicon.expanded(std::string(ending));
        // `eid` of employees
        const auto own = std::ranges::find_if(table, [&](const std::string& one) {
            return ending == "id" && short_for(part, one);
        });
        if (own != table.end()) return {*own, full};
        // `ename` of employees
        if (part.size() == 1 && ending == "name" && !table.empty() &&
            table.front().front() == part.front())
            return {table.front(), full};
        if (part.size() < 3) continue;
        if (known(part)) return {lexicon.expanded(part), full};
        const auto other = std::ranges::find_if(words_, [&](const std::string& one) {
            return ending == "id" && one != word && one.starts_with(part);
        });
        if (other != words_.end()) return {*other, full};
    }
    for (std::size_t at = 3; at + 3 <= word.size(); ++at) {
        const std::string first = word.substr(0, at);
        const std::string second = word.substr(at);
        if (known(first) && known(second))
            return {lexicon.expanded(first), lexicon.expanded(second)};
    }
    return {word};
}

std::vector<std::string>
NameParts::cut(const std::vector<std::string>& words, const std::vector<std::string>& table) const {
    constexpr std::size_t shortest = 3;
    std::vector<std::string> made;
    for (const std::string& word : words) {
        if (word.size() < shortest) {
            made.push_back(word);
            continue;
        }
        for (std::string& part : cut(word, table))
            made.push_back(std::move(part));
    }
    return made;
}

}  // namespace parlance::engine
