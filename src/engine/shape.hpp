#pragma once

#include "engine/model.hpp"

#include <string>
#include <vector>

namespace parlance::engine {

/// How often each kind of part occurs in a representation.
struct Shape {
    int items = 0;
    int counts = 0;
    int sums = 0;
    int averages = 0;
    int extremes = 0;
    int other_terms = 0;  ///< arithmetic, shares, windows
    int filters = 0;
    int ranges = 0;        ///< comparisons by order
    int values = 0;        ///< equal to a text
    int alternatives = 0;  ///< IN and OR
    int patterns = 0;
    int negations = 0;
    int nulls = 0;
    int exists = 0;
    int having = 0;
    int scalars = 0;
    int groups = 0;
    int sorts = 0;
    int sorted_aggregates = 0;
    bool descending = false;
    bool one = false;      ///< LIMIT 1
    bool limited = false;  ///< LIMIT beyond 1
    bool distinct = false;
    bool nested = false;  ///< over the rows of another query
    bool listed = false;  ///< nothing is aggregated
};

[[nodiscard]] Shape shape_of(const Qir& query);

/// The same as labels such as `filters:2` and `item:name`, for the sparse signals.
[[nodiscard]] std::vector<std::string> labels_of(const Qir& query, const Model& model);

}  // namespace parlance::engine
