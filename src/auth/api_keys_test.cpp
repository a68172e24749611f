#include "auth/api_keys.hpp"

#include "auth/api_key_text.hpp"
#include "auth/refresh_token.hpp"
#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

using enum Permission;

constexpr const char* in_person = "sign_in_yourself";

struct ApiKeysTest : testing::Test {
    MadeApiKey made(const Principal& by, Permissions scopes = {read}) {
        return wait_for(
            home.auth->api_keys().create(by, {.name = "ci", .scopes = scopes}, home.caller)
        );
    }
    std::string making_fails(const Principal& by, NewApiKey wanted) {
        return code_of([&] {
            wait_for(home.auth->api_keys().create(by, std::move(wanted), home.caller));
        });
    }
    Permissions rights(const MadeApiKey& key) {
        return home.auth->authenticate(key.key.reveal(), Audience::mcp)->permissions;
    }
    std::string fails(const MadeApiKey& key) { return home.failed_call(key.key.reveal()); }
    store::ApiKey row_of(const Principal& by) {
        return wait_for(home.auth->api_keys().list(by)).at(0);
    }

    Installation home;
    Principal who = home.founder().profile.who;
};

TEST_F(ApiKeysTest, ActForTheirPersonWithTheirScopesOnly) {
    const auto asked = home.auth->authenticate(made(who, {write}).key.reveal());
    EXPECT_EQ(asked->user_id, who.user_id);
    EXPECT_EQ(asked->tenant_id, who.tenant_id);
    EXPECT_EQ(asked->username, "ada");
    EXPECT_EQ(asked->permissions, (Permissions{read, write}));
    EXPECT_EQ(asked->session_id, "");
    EXPECT_FALSE(home.auth->is_in_person(*asked));
    EXPECT_EQ(rights(made(who, {admin})), (Permissions{read, write, admin}));
}

TEST_F(ApiKeysTest, AreToldFromOtherTextByTheirForm) {
    const Secret key = make_api_key();
    EXPECT_TRUE(is_api_key(key.reveal()));
    EXPECT_EQ(key.size(), 77);
    for (std::size_t at = 0; at < key.size(); ++at) {
        std::string changed(key.reveal());
        changed[at] = changed[at] == '0' ? '1' : '0';
        EXPECT_FALSE(is_api_key(changed)) << at;
    }
    EXPECT_FALSE(is_api_key(key.reveal().substr(0, 76)));
    EXPECT_FALSE(is_api_key(std::string(key.reveal()) + "0"));
}

TEST_F(ApiKeysTest, TheStoreHoldsHashesOnly) {
    const MadeApiKey key = made(who);
    EXPECT_EQ(row_of(who).key_hash, hash_of_token(key.key.reveal()));
    EXPECT_EQ(row_of(who).hint, key.key.reveal().substr(0, 11));
    EXPECT_EQ(home.failed_call("prlk_" + row_of(who).key_hash), "invalid_api_key");
}

TEST_F(ApiKeysTest, EndWhenTheyAreRevokedAndWhenTheyExpire) {
    const MadeApiKey first = made(who);
    const MadeApiKey second = made(who);
    wait_for(home.auth->api_keys().revoke(who, first.row.id, home.caller));
    EXPECT_EQ(fails(first), "invalid_api_key");
    EXPECT_EQ(fails(second), "");
    home.restart();
    EXPECT_EQ(fails(first), "invalid_api_key");
    EXPECT_EQ(fails(second), "");
    home.now += std::chrono::days(90);
    EXPECT_EQ(fails(second), "invalid_api_key");
    home.restart();
    EXPECT_EQ(fails(second), "invalid_api_key");
}

TEST_F(ApiKeysTest, LoseWhatTheirPersonLoses) {
    const Principal bob = home.joined(who, "bob", "admin").profile.who;
    const MadeApiKey key = made(bob, {admin});
    wait_for(home.auth->set_role(who, bob.user_id, "viewer", home.caller));
    EXPECT_EQ(rights(key), Permissions{read});
    wait_for(home.auth->remove_member(who, bob.user_id, home.caller));
    EXPECT_EQ(fails(key), "invalid_api_key");
    const Invited again = wait_for(home.auth->invite(who, {"admin", std::nullopt}, home.caller));
    wait_for(home.auth->register_account(
        {"bob", {}, Installation::password(), {}, again.code}, home.caller
    ));
    EXPECT_EQ(fails(key), "invalid_api_key");
    home.restart();
    EXPECT_EQ(fails(key), "invalid_api_key");
}

TEST_F(ApiKeysTest, AreNotMadeForWhoeverHasLeftMeanwhile) {
    const Principal bob = home.joined(who, "bob", "analyst").profile.who;
    wait_for(home.auth->remove_member(who, bob.user_id, home.caller));
    EXPECT_EQ(making_fails(bob, {.name = "x", .scopes = {read}}), "member_not_found");
    EXPECT_EQ(wait_for(home.auth->api_keys().list(who)).size(), 0);
}

