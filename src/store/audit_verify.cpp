#include "store/audit_verify.hpp"

#include "store/audit_chain.hpp"

namespace parlance::store {

namespace {

struct StoredHead {
    std::int64_t sequence = 0;
    std::string hash;
    std::string mac;
};

/// Tenants who have keys of an audit.
std::set<std::string> with_keys(Reader& reader, const std::optional<std::string>& tenant_id) {
    std::set<std::string> all;
    for (const Row& row :
         reader.rows("SELECT DISTINCT tenant_id FROM secrets WHERE name = 'ledger/chain'")) {
        std::string found = row.text("tenant_id");
        if (!tenant_id || *tenant_id == found) all.insert(std::move(found));
    }
    return all;
}

/// Walks one segment from its begin to its head.
class Walk {
public:
    Walk(
        Database& database,
        const Secret& chain_key,
        const AuditSegment& segment,
        const VerifyProgress& progress
    )
        : database_(database), chain_key_(chain_key), progress_(progress) {
        report_.tenant_id = segment.tenant_id;
        report_.node = segment.node;
    }

    /// `seen` must still be there when the walk comes by.
    void expect(const ChainReport& seen) { seen_ = seen; }

    ChainReport run() {
        // In this order: what a running server adds between the two stands before the head.
        const std::int64_t last = last_sequence();
        const std::optional<StoredHead> head = stored_head();
        while (!report_.broken && walk_some(head ? head->sequence : last)) {
        }
        if (!report_.broken) check_end(head, last);
        if (!report_.broken && seen_ && seen_->sequence > report_.sequence)
            stop("rewound", seen_->sequence, "");
        return std::move(report_);
    }

private:
    /// False at the end.
    bool walk_some(std::int64_t up_to) {
        const AuditSegment segment{report_.tenant_id, report_.node};
        const std::vector<AuditRecord> records = database_.read([&](Reader& reader) {
            return audit_records(reader, System{}, segment, report_.sequence, up_to);
        });
        for (const AuditRecord& record : records) {
            check(record);
            if (report_.broken) return false;
        }
        if (progress_) progress_(static_cast<std::int64_t>(records.size()));
        return !records.empty();
    }

    void check(const AuditRecord& record) {
        if (record.sequence != report_.sequence + 1) {
            stop("missing", record.sequence, record.id);
        } else if (hash_of(record) != record.hash) {
            stop("edited", record.sequence, record.id);
        } else if (!equal_in_constant_time(mac_of(chain_key_, record), record.mac)) {
            stop("forged", record.sequence, record.id);
        } else if (record.previous_hash != report_.hash) {
            stop("reordered", record.sequence, record.id);
        } else if (seen_ && seen_->sequence == record.sequence && seen_->hash != record.hash) {
            stop("rewound", record.sequence, record.id);
        } else {
            report_.sequence = record.sequence;
            report_.hash = record.hash;
            ++report_.records;
        }
    }

    void check_end(const std::optional<StoredHead>& head, std::int64_t last) {
        if (!head) return stop("head_missing", report_.sequence, "");
        if (!equal_in_constant_time(head_mac(chain_key_, head->hash), head->mac))
            return stop("head_forged", head->sequence, "");
        if (last > head->sequence) return stop("added", head->sequence + 1, "");
        if (report_.sequence < head->sequence) return stop("truncated", report_.sequence + 1, "");
        if (report_.hash != head->hash) stop("head_forged", head->sequence, "");
    }

    void stop(const char* kind, std::int64_t sequence, std::string record_id) {
        report_.broken = ChainBreak{kind, sequence, std::move(record_id)};
    }

    [[nodiscard]] Parameters place() const {
        return {{"tenant", report_.tenant_id}, {"node", report_.node}};
    }

    std::int64_t last_sequence() {
        return database_.read([&](Reader& reader) {
            return reader.count(
                "SELECT coalesce(max(sequence), 0) AS value FROM audit_log "
                "WHERE tenant_id = :tenant AND node = :node",
                place()
            );
        });
    }

    std::optional<StoredHead> stored_head() {
        const std::optional<Row> row = database_.read([&](Reader& reader) {
            return reader.row(
                "SELECT sequence, hash, mac FROM audit_heads "
                "WHERE tenant_id = :tenant AND node = :node",
                place()
            );
        });
        if (!row) return std::nullopt;
        return StoredHead{row->integer("sequence"), row->text("hash"), row->text("mac")};
    }

    Database& database_;
    const Secret& chain_key_;
    const VerifyProgress& progress_;
    ChainReport report_;
    std::optional<ChainReport> seen_;
};

ChainReport lost(const std::string& tenant_id, const std::string& node, const char* kind) {
    ChainReport report{.tenant_id = tenant_id, .node = node};
    report.broken = ChainBreak{.kind = kind};
    return report;
}

const ChainReport* find(const std::vector<ChainReport>& all, const AuditSegment& segment) {
    const auto found = std::ranges::find_if(all, [&](const ChainReport& each) {
        return each.tenant_id == segment.tenant_id && each.node == segment.node;
    });
    return found == all.end() ? nullptr : &*found;
}

ChainReport verify(
    Database& database,
    Ledger& ledger,
    const AuditSegment& segment,
    const std::vector<ChainReport>& seen,
    const VerifyProgress& progress
) {
    const auto keys = database.read([&](Reader& reader) {
        return ledger.keys_to_read(reader, segment.tenant_id);
    });
    if (!keys) return lost(segment.tenant_id, segment.node, "keys_missing");
    Walk walk(database, keys->chain, segment, progress);
    if (const ChainReport* before = find(seen, segment)) walk.expect(*before);
    return walk.run();
}

/// What should have a chain and has none at all.
void add_lost(
    std::vector<ChainReport>& reports,
    const std::set<std::string>& keyed,
    const std::vector<ChainReport>& seen,
    const std::optional<std::string>& tenant_id
) {
    for (const ChainReport& before : seen) {
        const bool wanted = !tenant_id || *tenant_id == before.tenant_id;
        if (wanted && find(reports, {before.tenant_id, before.node}) == nullptr)
            reports.push_back(lost(before.tenant_id, before.node, "rewound"));
    }
    for (const std::string& tenant : keyed) {
        if (std::ranges::find(reports, tenant, &ChainReport::tenant_id) == reports.end())
            reports.push_back(lost(tenant, "", "keys_missing"));
    }
}

}  // namespace

std::vector<ChainReport> verify_audit(
    Database& database,
    Ledger& ledger,
    System,
    const std::optional<std::string>& tenant_id,
    const std::vector<ChainReport>& seen,
    const VerifyProgress& progress
) {
    std::set<AuditSegment> segments;
    std::set<std::string> keyed;
    database.read([&](Reader& reader) {
        keyed = with_keys(reader, tenant_id);
        segments = audit_segments(reader, System{}, tenant_id);
    });
    std::vector<ChainReport> reports;
    for (const AuditSegment& segment : segments)
        reports.push_back(verify(database, ledger, segment, seen, progress));
    add_lost(reports, keyed, seen, tenant_id);
    return reports;
}

}  // namespace parlance::store
