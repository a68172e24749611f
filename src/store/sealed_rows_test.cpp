#include "store/audit.hpp"
#include "store/audit_verify.hpp"
#include "store/earlier_rows.hpp"
#include "store/history.hpp"
#include "store/query_cache.hpp"
#include "store/testing.hpp"
#include "store/transcripts.hpp"

#include <fstream>

namespace parlance::store {
namespace {

/// What lies on the disk, as somebody sees it who has the files and not the keys.
class SealedRowsTest : public StoreTest {
protected:
    bool on_disk(std::string_view text) {
        database.flush();
        for (const char* end : {"", "-wal"}) {
            std::ifstream file(folder.path() / (std::string("store.db") + end));
            const std::string all(std::istreambuf_iterator<char>(file), {});
            if (all.find(text) != std::string::npos) return true;
        }
        return false;
    }
    HistoryEntry asked(const std::string& question) {
        HistoryEntry entry{.id = new_id(), .connection_id = "conn", .kind = "ask"};
        entry.conversation_id = "talk";
        entry.question = question;
        entry.sql = "SELECT 'literal-in-sql-4711'";
        entry.executed_sql = "SELECT 'literal-in-sql-4711' LIMIT 9";
        entry.explanation = "explained-secret-word";
        entry.chart = R"({"title":"charted-secret-word"})";
        entry.outcome = "answered";
        entry.created_at = system_now();
        write([&](Writer& writer) { record_query(writer, ledger(), ada, entry); });
        return entry;
    }
    AuditEntry audited(const std::string& question) {
        AuditEntry entry{.door = "http", .action = "ask", .outcome = "answered"};
        entry.question = question;
        entry.sql = "SELECT 'literal-in-sql-4711'";
        entry.executed_sql = entry.sql;
        entry.tables = {"secret_schema.secret_table"};
        entry.masked_columns = {"secret_schema.secret_table.ssn"};
        entry.policies = {{"p1", 3, "analyst region=DE-secret"}};
        entry.cache_age_ms = 12;
        write([&](Writer& writer) { append_audit(writer, ledger(), ada, entry); });
        return entry;
    }
};

TEST_F(SealedRowsTest, TheFilesHoldNoQuestionNoLiteralAndNoRow) {
    const HistoryEntry one = asked("who earns more than secretamount-99");
    const AuditEntry two = audited("who earns more than secretamount-99");
    const Instant now = system_now();
    write([&](Writer& writer) {
        const CachedResult result{
            "key", "conn", "row-canary-8861", now, now + std::chrono::hours(1)
        };
        keep_result(writer, ledger(), ada, result);
        keep_transcript(writer, ledger(), ada, one.id, R"([{"prompt":"prompted-secret-word"}])");
    });
    for (const char* secret :
         {"secretamount-99",
          "literal-in-sql-4711",
          "explained-secret-word",
          "charted-secret-word",
          "secret_schema",
          "DE-secret",
          "prompted-secret-word",
          "row-canary-8861"})
        EXPECT_FALSE(on_disk(secret)) << secret;
    EXPECT_TRUE(on_disk("conn"));  // the scan finds what is there

    read([&](Reader& reader) {
        const HistoryEntry found = query(reader, ledger(), ada, one.id);
        EXPECT_EQ(found.question, one.question);
        EXPECT_EQ(found.executed_sql, one.executed_sql);
        EXPECT_EQ(found.explanation, one.explanation);
        EXPECT_EQ(found.chart, one.chart);
        const AuditEntry logged = audit_log(reader, ledger(), ada, {}).items.at(0);
        EXPECT_EQ(logged.question, two.question);
        EXPECT_EQ(logged.tables, two.tables);
        EXPECT_EQ(logged.masked_columns, two.masked_columns);
        EXPECT_EQ(logged.policies, two.policies);
        EXPECT_EQ(logged.cache_age_ms, 12);
        EXPECT_EQ(cached_result(reader, ledger(), ada, "key", now)->payload, "row-canary-8861");
        EXPECT_FALSE(cached_result(reader, ledger(), eve, "key", now));
    });
}

TEST_F(SealedRowsTest, AResultThatWasMovedIsNotFound) {
    const Instant now = system_now();
    write([&](Writer& writer) {
        const CachedResult result{"key", "conn", "rows", now, now + std::chrono::hours(1)};
        keep_result(writer, ledger(), ada, result);
        writer.run("UPDATE query_cache SET cache_key = 'other'");
    });
    read([&](Reader& reader) { EXPECT_FALSE(cached_result(reader, ledger(), ada, "other", now)); });
    write([&](Writer& writer) {
        EXPECT_EQ(forget_expired_results(writer, System{}, now), 0);
        EXPECT_EQ(forget_expired_results(writer, System{}, now + std::chrono::hours(2)), 1);
    });
}

TEST_F(SealedRowsTest, SearchOpensPageAfterPage) {
    for (int index = 0; index < 450; ++index)
        asked(index % 150 == 7 ? "Where is the NEEDLE?" : "hay");
    read([&](Reader& reader) {
        EXPECT_EQ(history(reader, ledger(), ada, {}, "needle").items.size(), 3);
        PageRequest request{.limit = 1};
        std::set<std::string> found;
        while (true) {
            const auto page = history(reader, ledger(), ada, request, "needle");
            for (const HistoryEntry& entry : page.items)
                EXPECT_TRUE(found.insert(entry.id).second);
            if (!page.next) break;
            request.before = *page.next;
        }
        EXPECT_EQ(found.size(), 3);
        EXPECT_EQ(history(reader, ledger(), ada, {}, "straw").items.size(), 0);
    });
}

TEST_F(SealedRowsTest, WhatEarlierVersionsWroteInClearIsSealed) {
    write([&](Writer& writer) {
        for (int index = 0; index < 1200; ++index) {
            writer.run(
                "INSERT INTO audit_log_in_clear (id, tenant_id, door, action, outcome, sql_text, "
                "tables, request_id, created_at) VALUES (:id, :tenant, 'http', 'sql', 'answered', "
                "'SELECT clear-text-5', '[\"public.orders\"]', 'r', :at)",
                {{"id", new_id()}, {"tenant", ada.tenant_id}, {"at", 1000 + index}}
            );
        }
        writer.run(
            "INSERT INTO query_history_in_clear (id, tenant_id, user_id, connection_id, kind, "
            "question, outcome, truncated, duration_ms, door, request_id, created_at) VALUES "
            "('h1', :tenant, :user, 'c', 'ask', 'clear-text-5?', 'answered', 1, 2.5, 'http', 'r', "
            "77)",
            {{"tenant", ada.tenant_id}, {"user", ada.user_id}}
        );
    });
    ASSERT_TRUE(on_disk("clear-text-5"));
    EXPECT_EQ(seal_earlier_rows(database, ledger(), System{}), 1201);
    EXPECT_EQ(seal_earlier_rows(database, ledger(), System{}), 0);
    read([&](Reader& reader) {
        const HistoryEntry entry = query(reader, ledger(), ada, "h1");
        EXPECT_EQ(entry.question, "clear-text-5?");
        EXPECT_EQ(entry.truncated, true);
        const auto log = audit_log(reader, ledger(), ada, {.text = "clear-TEXT"});
        ASSERT_EQ(log.items.size(), 50);
        EXPECT_EQ(log.items[0].tables, std::vector<std::string>{"public.orders"});
        EXPECT_EQ(log.items[0].sequence, 1200);
    });
    const auto chains = verify_audit(database, ledger(), System{}, ada.tenant_id);
    ASSERT_EQ(chains.size(), 1);
    EXPECT_FALSE(chains[0].broken);
    EXPECT_EQ(chains[0].records, 1200);
}

}  // namespace
}  // namespace parlance::store
