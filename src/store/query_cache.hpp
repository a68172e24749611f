#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// A remembered result, sealed on the disk. The key must be made of everything that the result
/// depends on; the tenant is added here.
struct CachedResult {
    std::string key;
    std::string connection_id;
    std::string payload;
    Instant created_at;
    Instant expires_at;
};

/// Nothing, too, for what cannot be opened: it is asked for again.
[[nodiscard]] std::optional<CachedResult> cached_result(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view key,
    Instant now
);
void keep_result(Writer& writer, Ledger& ledger, const Principal& who, const CachedResult& result);
/// Forgets everything about a connection that has changed; about all of them when it is empty.
void forget_results(Writer& writer, const Principal& who, std::string_view connection_id);
/// Deletes what has expired, of all tenants.
std::int64_t forget_expired_results(Writer& writer, System, Instant now);

}  // namespace parlance::store
