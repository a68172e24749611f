#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::engine {

/// Words of another language in the names of a schema, and what English calls them. Compounds are
/// cut: `auftragsdatum` is an order's date.
class ForeignNames {
public:
    [[nodiscard]] static const ForeignNames& german();

    /// Whether so many of these words are of the language that the rest of them is read by it too.
    [[nodiscard]] bool spoken_in(const std::vector<std::string>& words) const;
    /// Each word in English, as far as it is known.
    [[nodiscard]] std::vector<std::string> translated(const std::vector<std::string>& words) const;

private:
    struct Entry {
        std::vector<std::string> english;
        bool doubtful = false;  ///< English has a word that is written the same
    };

    explicit ForeignNames(std::string_view text);
    void add(std::string form, const Entry& entry);
    [[nodiscard]] const Entry* find(const std::string& word) const;
    [[nodiscard]] std::vector<std::string> cut(const std::string& word) const;
    [[nodiscard]] std::vector<std::string> in_english(const std::string& word) const;

    std::map<std::string, Entry> entries_;
};

}  // namespace parlance::engine
