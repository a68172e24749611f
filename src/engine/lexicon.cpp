#include "engine/lexicon.hpp"

#include "engine/data.hpp"
#include "engine/order.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::engine {
namespace {

constexpr auto cue_names = std::to_array<std::pair<std::string_view, Cue>>({
    {"count", Cue::count},
    {"sum", Cue::sum},
    {"average", Cue::average},
    {"minimum", Cue::minimum},
    {"maximum", Cue::maximum},
    {"median", Cue::median},
    {"distinct", Cue::distinct},
    {"more", Cue::more},
    {"less", Cue::less},
    {"at_least", Cue::at_least},
    {"at_most", Cue::at_most},
    {"equal", Cue::equal},
    {"between", Cue::between},
    {"or_more", Cue::or_more},
    {"or_less", Cue::or_less},
    {"no", Cue::no},
    {"negation", Cue::negation},
    {"never", Cue::never},
    {"without", Cue::without},
    {"except", Cue::except},
    {"nobody", Cue::nobody},
    {"most", Cue::most},
    {"least", Cue::least},
    {"highest", Cue::highest},
    {"lowest", Cue::lowest},
    {"top", Cue::top},
    {"bottom", Cue::bottom},
    {"best", Cue::best},
    {"worst", Cue::worst},
    {"common", Cue::common},
    {"by", Cue::by},
    {"each", Cue::each},
    {"order", Cue::order},
    {"ascending", Cue::ascending},
    {"descending", Cue::descending},
    {"alphabetical", Cue::alphabetical},
    {"conjunction", Cue::conjunction},
    {"disjunction", Cue::disjunction},
    {"everything", Cue::everything},
    {"both", Cue::both},
    {"either", Cue::either},
    {"neither", Cue::neither},
    {"imperative", Cue::imperative},
    {"which", Cue::which},
    {"who", Cue::who},
    {"clause", Cue::clause},
    {"have", Cue::have},
    {"of", Cue::of},
    {"in", Cue::in},
    {"than", Cue::than},
    {"their", Cue::their},
    {"all", Cue::all},
    {"to", Cue::to},
    {"from", Cue::from_},
    {"possess", Cue::possess},
    {"contains", Cue::contains},
    {"starts", Cue::starts},
    {"ends", Cue::ends},
    {"share", Cue::share},
    {"growth", Cue::growth},
    {"running", Cue::running},
    {"how_much", Cue::how_much},
    {"some", Cue::some},
    {"ratio", Cue::ratio},
    {"compare", Cue::compare},
    {"duration", Cue::duration},
    {"also", Cue::also},
    {"named", Cue::named},
    {"refuse", Cue::refuse},
    {"forecast", Cue::forecast},
    {"cause", Cue::cause},
    {"filler", Cue::filler},
});

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (const std::string_view part : split(text, ' '))
        found.emplace_back(part);
    return found;
}

template <class Line>
void each_line(std::string_view text, const Line& line) {
    for (const std::string_view one : split(text, '\n')) {
        if (!one.starts_with('#')) line(one);
    }
}

/// `key: rest`.
std::pair<std::string_view, std::string_view> keyed(std::string_view line, std::string_view by) {
    const std::size_t at = line.find(by);
    if (at == std::string_view::npos) return {trimmed(line), {}};
    return {trimmed(line.substr(0, at)), trimmed(line.substr(at + by.size()))};
}

template <class Map>
const typename Map::mapped_type& found_or_empty(const Map& map, const std::string& key) {
    static const typename Map::mapped_type empty;
    const auto at = map.find(key);
    return at == map.end() ? empty : at->second;
}

}  // namespace

std::optional<Cue> cue_named(std::string_view name) {
    for (const auto& [known, cue] : cue_names) {
        if (known == name) return cue;
    }
    return std::nullopt;
}

const Lexicon& Lexicon::english() {
    static const Lexicon lexicon;
    return lexicon;
}

Lexicon::Lexicon() {
    read_cues(data::cues);
    read_gradables(data::gradables);
    read_synonyms(data::synonyms);
    read_value_synonyms(data::values);
    read_value_synonyms(data::german_values);
    read_metrics(data::metrics);
    read_states(data::states);
    read_phrasings(data::phrasings);
    read_lists(data::lists);
    each_line(data::abbreviations, [&](std::string_view line) {
        const auto [short_form, long_form] = keyed(line, ":");
        abbreviations_.emplace(short_form, long_form);
    });
    each_line(data::stop_words, [&](std::string_view line) {
        for (std::string& word : words(line))
            stop_words_.emplace(std::move(word), true);
    });
}

void Lexicon::read_cues(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [name, phrases] = keyed(line, ":");
        const auto cue = cue_named(name);
        if (!cue) return;
        for (const std::string_view phrase : split(phrases, ';')) {
            std::vector<std::string> parts = words(phrase);
            const std::string first = parts.front();
            cues_[first].push_back({*cue, std::move(parts)});
        }
    });
    for (auto& [first, phrases] : cues_) {
        sort_stably(phrases, [](const CuePhrase& left, const CuePhrase& right) {
            return left.words.size() > right.words.size();
        });
    }
}

