#include "engine/word_index.hpp"

#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <cmath>

namespace parlance::engine {
namespace {

constexpr double column_weight = 0.7;
constexpr double comment_weight = 0.35;
constexpr std::size_t comment_words_max = 40;

}  // namespace

WordIndex::WordIndex(const Model& model) {
    for (std::size_t i = 0; i < model.tables().size(); ++i) {
        const auto id = static_cast<TableId>(i);
        const TableModel& table = model.tables()[i];
        add(table.words, id, nothing, 1);
        for (const ColumnId column : table.columns)
            add(model.column(column).words, id, column, column_weight);
        const Table& source = model.schema().tables[i];
        add_comment(source.comment, id, nothing, comment_weight);
        for (std::size_t at = 0; at < std::min(source.columns.size(), table.columns.size()); ++at)
            add_comment(
                source.columns[at].comment, id, table.columns[at], comment_weight * column_weight
            );
    }
    weigh(model.tables().size());
}

/// Each word of a long name says less of it.
void WordIndex::add(
    const std::vector<std::string>& words,
    TableId table,
    ColumnId column,
    double weight
) {
    const double each =
        weight / std::sqrt(static_cast<double>(std::max<std::size_t>(1, words.size())));
    for (const std::string& word : words)
        post(stem(word), {table, column, each});
}

void WordIndex::add_comment(
    const std::string& comment,
    TableId table,
    ColumnId column,
    double weight
) {
    if (comment.empty()) return;
    std::size_t words = 0;
    for (const Token& token : tokenize(comment)) {
        const bool word = token.kind == TokenKind::word && token.text.size() > 2 &&
                          !Lexicon::english().stop_word(token.text);
        if (word && ++words <= comment_words_max) post(token.stem, {table, column, weight});
    }
}

void WordIndex::post(const std::string& stem, const Posting& posting) {
    std::vector<Posting>& list = postings_[stem].list;
    for (auto known = list.rbegin(); known != list.rend() && known->table == posting.table;
         ++known) {
        if (known->column != posting.column) continue;
        known->weight = std::max(known->weight, posting.weight);
        return;
    }
    list.push_back(posting);
}

void WordIndex::weigh(std::size_t tables) {
    const double all = std::log(1.0 + static_cast<double>(tables));
    for (auto& [stem, postings] : postings_) {
        std::size_t met = 0;
        TableId last = nothing;
        for (const Posting& posting : postings.list) {
            if (posting.table != last) ++met;
            last = posting.table;
        }
        const double share = static_cast<double>(tables) / static_cast<double>(met);
        postings.rarity = std::log(1.0 + share) / all;
    }
}

const WordIndex::Postings* WordIndex::find(const std::string& stem) const {
    const auto found = postings_.find(stem);
    return found == postings_.end() ? nullptr : &found->second;
}

}  // namespace parlance::engine
