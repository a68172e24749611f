#include "store/audit_chain.hpp"

#include "store/audit.hpp"
#include "store/audit_verify.hpp"
#include "store/testing.hpp"

#include <thread>

namespace parlance::store {
namespace {

/// A chain of ada's with a few records, and somebody who writes into the store's file.
class AuditChainTest : public StoreTest {
protected:
    void write_records(int count, const Principal& who) {
        for (int index = 0; index < count; ++index) {
            AuditEntry entry{.door = "http", .action = "sql", .outcome = "answered"};
            entry.sql = fmt::format("SELECT {}", index);
            entry.row_count = index;
            entry.duration_ms = index * 0.1;
            write([&](Writer& writer) { append_audit(writer, ledger(), who, entry); });
        }
    }
    void write_records(int count) { write_records(count, ada); }

    void tamper(const std::string& sql) {
        const std::int64_t touched =
            write([&](Writer& writer) { return writer.run(sql, {{"tenant", ada.tenant_id}}); });
        ASSERT_GT(touched, 0) << sql;
    }
    /// `kind sequence` of the first break of ada's audit, or `holds`.
    std::string verdict(const std::vector<ChainReport>& seen = {}) {
        for (const ChainReport& each : verified(seen)) {
            if (!each.broken) continue;
            return fmt::format("{} {}", each.broken->kind, each.broken->sequence);
        }
        return "holds";
    }
    std::vector<ChainReport> verified(const std::vector<ChainReport>& seen = {}) {
        return verify_audit(database, ledger(), System{}, ada.tenant_id, seen);
    }
    /// As a new process does that has nothing in memory.
    void restart() { reopened_vault(); }