void Lexicon::add_forms(std::uint16_t id, std::string_view forms) {
    constexpr std::array degrees{Degree::positive, Degree::comparative, Degree::superlative};
    std::size_t index = 0;
    for (const std::string_view form : split(forms, ',')) {
        const Degree degree = degrees.at(std::min<std::size_t>(index, 2));
        forms_.emplace(std::string(form), GradableForm{id, degree});
        ++index;
    }
}

void Lexicon::read_gradables(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        std::vector<std::string_view> fields;
        std::string_view rest = line;
        for (std::size_t at; (at = rest.find('|')) != std::string_view::npos;) {
            fields.push_back(trimmed(rest.substr(0, at)));
            rest.remove_prefix(at + 1);
        }
        fields.push_back(trimmed(rest));
        fields.resize(4);
        Gradable gradable;
        gradable.high = fields[1] != "low";
        gradable.verb = fields[1] == "verb";
        gradable.numbers = words(fields[2]);
        gradable.moments = words(fields[3]);
        for (const std::string_view forms : split(fields[0], ';')) {
            gradable.word = std::string(split(forms, ',').front());
            const auto id = static_cast<std::uint16_t>(gradables_.size());
            gradables_.push_back(gradable);
            add_forms(id, forms);
        }
    });
}

void Lexicon::read_synonyms(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const std::vector<std::string> group = words(line);
        for (const std::string& one : group) {
            auto& others = synonyms_[stem(one)];
            for (const std::string& other : group) {
                if (other != one) others.push_back(stem(other));
            }
        }
    });
}

void Lexicon::read_value_synonyms(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [word, values] = keyed(line, ":");
        for (const std::string_view value : split(values, ';')) {
            value_synonyms_[std::string(word)].emplace_back(value);
        }
    });
}

void Lexicon::read_metrics(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [head, phrases] = keyed(line, " : ");
        if (head.starts_with("role ")) {
            const auto [name, list] = keyed(head.substr(5), ":");
            for (const std::string_view one : split(list, ';')) {
                roles_[std::string(name)].emplace_back(one);
            }
            return;
        }
        const auto [name, formula] = keyed(head.substr(std::string_view("metric ").size()), " = ");
        MetricRule rule{std::string(name), std::string(formula), {}};
        for (const std::string_view one : split(phrases, ';'))
            rule.phrases.emplace_back(one);
        metrics_.push_back(std::move(rule));
    });
}

void Lexicon::read_states(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [phrases, rule] = keyed(line, " : ");
        const std::vector<std::string> parts = words(rule);
        if (parts.size() != 3) return;
        StateRule state{.column = parts[0], .op = parts[1], .number = std::stod(parts[2])};
        for (const std::string_view phrase : split(phrases, ';')) {
            state.phrases.push_back(words(phrase));
        }
        states_.push_back(std::move(state));
    });
}

void Lexicon::read_phrasings(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [said, instead] = keyed(line, " : ");
        Phrasing phrasing;
        for (const std::string& word : words(said))
            phrasing.said.push_back(stem(word));
        phrasing.words = words(instead);
        phrasing.parts.emplace_back();
        for (const std::string& word : phrasing.words) {
            if (word == "and")
                phrasing.parts.emplace_back();
            else
                phrasing.parts.back() += stem(word);
        }
        const std::string first = phrasing.said.front();
        phrasings_[first].push_back(std::move(phrasing));
    });
}

void Lexicon::read_lists(std::string_view text) {
    each_line(text, [&](std::string_view line) {
        const auto [name, list] = keyed(line, ":");
        lists_[std::string(name)] = words(list);
    });
}

const std::vector<std::string>& Lexicon::list(const std::string& name) const {
    return found_or_empty(lists_, name);
}

bool Lexicon::listed(const std::string& name, std::string_view word) const {
    const std::vector<std::string>& all = list(name);
    return std::ranges::find(all, word) != all.end();
}

const std::vector<Phrasing>& Lexicon::phrasings(const std::string& first) const {
    return found_or_empty(phrasings_, first);
}

const std::vector<CuePhrase>& Lexicon::cues(const std::string& first) const {
    return found_or_empty(cues_, first);
}

std::optional<GradableForm> Lexicon::gradable_form(const std::string& word) const {
    const auto at = forms_.find(word);
    if (at == forms_.end()) return std::nullopt;
    return at->second;
}

const std::vector<std::string>& Lexicon::synonyms(const std::string& of) const {
    return found_or_empty(synonyms_, of);
}

const std::vector<std::string>& Lexicon::value_synonyms(const std::string& word) const {
    return found_or_empty(value_synonyms_, word);
}

std::string Lexicon::expanded(const std::string& abbreviation) const {
    const auto at = abbreviations_.find(abbreviation);
    return at == abbreviations_.end() ? abbreviation : at->second;
}

bool Lexicon::stop_word(const std::string& word) const {
    return stop_words_.contains(word);
}

const std::vector<std::string>& Lexicon::role(const std::string& name) const {
    return found_or_empty(roles_, name);
}

}  // namespace parlance::engine
