#pragma once

#include "engine/model.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Which tables and columns a word speaks of. Only `Atlas` uses it.
namespace parlance::catalog {

/// One table that was found.
struct SearchHit {
    std::size_t table = 0;
    double score = 0;
    std::vector<std::string> because;  ///< words of the search
    std::vector<std::size_t> columns;  ///< that were meant, best first
};

struct SearchHits {
    std::vector<SearchHit> best;  ///< best first
    std::int64_t matched = 0;
};

class SearchIndex {
public:
    /// `model` must outlive it.
    explicit SearchIndex(const engine::Model& model);

    /// Adds words of a text about a table or, unless negative, one of its columns.
    void add_text(std::string_view text, std::size_t table, std::int32_t column, float weight);
    /// To be called once, after everything was added.
    void finish();

    [[nodiscard]] SearchHits find(std::string_view words, std::size_t most) const;

private:
    struct Posting {
        std::uint32_t table = 0;
        std::int32_t column = -1;  ///< within the table
        float weight = 0;
    };
    struct Term {
        std::string word;
        std::vector<Posting> postings;
        float rarity = 0;
    };
    class Run;

    void add_name(
        const std::vector<std::string>& words,
        std::string_view name,
        std::size_t table,
        std::int32_t column,
        float weight
    );
    void post(const std::string& word, const Posting& posting);

    const engine::Model& model_;
    std::map<std::string, std::vector<Posting>, std::less<>> building_;
    std::vector<Term> terms_;  ///< sorted by word
};

}  // namespace parlance::catalog
