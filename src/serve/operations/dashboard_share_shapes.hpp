#pragma once

#include "base/clock.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_filter_shapes.hpp"
#include "serve/operations/dashboard_tile_shapes.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the operations on links to dashboards take and give.
namespace parlance::serve {

enum class ShareRole : std::uint8_t { viewer, analyst, admin, owner };
BOOST_DESCRIBE_ENUM(ShareRole, viewer, analyst, admin, owner)

struct ShareRequest {
    std::string dashboard_id;
    std::optional<ShareRole> role;
    std::int64_t expires_in_days = 0;
};
BOOST_DESCRIBE_STRUCT(ShareRequest, (), (dashboard_id, role, expires_in_days))
constexpr auto notes(const ShareRequest*) {
    return std::array{
        json::note(
            "role",
            "People look with the rights of this role, without signing in, and see nothing that "
            "you may not see yourself. Without it they sign in and look with their own rights."
        ),
        json::note("expires_in_days").between(1, 365),
    };
}

struct ShareShape {
    std::string id;
    std::string hint;
    std::optional<std::string> role;
    std::string maker_id;
    std::optional<std::string> maker;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> last_used_at;
    std::int64_t uses = 0;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(
    ShareShape,
    (),
    (id, hint, role, maker_id, maker, created_at, expires_at, last_used_at, uses, revoked_at)
)
constexpr auto notes(const ShareShape*) {
    return std::array{
        json::note("hint", "How the word in the link begins."),
        json::note("role", "Absent: people look with their own rights."),
        json::note("uses", "How often somebody opened it."),
    };
}

struct ShareList {
    std::vector<ShareShape> shares;
};
BOOST_DESCRIBE_STRUCT(ShareList, (), (shares))

struct MadeShareShape {
    std::string token;
    std::string path;
    ShareShape share;
};
BOOST_DESCRIBE_STRUCT(MadeShareShape, (), (token, path, share))
constexpr auto notes(const MadeShareShape*) {
    return std::array{
        json::note("token", "Told this once."),
        json::note(
            "path", "Of the page, with the word behind `#`: browsers send that part to no server."
        ),
    };
}

struct ShareId {
    std::string dashboard_id;
    std::string share_id;
};
BOOST_DESCRIBE_STRUCT(ShareId, (), (dashboard_id, share_id))

struct SharedRequest {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(SharedRequest, (), (token))
constexpr auto notes(const SharedRequest*) {
    return std::array{json::note("token", "The word of the link.").length(1, 200)};
}

struct SharedTileRequest {
    std::string token;
    std::string tile_id;
    std::optional<CacheUse> cache;
    std::optional<FilterValues> filters;
};
BOOST_DESCRIBE_STRUCT(SharedTileRequest, (), (token, tile_id, cache, filters))
constexpr auto notes(const SharedTileRequest*) {
    return std::array{
        json::note("token").length(1, 200),
        json::note("tile_id").length(1, 64),
        json::note("filters", "What was chosen, by the ids of the filters."),
    };
}

struct SharedChoicesRequest {
    std::string token;
    std::string filter_id;
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(SharedChoicesRequest, (), (token, filter_id, search))
constexpr auto notes(const SharedChoicesRequest*) {
    return std::array{
        json::note("token").length(1, 200),
        json::note("filter_id").length(1, 64),
        json::note("search").length(0, 200),
    };
}

/// A tile as those see it who only have a link: without what it asks.
struct SharedTile {
    std::string id;
    TileKind kind = TileKind::chart;
    std::string title;
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t w = 0;
    std::int64_t h = 0;
    std::optional<std::string> text;
    std::optional<std::int64_t> refresh_seconds;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SharedTile, (), (id, kind, title, x, y, w, h, text, refresh_seconds, version))

struct SharedFilter {
    std::string id;
    std::string label;
    FilterKind kind = FilterKind::choice;
    bool usable = false;
};
BOOST_DESCRIBE_STRUCT(SharedFilter, (), (id, label, kind, usable))
constexpr auto notes(const SharedFilter*) {
    return std::array{json::note("usable", "Whether it is about something that you may see.")};
}

struct SharedDashboard {
    std::string title;
    std::string description;
    std::optional<std::string> role;
    Instant expires_at;
    std::optional<std::int64_t> refresh_seconds;
    std::vector<SharedFilter> filters;
    std::vector<SharedTile> tiles;
};
BOOST_DESCRIBE_STRUCT(
    SharedDashboard,
    (),
    (title, description, role, expires_at, refresh_seconds, filters, tiles)
)
constexpr auto notes(const SharedDashboard*) {
    return std::array{
        json::note("role", "With whose rights you look; absent: with your own."),
        json::note("expires_at", "When the link ends."),
    };
}

}  // namespace parlance::serve
