#include "catalog/search_index.hpp"

#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace parlance::catalog {

namespace {

using engine::TokenKind;

constexpr float column_weight = 0.6F;
constexpr float comment_weight = 0.35F;
constexpr std::size_t text_words_max = 60;
constexpr std::size_t search_words_max = 24;
constexpr std::size_t beginnings_max = 64;
constexpr std::size_t columns_max = 8;

std::string whole_name(std::string_view name) {
    std::string folded = engine::fold(name);
    std::erase_if(folded, [](char c) { return c == '_' || c == ' ' || c == '-'; });
    return folded;
}

}  // namespace

SearchIndex::SearchIndex(const engine::Model& model) : model_(model) {
    for (std::size_t at = 0; at < model.tables().size(); ++at) {
        const engine::TableModel& table = model.tables()[at];
        const Table& source = model.schema().tables[at];
        add_name(table.words, table.name, at, -1, 1);
        add_text(source.comment, at, -1, comment_weight);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto column = static_cast<std::int32_t>(i);
            const engine::ColumnModel& its = model.column(table.columns[i]);
            add_name(its.words, its.name, at, column, column_weight);
            add_text(source.columns[i].comment, at, column, comment_weight * column_weight);
        }
    }
}

/// Each word of a long name says less of it; the name as a whole says it all.
void SearchIndex::add_name(
    const std::vector<std::string>& words,
    std::string_view name,
    std::size_t table,
    std::int32_t column,
    float weight
) {
    const auto size = static_cast<float>(std::max<std::size_t>(1, words.size()));
    const auto at = static_cast<std::uint32_t>(table);
    for (const std::string& word : words)
        post(engine::stem(word), {at, column, weight / std::sqrt(size)});
    post(whole_name(name), {at, column, weight});
    const std::vector<std::string> parts = engine::parts_of_name(name);
    for (const std::string& part : parts)
        post(part, {at, column, weight / std::sqrt(static_cast<float>(parts.size()))});
}

void SearchIndex::add_text(
    std::string_view text,
    std::size_t table,
    std::int32_t column,
    float weight
) {
    if (text.empty()) return;
    std::size_t words = 0;
    for (const engine::Token& token : engine::tokenize(text)) {
        const bool word = token.kind == TokenKind::word && token.text.size() > 2 &&
                          !engine::Lexicon::english().stop_word(token.text);
        if (!word || ++words > text_words_max) continue;
        post(token.stem, {static_cast<std::uint32_t>(table), column, weight});
    }
}

void SearchIndex::post(const std::string& word, const Posting& posting) {
    if (word.empty()) return;
    std::vector<Posting>& list = building_[word];
    for (auto known = list.rbegin(); known != list.rend() && known->table == posting.table;
         ++known) {
        if (known->column != posting.column) continue;
        known->weight = std::max(known->weight, posting.weight);
        return;
    }
    list.push_back(posting);
}

void SearchIndex::finish() {
    const auto tables = static_cast<double>(model_.tables().size());
    terms_.reserve(building_.size());
    for (auto& [word, list] : building_) {
        std::set<std::uint32_t> in;
        for (const Posting& posting : list)
            in.insert(posting.table);
        const double rarity =
            std::log(1 + tables / static_cast<double>(in.size())) / std::log(1 + tables);
        std::ranges::sort(list, [](const Posting& left, const Posting& right) {
            return left.table != right.table ? left.table < right.table
                                             : left.column < right.column;
        });
        list.shrink_to_fit();
        terms_.push_back({word, std::move(list), static_cast<float>(rarity)});
    }
    building_.clear();
}

/// One search. A table counts for what its best name says of each word; what columns say is added
/// up only for those tables that are told in the end.
class SearchIndex::Run {
public:
    explicit Run(const SearchIndex& index)
        : index_(index), best_(index.model_.tables().size()), tables_(best_.size()) {}

