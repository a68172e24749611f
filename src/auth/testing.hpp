#pragma once

#include "auth/auth.hpp"
#include "store/migrate.hpp"
#include "store/temporary.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace parlance::auth {

/// Runs a coroutine to its end on this thread, and rethrows what it throws.
template <class T>
T wait_for(Task<T> task) {
    boost::asio::io_context home;
    std::exception_ptr failed;
    if constexpr (std::is_void_v<T>) {
        const auto done = [&](std::exception_ptr error) { failed = error; };
        boost::asio::co_spawn(home, std::move(task), done);
        home.run();
        if (failed) std::rethrow_exception(failed);
    } else {
        std::optional<T> result;
        const auto done = [&](std::exception_ptr error, T value) {
            failed = error;
            if (!failed) result = std::move(value);
        };
        boost::asio::co_spawn(home, std::move(task), done);
        home.run();
        if (failed) std::rethrow_exception(failed);
        return std::move(*result);
    }
}

/// The stable code of the `Error` that `work` throws; empty when it throws none.
template <class Work>
std::string code_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

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
        auth.emplace(store, vault, options);
    }
    SignedIn founder(std::string username = "ada") {
        return wait_for(
            auth->register_account({username, {}, password(), "Tenant of " + username, {}}, caller)
        );
    }
    SignedIn joined(const Principal& by, std::string username, std::string role) {
        const Invited invited = wait_for(auth->invite(by, role, std::nullopt, caller));
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
    store::TemporaryFolder folder;
    store::Store store{"sqlite:" + (folder.path() / "store.db").string()};
    bool migrated = !store::migrate(store.database(), System{}).empty();
    store::Vault vault{store.database(), {folder.path() / "keys", std::nullopt, ""}};
    std::optional<Auth> auth;
};

}  // namespace parlance::auth
