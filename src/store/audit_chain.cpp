#include "store/audit_chain.hpp"

#include "base/ids.hpp"
#include "base/log.hpp"
#include "store/tenant_deletion.hpp"

namespace parlance::store {

namespace {

constexpr int tries_max = 3;
constexpr std::int64_t step_rows = 1'000;

void add(std::string& out, std::string_view text) {
    const std::size_t size = text.size();
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(size >> shift));
    out.append(text);
}

/// Absent and empty differ.
void add_if(std::string& out, const std::optional<std::string>& text) {
    out.push_back(text ? '+' : '-');
    if (text) add(out, *text);
}

/// Every field behind its length, so that no two records have the same bytes.
std::string canonical(const AuditRecord& record) {
    const auto number = [](const auto& value) {
        return value ? std::optional(fmt::to_string(*value)) : std::nullopt;
    };
    std::string out;
    out.reserve(512 + record.sealed.size());
    add(out, "parlance-audit-1");
    add(out, record.tenant_id);
    add(out, record.node);
    add(out, fmt::to_string(record.sequence));
    add(out, record.previous_hash);
    add(out, record.id);
    add(out, fmt::to_string(record.at.time_since_epoch().count()));
    add_if(out, record.user_id);
    add_if(out, record.username);
    add(out, record.door);
    add(out, record.action);
    add(out, record.outcome);
    add_if(out, record.error_code);
    add_if(out, record.query_id);
    add_if(out, record.connection_id);
    add_if(out, number(record.row_count));
    add_if(out, number(record.duration_ms));
    add(out, record.request_id);
    add(out, record.sealed);
    // Last and only when there is one: records of before it was kept have the hash that they had.
    if (record.api_key_id) add(out, *record.api_key_id);
    return out;
}

std::string keyed(const Secret& chain_key, std::string_view purpose, std::string_view hash) {
    std::string message(purpose);
    message.append(hash);
    return to_base64url(bytes_of(hmac_sha256(chain_key.reveal(), message)));
}

/// A chain of this node that does not fit what is stored: it stays as evidence.
ChainHead new_segment(const Ledger& ledger) {
    log::error("audit_chain_broken");
    return {.node = ledger.node() + "~" + new_id()};
}

/// The end of the chain as the store has it.
ChainHead
stored_head(Writer& writer, Ledger& ledger, std::string_view tenant_id, const Secret& chain_key) {
    const Parameters place{{"tenant", tenant_id}, {"node", ledger.node()}};
    const std::optional<Row> row = writer.row(
        "SELECT sequence, hash, mac FROM audit_heads WHERE tenant_id = :tenant AND node = :node",
        place
    );
    if (row) {
        ChainHead head{ledger.node(), row->integer("sequence"), row->text("hash")};
        const bool genuine =
            equal_in_constant_time(head_mac(chain_key, head.hash), row->text("mac"));
        return genuine ? head : new_segment(ledger);
    }
    const std::int64_t records = writer.count(
        "SELECT count(*) AS value FROM audit_log WHERE tenant_id = :tenant AND node = :node", place
    );
    if (records > 0) return new_segment(ledger);
    require_tenant(writer, System{}, tenant_id);
    return {.node = ledger.node()};
}

/// False when somebody else has moved it meanwhile.
bool move_head(
    Writer& writer,
    const ChainHead& from,
    const AuditRecord& to,
    const Secret& chain_key
) {
    Parameters values{
        {"tenant", to.tenant_id},
        {"node", to.node},
        {"sequence", to.sequence},
        {"hash", to.hash},
        {"mac", head_mac(chain_key, to.hash)}
    };
    if (from.sequence == 0) {
        return writer.run(
                   "INSERT INTO audit_heads (tenant_id, node, sequence, hash, mac) VALUES "
                   "(:tenant, :node, :sequence, :hash, :mac) ON CONFLICT DO NOTHING",
                   values
               ) == 1;
    }
    values.emplace_back("before", from.hash);
    return writer.run(
               "UPDATE audit_heads SET sequence = :sequence, hash = :hash, mac = :mac "
               "WHERE tenant_id = :tenant AND node = :node AND hash = :before",
               values
           ) == 1;
}

void insert(Writer& writer, const AuditRecord& record) {
    writer.run(
        "INSERT INTO audit_log (id, tenant_id, node, sequence, user_id, username, api_key_id, "
        "door, action, outcome, error_code, query_id, connection_id, row_count, duration_ms, "
        "request_id, created_at, sealed, previous_hash, hash, mac) VALUES (:id, :tenant, :node, "
        ":sequence, :user, :username, :key, :door, :action, :outcome, :error, :query, :connection, "
        ":rows, "
        ":duration, :request, :at, :sealed, :previous, :hash, :mac)",
        {{"id", record.id},
         {"tenant", record.tenant_id},
         {"node", record.node},
         {"sequence", record.sequence},
         {"user", record.user_id},
         {"username", record.username},
         {"key", record.api_key_id},
         {"door", record.door},
         {"action", record.action},
         {"outcome", record.outcome},
         {"error", record.error_code},
         {"query", record.query_id},
         {"connection", record.connection_id},
         {"rows", record.row_count},
         {"duration", record.duration_ms},
         {"request", record.request_id},
         {"at", record.at},
         {"sealed", record.sealed},
         {"previous", record.previous_hash},
         {"hash", record.hash},
         {"mac", record.mac}}
    );
}

void follow(AuditRecord& record, const ChainHead& head, const Secret& chain_key) {
    record.node = head.node;
    record.sequence = head.sequence + 1;
    record.previous_hash = head.hash;
    record.hash = hash_of(record);
    record.mac = mac_of(chain_key, record);
}

}  // namespace

