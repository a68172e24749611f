#pragma once

#include "engine/qir.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace parlance::engine {

class Model;

/// Which tables and columns a word occurs in: by the stems of names and comments.
class WordIndex {
public:
    struct Posting {
        TableId table = nothing;
        ColumnId column = nothing;  ///< none: in the name or the comment of the table itself
        double weight = 0;          ///< 1: it is the whole name of a table
    };
    struct Postings {
        std::vector<Posting> list;
        double rarity = 0;  ///< 1: in one table, 0: in all of them
    };

    explicit WordIndex(const Model& model);

    /// Null when no name has the word.
    [[nodiscard]] const Postings* find(const std::string& stem) const;

private:
    void add(const std::vector<std::string>& words, TableId table, ColumnId column, double weight);
    void add_comment(const std::string& comment, TableId table, ColumnId column, double weight);
    void post(const std::string& stem, const Posting& posting);
    void weigh(std::size_t tables);

    std::unordered_map<std::string, Postings> postings_;
};

}  // namespace parlance::engine
