#pragma once

#include "engine/text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::engine {

/// What a phrase of a follow-up does to the answer before it. The names are those of
/// `data/en/edits.txt`.
enum class EditCue : std::uint8_t {
    undo,
    reset,
    new_,
    only,
    about,
    instead,
    also,
    and_,
    add,
    exclude,
    drop,
    filters,
    whatever,
    unlimited,
    overall,
    flip,
    those,
    question,
    show,
    that_measure,
    split,
    regroup,
    measured,
    count_them,
    share,
    running,
    growth,
    compare,
    earlier,
    later,
    most,
    least,
    top,
    bottom,
    rows,
    descending,
    ascending,
    sort,
    date,
    when,
    chart,
    charted,
    columns,
    little,
};

struct EditPhrase {
    EditCue cue = EditCue::little;
    bool first_only = false;
    std::vector<std::string> words;
    std::string name;  ///< of a chart; of a set of columns
};

/// The words of refinement, read from the data file once.
class EditLexicon {
public:
    [[nodiscard]] static const EditLexicon& english();

    /// The longest phrase of this kind at the token.
    [[nodiscard]] const EditPhrase*
    find(EditCue cue, const std::vector<Token>& tokens, std::size_t at) const;
    /// The words in names of columns that a set such as `contact` stands for.
    [[nodiscard]] const std::vector<std::string>& columns(const std::string& name) const;

private:
    EditLexicon();
    void read_line(std::string_view line);

    std::unordered_map<std::string, std::vector<EditPhrase>> phrases_;
    std::unordered_map<std::string, std::vector<std::string>> columns_;
};

}  // namespace parlance::engine
