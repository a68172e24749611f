#pragma once

#include "auth/auth.hpp"
#include "base/testing/code_of.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/wait_for.hpp"
#include "store/migrate.hpp"

#include <optional>
#include <string>
#include <utility>

namespace parlance::auth {

/// An installation in a temporary folder, with a clock that stands until it is moved, and with
/// cheap password hashes.
struct Installation {
    explicit Installation(Registration policy = Registration::open) : policy(policy) { restart(); }

    /// What a new process does with the same files.
    void restart() {
        auth.reset();
        Options options{.registration = policy, .password_cost = {1, 8192}};
        options.clock = [this] { return now; };
        options.follow_every = std::chrono::milliseconds(0);
        auth.emplace(store, vault, ledger, options);
    }
    SignedIn founder(std::string username = "ada") {
        return wait_for(
            auth->register_account({username, {}, password(), "Tenant of " + username, {}}, caller)
        );
    }
    SignedIn joined(const Principal& by, std::string username, std::string role) {
        const Invited invited = wait_for(auth->invite(by, {role, std::nullopt}, caller));
        return wait_for(auth->register_account({username, {}, password(), {}, invited.code}, caller)
        );
    }
    SignedIn login(std::string username, std::string_view with = "correct horse battery") {
        return wait_for(auth->login({username, {}, Secret(with), {}}, caller));
    }
    std::string failed_call(std::string_view token) {
        return code_of([&] { static_cast<void>(auth->authenticate(token)); });
    }
    static Secret password() { return Secret(std::string_view("correct horse battery")); }

    Registration policy;
    Instant now = system_now();
    Caller caller{"127.0.0.1", "test", "r1"};
    TemporaryFolder folder;
    store::Store store{"sqlite:" + (folder.path() / "store.db").string()};
    bool migrated = !store::migrate(store.database(), System{}).empty();
    store::Vault vault{store.database(), {folder.path() / "keys", std::nullopt, ""}};
    store::Ledger ledger{store.database(), vault, "test"};
    std::optional<Auth> auth;
};

}  // namespace parlance::auth
