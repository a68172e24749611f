#include "cli/admin_import.hpp"

#include "base/ids.hpp"
#include "base/testing/temporary_folder.hpp"
#include "store/connections.hpp"
#include "store/history.hpp"
#include "store/members.hpp"
#include "store/migrate.hpp"
#include "store/saved_queries.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace parlance::cli {
namespace {

constexpr const char* complete =
    R"({"type":"user","id":"1","username":"ada","email":"a@b.org","role":"admin","password_hash":"$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaA"}
{"type":"user","id":"2","username":"bob","password_hash":"$2b$12$abcdefghijklmnopqrstuv"}
{"type":"connection","id":"1","name":"Shop","kind":"postgres","host":"db.example","database":"shop","user":"reader","password":"pw","tls":"require"}

{"type":"query_log","id":"7","user_id":"2","connection_id":"1","question":"how many?","sql":"SELECT 1","row_count":1,"created_at":"2025-01-02T03:04:05Z"}
{"type":"saved_query","id":"9","user_id":"1","connection_id":"1","name":"Top","sql":"SELECT 2"}
{"type":"counts","users":2,"connections":1,"query_logs":1,"saved_queries":1}
)";

ImportFile parsed(const std::string& text) {
    std::istringstream in(text);
    return read_import(in);
}

struct ImportTest : testing::Test {
    ImportTest() {
        store::migrate(database, System{});
        who.tenant_id = database.write([](store::Writer& writer) {
            return store::create_tenant(writer, System{}, "Acme").id;
        });
    }
    Imported bring(const std::string& text, bool dry_run = false) {
        return import_into(database, vault, ledger, System{}, "Acme", parsed(text), dry_run);
    }

    TemporaryFolder folder;
    store::Database database{"sqlite:" + (folder.path() / "store.db").string()};
    store::Database& migrated = (store::migrate(database, System{}), database);
    store::Vault vault{migrated, {folder.path() / "keys", std::nullopt, ""}};
    store::Ledger ledger{database, vault, "test"};
    Principal who;
};

TEST_F(ImportTest, BringsEverythingToItsPlace) {
    const Imported done = bring(complete);
    EXPECT_EQ(done.fresh, (ImportCounts{2, 1, 1, 1}));
    ASSERT_EQ(done.invited.size(), 1);
    EXPECT_EQ(done.invited[0].username, "bob");
    database.read([&](store::Reader& reader) {
        const auto ada = store::user_by_name(reader, System{}, "ada");
        EXPECT_TRUE(ada->password_hash->starts_with("$argon2id$"));
        EXPECT_EQ(store::members(reader, who).size(), 2);
        const auto all = store::connections(reader, who);
        ASSERT_EQ(all.size(), 1);
        EXPECT_EQ(all[0].port, 5432);
        EXPECT_EQ(store::connection_password(reader, vault, who, all[0].id).reveal(), "pw");
        Principal bob = who;
        bob.user_id = store::user_by_name(reader, System{}, "bob")->id;
        const auto history = store::history(reader, ledger, bob, {});
        ASSERT_EQ(history.items.size(), 1);
        EXPECT_EQ(history.items[0].connection_id, all[0].id);
        EXPECT_EQ(rfc3339(history.items[0].created_at), "2025-01-02T03:04:05.000000Z");
        EXPECT_EQ(store::saved_queries(reader, who, {}).items[0].connection_id, all[0].id);
    });
}

TEST_F(ImportTest, ASecondRunBringsNothingTwice) {
    bring(complete);
    const Imported again = bring(complete);
    EXPECT_EQ(again.fresh, ImportCounts{});
    EXPECT_EQ(again.known, (ImportCounts{2, 1, 1, 1}));
    EXPECT_TRUE(again.invited.empty());
}

TEST_F(ImportTest, ADryRunChangesNothing) {
    EXPECT_EQ(bring(complete, true).fresh, (ImportCounts{2, 1, 1, 1}));
    database.read([&](store::Reader& reader) {
        EXPECT_TRUE(store::members(reader, who).empty());
        EXPECT_TRUE(store::connections(reader, who).empty());
    });
}

TEST_F(ImportTest, AConflictChangesNothingAndNamesTheLine) {
    database.write([](store::Writer& writer) {
        static_cast<void>(store::create_user(writer, System{}, {"BOB", {}, "hash"}));
    });
    try {
        bring(complete);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "username_taken");
        EXPECT_TRUE(error.message().starts_with("user 2:"));
    }
    database.read([&](store::Reader& reader) {
        EXPECT_FALSE(store::user_by_name(reader, System{}, "ada"));
    });
}

TEST_F(ImportTest, RefusesWrongLinesAllAtOnce) {
    const std::string bad =
        "{\"type\":\"user\",\"id\":\"1\"}\n"
        "not json\n"
        "{\"type\":\"house\"}\n"
        "[]\n"
        "{\"type\":\"user\",\"id\":\"2\",\"username\":\"x\"}\n"
        "{\"type\":\"user\",\"id\":\"2\",\"username\":\"y\"}\n"
        "{\"type\":\"saved_query\",\"id\":\"1\",\"user_id\":\"9\",\"name\":\"n\",\"sql\":\"s\"}\n"
        "{\"type\":\"counts\",\"users\":5,\"connections\":0,\"query_logs\":0,\"saved_queries\":1}"
        "\n";
    try {
        static_cast<void>(parsed(bad));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "invalid_import");
        EXPECT_EQ(error.faults().size(), 7);
    }
}

}  // namespace
}  // namespace parlance::cli
