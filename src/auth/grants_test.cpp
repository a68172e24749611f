#include "auth/grants.hpp"

#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

using enum Permission;

struct GrantsTest : testing::Test {
    Secret granted(const Principal& by, Permissions scopes = {read}) {
        Grant grant{"client", "Some program", uri, challenge_of(verifier), scopes, {Audience::mcp}};
        return wait_for(home.auth->grant(by, std::move(grant), home.caller));
    }
    Redeeming wanted(const Secret& code) const { return {code, "client", uri, verifier, {}}; }
    std::optional<ClientTokens> redeemed(const Redeeming& wanted) {
        return wait_for(home.auth->redeem(wanted, home.caller));
    }
    ClientTokens tokens(const Principal& by, Permissions scopes = {read}) {
        return redeemed(wanted(granted(by, scopes))).value();
    }
    std::optional<ClientTokens> refreshed(const Secret& token, const char* client = "client") {
        return wait_for(home.auth->refresh_client(token, client, home.caller));
    }
    std::shared_ptr<const Principal> at_mcp(const ClientTokens& tokens) {
        return home.auth->authenticate(tokens.access_token, Audience::mcp);
    }
    std::string fails_at_mcp(const ClientTokens& tokens) {
        return code_of([&] { static_cast<void>(at_mcp(tokens)); });
    }

    Installation home;
    SignedIn ada = home.founder();
    Principal who = ada.profile.who;
    std::string uri = "http://127.0.0.1:7777/callback";
    Secret verifier{std::string(43, 'v')};
};

TEST_F(GrantsTest, AClientGetsTheScopesAndTheDoorThatWereGranted) {
    const ClientTokens in = tokens(who);
    EXPECT_EQ(at_mcp(in)->permissions, Permissions{read});
    EXPECT_EQ(at_mcp(in)->user_id, who.user_id);
    EXPECT_FALSE(home.auth->is_in_person(*at_mcp(in)));
    EXPECT_EQ(home.failed_call(in.access_token), "invalid_token");
    EXPECT_EQ(home.failed_call(ada.access_token), "");
    EXPECT_TRUE(home.auth->authenticate(ada.access_token, Audience::mcp)->may(owner));
}

TEST_F(GrantsTest, ACodeIsGoodForItsClientItsAddressAndItsVerifierOnly) {
    const Secret code = granted(who);
    Redeeming other = wanted(code);
    other.client_id = "another";
    EXPECT_FALSE(redeemed(other));
    other = wanted(code);
    other.redirect_uri += "/";
    EXPECT_FALSE(redeemed(other));
    other = wanted(code);
    other.audiences = {Audience::api};
    EXPECT_FALSE(redeemed(other));
    for (const std::string& wrong :
         {std::string(), std::string(43, 'w'), std::string(42, 'v'), challenge_of(verifier)}) {
        other = wanted(code);
        other.verifier = Secret(std::string_view(wrong));
        EXPECT_FALSE(redeemed(other)) << wrong;
    }
    EXPECT_TRUE(redeemed(wanted(code)));
}

TEST_F(GrantsTest, ACodeEndsAfterAMinute) {
    const Secret code = granted(who);
    home.now += code_life;
    EXPECT_FALSE(redeemed(wanted(code)));
}

TEST_F(GrantsTest, ACodeThatIsUsedTwiceEndsWhatCameOfIt) {
    const Secret code = granted(who);
    const ClientTokens in = redeemed(wanted(code)).value();
    EXPECT_EQ(fails_at_mcp(in), "");
    EXPECT_FALSE(redeemed(wanted(code)));
    EXPECT_EQ(fails_at_mcp(in), "session_ended");
    EXPECT_FALSE(refreshed(in.refresh_token));
}

