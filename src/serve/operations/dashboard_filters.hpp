#pragma once

#include "base/principal.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_filter_shapes.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"

#include <optional>
#include <string>
#include <vector>

/// The filters of dashboards: as they are written and told, what can be chosen by them, and what a
/// choice makes of the SQL of a tile.
namespace parlance::serve {

/// What somebody wrote, checked: every column is there for them and fits the kind. Throws `Error`.
Task<std::vector<store::DashboardFilter>>
checked_filters(Services& with, Call& call, std::vector<FilterShape> filters);

/// As the one who calls may know them: without the columns that they may not see.
Task<std::vector<FilterShape>>
told_filters(Services& with, Call& call, std::vector<store::DashboardFilter> filters);

/// As they are kept, to those who may see all of it.
[[nodiscard]] FilterShape shape_of(const store::DashboardFilter& filter);

/// Throws `Error` (not_found, `filter_not_found`) when there is none of this id.
[[nodiscard]] const store::DashboardFilter&
filter_among(const std::vector<store::DashboardFilter>& filters, std::string_view id);

/// What can be chosen by a filter, asked of the source under the rights of the one who calls; of
/// what `within` may not see, nothing.
Task<FilterChoicesShape> filter_choices(
    Services& with,
    Call& call,
    const store::DashboardFilter& filter,
    std::string search,
    std::optional<Principal> within = std::nullopt
);

/// Reads what was chosen, as text of JSON; empty is nothing. Throws `Error` (invalid).
[[nodiscard]] FilterValues
read_filter_values(const std::string& text, const std::vector<store::DashboardFilter>& filters);

/// The same for what was read already.
[[nodiscard]] FilterValues
checked_filter_values(FilterValues values, const std::vector<store::DashboardFilter>& filters);

/// The SQL of a tile, narrowed by what was chosen.
struct FilteredSql {
    std::string sql;
    std::vector<std::string> applied;    ///< ids of the filters that narrow it
    std::vector<std::string> untouched;  ///< ids of those that were chosen and do not concern it
};

/// Narrows the tree of the statement, for a source with this schema (what the one who asks may
/// see). Throws what `sql::narrow` throws.
[[nodiscard]] FilteredSql filtered_sql(
    const std::string& sql,
    const std::string& connection_id,
    const Schema& schema,
    const std::vector<store::DashboardFilter>& filters,
    const FilterValues& values
);

}  // namespace parlance::serve
