#pragma once

#include "engine/postings.hpp"
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
/// typing error. Everything is added before `finish`, and found after it. A value takes some 40
/// bytes beside its text, one of a single word 100.
class ValueIndex {
public:
    void add(ColumnId column, const std::string& value) { add(column, value, value); }
    /// The value, by other words for it.
    void add(ColumnId column, const std::string& value, const std::string& said);
    void finish();

    /// Values named by exactly these tokens.
    [[nodiscard]] std::vector<ValueHit> find(std::span<const Token> tokens) const;
    /// Values that contain the word, at most `hits_max`.
    [[nodiscard]] std::vector<ValueHit> containing(const std::string& word) const;
    /// Values one typing error away from the word.
    [[nodiscard]] std::vector<ValueHit> similar(const std::string& word) const;
    /// Values that begin with the letters as they are typed, or a word of which does (weight 0.5),
    /// but not those that are typed out. Case counts for nothing in ASCII. Looks at all values.
    [[nodiscard]] std::vector<ValueHit> starting(std::string_view typed, std::size_t most) const;
    /// Whether a value may begin with the word; at times one does not.
    [[nodiscard]] bool starts(const std::string& word) const {
        return !first_words_.find(word).empty();
    }
    /// All values of a column.
    [[nodiscard]] std::vector<std::string> of(ColumnId column) const;
    [[nodiscard]] std::size_t longest() const { return longest_; }

private:
    struct Entry {
        ColumnId column = nothing;
        std::uint32_t begin = 0;  ///< in `text_`
    };

    [[nodiscard]] std::string_view value(std::uint32_t id) const;
    /// What people say for the value.
    [[nodiscard]] std::string_view said(std::uint32_t id) const;
    /// Hits among what was found for which `holds(id)`.
    template <class Holds>
    [[nodiscard]] std::vector<ValueHit>
    hits(std::span<const Postings::Item> found, double weight, const Holds& holds) const;

    std::vector<Entry> entries_;
    std::string text_;  ///< of all values, one behind the other
    std::unordered_map<std::uint32_t, std::string> other_words_;
    Postings whole_;
    Postings stems_;
    Postings words_;
    Postings deletions_;
    Postings first_words_;
    std::size_t longest_ = 1;
};

/// The ways to leave one letter out of a word, and the word itself: two words that share one are at
/// most a typing error (or a swap) apart.
[[nodiscard]] std::vector<std::string> deletions(const std::string& word);

/// Whether one insertion, deletion, change or swap of neighbours turns one word into the other.
[[nodiscard]] bool one_error_apart(std::string_view left, std::string_view right);

}  // namespace parlance::engine
