#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace parlance::store {

/// The first place where a chain does not hold.
struct ChainBreak {
    /// What is wrong:
    /// - `edited`: the record is not what its hash says
    /// - `forged`: its code was not made with the tenant's key
    /// - `missing`: records in front of it were deleted
    /// - `reordered`: it does not follow the record in front of it
    /// - `truncated`: records at the end were deleted
    /// - `added`: records follow behind the end
    /// - `head_missing`, `head_forged`: the end of the chain itself was tampered with
    /// - `keys_missing`: the tenant's keys, or its whole audit, are gone
    /// - `rewound`: the chain has lost what an earlier verification saw
    std::string kind;
    std::int64_t sequence = 0;
    std::string record_id;  ///< empty where there is no record to name
};
BOOST_DESCRIBE_STRUCT(ChainBreak, (), (kind, sequence, record_id))

/// What a verification found of one segment of one tenant.
struct ChainReport {
    std::string tenant_id;  ///< empty: the installation's own
    std::string node;
    std::int64_t records = 0;   ///< that hold, up to the first one that does not
    std::int64_t sequence = 0;  ///< of the last one that holds
    std::string hash;           ///< of the same
    std::optional<ChainBreak> broken;
};
BOOST_DESCRIBE_STRUCT(ChainReport, (), (tenant_id, node, records, sequence, hash, broken))

/// Called now and then with how many records were looked at. It may throw to stop.
using VerifyProgress = std::function<void(std::int64_t records)>;

/// Verifies the chains of a tenant (nothing: of all). `seen` is what an earlier verification
/// reported, kept elsewhere: with it even a store that was put back to an older state is noticed. A
/// running server may write meanwhile.
[[nodiscard]] std::vector<ChainReport> verify_audit(
    Database& database,
    Ledger& ledger,
    System,
    const std::optional<std::string>& tenant_id,
    const std::vector<ChainReport>& seen = {},
    const VerifyProgress& progress = {}
);

}  // namespace parlance::store
