#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlance::store {

/// What administrators say about their tenant; what is absent is as the server says.
struct TenantSettings {
    std::string invite_as = "analyst";         ///< the role that invitations propose
    std::optional<std::int32_t> history_days;  ///< at the most; the server may keep less
};
BOOST_DESCRIBE_STRUCT(TenantSettings, (), (invite_as, history_days))

[[nodiscard]] TenantSettings tenant_settings(Reader& reader, const Principal& who);
void put_tenant_settings(Writer& writer, const Principal& who, const TenantSettings& settings);

/// A tenant that wants its history to be forgotten earlier.
struct ShorterHistory {
    std::string tenant_id;
    std::int32_t days = 0;
};
[[nodiscard]] std::vector<ShorterHistory> shorter_histories(Reader& reader, System);

}  // namespace parlance::store