    SearchHits find(std::string_view words, std::size_t most) {
        for (const engine::Token& token : engine::tokenize(words)) {
            if (token.kind == TokenKind::mark) continue;
            if (words_.size() == search_words_max) break;
            words_.push_back({.raw = token.raw, .terms = {}, .taught = {}});
            look_up(token);
            settle();
        }
        return told(most);
    }

private:
    struct Word {
        std::string raw;
        std::vector<std::pair<const Term*, float>> terms;  ///< and how sure it is that they fit
        std::vector<Posting> taught;
    };
    struct Scored {
        float score = 0;
        std::uint32_t words = 0;  ///< those that speak of it, as bits
    };
    static_assert(search_words_max <= 32);

    /// The surest way in which the word is found; only when it fails, the next.
    void look_up(const engine::Token& token) {
        const engine::Lexicon& english = engine::Lexicon::english();
        const bool weak = english.stop_word(token.text);
        taught(token.stem);
        bool found = term(token.text, weak ? 0.2F : 1);
        found = term(token.stem, weak ? 0.2F : 1) || found;
        found = term(whole_name(token.raw), 1) || found;
        const auto parts = engine::parts_of_name(token.raw);
        if (parts.size() > 1) {
            for (const std::string& part : parts)
                found = term(part, 0.5F) || found;
        }
        if (weak) return;
        found = beginnings(token.text, found ? 0.3F : 0.6F) || found;
        for (const std::string& other : english.synonyms(token.stem))
            found = term(other, 0.5F) || found;
        if (!found) guess(token.text);
    }

    /// Typing errors, short forms, and words that mean nearly the same.
    void guess(const std::string& word) {
        const auto right = index_.model_.corrected(word);
        if (right && term(engine::stem(*right), 0.6F)) return;
        const auto shorter = index_.model_.written_short(word);
        if (shorter && term(*shorter, 0.5F)) return;
        for (const std::string& other : engine::Lexicon::english().related(word))
            term(engine::stem(other), 0.3F);
    }

    void taught(const std::string& stem) {
        constexpr double taught_weight = 1.2;
        for (const engine::Element& element : index_.model_.meanings(stem)) {
            if (element.weight < taught_weight) continue;
            if (element.kind == engine::ElementKind::table) {
                teach({static_cast<std::uint32_t>(element.id), -1, 1.2F});
            } else if (element.kind == engine::ElementKind::column) {
                const engine::TableId table = index_.model_.column(element.id).table;
                const auto& columns = index_.model_.table(table).columns;
                const auto at = std::ranges::find(columns, element.id) - columns.begin();
                teach({static_cast<std::uint32_t>(table), static_cast<std::int32_t>(at), 1});
            }
        }
    }

    void teach(const Posting& posting) {
        words_.back().taught.push_back(posting);
        gain(posting.table, posting.weight);
    }

    bool term(std::string_view word, float factor) {
        const auto found = std::ranges::lower_bound(index_.terms_, word, {}, &Term::word);
        if (found == index_.terms_.end() || found->word != word) return false;
        post(*found, factor);
        return true;
    }

    bool beginnings(const std::string& begin, float factor) {
        if (begin.size() < 2) return false;
        auto at = std::ranges::lower_bound(index_.terms_, begin, {}, &Term::word);
        std::size_t taken = 0;
        for (; at != index_.terms_.end() && at->word.starts_with(begin); ++at) {
            if (at->word == begin) continue;
            if (++taken > beginnings_max) break;
            // What is nearly there is meant sooner than what has hardly begun.
            const float near =
                std::sqrt(static_cast<float>(begin.size()) / static_cast<float>(at->word.size()));
            post(*at, factor * near);
        }
        return taken > 0;
    }

    void post(const Term& found, float factor) {
        factor *= 0.15F + 0.85F * found.rarity;
        auto& terms = words_.back().terms;
        const auto known = std::ranges::find_if(terms, [&](const auto& one) {
            return one.first == &found && one.second >= factor;
        });
        if (known != terms.end()) return;
        terms.emplace_back(&found, factor);
        for (const Posting& posting : found.postings)
            gain(posting.table, factor * posting.weight);
    }