std::string hash_of(const AuditRecord& record) {
    return to_base64url(bytes_of(sha256(canonical(record))));
}

std::string mac_of(const Secret& chain_key, const AuditRecord& record) {
    return keyed(chain_key, "record ", record.hash);
}

std::string head_mac(const Secret& chain_key, std::string_view hash) {
    return keyed(chain_key, "head ", hash);
}

AuditRecord record_from(const Row& row) {
    return {
        .id = row.text("id"),
        .tenant_id = row.text("tenant_id"),
        .node = row.text("node"),
        .sequence = row.integer("sequence"),
        .at = row.instant("created_at"),
        .user_id = row.text_if("user_id"),
        .username = row.text_if("username"),
        .api_key_id = row.text_if("api_key_id"),
        .door = row.text("door"),
        .action = row.text("action"),
        .outcome = row.text("outcome"),
        .error_code = row.text_if("error_code"),
        .query_id = row.text_if("query_id"),
        .connection_id = row.text_if("connection_id"),
        .row_count = row.integer_if("row_count"),
        .duration_ms = row.real_if("duration_ms"),
        .request_id = row.text("request_id"),
        .sealed = row.text("sealed"),
        .previous_hash = row.text("previous_hash"),
        .hash = row.text("hash"),
        .mac = row.text("mac"),
    };
}

std::set<AuditSegment>
audit_segments(Reader& reader, System, const std::optional<std::string>& tenant_id) {
    std::set<AuditSegment> all;
    for (const char* table : {"audit_log", "audit_heads"}) {
        std::string sql = fmt::format("SELECT DISTINCT tenant_id, node FROM {}", table);
        Parameters values;
        if (tenant_id) {
            sql += " WHERE tenant_id = :tenant";
            values.emplace_back("tenant", *tenant_id);
        }
        for (const Row& row : reader.rows(sql, values))
            all.insert({row.text("tenant_id"), row.text("node")});
    }
    return all;
}

std::vector<AuditRecord> audit_records(
    Reader& reader,
    System,
    const AuditSegment& segment,
    std::int64_t after,
    std::int64_t last
) {
    const std::string sql = fmt::format(
        "SELECT {} FROM audit_log WHERE tenant_id = :tenant AND node = :node AND "
        "sequence > :after AND sequence <= :last ORDER BY sequence LIMIT :step",
        audit_columns
    );
    const Parameters values{
        {"tenant", segment.tenant_id},
        {"node", segment.node},
        {"after", after},
        {"last", last},
        {"step", step_rows}
    };
    std::vector<AuditRecord> records;
    for (const Row& row : reader.rows(sql, values))
        records.push_back(record_from(row));
    return records;
}

void append_record(Writer& writer, Ledger& ledger, AuditRecord record) {
    const auto keys = ledger.keys_to_write(writer, record.tenant_id);
    std::optional<ChainHead> head = ledger.remembered_head(record.tenant_id);
    for (int tries = 0; tries < tries_max; ++tries) {
        if (!head) head = stored_head(writer, ledger, record.tenant_id, keys->chain);
        follow(record, *head, keys->chain);
        if (move_head(writer, *head, record, keys->chain)) {
            insert(writer, record);
            const ChainHead end{record.node, record.sequence, record.hash};
            return ledger.remember_head(record.tenant_id, end);
        }
        head.reset();
    }
    throw Error(Failure::busy, "store_busy", "The server is busy. Try again in a moment.")
        .retry_after(1);
}

}  // namespace parlance::store
