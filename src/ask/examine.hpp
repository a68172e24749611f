#pragma once

#include "ask/ask.hpp"
#include "ask/mark.hpp"
#include "guard/approved_query.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Asks a question whose right SQL is known, and marks the answer.
namespace parlance::ask {

/// Rows of an answer that are compared.
inline constexpr std::int64_t compared_rows_max = 10'000;

struct Examined {
    Mark mark;
    Answer answer = Answer();                   ///< without its rows
    std::optional<guard::ApprovedQuery> right;  ///< what ran for the right SQL
};

/// Answers `asked` as `answer` does and grades it by what `right_sql` gives under the same rights;
/// an empty one leaves it without a grade. What fails is a mark too; only being stopped is thrown,
/// and then `made` keeps what was said to models.
Task<void> examine(
    Examined& made,
    catalog::View view,
    Asked asked,
    std::string right_sql,
    std::stop_token stop
);

/// The grade of one statement by what another gives; `ordered` when the order of the right rows
/// counts.
Task<Graded> grade_sql(
    catalog::View view,
    std::string mine,
    std::string right,
    bool ordered,
    std::stop_token stop
);

/// Whether the statement orders its rows at the top.
[[nodiscard]] bool is_ordered(const std::string& sql);

/// What models did for the answer.
[[nodiscard]] std::vector<ModelCall> calls_of(const Answer& answer);

}  // namespace parlance::ask