TEST_F(ApiKeysTest, CannotDoMoreThanTheirMaker) {
    const Principal viewer = home.joined(who, "carl", "viewer").profile.who;
    EXPECT_EQ(making_fails(viewer, {.name = "x", .scopes = {write}}), "scope_too_high");
    EXPECT_EQ(making_fails(who, {.name = "x", .scopes = {owner}}), "scope_too_high");
    EXPECT_EQ(
        making_fails(viewer, {.name = "x", .scopes = {read}, .life = std::nullopt}),
        "api_key_must_expire"
    );
    EXPECT_EQ(making_fails(who, {.name = "x", .scopes = {read}, .life = std::nullopt}), "");
    for (const NewApiKey& wrong :
         {NewApiKey{"", {read}},
          NewApiKey{std::string(101, 'x'), {read}},
          NewApiKey{"a\nb", {read}},
          NewApiKey{"x", {}},
          NewApiKey{"x", {read}, std::chrono::days(366)},
          NewApiKey{"x", {read}, std::chrono::days(0)}})
        EXPECT_EQ(making_fails(who, wrong), "invalid_fields");
    for (int count = 0; count < 49; ++count)
        made(who);
    EXPECT_EQ(making_fails(who, {.name = "x", .scopes = {read}}), "too_many_api_keys");
}

TEST_F(ApiKeysTest, OfAdministratorsLetNobodyInAndLockNobodyOut) {
    const Principal bob = home.joined(who, "bob", "analyst").profile.who;
    const Principal key = *home.auth->authenticate(made(who, {admin}).key.reveal());
    const auto fails = [&](auto work) { return code_of([&] { wait_for(work()); }); };
    EXPECT_EQ(wait_for(home.auth->members(key)).size(), 2);
    EXPECT_EQ(
        fails([&] { return home.auth->invite(key, {"viewer", {}}, home.caller); }), in_person
    );
    EXPECT_EQ(
        fails([&] { return home.auth->set_role(key, bob.user_id, "viewer", home.caller); }),
        in_person
    );
    EXPECT_EQ(
        fails([&] { return home.auth->remove_member(key, bob.user_id, home.caller); }), in_person
    );
    EXPECT_EQ(wait_for(home.auth->members(key)).size(), 2);
}

TEST_F(ApiKeysTest, AreSeenAndRevokedByTheirPersonAndByAdministrators) {
    const Principal bob = home.joined(who, "bob", "analyst").profile.who;
    const Principal carl = home.joined(who, "carl", "analyst").profile.who;
    const Principal eve = home.founder("eve").profile.who;
    const MadeApiKey key = made(bob);
    const auto revoke = [&](const Principal& by) {
        return code_of([&] { wait_for(home.auth->api_keys().revoke(by, key.row.id, home.caller)); }
        );
    };
    EXPECT_EQ(wait_for(home.auth->api_keys().list(carl)).size(), 0);
    EXPECT_EQ(wait_for(home.auth->api_keys().list(eve)).size(), 0);
    EXPECT_EQ(wait_for(home.auth->api_keys().list(who)).size(), 1);
    EXPECT_EQ(revoke(carl), "api_key_not_found");
    EXPECT_EQ(revoke(eve), "api_key_not_found");
    EXPECT_EQ(fails(key), "");
    EXPECT_EQ(revoke(who), "");
    EXPECT_EQ(revoke(who), "api_key_not_found");
    EXPECT_EQ(fails(key), "invalid_api_key");
}

TEST_F(ApiKeysTest, TheirUseIsNotedOnceAMinute) {
    const MadeApiKey key = made(who);
    const auto used_at = [&] {
        home.store.database().write([](store::Writer&) {});  // those before it are done
        return row_of(who).last_used_at;
    };
    EXPECT_EQ(used_at(), std::nullopt);
    EXPECT_EQ(fails(key), "");
    const auto first = used_at();
    EXPECT_EQ(first, home.now);
    home.now += std::chrono::seconds(59);
    EXPECT_EQ(fails(key), "");
    EXPECT_EQ(used_at(), first);
    home.now += std::chrono::seconds(1);
    const auto asked = home.auth->authenticate(key.key.reveal(), Audience::api, "203.0.113.9");
    EXPECT_EQ(used_at(), home.now);
    EXPECT_EQ(row_of(who).last_used_from, "internet");
}

TEST_F(ApiKeysTest, WhoTriesManyIsSlowedDown) {
    const auto attempt = [&](const char* address) {
        return code_of([&] {
            static_cast<void>(
                home.auth->authenticate(make_api_key().reveal(), Audience::api, address)
            );
        });
    };
    for (int count = 0; count < 60; ++count)
        EXPECT_EQ(attempt("203.0.113.9"), "invalid_api_key");
    EXPECT_EQ(attempt("203.0.113.9"), "too_many_attempts");
    EXPECT_EQ(attempt("203.0.113.10"), "invalid_api_key");
    const MadeApiKey good = made(who);
    EXPECT_NE(home.auth->authenticate(good.key.reveal(), Audience::api, "203.0.113.9"), nullptr);
}

TEST_F(ApiKeysTest, OtherProcessesAreFollowed) {
    Options options{.password_cost = {1, 8192}, .follow_every = std::chrono::milliseconds(0)};
    options.clock = [this] { return home.now; };
    Auth other(home.store, home.vault, home.ledger, options);
    const MadeApiKey key = made(who);
    const auto there = [&] {
        return code_of([&] { static_cast<void>(other.authenticate(key.key.reveal())); });
    };
    EXPECT_EQ(there(), "invalid_api_key");
    other.follow(System{});
    EXPECT_EQ(there(), "");
    wait_for(home.auth->api_keys().revoke(who, key.row.id, home.caller));
    other.follow(System{});
    EXPECT_EQ(there(), "invalid_api_key");
    EXPECT_EQ(fails(key), "invalid_api_key");
    home.auth->follow(System{});
    EXPECT_EQ(fails(key), "invalid_api_key");
}

}  // namespace
}  // namespace parlance::auth