TEST_F(GrantsTest, RefreshTokensRotateAndAreTheClientsOwn) {
    const ClientTokens in = tokens(who);
    EXPECT_FALSE(refreshed(in.refresh_token, "another"));
    EXPECT_EQ(
        code_of([&] { wait_for(home.auth->refresh(in.refresh_token, home.caller)); }),
        "invalid_refresh_token"
    );
    EXPECT_FALSE(refreshed(ada.refresh_token));
    const ClientTokens next = refreshed(in.refresh_token).value();
    EXPECT_EQ(at_mcp(next)->permissions, Permissions{read});
    home.now += std::chrono::seconds(10);
    EXPECT_FALSE(refreshed(in.refresh_token));
    EXPECT_EQ(fails_at_mcp(next), "session_ended");
    EXPECT_EQ(home.failed_call(ada.access_token), "");
}

TEST_F(GrantsTest, ADemotionAndARemovalActOnClientsToo) {
    const SignedIn bob = home.joined(who, "bob", "analyst");
    const ClientTokens in = tokens(bob.profile.who, {read, write});
    EXPECT_EQ(at_mcp(in)->permissions, (Permissions{read, write}));
    wait_for(home.auth->set_role(who, bob.profile.who.user_id, "viewer", home.caller));
    EXPECT_EQ(at_mcp(in)->permissions, Permissions{read});
    const Secret code = granted(bob.profile.who);
    wait_for(home.auth->remove_member(who, bob.profile.who.user_id, home.caller));
    EXPECT_EQ(fails_at_mcp(in), "session_ended");
    EXPECT_FALSE(refreshed(in.refresh_token));
    EXPECT_FALSE(redeemed(wanted(code)));
}

TEST_F(GrantsTest, OnlyPeopleGrant) {
    const Principal client = *at_mcp(tokens(who));
    EXPECT_EQ(code_of([&] { granted(client); }), "sign_in_yourself");
    const MadeApiKey key =
        wait_for(home.auth->api_keys().create(who, {.name = "x", .scopes = {read}}, home.caller));
    const Principal by_key = *home.auth->authenticate(key.key.reveal());
    EXPECT_EQ(code_of([&] { granted(by_key); }), "sign_in_yourself");
}

TEST_F(GrantsTest, AViewerGrantsNoWriting) {
    const Principal viewer = home.joined(who, "carl", "viewer").profile.who;
    EXPECT_EQ(tokens(viewer, {read, write}).scopes, Permissions{read});
}

TEST_F(GrantsTest, AreRevokedByTheirClientOnly) {
    const ClientTokens in = tokens(who);
    const auto revoke = [&](std::string_view token, const char* client) {
        wait_for(home.auth->revoke_client(Secret(token), client, home.caller));
    };
    revoke(in.refresh_token.reveal(), "another");
    revoke(in.access_token, "another");
    revoke(ada.refresh_token.reveal(), "client");
    revoke(ada.access_token, "");
    EXPECT_EQ(fails_at_mcp(in), "");
    EXPECT_EQ(home.failed_call(ada.access_token), "");
    revoke(in.access_token, "client");
    EXPECT_EQ(fails_at_mcp(in), "session_ended");
    const ClientTokens other = tokens(who);
    revoke(other.refresh_token.reveal(), "client");
    EXPECT_EQ(fails_at_mcp(other), "session_ended");
}

TEST(Scopes, AreSomeOfWhatClientsMayHave) {
    EXPECT_EQ(from_oauth_scope("parlance:write"), (Permissions{read, write}));
    EXPECT_EQ(from_oauth_scope(" parlance:read  parlance:read "), Permissions{read});
    EXPECT_EQ(from_oauth_scope(""), Permissions{});
    for (const char* wrong : {"parlance:admin", "parlance:owner", "read", "parlance:", "openid"})
        EXPECT_EQ(from_oauth_scope(wrong), std::nullopt) << wrong;
    EXPECT_EQ(oauth_scope({read, write}), "parlance:read parlance:write");
    EXPECT_EQ(permissions_in("read sing admin"), (Permissions{read, admin}));
}

}  // namespace
}  // namespace parlance::auth
