#include "engine/edit.hpp"

#include "engine/data.hpp"
#include "engine/order.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlance::engine {
namespace {

constexpr auto names = std::to_array<std::pair<std::string_view, EditCue>>({
    {"undo", EditCue::undo},
    {"reset", EditCue::reset},
    {"new", EditCue::new_},
    {"only", EditCue::only},
    {"about", EditCue::about},
    {"instead", EditCue::instead},
    {"also", EditCue::also},
    {"and", EditCue::and_},
    {"add", EditCue::add},
    {"exclude", EditCue::exclude},
    {"drop", EditCue::drop},
    {"filters", EditCue::filters},
    {"whatever", EditCue::whatever},
    {"unlimited", EditCue::unlimited},
    {"overall", EditCue::overall},
    {"flip", EditCue::flip},
    {"those", EditCue::those},
    {"question", EditCue::question},
    {"show", EditCue::show},
    {"that_measure", EditCue::that_measure},
    {"split", EditCue::split},
    {"regroup", EditCue::regroup},
    {"measured", EditCue::measured},
    {"count_them", EditCue::count_them},
    {"share", EditCue::share},
    {"running", EditCue::running},
    {"growth", EditCue::growth},
    {"compare", EditCue::compare},
    {"earlier", EditCue::earlier},
    {"later", EditCue::later},
    {"most", EditCue::most},
    {"least", EditCue::least},
    {"top", EditCue::top},
    {"bottom", EditCue::bottom},
    {"rows", EditCue::rows},
    {"descending", EditCue::descending},
    {"ascending", EditCue::ascending},
    {"sort", EditCue::sort},
    {"date", EditCue::date},
    {"when", EditCue::when},
    {"chart", EditCue::chart},
    {"charted", EditCue::charted},
    {"columns", EditCue::columns},
    {"little", EditCue::little},
});

EditCue cue_of(std::string_view name) {
    const auto found = std::ranges::find(names, name, &decltype(names)::value_type::first);
    if (found == names.end())
        throw std::logic_error("edits.txt: unknown kind " + std::string(name));
    return found->second;
}

std::vector<std::string> words_of(std::string_view phrase) {
    std::vector<std::string> words;
    for (const std::string_view word : split(phrase, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

}  // namespace

const EditLexicon& EditLexicon::english() {
    static const EditLexicon lexicon;
    return lexicon;
}

EditLexicon::EditLexicon() {
    for (const std::string_view line : split(data::edits, '\n')) {
        const std::string_view text = trimmed(line);
        if (!text.empty() && !text.starts_with('#')) read_line(text);
    }
    for (auto& [first, phrases] : phrases_) {
        sort_stably(phrases, [](const EditPhrase& left, const EditPhrase& right) {
            return left.words.size() > right.words.size();
        });
    }
}

/// `kind name-: phrase; phrase; = words`.
void EditLexicon::read_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    std::string_view kind = line.substr(0, colon);
    const bool first_only = kind.ends_with('-');
    if (first_only) kind.remove_suffix(1);
    const std::size_t blank = kind.find(' ');
    const std::string name(blank == std::string_view::npos ? "" : kind.substr(blank + 1));
    const EditCue cue = cue_of(kind.substr(0, blank));
    for (const std::string_view part : split(line.substr(colon + 1), ';')) {
        const std::string_view phrase = trimmed(part);
        if (phrase.empty()) continue;
        if (phrase.starts_with('=')) {
            columns_[name] = words_of(phrase.substr(1));
            continue;
        }
        std::vector<std::string> words = words_of(phrase);
        const std::string first = words.front();
        phrases_[first].push_back(
            {.cue = cue, .first_only = first_only, .words = std::move(words), .name = name}
        );
    }
}

const EditPhrase* EditLexicon::find(EditCue cue, const std::vector<Token>& tokens, std::size_t at)
    const {
    if (at >= tokens.size() || tokens[at].kind == TokenKind::quoted) return nullptr;
    const auto found = phrases_.find(tokens[at].text);
    if (found == phrases_.end()) return nullptr;
    for (const EditPhrase& phrase : found->second) {
        const std::size_t size = phrase.words.size();
        if (phrase.cue != cue || at + size > tokens.size()) continue;
        bool same = true;
        for (std::size_t i = 0; i < size && same; ++i) {
            const Token& token = tokens[at + i];
            same = token.kind != TokenKind::quoted && token.text == phrase.words[i];
        }
        if (same) return &phrase;
    }
    return nullptr;
}

const std::vector<std::string>& EditLexicon::columns(const std::string& name) const {
    static const std::vector<std::string> none;
    const auto found = columns_.find(name);
    return found == columns_.end() ? none : found->second;
}

}  // namespace parlance::engine
