#pragma once

#include "store/dashboards.hpp"

/// What `dashboards.cpp` and `dashboard_tiles.cpp` share.
namespace parlance::store {

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

[[noreturn]] void throw_dashboard_changed();

}  // namespace parlance::store
