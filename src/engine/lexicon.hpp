#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The engine's knowledge of English, read from the data files: nothing of it depends on a schema.
namespace parlance::engine {

/// What a phrase of the question does. The names are those of `data/en/cues.txt`.
enum class Cue : std::uint8_t {
    count,
    sum,
    average,
    minimum,
    maximum,
    median,
    distinct,
    more,
    less,
    at_least,
    at_most,
    equal,
    between,
    or_more,
    or_less,
    no,
    negation,
    never,
    without,
    except,
    nobody,
    most,
    least,
    highest,
    lowest,
    top,
    bottom,
    best,
    worst,
    common,
    by,
    each,
    order,
    ascending,
    descending,
    alphabetical,
    conjunction,
    disjunction,
    everything,
    both,
    either,
    neither,
    imperative,
    which,
    who,
    clause,
    have,
    of,
    in,
    than,
    their,
    all,
    to,
    from_,
    possess,
    contains,
    starts,
    ends,
    share,
    growth,
    running,
    how_much,
    some,
    ratio,
    compare,
    duration,
    also,
    named,
    refuse,
    forecast,
    cause,
    filler,
};

struct CuePhrase {
    Cue cue = Cue::filler;
    std::vector<std::string> words;
};

/// An adjective (or verb) that speaks of a column: `older than 20`, `the cheapest`.
struct Gradable {
    std::string word;                  ///< such as `old`
    bool high = true;                  ///< the positive form is at the high end
    std::vector<std::string> numbers;  ///< words in the names of numeric columns it may mean
    std::vector<std::string> moments;  ///< and of dates, where the order is turned round
    bool verb = false;
};

enum class Degree : std::uint8_t { positive, comparative, superlative };

struct GradableForm {
    std::uint16_t gradable = 0;
    Degree degree = Degree::positive;
};

/// A state that a phrase names and a number decides: `out of stock` is `stock = 0`.
struct StateRule {
    std::vector<std::vector<std::string>> phrases;
    std::string column;  ///< a word of the column's name
    std::string op;
    double number = 0;
};

struct MetricRule {
    std::string name;
    std::string formula;
    std::vector<std::string> phrases;
};

/// Another way to say a name, by stems: `surname` for `last name`.
struct Phrasing {
    std::vector<std::string> said;   ///< stems
    std::vector<std::string> words;  ///< what to say instead
    std::vector<std::string> parts;  ///< the joined stems of each name in it
};

class Lexicon {
public:
    [[nodiscard]] static const Lexicon& english();

    /// The phrases that begin with this word.
    [[nodiscard]] const std::vector<CuePhrase>& cues(const std::string& first) const;
    [[nodiscard]] std::optional<GradableForm> gradable_form(const std::string& word) const;
    [[nodiscard]] const Gradable& gradable(std::uint16_t id) const { return gradables_[id]; }
    /// Other words for a stem, as stems.
    [[nodiscard]] const std::vector<std::string>& synonyms(const std::string& stem) const;
    /// Words that WordNet has for the same thing, for want of better ones.
    [[nodiscard]] std::vector<std::string> related(const std::string& word) const;
    /// Other words for a value, such as `germany` for `german`.
    [[nodiscard]] const std::vector<std::string>& value_synonyms(const std::string& word) const;
    [[nodiscard]] std::string expanded(const std::string& abbreviation) const;
    [[nodiscard]] bool stop_word(const std::string& word) const;
    [[nodiscard]] const std::vector<MetricRule>& metrics() const { return metrics_; }
    [[nodiscard]] const std::vector<StateRule>& states() const { return states_; }
    /// Other ways to say names, by the first stem of what is said.
    [[nodiscard]] const std::vector<Phrasing>& phrasings(const std::string& stem) const;
    [[nodiscard]] const std::vector<std::string>& role(const std::string& name) const;
    /// The words of a list of `data/en/lists.txt`, in their order.
    [[nodiscard]] const std::vector<std::string>& list(const std::string& name) const;
    [[nodiscard]] bool listed(const std::string& name, std::string_view word) const;

private:
    Lexicon();
    void read_cues(std::string_view text);
    void read_gradables(std::string_view text);
    void read_synonyms(std::string_view text);
    void read_value_synonyms(std::string_view text);
    void read_metrics(std::string_view text);
    void read_states(std::string_view text);
    void read_phrasings(std::string_view text);
    void read_lists(std::string_view text);
    void add_forms(std::uint16_t id, std::string_view forms);

    std::unordered_map<std::string, std::vector<CuePhrase>> cues_;
    std::vector<Gradable> gradables_;
    std::unordered_map<std::string, GradableForm> forms_;
    std::unordered_map<std::string, std::vector<std::string>> synonyms_;
    std::unordered_map<std::string, std::vector<std::string>> value_synonyms_;
    std::unordered_map<std::string, std::string> abbreviations_;
    std::unordered_map<std::string, bool> stop_words_;
    std::vector<MetricRule> metrics_;
    std::vector<StateRule> states_;
    std::unordered_map<std::string, std::vector<Phrasing>> phrasings_;
    std::unordered_map<std::string, std::vector<std::string>> roles_;
    std::unordered_map<std::string, std::vector<std::string>> lists_;
};

/// The words behind a cue's number, for the data files and for tests.
[[nodiscard]] std::optional<Cue> cue_named(std::string_view name);

}  // namespace parlance::engine
