#include "engine/foreign_names.hpp"

#include "engine/data.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace parlance::engine {
namespace {

constexpr std::size_t shortest_part = 3;

/// `ae` as those write it who leave the dots out.
std::string without_umlauts(std::string form) {
    for (const std::string_view pair : {"ae", "oe", "ue"}) {
        for (std::size_t at = 0; (at = form.find(pair, at)) != std::string::npos; ++at) {
            const bool after_vowel =
                at > 0 && std::string_view("aeq").find(form[at - 1]) != std::string_view::npos;
            if (!after_vowel) form.erase(at + 1, 1);
        }
    }
    return form;
}

}  // namespace

const ForeignNames& ForeignNames::german() {
    static const ForeignNames names(data::german);
    return names;
}

/// Lines such as `kunde kunden: customer`; a form with `?` behind is an English word too.
ForeignNames::ForeignNames(std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == std::string_view::npos) continue;
        Entry entry;
        for (const std::string_view word : split(trimmed(line.substr(colon + 1)), ' '))
            entry.english.emplace_back(word);
        for (const std::string_view form : split(trimmed(line.substr(0, colon)), ' ')) {
            entry.doubtful = form.ends_with('?');
            add(std::string(form.substr(0, form.size() - (entry.doubtful ? 1 : 0))), entry);
        }
    }
}

void ForeignNames::add(std::string form, const Entry& entry) {
    entries_.emplace(without_umlauts(form), entry);
    entries_.emplace(std::move(form), entry);
}

const ForeignNames::Entry* ForeignNames::find(const std::string& word) const {
    const auto at = entries_.find(word);
    return at == entries_.end() ? nullptr : &at->second;
}

/// The parts of a compound, joined by nothing or by one of the usual letters.
std::vector<std::string> ForeignNames::cut(const std::string& word) const {
    constexpr std::array<std::string_view, 5> joints{"", "s", "n", "en", "es"};
    for (std::size_t at = word.size() - std::min(word.size(), shortest_part); at >= shortest_part;
         --at) {
        const Entry* first = find(word.substr(0, at));
        if (first == nullptr) continue;
        for (const std::string_view joint : joints) {
            const std::string rest = word.substr(at);
            if (!rest.starts_with(joint) || rest.size() < joint.size() + shortest_part) continue;
            const std::vector<std::string> second = in_english(rest.substr(joint.size()));
            if (second.empty()) continue;
            std::vector<std::string> whole = first->english;
            whole.insert(whole.end(), second.begin(), second.end());
            return whole;
        }
    }
    return {};
}

std::vector<std::string> ForeignNames::in_english(const std::string& word) const {
    const Entry* whole = find(word);
    return whole == nullptr ? cut(word) : whole->english;
}

bool ForeignNames::spoken_in(const std::vector<std::string>& words) const {
    constexpr std::size_t enough = 3;
    std::set<std::string> sure;
    for (const std::string& word : words) {
        const Entry* whole = find(word);
        if (whole != nullptr ? !whole->doubtful : !cut(word).empty()) sure.insert(word);
    }
    return sure.size() >= enough;
}

std::vector<std::string> ForeignNames::translated(const std::vector<std::string>& words) const {
    std::vector<std::string> made;
    for (const std::string& word : words) {
        std::vector<std::string> english = in_english(word);
        if (english.empty()) english.push_back(word);
        made.insert(made.end(), english.begin(), english.end());
    }
    return made;
}

}  // namespace parlance::engine
