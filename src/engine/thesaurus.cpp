#include "engine/data.hpp"
#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>

/// The thesaurus is looked up where it lies: nothing of it is read before a word asks for it.
namespace parlance::engine {
namespace {

/// The line of a word in the sorted text, or nothing.
std::string_view line_of(std::string_view text, const std::string& word) {
    std::size_t begin = 0;
    std::size_t end = text.size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        const std::size_t newline = text.rfind('\n', middle == 0 ? 0 : middle - 1);
        const std::size_t start =
            newline == std::string_view::npos || newline < begin ? begin : newline + 1;
        const std::size_t stop = std::min(text.find('\n', middle), text.size());
        const std::string_view line = text.substr(start, stop - start);
        const std::string_view known = line.substr(0, line.find(':'));
        if (known == word) return line;
        if (known < word)
            begin = stop + 1;
        else
            end = start;
    }
    return {};
}

/// The forms that a word may have in a dictionary.
std::vector<std::string> base_forms(const std::string& word) {
    std::vector<std::string> forms{word};
    const auto cut = [&](std::string_view ending, std::string_view instead) {
        constexpr std::size_t shortest = 3;
        if (word.ends_with(ending) && word.size() >= ending.size() + shortest)
            forms.push_back(word.substr(0, word.size() - ending.size()) + std::string(instead));
    };
    cut("s", "");
    cut("es", "");
    cut("ies", "y");
    cut("ed", "");
    cut("ed", "e");
    cut("ing", "");
    cut("ing", "e");
    return forms;
}

}  // namespace

std::vector<std::string> Lexicon::related(const std::string& word) const {
    for (const std::string& form : base_forms(word)) {
        const std::string_view line = line_of(data::thesaurus, form);
        if (line.empty()) continue;
        std::vector<std::string> others;
        for (const std::string_view other : split(trimmed(line.substr(form.size() + 1)), ' '))
            others.emplace_back(other);
        return others;
    }
    return {};
}

}  // namespace parlance::engine
