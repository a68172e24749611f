#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <string>
#include <string_view>

namespace parlance::store {

/// What one look at a source's schema found to have changed; `content` is JSON of `catalog`.
struct StoredDrift {
    std::string id;
    std::string content;
    Instant created_at;
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

}  // namespace parlance::store
