#include "catalog/search_index.hpp"

#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

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
        list.shrink_to_fit();
        terms_.push_back({word, std::move(list), static_cast<float>(rarity)});
    }
    building_.clear();
}

/// One search.
class SearchIndex::Run {
public:
    explicit Run(const SearchIndex& index) : index_(index) {}

    SearchHits find(std::string_view words, std::size_t most) {
        std::size_t read = 0;
        for (const engine::Token& token : engine::tokenize(words)) {
            if (token.kind == TokenKind::mark || ++read > search_words_max) continue;
            look_up(token);
            settle(token.raw);
        }
        return told(most);
    }

private:
    struct Scored {
        double score = 0;
        std::vector<std::string> because;
        std::unordered_map<std::int32_t, double> columns;
    };

    /// The surest way in which the word is found; only when it fails, the next.
    void look_up(const engine::Token& token) {
        const engine::Lexicon& english = engine::Lexicon::english();
        const bool weak = english.stop_word(token.text);
        taught(token.stem);
        bool found = term(token.text, weak ? 0.2 : 1);
        found = term(token.stem, weak ? 0.2 : 1) || found;
        found = term(whole_name(token.raw), 1) || found;
        const auto parts = engine::parts_of_name(token.raw);
        if (parts.size() > 1) {
            for (const std::string& part : parts)
                found = term(part, 0.5) || found;
        }
        if (weak) return;
        found = beginnings(token.text, found ? 0.3 : 0.6) || found;
        for (const std::string& other : english.synonyms(token.stem))
            found = term(other, 0.5) || found;
        if (found) return;
        if (const auto right = index_.model_.corrected(token.text))
            found = term(engine::stem(*right), 0.6);
        if (found) return;
        if (const auto shorter = index_.model_.written_short(token.text))
            found = term(*shorter, 0.5);
        if (found) return;
        for (const std::string& other : english.related(token.text))
            term(engine::stem(other), 0.3);
    }

    void taught(const std::string& stem) {
        constexpr double taught_weight = 1.2;
        for (const engine::Element& element : index_.model_.meanings(stem)) {
            if (element.weight < taught_weight) continue;
            if (element.kind == engine::ElementKind::table) {
                gain(static_cast<std::uint32_t>(element.id), -1, element.weight);
            } else if (element.kind == engine::ElementKind::column) {
                const engine::TableId table = index_.model_.column(element.id).table;
                const auto& columns = index_.model_.table(table).columns;
                const auto at = std::ranges::find(columns, element.id) - columns.begin();
                gain(static_cast<std::uint32_t>(table), static_cast<std::int32_t>(at), 1);
            }
        }
    }

    bool term(std::string_view word, double factor) {
        const auto found = std::ranges::lower_bound(index_.terms_, word, {}, &Term::word);
        if (found == index_.terms_.end() || found->word != word) return false;
        post(*found, factor);
        return true;
    }

    bool beginnings(const std::string& begin, double factor) {
        if (begin.size() < 2) return false;
        auto at = std::ranges::lower_bound(index_.terms_, begin, {}, &Term::word);
        std::size_t taken = 0;
        for (; at != index_.terms_.end() && at->word.starts_with(begin); ++at) {
            if (at->word == begin) continue;
            if (++taken > beginnings_max) break;
            // What is nearly there is meant sooner than what has hardly begun.
            const double near =
                std::sqrt(static_cast<double>(begin.size()) / static_cast<double>(at->word.size()));
            post(*at, factor * near);
        }
        return taken > 0;
    }

    void post(const Term& found, double factor) {
        const double rarity = factor * (0.15 + 0.85 * found.rarity);
        for (const Posting& posting : found.postings)
            gain(posting.table, posting.column, rarity * posting.weight);
    }

    void gain(std::uint32_t table, std::int32_t column, double score) {
        double& best = gained_[(std::uint64_t{table} << 32) | static_cast<std::uint32_t>(column)];
        best = std::max(best, score);
    }

    /// What this word adds: to each table the best that it says of it or of one of its columns.
    void settle(const std::string& word) {
        std::unordered_map<std::uint32_t, double> best;
        for (const auto& [place, score] : gained_) {
            const auto table = static_cast<std::uint32_t>(place >> 32);
            double& held = best[table];
            held = std::max(held, score);
            const auto column = static_cast<std::int32_t>(place & 0xFFFFFFFFU);
            if (column >= 0) tables_[table].columns[column] += score;
        }
        for (const auto& [table, score] : best) {
            Scored& scored = tables_[table];
            scored.score += score;
            scored.because.push_back(word);
        }
        gained_.clear();
    }

    SearchHits told(std::size_t most) {
        std::vector<std::pair<double, std::uint32_t>> ranked;
        ranked.reserve(tables_.size());
        for (const auto& [table, scored] : tables_)
            ranked.emplace_back(worth(table, scored), table);
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
    [[nodiscard]] double worth(std::uint32_t table, const Scored& scored) const {
        const std::size_t keys = index_.model_.keys_at(static_cast<engine::TableId>(table)).size();
        return scored.score * (1 + 0.02 * static_cast<double>(std::min<std::size_t>(keys, 10)));
    }

    [[nodiscard]] SearchHit hit(std::uint32_t table, double score) const {
        const Scored& scored = tables_.at(table);
        SearchHit made{
            .table = table,
            .score = std::round(score * 1000) / 1000,
            .because = scored.because,
            .columns = {}
        };
        std::vector<std::pair<double, std::int32_t>> ranked;
        for (const auto& [column, gained] : scored.columns)
            ranked.emplace_back(-gained, column);
        std::ranges::sort(ranked);
        if (ranked.size() > columns_max) ranked.resize(columns_max);
        for (const auto& [gained, column] : ranked)
            made.columns.push_back(static_cast<std::size_t>(column));
        return made;
    }

    const SearchIndex& index_;
    std::unordered_map<std::uint64_t, double> gained_;  ///< by the word that is being read
    std::unordered_map<std::uint32_t, Scored> tables_;
};

SearchHits SearchIndex::find(std::string_view words, std::size_t most) const {
    return Run(*this).find(words, most);
}

}  // namespace parlance::catalog