    static constexpr const char* of_ada = " WHERE tenant_id = :tenant AND sequence = ";
};

/// Computed by another program from docs/audit.md: stores of long ago must go on to hold.
TEST(AuditHash, IsTheSameForEver) {
    AuditRecord record{.id = "r1", .tenant_id = "t1", .node = "here", .sequence = 2};
    record.at = Instant(std::chrono::microseconds(1'700'000'000'000'000));
    record.user_id = "u1";
    record.username = "ada";
    record.door = "http";
    record.action = "sql";
    record.outcome = "answered";
    record.query_id = "q1";
    record.row_count = 3;
    record.duration_ms = 1.5;
    record.request_id = "x";
    record.sealed = "sealed";
    record.previous_hash = "before";
    EXPECT_EQ(hash_of(record), "_xc1bxnb-FWU059MFd3rJpk76IDAT9sgWzZzaRK1VB8");
    record.api_key_id = "k1";
    EXPECT_EQ(hash_of(record), "cW7CxTgM6987wSF5_bAg46CEAwQqtMkSWh-LxYyvCBA");
}

TEST_F(AuditChainTest, AnUntouchedChainHolds) {
    write_records(5);
    write_records(3, eve);
    restart();
    write_records(2);
    const auto reports = verified();
    ASSERT_EQ(reports.size(), 1);
    EXPECT_FALSE(reports[0].broken);
    EXPECT_EQ(reports[0].records, 7);
    EXPECT_EQ(reports[0].node, "here");
    EXPECT_EQ(verify_audit(database, ledger(), System{}, std::nullopt).size(), 2);
}

TEST_F(AuditChainTest, EveryEditedColumnIsNoticed) {
    write_records(4);
    for (const char* change : {
             "id = 'x'",
             "user_id = 'somebody'",
             "user_id = NULL",
             "username = 'eve'",
             "door = 'cli'",
             "action = 'ask'",
             "outcome = 'refused'",
             "error_code = ''",
             "query_id = 'q'",
             "connection_id = 'c'",
             "row_count = 77",
             "row_count = NULL",
             "duration_ms = 0.5",
             "request_id = 'r'",
             "created_at = created_at + 1",
             "sealed = (SELECT sealed FROM audit_log WHERE sequence = 2)",
             "previous_hash = 'AAAA'",
             "hash = 'AAAA'",
         }) {
        write([&](Writer& writer) {
            writer.run("CREATE TEMP TABLE kept AS SELECT * FROM audit_log");
        });
        tamper(std::string("UPDATE audit_log SET ") + change + of_ada + "3");
        EXPECT_EQ(verdict(), "edited 3") << change;
        write([&](Writer& writer) {
            writer.run("DELETE FROM audit_log");
            writer.run("INSERT INTO audit_log SELECT * FROM kept");
            writer.run("DROP TABLE kept");
        });
        ASSERT_EQ(verdict(), "holds");
    }
}

TEST_F(AuditChainTest, ARecordMadeWithoutTheKeyIsNoticed) {
    write_records(4);
    // Somebody who knows the format and makes all hashes anew.
    write([&](Writer& writer) {
        std::string before;
        for (const Row& row :
             writer.rows(fmt::format("SELECT {} FROM audit_log ORDER BY sequence", audit_columns)
             )) {
            AuditRecord record = record_from(row);
            if (record.sequence == 2) record.outcome = "refused";
            if (record.sequence > 2) record.previous_hash = before;
            record.hash = before = hash_of(record);
            writer.run(
                "UPDATE audit_log SET outcome = :outcome, previous_hash = :previous, hash = :hash "
                "WHERE sequence = :sequence",
                {{"outcome", record.outcome},
                 {"previous", record.previous_hash},
                 {"hash", record.hash},
                 {"sequence", record.sequence}}
            );
        }
        writer.run("UPDATE audit_heads SET hash = :hash", {{"hash", before}});
    });
    EXPECT_EQ(verdict(), "forged 2");
}

TEST_F(AuditChainTest, DeletedRecordsAreMissed) {
    write_records(5);
    tamper(std::string("DELETE FROM audit_log") + of_ada + "1");
    EXPECT_EQ(verdict(), "missing 2");
    restart();
    write_records(1);
    EXPECT_EQ(verdict(), "missing 2");
}

TEST_F(AuditChainTest, RecordsThatChangedPlacesAreNoticed) {
    write_records(5);
    tamper(std::string("UPDATE audit_log SET sequence = 99") + of_ada + "2");
    tamper(std::string("UPDATE audit_log SET sequence = 2") + of_ada + "3");
    tamper(std::string("UPDATE audit_log SET sequence = 3") + of_ada + "99");
    EXPECT_EQ(verdict(), "edited 2");
}

TEST_F(AuditChainTest, WhatWasCutOffAtTheEndIsMissed) {
    write_records(5);
    tamper("DELETE FROM audit_log WHERE tenant_id = :tenant AND sequence > 3");
    EXPECT_EQ(verdict(), "truncated 4");
    tamper("UPDATE audit_heads SET sequence = 3 WHERE tenant_id = :tenant");
    EXPECT_EQ(verdict(), "head_forged 3");
    tamper(
        "UPDATE audit_heads SET hash = (SELECT hash FROM audit_log WHERE sequence = 3) "
        "WHERE tenant_id = :tenant"
    );
    EXPECT_EQ(verdict(), "head_forged 3");
    tamper(
        "UPDATE audit_heads SET mac = (SELECT mac FROM audit_log WHERE sequence = 3) "
        "WHERE tenant_id = :tenant"
    );
    EXPECT_EQ(verdict(), "head_forged 3");
    tamper("DELETE FROM audit_heads WHERE tenant_id = :tenant");
    EXPECT_EQ(verdict(), "head_missing 3");
    tamper("DELETE FROM audit_log WHERE tenant_id = :tenant");
    EXPECT_EQ(verdict(), "keys_missing 0");
}

TEST_F(AuditChainTest, AfterTamperingTheEvidenceStaysAndTheAuditGoesOn) {
    write_records(5);
    tamper("DELETE FROM audit_log WHERE tenant_id = :tenant AND sequence > 3");
    tamper("DELETE FROM audit_heads WHERE tenant_id = :tenant");
    restart();
    write_records(2);
    const auto reports = verified();
    ASSERT_EQ(reports.size(), 2);
    EXPECT_EQ(reports[0].broken->kind, "head_missing");
    EXPECT_FALSE(reports[1].broken);
    EXPECT_EQ(reports[1].records, 2);
    EXPECT_TRUE(reports[1].node.starts_with("here~"));
}

TEST_F(AuditChainTest, AStoreThatWasPutBackIsNoticedByWhoRemembers) {
    write_records(3);
    write([](Writer& writer) {
        writer.run("CREATE TABLE backup_log AS SELECT * FROM audit_log");
        writer.run("CREATE TABLE backup_heads AS SELECT * FROM audit_heads");
    });
    write_records(2);
    const auto seen = verified();
    EXPECT_EQ(verdict(seen), "holds");
    write([](Writer& writer) {
        for (const char* table : {"log", "heads"}) {
            writer.run(fmt::format("DELETE FROM audit_{}", table));
            writer.run(fmt::format("INSERT INTO audit_{0} SELECT * FROM backup_{0}", table));
        }
    });
    EXPECT_EQ(verdict(), "holds");
    EXPECT_EQ(verdict(seen), "rewound 5");
    restart();
    write_records(4);
    EXPECT_EQ(verdict(), "holds");
    EXPECT_EQ(verdict(seen), "rewound 5");
}

TEST_F(AuditChainTest, AWriteThatWasUndoneLeavesNoGap) {
    write_records(2);
    const auto fail = [&](Writer& writer) {
        append_audit(writer, ledger(), ada, {.door = "http", .action = "a", .outcome = "done"});
        throw Error(Failure::conflict, "undone", "");
    };
    EXPECT_EQ(write_fails(fail), "undone");
    write_records(2);
    EXPECT_EQ(verified()[0].records, 4);
    EXPECT_EQ(verdict(), "holds");
}

TEST_F(AuditChainTest, KeysOfATransactionThatWasUndoneAreNotUsed) {
    const auto fail = [&](Writer& writer) {
        append_audit(writer, ledger(), ada, {.door = "http", .action = "a", .outcome = "done"});
        throw Error(Failure::conflict, "undone", "");
    };
    EXPECT_EQ(write_fails(fail), "undone");
    write_records(2);
    restart();
    EXPECT_EQ(verdict(), "holds");
    read([&](Reader& reader) { EXPECT_EQ(audit_log(reader, ledger(), ada, {}).items.size(), 2); });
}

TEST_F(AuditChainTest, SeveralProcessesShareAChain) {
    Vault other_vault(database, place);
    Ledger other(database, other_vault, "here");
    std::vector<std::thread> threads;
    for (Ledger* mine : {&ledger(), &other, &ledger(), &other}) {
        threads.emplace_back([this, mine] {
            for (int count = 0; count < 50; ++count) {
                database.write([&](Writer& writer) {
                    const AuditEntry entry{.door = "cli", .action = "a", .outcome = "done"};
                    append_audit(writer, *mine, ada, entry);
                });
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(verdict(), "holds");
    EXPECT_EQ(verified()[0].records, 200);
}

TEST_F(AuditChainTest, RotationsChangeNothingThatWasWritten) {
    write_records(3);
    const auto before = verified();
    vault().rotate_data_key(System{}, ada.tenant_id);
    ledger().rotate(System{}, ada.tenant_id);
    vault().rotate_master(System{});
    restart();
    write_records(2);
    EXPECT_EQ(verdict(before), "holds");
    read([&](Reader& reader) {
        const auto all = audit_log(reader, ledger(), ada, {});
        ASSERT_EQ(all.items.size(), 5);
        EXPECT_EQ(all.items[4].sql, "SELECT 0");
        EXPECT_EQ(all.items[0].sql, "SELECT 1");
        const auto fresh =
            reader.count("SELECT count(*) AS value FROM audit_log WHERE sealed LIKE 'v2:2:%'");
        EXPECT_EQ(fresh, 2);
    });
}

}  // namespace
}  // namespace parlance::store
