#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// What one look at a source's schema found to have changed; `content` is JSON of `catalog`.
struct StoredDrift {
    std::string id;
    std::string content;
    Instant created_at;
    std::optional<std::string> acknowledged_by;  ///< a name; nothing once the person is gone
    std::optional<Instant> acknowledged_at;      ///< nothing: nobody has yet
};

/// How many are kept of one connection; older ones are forgotten.
inline constexpr std::int64_t drifts_max = 500;

/// Returns its id. Throws `Error` (not_found, `connection_not_found`).
std::string add_drift(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view content
);

/// Newest first. Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] Page<StoredDrift> drifts(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    const PageRequest& page
);

/// Throws `Error` (not_found): `connection_not_found`, `drift_not_found`.
[[nodiscard]] StoredDrift drift(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id
);

/// Notes that `who` has taken note of it, unless somebody had; or takes that back. Throws as
/// `drift`.
void acknowledge_drift(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id,
    bool acknowledged
);

/// The same for one and all that came before it. Returns how many there were. Throws as `drift`.
std::int64_t acknowledge_drifts_up_to(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view id
);

}  // namespace parlance::store
