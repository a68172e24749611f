#include "auth/passwords.hpp"

#include "auth/testing.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <thread>

namespace parlance::auth {
namespace {

constexpr PasswordCost cheap{1, 8192};

bool taken(std::string_view password) {
    return !password_fault(password, {"ada", "ada.l@example.org", "Analytical Engines"}, {});
}

TEST(Passwords, HaveALengthAndNoOtherForm) {
    EXPECT_FALSE(taken(""));
    EXPECT_FALSE(taken("kfjrmwq"));
    EXPECT_TRUE(taken("kfjrmwqz"));
    EXPECT_TRUE(taken("plain words without a digit"));
    EXPECT_TRUE(taken("ümläütßß"));
    EXPECT_FALSE(taken("ümläütß"));
    EXPECT_TRUE(taken(std::string(200, 'q') + "and more"));
    EXPECT_FALSE(taken(std::string(250, 'q') + "and more"));
    EXPECT_FALSE(taken(std::string(1'000'000, 'x')));
}

TEST(Passwords, AreNotThoseThatOthersTryFirst) {
    for (const char* bad :
         {"password",
          "Password1",
          "PASSWORD123!",
          "12345678",
          "87654321",
          "aaaaaaaa",
          "qwertyuiop",
          "letmein99",
          "iloveyou!",
          "changeme",
          "password1234567",
          "parlance1"})
        EXPECT_FALSE(taken(bad)) << bad;
}

TEST(Passwords, AreNotTheOwnName) {
    for (const char* bad : {"ada.l@example.org", "Analytical Engines", "analytical engines1"})
        EXPECT_FALSE(taken(bad)) << bad;
    EXPECT_FALSE(password_fault("lovelace1", {"lovelace"}, {}) == std::nullopt);
}

TEST(Passwords, TheMinimumCanBeRaised) {
    EXPECT_TRUE(password_fault("kfjrmwqzkf", {}, {.characters_min = 15}));
    EXPECT_FALSE(password_fault("kfjrmwqzkfjrmwq", {}, {.characters_min = 15}));
}

TEST(PasswordHasher, ChecksAndTellsOutdatedHashes) {
    PasswordHasher hasher(cheap);
    const Secret secret(std::string_view("correct horse"));
    const std::string hash = wait_for(hasher.hash(secret));
    EXPECT_TRUE(wait_for(hasher.check(hash, secret)).right);
    EXPECT_FALSE(wait_for(hasher.check(hash, secret)).outdated);
    EXPECT_FALSE(wait_for(hasher.check(hash, Secret(std::string_view("x")))).right);
    const std::string old = hash_password("correct horse", {2, 8192});
    EXPECT_TRUE(wait_for(hasher.check(old, secret)).outdated);
}

TEST(PasswordHasher, WithoutAHashItWorksAsHardAndIsNeverRight) {
    PasswordHasher hasher(cheap);
    EXPECT_FALSE(wait_for(hasher.check(std::nullopt, Secret(std::string_view("any")))).right);
    EXPECT_EQ(hasher.computations(), 1);
}

TEST(PasswordHasher, NobodysHashIsRefusedOnlyAfterTheFullWork) {
    // At 128 MiB a check takes many times longer than at 8 KiB, if it is really made.
    PasswordHasher dear({2, std::size_t{128} << 20});
    PasswordHasher free(cheap);
    const auto took = [](PasswordHasher& hasher) {
        const std::clock_t begun = std::clock();  // of the processor: others may be busy on it
        wait_for(hasher.check(std::nullopt, Secret(std::string_view("any"))));
        return std::clock() - begun;
    };
    EXPECT_GT(took(dear), 10 * took(free));
}

TEST(PasswordHasher, RefusesWhenTooManyWait) {
    PasswordHasher hasher({1, std::size_t{64} << 20}, 1, 2);
    std::atomic<int> busy = 0;
    std::vector<std::thread> people;
    for (int count = 0; count < 6; ++count) {
        people.emplace_back([&] {
            const auto code =
                code_of([&] { wait_for(hasher.hash(Secret(std::string_view("x")))); });
            if (code == "sign_in_busy") ++busy;
        });
    }
    for (std::thread& person : people)
        person.join();
    EXPECT_GT(busy, 0);
    EXPECT_EQ(code_of([&] { wait_for(hasher.hash(Secret(std::string_view("x")))); }), "");
}

TEST(Throttle, CountsNetworksNotSingleAddresses) {
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::9"));
    EXPECT_NE(network_of("2001:db8:1:2::9"), network_of("2001:db8:1:3::9"));
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("unknown"), "unknown");
}

}  // namespace
}  // namespace parlance::auth
