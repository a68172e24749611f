#pragma once

#include "base/ids.hpp"
#include "base/testing/temporary_folder.hpp"
#include "store/ledger.hpp"
#include "store/members.hpp"
#include "store/migrate.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"
#include "store/vault.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace parlance::store {

/// A migrated store with a vault and two tenants, in a temporary folder.
class StoreTest : public testing::Test {
protected:
    StoreTest() {
        migrate(database, System{});
        ada = founder("ada");
        eve = founder("eve");
    }

    Principal founder(const std::string& name) {
        return database.write([&](Writer& writer) {
            const Tenant made = create_tenant(writer, System{}, "Tenant of " + name);
            const User user = create_user(writer, System{}, {name, {}, "hash"});
            add_member(writer, System{}, made.id, user.id, "owner");
            Principal who;
            who.tenant_id = made.id;
            who.user_id = user.id;
            who.username = name;
            who.role = "owner";
            return who;
        });
    }
    template <class Work>
    auto write(Work work) {
        return database.write(work);
    }
    template <class Work>
    auto read(Work work) {
        return database.read(work);
    }
    /// The code of the `Error` that a write throws.
    template <class Work>
    std::string write_fails(Work work) {
        try {
            database.write(work);
        } catch (const Error& error) {
            return error.code();
        }
        return {};
    }
    template <class Work>
    std::string read_fails(Work work) {
        try {
            database.read(work);
        } catch (const Error& error) {
            return error.code();
        }
        return {};
    }
    Vault& vault() {
        if (!vault_) vault_.emplace(database, place);
        return *vault_;
    }
    Ledger& ledger() {
        if (!ledger_) ledger_.emplace(database, vault(), "here");
        return *ledger_;
    }
    /// What another process with the same files sees.
    Vault& reopened_vault() {
        ledger_.reset();
        vault_.reset();
        return vault();
    }

    TemporaryFolder folder;
    std::string url = "sqlite:" + (folder.path() / "store.db").string();
    Database database{url};
    MasterKeyPlace place{folder.path() / "keys", std::nullopt, ""};
    Principal ada;
    Principal eve;

private:
    std::optional<Vault> vault_;
    std::optional<Ledger> ledger_;
};

}  // namespace parlance::store
