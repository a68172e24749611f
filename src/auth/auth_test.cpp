#include "auth/auth.hpp"

#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

TEST(Auth, TheFounderOwnsANewTenant) {
    Installation home;
    const SignedIn in = home.founder();
    const auto who = home.auth->authenticate(in.access_token);
    EXPECT_EQ(who->username, "ada");
    EXPECT_EQ(who->role, "owner");
    EXPECT_TRUE(who->may(Permission::owner));
    EXPECT_FALSE(who->tenant_id.empty());
    const Profile profile = wait_for(home.auth->profile(*who));
    EXPECT_EQ(profile.tenant_name, "Tenant of ada");
}

TEST(Auth, SignsInByNameOrAddressWhateverTheCase) {
    Installation home;
    const SignedIn first = wait_for(home.auth->register_account(
        {"Ada", "Ada@Example.org", Installation::password(), {}, {}}, home.caller
    ));
    EXPECT_EQ(home.login("ADA").profile.who.user_id, first.profile.who.user_id);
    const SignedIn by_address = wait_for(
        home.auth->login({{}, "ada@example.ORG", Installation::password(), {}}, home.caller)
    );
    EXPECT_EQ(by_address.profile.who.user_id, first.profile.who.user_id);
    EXPECT_NE(by_address.profile.who.session_id, first.profile.who.session_id);
}

TEST(Auth, UnknownUserAndWrongPasswordLookAndCostTheSame) {
    Installation home;
    home.founder();
    const auto attempt = [&](const char* name) {
        const std::uint64_t before = home.auth->hasher().computations();
        try {
            home.login(name, "wrong password");
        } catch (const Error& error) {
            return fmt::format(
                "{} {} {} {}",
                static_cast<int>(error.why()),
                error.code(),
                error.message(),
                home.auth->hasher().computations() - before
            );
        }
        return std::string("signed in");
    };
    EXPECT_EQ(attempt("ada"), attempt("nobody"));
    EXPECT_TRUE(attempt("ada").ends_with(" 1"));
}

TEST(Auth, RefusesFieldsAndNamesAllOfThem) {
    Installation home;
    try {
        wait_for(home.auth->register_account(
            {"a b", "no address", Secret(std::string_view("short")), " ", {}}, home.caller
        ));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "invalid_fields");
        std::vector<std::string> pointers;
        for (const Fault& fault : error.faults())
            pointers.push_back(fault.pointer);
        EXPECT_EQ(
            pointers, (std::vector<std::string>{"/username", "/email", "/tenant_name", "/password"})
        );
    }
}

TEST(Auth, ATakenNameIsAConflict) {
    Installation home;
    home.founder();
    EXPECT_EQ(code_of([&] { home.founder("ADA"); }), "username_taken");
}

TEST(Auth, OnlyTheFirstFoundsAClosedInstallation) {
    Installation home(Registration::first);
    EXPECT_EQ(wait_for(home.auth->registration()), Registration::first);
    const SignedIn founder = home.founder();
    EXPECT_EQ(wait_for(home.auth->registration()), Registration::invitation);
    EXPECT_EQ(code_of([&] { home.founder("eve"); }), "registration_closed");
    EXPECT_EQ(home.joined(founder.profile.who, "bob", "viewer").profile.who.role, "viewer");
}

TEST(Auth, AnInvitationIsGoodOnceAndForAWeek) {
    Installation home;
    const Principal ada = home.founder().profile.who;
    const Invited used = wait_for(home.auth->invite(ada, {"analyst", std::nullopt}, home.caller));
    const auto use = [&](const std::string& name, const std::string& code) {
        return code_of([&] {
            wait_for(home.auth->register_account(
                {name, {}, Installation::password(), {}, code}, home.caller
            ));
        });
    };
    EXPECT_EQ(use("bob", used.code), "");
    EXPECT_EQ(use("carl", used.code), "bad_invitation");
    EXPECT_EQ(use("carl", "pli_invented"), "bad_invitation");
    const Invited late = wait_for(home.auth->invite(ada, {"analyst", std::nullopt}, home.caller));
    home.now += std::chrono::hours(24 * 8);
    EXPECT_EQ(use("carl", late.code), "bad_invitation");
}

