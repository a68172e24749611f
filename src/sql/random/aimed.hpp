#pragma once

#include "base/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parlance::sql {

/// What `aimed` statements try to find out.
struct Secrets {
    std::vector<std::string> texts;    ///< as literals, quotes and all
    std::vector<std::string> numbers;  ///< as literals
    std::string moment;                ///< a literal
};

/// Writes a SELECT as somebody would who is after what a policy hides: predicates, joins, order,
/// groups, windows, set operations and subqueries over masked and filtered columns, whole rows, and
/// above all what fails for some values only: casts, divisions, overflows, roots. The same one for
/// the same seed. Text in PostgreSQL's dialect, without what the other dialects cannot say.
/// `schema` has at least one table; `conditions` is how many of a hundred queries have a WHERE.
[[nodiscard]] std::string aimed(
    const Schema& schema,
    const Secrets& secrets,
    std::uint64_t seed,
    std::size_t conditions = 60
);

}  // namespace parlance::sql
