#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Links to a dashboard, for those who shall look at it and nothing else. They are made, seen and
/// ended by those who may change the dashboard. Throws as `store/dashboards.hpp` says, and
/// `share_not_found`, `too_many_shares` (conflict).
namespace parlance::store {

inline constexpr std::int64_t dashboard_shares_max = 50;

struct DashboardShare {
    std::string id;
    std::string tenant_id;
    std::string dashboard_id;
    std::string maker_id;
    std::optional<std::string> maker;  ///< as of now; none: the account is gone
    std::string
        token_hash;    ///< SHA-256, hexadecimal; the word itself is told once and kept nowhere
    std::string hint;  ///< how the word begins, so that people find theirs
    std::optional<std::string> role;  ///< with whose rights people look; none: with their own
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> last_used_at;
    std::int64_t uses = 0;
    std::optional<Instant> revoked_at;
};

/// Takes the tenant and the maker from `who`.
void add_dashboard_share(Writer& writer, const Principal& who, const DashboardShare& share);
/// Newest first, with those that have ended.
[[nodiscard]] std::vector<DashboardShare>
dashboard_shares(Reader& reader, const Principal& who, std::string_view dashboard_id);
/// Returns the link as it was.
DashboardShare revoke_dashboard_share(
    Writer& writer,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view id
);

/// The link of this word, unless it was revoked or has expired.
[[nodiscard]] std::optional<DashboardShare>
live_share(Reader& reader, System, std::string_view token_hash, Instant now);
/// Notes that somebody came by it.
void touch_dashboard_share(Writer& writer, System, std::string_view id, Instant now);

/// Throws unless the person may change the dashboard.
void require_changeable(Reader& reader, const Principal& who, std::string_view dashboard_id);

}  // namespace parlance::store
