#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// A policy that decided what somebody saw.
struct AppliedPolicy {
    std::string id;            ///< empty: nothing restricted the person
    std::int64_t version = 0;  ///< 0: it has none
    std::string identity;      ///< the rights that it gave, as caches tell them apart

    bool operator==(const AppliedPolicy&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppliedPolicy, (), (id, version, identity))

/// Something that somebody did, or was refused. On disk before the reply leaves; never changed.
/// Texts, tables and policies are sealed; the rest can be filtered by.
struct AuditEntry {
    std::string id;  ///< given by the store
    Instant at;      ///< given by the store
    std::optional<std::string> user_id;
    std::optional<std::string> username;
    std::optional<std::string> api_key_id;  ///< of the key that it came with
    std::string door;                       ///< http, mcp or cli
    std::string action;                     ///< ask, sql, login, connection_created, …
    std::string outcome;                    ///< such as answered, failed, refused, done
    std::optional<std::string> error_code;
    std::optional<std::string> query_id;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> executed_sql;
    std::vector<std::string> tables;          ///< that were read, as `schema.table`
    std::vector<std::string> masked_columns;  ///< of the result: those made from masked ones
    std::vector<AppliedPolicy> policies;
    std::optional<std::int64_t> cache_age_ms;  ///< the rows were remembered ones, so old
    std::optional<std::int64_t> row_count;
    std::optional<double> duration_ms;
    std::string request_id;
    std::string node;           ///< given by the store: the segment of the chain
    std::int64_t sequence = 0;  ///< given by the store: the place in the segment
};

/// Whose entries, and which; what is empty does not matter.
struct AuditFilter {
    PageRequest page;
    std::string outcome;
    std::string user_id;
    std::string door;
    std::string api_key_id;
    std::string connection_id;
    std::optional<Instant> since;  ///< not older
    std::optional<Instant> until;  ///< older than this
    std::string text;  ///< somewhere in the question, the SQL or the action, whatever its case
};

/// Writes the entry in the name of `who`; returns its id.
std::string append_audit(Writer& writer, Ledger& ledger, const Principal& who, AuditEntry entry);
/// For what happens before anybody is known, such as a refused sign-in.
std::string append_audit(
    Writer& writer,
    Ledger& ledger,
    System,
    std::string_view tenant_id,
    const AuditEntry& entry
);
/// With a text to look for, a page may be short and have a `next` all the same (`search_pages`).
[[nodiscard]] Page<AuditEntry>
audit_log(Reader& reader, Ledger& ledger, const Principal& who, const AuditFilter& filter);

}  // namespace parlance::store
