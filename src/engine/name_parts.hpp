#pragma once

#include <string>
#include <vector>

namespace parlance::engine {

/// Cuts words that names write together where the other names tell how: `stuid` beside a table
/// `student` is `student id`, `lettergrade` beside a column `letter` and one `grade` is both.
class NameParts {
public:
    /// Words that stand alone in some name of the schema.
    void learn(const std::vector<std::string>& words);
    [[nodiscard]] std::vector<std::string>
    cut(const std::vector<std::string>& words, const std::vector<std::string>& table) const;

private:
    [[nodiscard]] bool known(const std::string& word) const;
    [[nodiscard]] std::vector<std::string>
    cut(const std::string& word, const std::vector<std::string>& table) const;

    std::vector<std::string> words_;
};

}  // namespace parlance::engine
