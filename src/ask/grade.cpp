#include "ask/grade.hpp"

#include "ask/grade_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace parlance::ask {

namespace {

/// Rows beyond this that have no equal are not compared one by one.
constexpr std::size_t unlike_rows_max = 1'000;

/// The worst grade stands: a person cannot make good what is bad.
void add(Graded& to, Grade grade, std::string code, std::string text) {
    if (to.grade != Grade::bad && grade != Grade::good) to.grade = grade;
    to.reasons.push_back({std::move(code), std::move(text)});
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool same_name(const std::string& left, const std::string& right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

/// The rows of each side that the other lacks, as places.
struct Unlike {
    std::vector<std::size_t> missing;  ///< of the right ones
    std::vector<std::size_t> extra;    ///< of mine
};

Unlike unlike_rows(const Keys& right, const Keys& mine) {
    std::map<std::vector<std::string>, std::vector<std::size_t>> wanted;
    for (std::size_t row = 0; row < right.size(); ++row)
        wanted[right[row]].push_back(row);
    Unlike found;
    for (std::size_t row = 0; row < mine.size(); ++row) {
        const auto same = wanted.find(mine[row]);
        if (same == wanted.end() || same->second.empty())
            found.extra.push_back(row);
        else
            same->second.pop_back();
    }
    for (const auto& [key, rows] : wanted)
        found.missing.insert(found.missing.end(), rows.begin(), rows.end());
    std::ranges::sort(found.missing);
    return found;
}

Near nearness_of_rows(
    const ResultSet& right,
    std::size_t at,
    const ResultSet& mine,
    std::size_t of
) {
    const auto left_row = right.rows.row(at);
    const auto right_row = mine.rows.row(of);
    Near worst = Near::same;
    for (std::size_t column = 0; column < left_row.size() && worst != Near::other; ++column)
        worst =
            std::max(worst, nearness(right.rows, left_row[column], mine.rows, right_row[column]));
    return worst;
}

/// How near the rows without an equal are when each is paired with one that is near.
Near nearness_of_rest(const ResultSet& right, const ResultSet& mine, Unlike rest) {
    if (rest.missing.size() != rest.extra.size() || rest.missing.size() > unlike_rows_max)
        return Near::other;
    Near worst = Near::same;
    for (const std::size_t row : rest.missing) {
        Near best = Near::other;
        auto partner = rest.extra.end();
        for (auto at = rest.extra.begin(); at != rest.extra.end() && best != Near::same; ++at) {
            const Near near = nearness_of_rows(right, row, mine, *at);
            if (near < best) {
                best = near;
                partner = at;
            }
        }
        if (partner == rest.extra.end()) return Near::other;
        rest.extra.erase(partner);
        worst = std::max(worst, best);
    }
    return worst;
}

/// The only column in which two rows differ.
std::optional<std::size_t>
only_difference(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (left[at] == right[at]) continue;
        if (found) return std::nullopt;
        found = at;
    }
    return found;
}

class Comparison {
public:
    Comparison(const Given& right, const Given& mine, bool ordered)
        : right_(right),
          mine_(mine),
          ordered_(ordered),
          right_keys_(exact_keys(right.result)),
          mine_keys_(exact_keys(mine.result)) {}

    Graded grade() {
        if (right_.truncated || mine_.truncated)
            add(made_,
                Grade::needs_review,
                "row_limit",
                "Only the first rows were compared: there are more than are read.");
        const auto places =
            matched_columns(right_keys_, columns(right_), mine_keys_, columns(mine_));
        if (places)
            same(*places);
        else if (!empty_side())
            other();
        return std::move(made_);
    }

private:
    static std::size_t columns(const Given& given) { return given.result.columns.size(); }

    void same(const ColumnPlaces& places) {
        if (right_keys_.empty())
            add(made_,
                Grade::needs_review,
                "both_empty",
                "Both answers are empty: that says little about the question.");
        if (columns(mine_) > places.size())
            add(made_,
                Grade::needs_review,
                "extra_columns",
                "The content is right, with " +
                    counted(columns(mine_) - places.size(), "further column") + ".");
        if (ordered_ && !in_order(places))
            add(made_,
                Grade::needs_review,
                "row_order",
                "The rows are right and stand in another order than the right ones.");
        if (made_.reasons.empty())
            add(made_, Grade::good, "same_content", "The content is the same.");
        remarks(places);
    }

    [[nodiscard]] bool in_order(const ColumnPlaces& places) const {
        for (std::size_t row = 0; row < right_keys_.size(); ++row) {
            const auto wanted = right_.result.rows.row(row);
            const auto got = mine_.result.rows.row(row);
            for (std::size_t at = 0; at < places.size(); ++at) {
                const Near near =
                    nearness(right_.result.rows, wanted[at], mine_.result.rows, got[places[at]]);
                if (near != Near::same) return false;
            }
        }
        return true;
    }

    /// What differs and does not matter.
    void remarks(const ColumnPlaces& places) {
        if (!std::ranges::is_sorted(places))
            add(made_, Grade::good, "column_order", "The columns stand in another order.");
        const auto renamed = [&, at = std::size_t{0}](const ResultColumn& column) mutable {
            return !same_name(column.name, mine_.result.columns[places[at++]].name);
        };
        if (std::ranges::any_of(right_.result.columns, renamed))
            add(made_, Grade::good, "column_names", "Columns have other names.");
    }

    bool empty_side() {
        if (mine_keys_.empty() == right_keys_.empty()) return false;
        if (mine_keys_.empty())
            add(made_,
                Grade::bad,
                "empty_result",
                "The answer is empty; the right one has " + counted(right_keys_.size(), "row") + "."
            );
        else
            add(made_,
                Grade::bad,
                "right_is_empty",
                "The answer has " + counted(mine_keys_.size(), "row") + "; the right one is empty."
            );
        return true;
    }

    void other() {
        const std::size_t wanted = columns(right_);
        const std::size_t got = columns(mine_);
        if (got < wanted)
            add(made_,
                Grade::bad,
                "missing_columns",
                counted(wanted - got, "column") + " of the right answer " +
                    (wanted - got == 1 ? "is" : "are") + " missing.");
        if (got > wanted)
            add(made_,
                Grade::bad,
                "extra_columns",
                "There " + std::string(got - wanted == 1 ? "is " : "are ") +
                    counted(got - wanted, "further column") + ", and the content differs.");
        if (got == wanted)
            other_rows();
        else
            count_rows();
    }

    void count_rows() {
        const std::size_t wanted = right_keys_.size();
        const std::size_t got = mine_keys_.size();
        if (got < wanted) missing_rows(wanted - got);
        if (got > wanted) extra_rows(got - wanted);
    }

    /// As many columns with other content: the columns are compared as they stand.
    void other_rows() {
        const Unlike rest = unlike_rows(right_keys_, mine_keys_);
        const Near near = nearness_of_rest(right_.result, mine_.result, rest);
        if (near == Near::same) return same(as_they_stand());
        if (near == Near::rounded)
            return add(
                made_,
                Grade::needs_review,
                "rounding",
                "Numbers differ only by how they are rounded."
            );
        const Keys loose = loose_keys(mine_.result);
        const Keys wanted = loose_keys(right_.result);
        if (matched_columns(wanted, columns(right_), loose, columns(mine_)))
            return add(
                made_,
                Grade::needs_review,
                "type",
                "Values are the same in another type, such as a number as text or a day with a "
                "time."
            );
        differing(rest);
    }

    [[nodiscard]] ColumnPlaces as_they_stand() const {
        ColumnPlaces places;
        for (std::size_t at = 0; at < columns(right_); ++at)
            places.push_back(at);
        return places;
    }

    void differing(const Unlike& rest) {
        if (rest.missing.size() == 1 && rest.extra.size() == 1) {
            const auto column =
                only_difference(right_keys_[rest.missing[0]], mine_keys_[rest.extra[0]]);
            if (column)
                return add(
                    made_,
                    Grade::bad,
                    "single_cell",
                    "One cell differs, in column " + right_.result.columns[*column].name + "."
                );
        }
        if (!rest.missing.empty()) missing_rows(rest.missing.size());
        if (!rest.extra.empty()) extra_rows(rest.extra.size());
    }

    /// When rows were cut, others may have been cut than on the other side.
    [[nodiscard]] Grade of_rows() const {
        return right_.truncated || mine_.truncated ? Grade::needs_review : Grade::bad;
    }
    void missing_rows(std::size_t count) {
        add(made_,
            of_rows(),
            "missing_rows",
            counted(count, "row") + " of the right answer " + (count == 1 ? "is" : "are") +
                " missing.");
    }
    void extra_rows(std::size_t count) {
        add(made_,
            of_rows(),
            "extra_rows",
            counted(count, "row") + (count == 1 ? " is" : " are") + " not in the right answer.");
    }

    const Given& right_;
    const Given& mine_;
    bool ordered_;
    Keys right_keys_;
    Keys mine_keys_;
    Graded made_;
};

}  // namespace

Graded grade(const Given& right, const Given& mine, bool ordered) {
    return Comparison(right, mine, ordered).grade();
}

Graded grade_unanswered(Outcome outcome) {
    Graded made;
    const bool asked_back = outcome == Outcome::clarify;
    add(made,
        Grade::bad,
        "not_answered",
        asked_back ? "It asked back instead of answering." : "It said that it cannot answer.");
    return made;
}

Graded grade_failed(std::string_view code) {
    Graded made;
    add(made, Grade::bad, "failed", fmt::format("It failed: {}.", code));
    return made;
}

Graded grade_without_right(std::string_view code) {
    Graded made;
    add(made,
        Grade::needs_review,
        "right_failed",
        fmt::format("The SQL that was confirmed does not run any more: {}.", code));
    return made;
}

}  // namespace parlance::ask
