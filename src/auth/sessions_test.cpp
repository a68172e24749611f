#include "auth/auth.hpp"
#include "auth/refresh_token.hpp"
#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

struct SessionsTest : testing::Test {
    std::string trade_fails(const Secret& token) {
        return code_of([&] { trade(token); });
    }
    SignedIn trade(const Secret& token) { return wait_for(home.auth->refresh(token, home.caller)); }

    Installation home;
    SignedIn ada = home.founder();
    Principal who = ada.profile.who;
};

TEST_F(SessionsTest, RefreshGivesTheNextTokenOfTheSameSession) {
    home.now += std::chrono::minutes(20);
    EXPECT_EQ(home.failed_call(ada.access_token), "invalid_token");
    const SignedIn next = trade(ada.refresh_token);
    EXPECT_EQ(next.profile.who.session_id, who.session_id);
    EXPECT_NE(next.refresh_token.reveal(), ada.refresh_token.reveal());
    EXPECT_EQ(home.auth->authenticate(next.access_token)->user_id, who.user_id);
    EXPECT_EQ(trade(next.refresh_token).profile.who.session_id, who.session_id);
}

TEST_F(SessionsTest, TwoTabsGetTheSameSuccessorWithinTenSeconds) {
    const SignedIn first = trade(ada.refresh_token);
    home.now += std::chrono::seconds(9);
    const SignedIn second = trade(ada.refresh_token);
    EXPECT_EQ(first.refresh_token.reveal(), second.refresh_token.reveal());
    EXPECT_EQ(home.failed_call(second.access_token), "");
}

TEST_F(SessionsTest, ReuseOfAnOldTokenEndsTheSession) {
    const SignedIn next = trade(ada.refresh_token);
    home.now += std::chrono::seconds(10);
    EXPECT_EQ(trade_fails(ada.refresh_token), "invalid_refresh_token");
    EXPECT_EQ(trade_fails(next.refresh_token), "invalid_refresh_token");
    EXPECT_EQ(home.failed_call(next.access_token), "session_ended");
    home.restart();
    EXPECT_EQ(home.failed_call(next.access_token), "session_ended");
}

TEST_F(SessionsTest, ATokenTwoStepsOldEndsTheSessionAtOnce) {
    const SignedIn next = trade(ada.refresh_token);
    trade(next.refresh_token);
    EXPECT_EQ(trade_fails(ada.refresh_token), "invalid_refresh_token");
    EXPECT_EQ(home.failed_call(ada.access_token), "session_ended");
}

TEST_F(SessionsTest, AnInventedTokenEndsNothing) {
    const Secret other(std::string(32, 'k'));
    trade(ada.refresh_token);
    for (const std::int64_t generation : {0, 1, 2}) {
        const Secret forged = make_refresh_token(other, {who.session_id, generation});
        EXPECT_EQ(trade_fails(forged), "invalid_refresh_token");
    }
    for (const char* text : {"", "plr_", "plr_AAAA", "x", "plr_!!!!"})
        EXPECT_EQ(trade_fails(Secret(std::string_view(text))), "invalid_refresh_token");
    EXPECT_EQ(home.failed_call(ada.access_token), "");
}

TEST_F(SessionsTest, TheStoreHoldsNoTokenThatWorks) {
    home.store.database().read([&](store::Reader& reader) {
        const auto session = store::session(reader, System{}, who.session_id);
        EXPECT_EQ(session->token_hash, hash_of_token(ada.refresh_token.reveal()));
        EXPECT_EQ(session->token_hash.size(), 64);
    });
    EXPECT_EQ(
        trade_fails(Secret("plr_" + hash_of_token(ada.refresh_token.reveal()))),
        "invalid_refresh_token"
    );
}

TEST_F(SessionsTest, LogoutActsAtOnceAndAfterARestart) {
    EXPECT_EQ(home.failed_call(ada.access_token), "");
    wait_for(home.auth->logout(who, home.caller));
    EXPECT_EQ(home.failed_call(ada.access_token), "session_ended");
    EXPECT_EQ(trade_fails(ada.refresh_token), "invalid_refresh_token");
    home.restart();
    EXPECT_EQ(home.failed_call(ada.access_token), "session_ended");
}

TEST_F(SessionsTest, SurvivesARestart) {
    home.restart();
    EXPECT_EQ(home.auth->authenticate(ada.access_token)->user_id, who.user_id);
    EXPECT_EQ(trade(ada.refresh_token).profile.who.user_id, who.user_id);
}

TEST_F(SessionsTest, AreListedAndEndedByTheirOwnerOnly) {
    const SignedIn second = home.login("ada");
    const SignedIn eve = home.founder("eve");
    EXPECT_EQ(wait_for(home.auth->sessions(who)).size(), 2);
    const std::string id = second.profile.who.session_id;
    const auto end_as = [&](const Principal& by) {
        return code_of([&] { wait_for(home.auth->end_session(by, id, home.caller)); });
    };
    EXPECT_EQ(end_as(eve.profile.who), "session_not_found");
    EXPECT_EQ(home.failed_call(second.access_token), "");
    EXPECT_EQ(end_as(who), "");
    EXPECT_EQ(home.failed_call(second.access_token), "session_ended");
    EXPECT_EQ(end_as(who), "session_not_found");
    EXPECT_EQ(wait_for(home.auth->sessions(who)).size(), 1);
}

TEST_F(SessionsTest, ADemotionActsOnTokensThatAreOut) {
    const SignedIn bob = home.joined(who, "bob", "admin");
    EXPECT_TRUE(home.auth->authenticate(bob.access_token)->may(Permission::admin));
    const std::string id = bob.profile.who.user_id;
    EXPECT_EQ(wait_for(home.auth->set_role(who, id, "viewer", home.caller)).role, "viewer");
    const auto now = home.auth->authenticate(bob.access_token);
    EXPECT_EQ(now->role, "viewer");
    EXPECT_EQ(now->permissions, std::vector{Permission::read});
}

