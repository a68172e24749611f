#include "store/audit.hpp"
#include "store/catalogs.hpp"
#include "store/connections.hpp"
#include "store/files.hpp"
#include "store/history.hpp"
#include "store/invitations.hpp"
#include "store/query_cache.hpp"
#include "store/saved_queries.hpp"
#include "store/sessions.hpp"
#include "store/settings.hpp"
#include "store/testing.hpp"
#include "store/transcripts.hpp"

namespace parlance::store {
namespace {

/// Everything of ada's, asked for by eve. Each refusal must be the one for an id that nobody has.
class TenancyTest : public StoreTest {
protected:
    std::string connection_of(const Principal& who, const std::string& name = "shop") {
        return write([&](Writer& writer) {
            NewConnection wanted{.name = name, .kind = "postgres", .host = "db"};
            wanted.password = Secret(std::string_view("pw"));
            return add_connection(writer, vault(), who, wanted).id;
        });
    }
    HistoryEntry asked(const Principal& who, const std::string& connection) {
        HistoryEntry entry{.id = new_id(), .connection_id = connection, .kind = "ask"};
        entry.conversation_id = "talk";
        entry.question = "how many orders? 100% of " + who.username;
        entry.outcome = "answered";
        entry.created_at = system_now();
        write([&](Writer& writer) { record_query(writer, ledger(), who, entry); });
        return entry;
    }
    /// Runs the same call with ada's id and with an id of nobody: both must fail alike.
    template <class Work>
    void same_refusal(const std::string& id, Work work) {
        const auto refusal_of = [&](const std::string& wanted) {
            try {
                database.write([&](Writer& writer) { work(writer, wanted); });
            } catch (const Error& error) {
                EXPECT_EQ(error.why(), Failure::not_found);
                return error.code() + " " + error.message();
            }
            return std::string("allowed");
        };
        EXPECT_NE(refusal_of(id), "allowed");
        EXPECT_EQ(refusal_of(id), refusal_of(new_id()));
    }
};

TEST_F(TenancyTest, ConnectionsOfOthersDoNotExist) {
    const std::string id = connection_of(ada);
    const StoredCatalog schema{"{}", 1, 2, system_now()};
    write([&](Writer& writer) { keep_catalog(writer, ada, id, schema); });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(connection(writer, eve, wanted));
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(connection_password(writer, vault(), eve, wanted));
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(change_connection(writer, vault(), eve, wanted, {.name = "mine"}));
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        remove_connection(writer, eve, wanted);
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(catalog(writer, eve, wanted));
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        keep_catalog(writer, eve, wanted, schema);
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        StoredFile file{.name = "a.csv"};
        file.connection_id = wanted;
        add_file(writer, eve, file);
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        SavedQuery saved{.name = "x", .sql = "SELECT 1"};
        saved.connection_id = wanted;
        save_query(writer, eve, saved);
    });
    read([&](Reader& reader) {
        EXPECT_TRUE(connections(reader, eve).empty());
        EXPECT_FALSE(default_connection(reader, eve));
        EXPECT_EQ(connections(reader, ada).size(), 1);
        EXPECT_EQ(catalog(reader, ada, id)->json, "{}");
    });
}

TEST_F(TenancyTest, ANameThatAnotherTenantUsesIsFree) {
    connection_of(ada);
    connection_of(eve);
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            static_cast<void>(add_connection(
                writer, vault(), ada, {.name = "shop", .kind = "sqlite", .path = "x"}
            ));
        }),
        "connection_name_taken"
    );
}

TEST_F(TenancyTest, HistoryIsTheOwnOne) {
    const HistoryEntry mine = asked(ada, "c");
    asked(eve, "c");
    same_refusal(mine.id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(query(writer, ledger(), eve, wanted));
    });
    Principal colleague = ada;
    colleague.user_id = new_id();
    same_refusal(mine.id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(query(writer, ledger(), colleague, wanted));
    });
    read([&](Reader& reader) {
        EXPECT_EQ(history(reader, ledger(), ada, {}).items.size(), 1);
        EXPECT_EQ(history(reader, ledger(), ada, {}).items[0].question, mine.question);
        EXPECT_EQ(conversation(reader, ledger(), eve, "talk").size(), 1);
        EXPECT_EQ(conversation(reader, ledger(), colleague, "talk").size(), 0);
        EXPECT_EQ(query(reader, ledger(), ada, mine.id).connection_id, "c");
    });
}

