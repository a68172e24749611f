#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// A remembered result. The key must be made of everything that the result depends on: connection,
/// version of the policy, the asker's attributes, and the SQL; the tenant is added here.
struct CachedResult {
    std::string key;
    std::string connection_id;
    std::string payload;
    Instant expires_at;
};

[[nodiscard]] std::optional<CachedResult>
cached_result(Reader& reader, const Principal& who, std::string_view key, Instant now);
void keep_result(Writer& writer, const Principal& who, const CachedResult& result);
/// Forgets everything about a connection that has changed.
void forget_results(Writer& writer, const Principal& who, std::string_view connection_id);
/// Deletes what has expired, of all tenants.
std::int64_t forget_expired_results(Writer& writer, System, Instant now);

}  // namespace parlance::store
