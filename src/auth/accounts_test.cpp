#include "auth/accounts.hpp"

#include "auth/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::auth {
namespace {

constexpr PasswordCost cheap{1, 8192};

struct AccountsTest : testing::Test {
    Account add(const char* name, std::optional<Secret> password) {
        const NewAccount wanted{who.tenant_id, name, {}, "analyst", std::move(password)};
        return add_account(home.store.database(), home.ledger, System{}, wanted, {}, cheap);
    }
    Account reset(const char* name, std::optional<Secret> password) {
        return reset_password(
            home.store.database(), home.ledger, System{}, name, password, {}, cheap
        );
    }
    SignedIn choose(const std::string& name, const std::string& code, std::string_view password) {
        home.auth->follow(System{});
        return wait_for(
            home.auth->register_account({name, {}, Secret(password), {}, code}, home.caller)
        );
    }

    Installation home;
    SignedIn ada = home.founder();
    Principal who = ada.profile.who;
};

TEST_F(AccountsTest, APersonWithAPasswordSignsIn) {
    EXPECT_FALSE(add("bob", Installation::password()).code);
    EXPECT_EQ(home.login("bob").profile.who.role, "analyst");
    EXPECT_EQ(code_of([&] { add("BOB", Installation::password()); }), "username_taken");
    EXPECT_EQ(code_of([&] { add("c", Secret(std::string_view("short"))); }), "invalid_fields");
}

TEST_F(AccountsTest, APersonWithoutOneChoosesItByCode) {
    const Account bob = add("bob", std::nullopt);
    EXPECT_EQ(code_of([&] { home.login("bob"); }), "invalid_credentials");
    EXPECT_EQ(
        code_of([&] { choose("eve", bob.code->code, "correct horse battery"); }), "bad_invitation"
    );
    const SignedIn in = choose("bob", bob.code->code, "correct horse battery");
    EXPECT_EQ(in.profile.who.user_id, bob.user_id);
    EXPECT_EQ(in.profile.who.tenant_id, who.tenant_id);
    EXPECT_EQ(home.login("bob").profile.who.user_id, bob.user_id);
    EXPECT_EQ(
        code_of([&] { choose("bob", bob.code->code, "another long password"); }), "bad_invitation"
    );
}

TEST_F(AccountsTest, AResetEndsSessionsAndTheOldPassword) {
    const Account reset_account = reset("ada", std::nullopt);
    home.auth->follow(System{});
    EXPECT_EQ(home.failed_call(ada.access_token), "session_ended");
    EXPECT_EQ(code_of([&] { home.login("ada"); }), "invalid_credentials");
    choose("ada", reset_account.code->code, "a new long password");
    EXPECT_EQ(home.login("ada", "a new long password").profile.who.role, "owner");
}

TEST_F(AccountsTest, AResetCanGiveThePasswordItself) {
    reset("ada", Secret(std::string_view("a new long password")));
    EXPECT_EQ(code_of([&] { home.login("ada"); }), "invalid_credentials");
    EXPECT_EQ(code_of([&] { home.login("ada", "a new long password"); }), "");
    EXPECT_EQ(code_of([&] { reset("nobody", std::nullopt); }), "user_not_found");
}

}  // namespace
}  // namespace parlance::auth
