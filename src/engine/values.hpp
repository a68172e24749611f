#pragma once

#include "engine/qir.hpp"
#include "engine/text.hpp"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace parlance::engine {

/// A value of the source that words of a question name.
struct ValueHit {
    ColumnId column = nothing;
    std::string value;
    double weight = 0;  ///< 1: the whole value, letter by letter but for case and accents
    bool operator==(const ValueHit&) const = default;
};

/// Finds values by the words of a question: whole, by stem (`phones` is `Phone`), by a part, by a
/// typing error.
class ValueIndex {
public:
    void add(ColumnId column, const std::string& value) { add(column, value, value); }
    /// The value, by other words for it.
    void add(ColumnId column, const std::string& value, const std::string& said);

    /// Values named by exactly these tokens.
    [[nodiscard]] std::vector<ValueHit> find(std::span<const Token> tokens) const;
    /// Values that contain the word, at most `hits_max`.
    [[nodiscard]] std::vector<ValueHit> containing(const std::string& word) const;
    /// Values one typing error away from the word.
    [[nodiscard]] std::vector<ValueHit> similar(const std::string& word) const;
    [[nodiscard]] bool starts(const std::string& word) const { return first_words_.contains(word); }
    [[nodiscard]] std::size_t longest() const { return longest_; }

private:
    struct Entry {
        ColumnId column = nothing;
        std::string value;
    };

    [[nodiscard]] std::vector<ValueHit> hits(const std::vector<std::uint32_t>& found, double weight)
        const;

    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> whole_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> stems_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> words_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> deletions_;
    std::unordered_map<std::string, int> first_words_;
    std::size_t longest_ = 1;
};

/// The ways to leave one letter out of a word, and the word itself: two words that share one are at
/// most a typing error (or a swap) apart.
[[nodiscard]] std::vector<std::string> deletions(const std::string& word);

/// Whether one insertion, deletion, change or swap of neighbours turns one word into the other.
[[nodiscard]] bool one_error_apart(std::string_view left, std::string_view right);

}  // namespace parlance::engine