TEST_F(SessionsTest, ARemovalActsOnTokensThatAreOut) {
    const SignedIn bob = home.joined(who, "bob", "analyst");
    wait_for(home.auth->remove_member(who, bob.profile.who.user_id, home.caller));
    EXPECT_EQ(home.failed_call(bob.access_token), "session_ended");
    EXPECT_EQ(trade_fails(bob.refresh_token), "invalid_refresh_token");
    EXPECT_EQ(code_of([&] { home.login("bob"); }), "no_membership");
}

TEST_F(SessionsTest, NobodyReachesAboveThemselvesOrIntoAnotherTenant) {
    const Principal admin = home.joined(who, "bob", "admin").profile.who;
    const Principal viewer = home.joined(who, "carl", "viewer").profile.who;
    const Principal eve = home.founder("eve").profile.who;
    const auto role = [&](const Principal& by, const Principal& of, const char* to) {
        return code_of([&] { wait_for(home.auth->set_role(by, of.user_id, to, home.caller)); });
    };
    EXPECT_EQ(role(admin, admin, "owner"), "role_too_high");
    EXPECT_EQ(role(admin, who, "viewer"), "role_too_high");
    EXPECT_EQ(role(viewer, viewer, "viewer"), "not_allowed");
    EXPECT_EQ(role(eve, viewer, "viewer"), "member_not_found");
    EXPECT_EQ(role(admin, viewer, "king"), "invalid_fields");
    EXPECT_EQ(role(who, who, "viewer"), "last_owner");
    EXPECT_EQ(role(who, admin, "owner"), "");
    EXPECT_EQ(role(who, who, "viewer"), "");
}

/// A second process on the same store.
struct OtherNode {
    explicit OtherNode(Installation& home, std::chrono::milliseconds follow_every = {})
        : auth(
              home.store,
              home.vault,
              home.ledger,
              {.password_cost = {1, 8192},
               .follow_every = follow_every,
               .clock = [&home] { return home.now; }}
          ) {}
    std::string failed_call(const SignedIn& in) {
        return code_of([&] { static_cast<void>(auth.authenticate(in.access_token)); });
    }

    Auth auth;
};

TEST_F(SessionsTest, WhatAnotherNodeDidIsFollowed) {
    OtherNode other(home);
    const SignedIn bob = home.joined(who, "bob", "admin");
    EXPECT_EQ(other.failed_call(bob), "session_ended");
    other.auth.follow(System{});
    EXPECT_TRUE(other.auth.authenticate(bob.access_token)->may(Permission::admin));
    wait_for(home.auth->set_role(who, bob.profile.who.user_id, "viewer", home.caller));
    wait_for(home.auth->logout(who, home.caller));
    EXPECT_EQ(other.failed_call(ada), "");
    other.auth.follow(System{});
    EXPECT_EQ(other.failed_call(ada), "session_ended");
    EXPECT_EQ(other.auth.authenticate(bob.access_token)->role, "viewer");
    wait_for(home.auth->remove_member(
        home.login("ada").profile.who, bob.profile.who.user_id, home.caller
    ));
    other.auth.follow(System{});
    EXPECT_EQ(other.failed_call(bob), "session_ended");
    home.auth->follow(System{});
    EXPECT_EQ(home.failed_call(ada.access_token), "session_ended");
}

TEST_F(SessionsTest, FollowingHappensByItself) {
    OtherNode other(home, std::chrono::milliseconds(10));
    wait_for(home.auth->logout(who, home.caller));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (other.failed_call(ada).empty() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(other.failed_call(ada), "session_ended");
}

TEST_F(SessionsTest, AReloadTakesEverythingOver) {
    OtherNode other(home);
    wait_for(home.auth->logout(who, home.caller));
    const SignedIn later = home.login("ada");
    other.auth.reload(System{});
    EXPECT_EQ(other.failed_call(ada), "session_ended");
    EXPECT_EQ(other.failed_call(later), "");
}

TEST_F(SessionsTest, AttributesHoldFromTheNextRequestOn) {
    const SignedIn bob = home.joined(who, "bob", "analyst");
    const std::string id = bob.profile.who.user_id;
    EXPECT_TRUE(home.auth->authenticate(bob.access_token)->attributes.empty());
    const MemberChange change{.attributes = store::Attributes{{"region", "DE"}}};
    wait_for(home.auth->change_member(who, id, change, home.caller));
    EXPECT_EQ(home.auth->authenticate(bob.access_token)->attributes.at("region"), "DE");
    wait_for(home.auth->set_role(who, id, "viewer", home.caller));
    EXPECT_EQ(home.auth->authenticate(bob.access_token)->attributes.at("region"), "DE");
    OtherNode other(home);
    other.auth.follow(System{});
    EXPECT_EQ(other.auth.authenticate(bob.access_token)->attributes.at("region"), "DE");
}

TEST_F(SessionsTest, OddAttributesAreRefused) {
    const SignedIn bob = home.joined(who, "bob", "analyst");
    const std::string id = bob.profile.who.user_id;
    for (const char* name : {"", "Region", "1st", "a b", "a'b"}) {
        const MemberChange change{.attributes = store::Attributes{{name, "DE"}}};
        const auto call = [&] { wait_for(home.auth->change_member(who, id, change, home.caller)); };
        EXPECT_EQ(code_of(call), "invalid_fields") << name;
    }
}

}  // namespace
}  // namespace parlance::auth
