#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

struct DeleteTenantTest : testing::Test {
    std::string refused(std::string name, std::optional<Secret> password) {
        return code_of([&] { deleted(std::move(name), std::move(password)); });
    }
    void deleted(std::string name, std::optional<Secret> password) {
        wait_for(home.auth->delete_tenant(who, std::move(name), std::move(password), home.caller));
    }
    /// As somebody who came by a provider.
    void lose_password() {
        home.store.database().write([&](store::Writer& writer) {
            writer.run(
                "UPDATE users SET password_hash = NULL WHERE id = :id", {{"id", who.user_id}}
            );
        });
    }

    Installation home;
    SignedIn in = home.founder();
    Principal who = in.profile.who;
};

TEST_F(DeleteTenantTest, TakesTheNameAndThePassword) {
    const Secret wrong(std::string_view("something else"));
    EXPECT_EQ(refused("Tenant of ada", wrong), "invalid_fields");
    EXPECT_EQ(refused("Tenant of ada", std::nullopt), "invalid_fields");
    EXPECT_EQ(refused("tenant of ada", Installation::password()), "invalid_fields");
    EXPECT_EQ(home.failed_call(in.access_token), "");
    const SignedIn member = home.joined(who, "bob", "admin");
    const SignedIn other = home.founder("eve");
    deleted("Tenant of ada", Installation::password());
    EXPECT_EQ(home.failed_call(in.access_token), "session_ended");
    EXPECT_EQ(home.failed_call(member.access_token), "session_ended");
    EXPECT_EQ(home.failed_call(other.access_token), "");
    EXPECT_EQ(code_of([&] { home.login("bob"); }), "invalid_credentials");
}

TEST_F(DeleteTenantTest, WhoHasNoPasswordHasSignedInJustNow) {
    lose_password();
    home.now += std::chrono::minutes(6);
    EXPECT_EQ(refused("Tenant of ada", std::nullopt), "sign_in_again");
    EXPECT_EQ(refused("Tenant of ada", Installation::password()), "sign_in_again");
    home.now -= std::chrono::minutes(3);
    deleted("Tenant of ada", std::nullopt);
    EXPECT_EQ(home.failed_call(in.access_token), "session_ended");
}

TEST_F(DeleteTenantTest, IsForOwnersInPerson) {
    const SignedIn admin = home.joined(who, "bob", "admin");
    const auto as = [&](const Principal& asker) {
        return code_of([&] {
            wait_for(home.auth->delete_tenant(
                asker, "Tenant of ada", Installation::password(), home.caller
            ));
        });
    };
    EXPECT_EQ(as(admin.profile.who), "not_allowed");
    Principal program = who;
    program.session_id.clear();
    EXPECT_EQ(as(program), "sign_in_yourself");
}

}  // namespace
}  // namespace parlance::auth