TEST_F(TenancyTest, AnotherChartIsKeptWithTheOwnAnswerAlone) {
    const HistoryEntry mine = asked(ada, "c");
    Principal colleague = ada;
    colleague.user_id = new_id();
    for (const Principal& other : {eve, colleague}) {
        same_refusal(mine.id, [&](Writer& writer, const std::string& wanted) {
            set_chart(writer, ledger(), other, wanted, R"({"mark":"bar"})");
        });
    }
    const auto kept = [&](const std::optional<std::string>& chart) {
        write([&](Writer& writer) { set_chart(writer, ledger(), ada, mine.id, chart); });
        return read([&](Reader& reader) { return query(reader, ledger(), ada, mine.id); });
    };
    const HistoryEntry drawn = kept(R"({"mark":"point"})");
    EXPECT_EQ(drawn.chart, R"({"mark":"point"})");
    EXPECT_EQ(drawn.question, mine.question);
    EXPECT_EQ(kept(std::nullopt).chart, std::nullopt);
}

TEST_F(TenancyTest, AuditIsTheTenantsOwn) {
    write([&](Writer& writer) {
        AuditEntry entry{.door = "http", .action = "sql", .outcome = "answered"};
        entry.tables = {"public.orders"};
        entry.sql = "SELECT 1";
        append_audit(writer, ledger(), ada, entry);
        entry.connection_id = "c";
        entry.outcome = "refused";
        append_audit(writer, ledger(), ada, entry);
        append_audit(writer, ledger(), eve, entry);
    });
    read([&](Reader& reader) {
        const auto all = audit_log(reader, ledger(), ada, {});
        ASSERT_EQ(all.items.size(), 2);
        EXPECT_EQ(all.items[0].outcome, "refused");
        EXPECT_EQ(all.items[0].username, "ada");
        EXPECT_EQ(all.items[1].tables, std::vector<std::string>{"public.orders"});
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.outcome = "refused"}).items.size(), 1);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.user_id = eve.user_id}).items.size(), 0);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.door = "mcp"}).items.size(), 0);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.text = "select"}).items.size(), 2);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.text = "%"}).items.size(), 0);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.connection_id = "c"}).items.size(), 1);
        const Instant last = all.items[0].at;
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.since = last}).items.size(), 1);
        EXPECT_EQ(audit_log(reader, ledger(), ada, {.until = last}).items.size(), 1);
    });
}

TEST_F(TenancyTest, SavedQueriesFilesSettingsAndResultsAreTheTenantsOwn) {
    const std::string id = write([&](Writer& writer) {
        set_setting(writer, ada, "colour", "red");
        keep_result(
            writer,
            ledger(),
            ada,
            {"k", "c", "rows", system_now(), system_now() + std::chrono::hours(1)}
        );
        add_file(writer, ada, {.name = "a.csv", .table = "a", .format = "csv"});
        return save_query(writer, ada, {.name = "x", .sql = "SELECT 1"});
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(saved_query(writer, eve, wanted));
    });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        remove_saved_query(writer, eve, wanted);
    });
    write([&](Writer& writer) {
        forget_results(writer, eve, "c");
        set_setting(writer, eve, "colour", "blue");
    });
    read([&](Reader& reader) {
        EXPECT_TRUE(saved_queries(reader, eve, {}).items.empty());
        EXPECT_TRUE(files(reader, eve, {}).items.empty());
        EXPECT_EQ(files(reader, ada, {}).items.size(), 1);
        EXPECT_EQ(setting(reader, ada, "colour"), "red");
        EXPECT_EQ(setting(reader, System{}, "colour"), std::nullopt);
        EXPECT_FALSE(cached_result(reader, ledger(), eve, "k", system_now()));
        EXPECT_EQ(cached_result(reader, ledger(), ada, "k", system_now())->payload, "rows");
        EXPECT_EQ(saved_query(reader, ada, id).sql, "SELECT 1");
    });
}

