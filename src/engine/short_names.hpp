#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::engine {

/// How well `part` of a name shortens a word, 0 to 1: `prvdr` for provider, `proc` for procedure.
/// Two letters say little: they only count where `whole` is all of a table's name.
[[nodiscard]] double shortness(std::string_view part, std::string_view word, bool whole = false);

/// Parts of names that are no words by themselves, and the words of a question that they shorten.
class ShortNames {
public:
    /// `raw` as it stands in a name, `stem` as phrases of the model have it.
    void learn(const std::string& raw, const std::string& stem, bool whole);
    /// The stem that a word of the question is written by in this schema.
    [[nodiscard]] std::optional<std::string> stem_for(const std::string& word) const;

private:
    struct Part {
        std::string stem;
        bool whole = false;
    };
    std::map<std::string, Part> parts_;
};

}  // namespace parlance::engine
