#pragma once

#include "base/schema.hpp"

#include <string>
#include <vector>

namespace parlance::catalog {

/// What became of a source's schema between two looks: names as `schema.table` and
/// `schema.table.column`.
struct Drift {
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;  ///< of another type, nullability, key or comment

    [[nodiscard]] bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

/// Compares by name. A new or vanished table stands for all its columns; row estimates do not
/// count.
[[nodiscard]] Drift drift(const Schema& before, const Schema& after);

}  // namespace parlance::catalog
