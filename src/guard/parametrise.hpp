#pragma once

#include "guard/approved_query.hpp"
#include "guard/shape.hpp"
#include "sql/ast.hpp"

#include <span>
#include <vector>

namespace parlance::guard {

/// Constants that a column is compared with, in WHERE or ON of a query that is no expression: their
/// values mean nothing to the rest of the statement, so they can be parameters.
class Arguments {
public:
    explicit Arguments(std::span<const Slot> slots) : slots_(slots) {}

    /// Replaces them in the resolved `query` and returns their values, in the order of the text.
    std::vector<Bound> take(sql::Query& query, Dialect dialect);

    /// The indices of the slots that `take` took, in the order of the parameters.
    [[nodiscard]] const std::vector<std::size_t>& taken() const { return taken_; }

private:
    std::span<const Slot> slots_;
    std::vector<std::size_t> taken_;
};

[[nodiscard]] Bound bound_of(const Slot& slot);

}  // namespace parlance::guard