    void gain(std::uint32_t table, float score) {
        if (best_[table] == 0) touched_.push_back(table);
        best_[table] = std::max(best_[table], score);
    }

    /// What this word adds to each table.
    void settle() {
        const std::uint32_t bit = 1U << (words_.size() - 1);
        for (const std::uint32_t table : touched_) {
            Scored& scored = tables_[table];
            if (scored.words == 0) found_.push_back(table);
            scored.score += best_[table];
            scored.words |= bit;
            best_[table] = 0;
        }
        touched_.clear();
    }

    SearchHits told(std::size_t most) {
        std::vector<std::pair<float, std::uint32_t>> ranked;
        ranked.reserve(found_.size());
        for (const std::uint32_t table : found_)
            ranked.emplace_back(worth(table), table);
        const auto better = [](const auto& left, const auto& right) {
            return left.first != right.first ? left.first > right.first
                                             : left.second < right.second;
        };
        const auto end =
            ranked.begin() + static_cast<std::ptrdiff_t>(std::min(most, ranked.size()));
        std::ranges::partial_sort(ranked, end, better);
        SearchHits hits{.best = {}, .matched = static_cast<std::int64_t>(ranked.size())};
        for (auto at = ranked.begin(); at != end; ++at)
            hits.best.push_back(hit(at->second, at->first / ranked.front().first));
        return hits;
    }

    /// Of two that fit alike, the one that others are joined to is meant sooner.
    [[nodiscard]] float worth(std::uint32_t table) const {
        const std::size_t keys = index_.model_.keys_at(static_cast<engine::TableId>(table)).size();
        return tables_[table].score *
               (1 + 0.02F * static_cast<float>(std::min<std::size_t>(keys, 10)));
    }

    [[nodiscard]] SearchHit hit(std::uint32_t table, double score) const {
        SearchHit made{
            .table = table,
            .score = std::round(score * 1000) / 1000,
            .because = {},
            .columns = columns_meant(table)
        };
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((tables_[table].words >> i & 1U) != 0) made.because.push_back(words_[i].raw);
        return made;
    }

    [[nodiscard]] std::vector<std::size_t> columns_meant(std::uint32_t table) const {
        std::map<std::int32_t, float> sums;
        for (const Word& word : words_)
            for (const auto& [column, said] : columns_of(word, table))
                sums[column] += said;
        std::vector<std::pair<float, std::int32_t>> ranked;
        for (const auto& [column, sum] : sums)
            ranked.emplace_back(-sum, column);
        std::ranges::sort(ranked);
        if (ranked.size() > columns_max) ranked.resize(columns_max);
        std::vector<std::size_t> columns;
        for (const auto& [sum, column] : ranked)
            columns.push_back(static_cast<std::size_t>(column));
        return columns;
    }

    /// The best that a word says of each column of the table.
    [[nodiscard]] static std::map<std::int32_t, float>
    columns_of(const Word& word, std::uint32_t table) {
        std::map<std::int32_t, float> best;
        const auto take = [&](const Posting& posting, float factor) {
            if (posting.table != table || posting.column < 0) return;
            float& held = best[posting.column];
            held = std::max(held, factor * posting.weight);
        };
        for (const auto& [term, factor] : word.terms) {
            const auto own = std::ranges::equal_range(term->postings, table, {}, &Posting::table);
            for (const Posting& posting : own)
                take(posting, factor);
        }
        for (const Posting& posting : word.taught)
            take(posting, 1);
        return best;
    }

    const SearchIndex& index_;
    std::vector<Word> words_;
    std::vector<float> best_;             ///< by table, of the word that is being read
    std::vector<std::uint32_t> touched_;  ///< by that word
    std::vector<Scored> tables_;
    std::vector<std::uint32_t> found_;
};

SearchHits SearchIndex::find(std::string_view words, std::size_t most) const {
    return Run(*this).find(words, most);
}

}  // namespace parlance::catalog
