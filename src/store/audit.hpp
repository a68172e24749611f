#pragma once

#include "base/principal.hpp"
#include "store/paging.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// Something that somebody did, or was refused. On disk before the reply leaves; never changed.
struct AuditEntry {
    std::string id;  ///< given by the store
    Instant at;      ///< given by the store
    std::optional<std::string> user_id;
    std::optional<std::string> username;
    std::string door;     ///< http, mcp or cli
    std::string action;   ///< ask, sql, login, connection_created, …
    std::string outcome;  ///< such as answered, failed, refused, done
    std::optional<std::string> error_code;
    std::optional<std::string> query_id;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> executed_sql;
    std::vector<std::string> tables;
    std::optional<std::int64_t> row_count;
    std::optional<double> duration_ms;
    std::string request_id;
};

/// Whose entries, and which; what is empty does not matter.
struct AuditFilter {
    PageRequest page;
    std::string outcome;
    std::string user_id;
    std::string door;
    std::string text;  ///< somewhere in the question, the SQL or the action, whatever its case
};

/// Writes the entry in the name of `who`; returns its id.
std::string append_audit(Writer& writer, const Principal& who, AuditEntry entry);
/// For what happens before anybody is known, such as a refused sign-in.
std::string
append_audit(Writer& writer, System, std::string_view tenant_id, const AuditEntry& entry);
[[nodiscard]] Page<AuditEntry>
audit_log(Reader& reader, const Principal& who, const AuditFilter& filter);

}  // namespace parlance::store