TEST_F(TenancyTest, TranscriptsAreTheTenantsOwn) {
    const std::string id = new_id();
    write([&](Writer& writer) { keep_transcript(writer, ledger(), ada, id, "[{}]"); });
    same_refusal(id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(transcript(writer, ledger(), eve, wanted));
    });
    Principal colleague = ada;
    colleague.user_id = new_id();
    read([&](Reader& reader) { EXPECT_EQ(transcript(reader, ledger(), colleague, id), "[{}]"); });
}

TEST_F(TenancyTest, PeopleAndSessionsOfOthersDoNotExist) {
    Session session{.id = new_id(), .tenant_id = ada.tenant_id, .user_id = ada.user_id};
    session.expires_at = system_now() + std::chrono::hours(1);
    write([&](Writer& writer) { create_session(writer, System{}, session); });
    same_refusal(session.id, [&](Writer& writer, const std::string& wanted) {
        revoke_session(writer, eve, wanted);
    });
    same_refusal(ada.user_id, [&](Writer& writer, const std::string& wanted) {
        static_cast<void>(member(writer, eve, wanted));
    });
    same_refusal(ada.user_id, [&](Writer& writer, const std::string& wanted) {
        set_role(writer, eve, wanted, "viewer");
    });
    same_refusal(ada.user_id, [&](Writer& writer, const std::string& wanted) {
        remove_member(writer, eve, wanted);
    });
    write([&](Writer& writer) { revoke_sessions_of(writer, eve, ada.user_id); });
    read([&](Reader& reader) {
        EXPECT_EQ(members(reader, eve).size(), 1);
        EXPECT_TRUE(sessions(reader, eve, system_now()).empty());
        EXPECT_EQ(sessions(reader, ada, system_now()).size(), 1);
        EXPECT_EQ(tenant(reader, eve).name, "Tenant of eve");
        EXPECT_EQ(user(reader, eve).username, "eve");
    });
}

TEST_F(TenancyTest, ACursorOfAnotherTenantShowsNothingOfIt) {
    for (int count = 0; count < 3; ++count) {
        asked(ada, "c");
        asked(eve, "c");
    }
    read([&](Reader& reader) {
        const auto first = history(reader, ledger(), ada, {.limit = 1});
        ASSERT_TRUE(first.next);
        const auto page = history(reader, ledger(), eve, {.limit = 50, .before = *first.next});
        for (const HistoryEntry& entry : page.items)
            EXPECT_TRUE(entry.question->ends_with("eve"));
    });
}

TEST_F(TenancyTest, PagesCoverEverythingOnce) {
    for (int count = 0; count < 7; ++count)
        asked(ada, "c");
    read([&](Reader& reader) {
        std::set<std::string> seen;
        PageRequest request{.limit = 3};
        std::size_t pages = 0;
        while (true) {
            const auto page = history(reader, ledger(), ada, request);
            ++pages;
            for (const HistoryEntry& entry : page.items)
                EXPECT_TRUE(seen.insert(entry.id).second);
            if (!page.next) break;
            request.before = *page.next;
        }
        EXPECT_EQ(seen.size(), 7);
        EXPECT_EQ(pages, 3);
        EXPECT_EQ(history(reader, ledger(), ada, {}, "100%").items.size(), 7);
        EXPECT_EQ(history(reader, ledger(), ada, {}, "1%0").items.size(), 0);
        EXPECT_EQ(history(reader, ledger(), ada, {}, "ORDERS").items.size(), 7);
    });
    for (const char* bad : {"x", "AAAA", "MTIz"}) {
        EXPECT_EQ(
            read_fails([&](Reader& reader) {
                static_cast<void>(history(reader, ledger(), ada, {.before = bad}));
            }),
            "bad_cursor"
        );
    }
}

}  // namespace
}  // namespace parlance::store
