#pragma once

#include "catalog/sensitive.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What names tell.
namespace parlance::catalog {

/// The words of a name: `customerEMail_2` gives customer, e, mail, 2. Small letters, no accents.
[[nodiscard]] std::vector<std::string> words_of(std::string_view name);

/// What a name says about its column.
struct NamedKind {
    Sensitive kind;
    bool weak = false;  ///< needs another sign beside it
};

/// What the word lists of `data/sensitive.txt` say about names. Immutable after it was made.
class SensitiveWords {
public:
    [[nodiscard]] static const SensitiveWords& shipped();

    explicit SensitiveWords(std::string_view data);

    [[nodiscard]] std::vector<NamedKind> kinds_of(std::string_view name) const;
    [[nodiscard]] bool is_about_people(std::string_view table) const;
    [[nodiscard]] bool is_given_name(const std::string& word) const;
    [[nodiscard]] bool is_street_word(const std::string& word) const;

private:
    struct Phrase {
        std::vector<std::string> words;
        std::string joined;
        Sensitive kind;
        bool weak;
    };

    void take(std::string_view section, std::string_view phrase);

    std::vector<Phrase> phrases_;
    std::set<std::string, std::less<>> not_;
    std::set<std::string, std::less<>> people_;
    std::set<std::string, std::less<>> given_names_;
    std::set<std::string, std::less<>> street_words_;
};

}  // namespace parlance::catalog
