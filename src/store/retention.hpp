#pragma once

#include "base/principal.hpp"
#include "store/database.hpp"

#include <chrono>
#include <cstdint>

namespace parlance::store {

/// How long rows are kept that nobody needs for ever.
struct Retention {
    std::chrono::days history{365};     ///< since the query ran, its transcript too; 0 keeps all
    std::chrono::days invitations{30};  ///< since it expired
};

struct Forgotten {
    std::int64_t history = 0;
    std::int64_t invitations = 0;
    std::int64_t results = 0;       ///< remembered ones that have expired
    std::int64_t transcripts = 0;   ///< as old as the history that goes
    std::int64_t evaluations = 0;   ///< as old as the history that goes
    std::int64_t reservations = 0;  ///< for models, by processes that died

    bool operator==(const Forgotten&) const = default;
};

/// Deletes what has outlived its time, of all tenants, in portions that keep no writer waiting for
/// long. The audit is not touched.
Forgotten forget_old(Database& database, System, const Retention& kept, Instant now);

}  // namespace parlance::store
