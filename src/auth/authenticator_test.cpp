#include "auth/authenticator.hpp"

#include "auth/testing.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::auth {
namespace {

TEST(Authenticator, RefusesTokensOfNobody) {
    Installation home;
    EXPECT_EQ(home.failed_call(""), "invalid_token");
    EXPECT_EQ(home.failed_call("x.y.z"), "invalid_token");
    EXPECT_EQ(home.failed_call(std::string(1 << 20, 'x')), "invalid_token");
}

TEST(Authenticator, ACachedTokenEndsAtItsTime) {
    Installation home;
    const SignedIn in = home.founder();
    EXPECT_EQ(home.failed_call(in.access_token), "");
    home.now += std::chrono::minutes(15) + clock_skew + std::chrono::seconds(1);
    EXPECT_EQ(home.failed_call(in.access_token), "invalid_token");
}

TEST(Authenticator, OldTokensLastOverARotationOfTheKey) {
    Installation home;
    const SignedIn before = home.founder();
    home.auth->rotate_signing_key(System{});
    const SignedIn after = home.login("ada");
    EXPECT_NE(before.access_token.substr(0, 60), after.access_token.substr(0, 60));
    EXPECT_EQ(home.failed_call(before.access_token), "");
    home.restart();
    EXPECT_EQ(home.failed_call(before.access_token), "");
    EXPECT_EQ(home.failed_call(after.access_token), "");
    home.now += std::chrono::minutes(20);
    home.restart();
    EXPECT_EQ(home.failed_call(before.access_token), "invalid_token");
    EXPECT_EQ(home.auth->jwks().find("\"kid\""), home.auth->jwks().rfind("\"kid\""));
}

TEST(Authenticator, AnOldKeyIsReplacedAtStart) {
    Installation home;
    const std::string before = home.auth->jwks();
    home.restart();
    EXPECT_EQ(home.auth->jwks(), before);
    home.now += std::chrono::hours(24 * 91);
    home.restart();
    EXPECT_NE(home.auth->jwks(), before);
}

TEST(Authenticator, ManyThreadsAskWhilePeopleComeAndGo) {
    Installation home;
    const SignedIn ada = home.founder();
    const SignedIn bob = home.joined(ada.profile.who, "bob", "analyst");
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> askers;
    for (int count = 0; count < 6; ++count) {
        askers.emplace_back([&] {
            while (!stop) {
                if (home.auth->authenticate(ada.access_token)->username != "ada") ++wrong;
                home.failed_call(bob.access_token);
            }
        });
    }
    for (int round = 0; round < 10; ++round) {
        const char* const role = round % 2 == 0 ? "viewer" : "admin";
        wait_for(home.auth->set_role(ada.profile.who, bob.profile.who.user_id, role, home.caller));
        EXPECT_EQ(home.auth->authenticate(bob.access_token)->role, role);
        home.auth->follow(System{});
    }
    wait_for(home.auth->remove_member(ada.profile.who, bob.profile.who.user_id, home.caller));
    EXPECT_EQ(home.failed_call(bob.access_token), "session_ended");
    stop = true;
    for (std::thread& asker : askers)
        asker.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace parlance::auth
