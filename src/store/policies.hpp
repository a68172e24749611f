#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// The policy of a connection as it stood from `created_at` on.
struct StoredPolicy {
    std::int64_t version = 0;  ///< 1 is the first
    bool reviewed = false;     ///< a person has put it in force; else it is what Parlance suggested
    std::string document;      ///< JSON, as `guard::read_policy` takes it
    std::string author;        ///< the name of a person, or `system`
    std::string note;
    Instant created_at;
};

/// Nothing while nobody has made one. Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] std::optional<StoredPolicy>
current_policy(Reader& reader, const Principal& who, std::string_view connection_id);
/// The version that holds; 0 while there is none.
[[nodiscard]] std::int64_t
policy_version(Reader& reader, const Principal& who, std::string_view connection_id);
/// Newest first.
[[nodiscard]] std::vector<StoredPolicy>
policy_versions(Reader& reader, const Principal& who, std::string_view connection_id);
/// Throws `Error` (not_found, `policy_version_not_found`).
[[nodiscard]] StoredPolicy policy_of_version(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t version
);

/// Puts a policy in force as the version after `based_on`, with its tests as JSON, and returns that
/// version. Throws `Error` (conflict, `policy_changed`) when another one holds meanwhile.
std::int64_t put_policy(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t based_on,
    const StoredPolicy& policy,
    std::string_view tests
);
/// The tests that belong to a version, as JSON; an empty list when it has none.
[[nodiscard]] std::string policy_tests(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t version
);

/// What makes the tenant's pseudonyms: 32 random bytes, made when they are asked for the first
/// time. They outlive a rotation of the data key, so that pseudonyms stay what they were.
[[nodiscard]] Secret pseudonym_key(Writer& writer, Vault& vault, const Principal& who);

}  // namespace parlance::store
