#pragma once

#include "ask/answer.hpp"
#include "base/rows.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

/// How right an answer is, told by its rows beside the right ones. Pure: the same two results
/// always get the same grade for the same reasons.
namespace parlance::ask {

enum class Grade : std::uint8_t {
    good,          ///< the content is the same
    bad,           ///< it is not
    needs_review,  ///< a person has to say
};
BOOST_DESCRIBE_ENUM(Grade, good, bad, needs_review)

struct GradeReason {
    std::string code;  ///< stable, such as `missing_rows`
    std::string text;  ///< a sentence; names columns of the result and no values
};

struct Graded {
    Grade grade = Grade::good;
    std::vector<GradeReason> reasons;
};

/// What a query gave.
struct Given {
    ResultSet result;
    bool truncated = false;  ///< there were more rows
};

/// Compares by content: columns may stand in another order and have other names, rows may stand in
/// any order unless `ordered`, numbers are equal within the noise of floating point.
[[nodiscard]] Graded grade(const Given& right, const Given& mine, bool ordered);

/// Of a question that was not answered.
[[nodiscard]] Graded grade_unanswered(Outcome outcome);
/// Of an answer that failed with this code.
[[nodiscard]] Graded grade_failed(std::string_view code);
/// Nobody can say: the right SQL itself failed.
[[nodiscard]] Graded grade_without_right(std::string_view code);

}  // namespace parlance::ask
