#pragma once

#include "store/dashboards.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How a dashboard was after each change: who changed what and when, the newest some of them. Only
/// for those who may change the dashboard, since a version holds what was taken away. Throws as
/// `store/dashboards.hpp` says, and `dashboard_version_not_found`.
namespace parlance::store {

inline constexpr std::int64_t dashboard_versions_max = 50;

struct DashboardVersion {
    std::int64_t number = 0;  ///< from 1, in the order of the changes
    std::string author_id;
    std::optional<std::string> author;  ///< none: the account is gone
    std::string summary;                ///< what was changed, in words
    Instant created_at;
};

/// All that a version was.
struct DashboardSnapshot : DashboardVersion {
    DashboardContent content;
    std::vector<Tile> tiles;
};

/// Newest first.
[[nodiscard]] std::vector<DashboardVersion>
dashboard_versions(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);
[[nodiscard]] DashboardSnapshot dashboard_version(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t number
);
/// Makes the dashboard what it was then, as a change of its own; `version` is the one of the
/// dashboard that its author has seen.
void restore_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    std::int64_t number
);

}  // namespace parlance::store
