#pragma once

#include "base/crypto.hpp"
#include "store/ledger.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

/// How audit records hang together (docs/audit.md). Each holds the hash of the one before it, and a
/// code that only the holder of the tenant's chain key can make; the head of the chain says, under
/// the same key, where it ends.
///
/// The hash covers what is stored, that is the sealed text and not the text in it: a chain is
/// verified without opening anything, whatever became of the keys that seal.
namespace parlance::store {

/// A record of the audit as it is stored.
struct AuditRecord {
    std::string id;
    std::string tenant_id;  ///< empty: the installation's own
    std::string node;
    std::int64_t sequence = 0;  ///< from 1, without gaps
    Instant at;
    std::optional<std::string> user_id;
    std::optional<std::string> username;
    std::optional<std::string> api_key_id;
    std::string door;
    std::string action;
    std::string outcome;
    std::optional<std::string> error_code;
    std::optional<std::string> query_id;
    std::optional<std::string> connection_id;
    std::optional<std::int64_t> row_count;
    std::optional<double> duration_ms;
    std::string request_id;
    std::string sealed;
    std::string previous_hash;  ///< empty for the first
    std::string hash;           ///< SHA-256 over all of the above, base64url
    std::string mac;            ///< HMAC-SHA-256 over the hash, base64url
};

/// The columns of `AuditRecord`, for a SELECT that `record_from` reads.
inline constexpr std::string_view audit_columns =
    "id, tenant_id, node, sequence, created_at, user_id, username, api_key_id, door, action, "
    "outcome, error_code, query_id, connection_id, row_count, duration_ms, request_id, sealed, "
    "previous_hash, hash, mac";

[[nodiscard]] AuditRecord record_from(const Row& row);

[[nodiscard]] std::string hash_of(const AuditRecord& record);
[[nodiscard]] std::string mac_of(const Secret& chain_key, const AuditRecord& record);
/// Of a head that ends with the record of this hash; the hash knows tenant, node and sequence.
[[nodiscard]] std::string head_mac(const Secret& chain_key, std::string_view hash);

/// One chain of a tenant.
struct AuditSegment {
    std::string tenant_id;
    std::string node;

    auto operator<=>(const AuditSegment&) const = default;
};

/// All chains of a tenant (nothing: of all tenants).
[[nodiscard]] std::set<AuditSegment>
audit_segments(Reader& reader, System, const std::optional<std::string>& tenant_id);

/// The records of a chain behind `after`, up to `last`: the next thousand of them.
[[nodiscard]] std::vector<AuditRecord> audit_records(
    Reader& reader,
    System,
    const AuditSegment& segment,
    std::int64_t after,
    std::int64_t last
);

/// Puts the record at the end of its tenant's chain, and moves the head, within the transaction.
/// When the chain that stands in the store is not the one that was written, it is left as it is,
/// for `parlance admin audit verify` to find, and a new segment begins.
void append_record(Writer& writer, Ledger& ledger, AuditRecord record);

}  // namespace parlance::store
