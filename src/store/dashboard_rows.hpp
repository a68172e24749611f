#pragma once

#include "store/dashboards.hpp"

/// What the files about dashboards share.
namespace parlance::store {

/// Before each change: lets through whoever may make it, and keeps the dashboard as it is when no
/// version of it was kept so far.
void begin_dashboard_change(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id
);

/// After each change: keeps a version, with what was done in words; forgets the oldest.
void keep_dashboard_version(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view summary
);

/// Lets through whoever made the dashboard, and administrators. Throws as `dashboards.hpp` says.
void require_own_dashboard(Reader& reader, const Principal& who, std::string_view id);

/// Makes the next version of the dashboard. Of two who do so at a time, one waits for the other.
/// With `version`, throws `dashboard_changed` when another one holds.
void touch_dashboard(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    std::optional<std::int64_t> version = std::nullopt
);

/// Adds a tile that `author_id` wrote; the caller has checked that it may.
std::string insert_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const std::string& author_id,
    const TileDraft& draft
);

/// Puts the content in place of what it was.
void write_dashboard_content(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const DashboardContent& content
);

/// Makes the tiles of the dashboard these, with their ids and authors.
void put_tiles(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const std::vector<Tile>& wanted
);

[[noreturn]] void throw_dashboard_changed();

}  // namespace parlance::store