TEST(Auth, AnInvitationForAnAddressServesNobodyElse) {
    Installation home;
    const Principal ada = home.founder().profile.who;
    const Invited invited = wait_for(home.auth->invite(ada, {"viewer", "bob@b.org"}, home.caller));
    const auto use = [&](std::optional<std::string> email) {
        return code_of([&] {
            wait_for(home.auth->register_account(
                {"bob", email, Installation::password(), {}, invited.code}, home.caller
            ));
        });
    };
    EXPECT_EQ(use("eve@b.org"), "bad_invitation");
    EXPECT_EQ(use("BOB@b.org"), "");
}

TEST(Auth, AnInvitationForAnAddressServesNoAccountWithAnotherOne) {
    Installation home;
    const Principal ada = home.founder("ada").profile.who;
    home.founder("eve");
    const Invited invited = wait_for(home.auth->invite(ada, {"viewer", "bob@b.org"}, home.caller));
    EXPECT_EQ(
        code_of([&] {
            wait_for(home.auth->register_account(
                {"eve", "bob@b.org", Installation::password(), {}, invited.code}, home.caller
            ));
        }),
        "bad_invitation"
    );
}

TEST(Auth, AnAccountThatExistsJoinsAnotherTenantWithItsPassword) {
    Installation home;
    const Principal ada = home.founder("ada").profile.who;
    home.founder("bob");
    const Invited invited = wait_for(home.auth->invite(ada, {"viewer", std::nullopt}, home.caller));
    const auto join = [&](std::string_view password) {
        return wait_for(home.auth->register_account(
            {"bob", {}, Secret(password), {}, invited.code}, home.caller
        ));
    };
    EXPECT_EQ(code_of([&] { join("another long password"); }), "username_taken");
    const SignedIn in = join("correct horse battery");
    EXPECT_EQ(in.profile.who.tenant_id, ada.tenant_id);
    EXPECT_EQ(in.profile.who.role, "viewer");
    const SignedIn chosen =
        wait_for(home.auth->login({"bob", {}, Installation::password(), ada.tenant_id}, home.caller)
        );
    EXPECT_EQ(chosen.profile.who.tenant_id, ada.tenant_id);
}

TEST(Auth, ThrottlesAnAccountWhateverTheAddressAndForgivesASuccess) {
    Installation home;
    home.founder();
    for (int count = 0; count < 9; ++count)
        EXPECT_EQ(code_of([&] { home.login("ada", "wrong password"); }), "invalid_credentials");
    EXPECT_EQ(code_of([&] { home.login("ada"); }), "");
    for (int count = 0; count < 10; ++count) {
        home.caller.address = fmt::format("10.0.0.{}", count);
        EXPECT_EQ(code_of([&] { home.login("ada", "wrong password"); }), "invalid_credentials");
    }
    try {
        home.login("ada");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "too_many_attempts");
        EXPECT_EQ(error.retry_after_s(), 30);
    }
    home.now += std::chrono::seconds(30);
    EXPECT_EQ(code_of([&] { home.login("ada"); }), "");
}

TEST(Auth, GoodSignInsFromOneAddressAreNotCounted) {
    Installation home;
    for (int count = 0; count < 70; ++count)
        EXPECT_EQ(code_of([&] { home.founder(fmt::format("user{}", count)); }), "");
    for (int count = 0; count < 70; ++count)
        EXPECT_EQ(code_of([&] { home.login("user1"); }), "");
}

TEST(Auth, ThrottlesAnAddressWhateverTheAccount) {
    Installation home;
    std::string last;
    for (int count = 0; count <= 60; ++count)
        last = code_of([&] { home.login(fmt::format("user{}", count), "wrong password"); });
    EXPECT_EQ(last, "too_many_attempts");
    EXPECT_EQ(code_of([&] { home.founder("late"); }), "too_many_attempts");
    home.caller.address = "10.9.9.9";
    EXPECT_EQ(code_of([&] { home.login("ada", "wrong password"); }), "invalid_credentials");
}

}  // namespace
}  // namespace parlance::auth
