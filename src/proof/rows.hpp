#pragma once

#include "connectors/new_table.hpp"
#include "proof/copy.hpp"
#include "proof/values.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

/// The rows of a world while it is being made. Only the files of this folder include this.
namespace parlance::proof {

struct MadeRow {
    std::int64_t id = 0;  ///< the same row has the same one in both worlds
    std::vector<connectors::NewCell> cells;

    bool operator==(const MadeRow&) const = default;
};
using MadeRows = std::vector<MadeRow>;
using WorldRows = std::vector<MadeRows>;  ///< by the place of the table in the copy

/// The numbers of the rows that the rule of each table shows; all rows of a table without one.
using Shown = std::vector<std::set<std::int64_t>>;

/// Rows for every table, some for rules to show and some to hide.
[[nodiscard]] WorldRows draft_rows(const Copy& copy, Values& values);

/// The other world: what is shown stays, what is hidden becomes something else.
[[nodiscard]] WorldRows
other_rows(const Copy& copy, const WorldRows& rows, const Shown& shown, Values& values);

/// Takes back what made a rule show other rows than it shows in `before`. Each call brings the two
/// nearer; false when nothing had to be taken back.
[[nodiscard]] bool take_back(
    const Copy& copy,
    const WorldRows& before,
    const Shown& wanted,
    WorldRows& after,
    const Shown& found
);

/// What is hidden and does not differ between the worlds all the same.
[[nodiscard]] std::vector<Unproven>
not_different(const Copy& copy, const WorldRows& a, const Shown& shown, const WorldRows& b);

[[nodiscard]] std::vector<connectors::NewTable> tables_of(const Copy& copy, const WorldRows& rows);

}  // namespace parlance::proof
