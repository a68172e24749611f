#include "serve/operations/refresh_cookie.hpp"

#include "base/ids.hpp"

#include <gtest/gtest.h>

#include <map>

namespace parlance::serve {
namespace {

/// A browser's request: its headers, and the cookies that it was given.
class Browser : public Door {
public:
    [[nodiscard]] std::string_view header(std::string_view name) const override {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view() : std::string_view(found->second);
    }
    void set_cookie(Cookie cookie) override { cookies.push_back(std::move(cookie)); }

    std::map<std::string, std::string, std::less<>> headers{{"Host", "127.0.0.1:8080"}};
    std::vector<Cookie> cookies;
};

struct RefreshCookieTest : testing::Test {
    bool accepts(const std::string& origin) {
        browser.headers["Origin"] = origin;
        try {
            require_own_origin(config, call);
            return true;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), "foreign_origin");
            return false;
        }
    }

    Config config;
    Browser browser;
    Call call{browser};
};

TEST_F(RefreshCookieTest, OnlyPagesOfThisServerAreHeard) {
    EXPECT_TRUE(accepts("http://127.0.0.1:8080"));
    EXPECT_FALSE(accepts(""));
    EXPECT_FALSE(accepts("null"));
    EXPECT_FALSE(accepts("127.0.0.1:8080"));
    EXPECT_FALSE(accepts("http://127.0.0.1:80801"));
    EXPECT_FALSE(accepts("http://127.0.0.1"));
    EXPECT_FALSE(accepts("http://evil.example"));
    EXPECT_FALSE(accepts("http://127.0.0.1:8080.evil.example"));
}

TEST_F(RefreshCookieTest, ThePublicAddressBehindAProxyIsOurs) {
    config.public_url = "https://parlance.example.org/";
    EXPECT_TRUE(accepts("https://parlance.example.org"));
    EXPECT_FALSE(accepts("http://parlance.example.org"));
    EXPECT_FALSE(accepts("https://parlance.example.org.evil"));
}

TEST_F(RefreshCookieTest, WhatTheBrowserCallsCrossSiteIsRefused) {
    browser.headers["Sec-Fetch-Site"] = "same-site";
    EXPECT_FALSE(accepts("http://127.0.0.1:8080"));
    browser.headers["Sec-Fetch-Site"] = "same-origin";
    EXPECT_TRUE(accepts("http://127.0.0.1:8080"));
}

TEST_F(RefreshCookieTest, EachSessionHasItsOwn) {
    auth::SignedIn in;
    in.profile.who.session_id = new_id();
    in.refresh_token = Secret(std::string_view("plr_token"));
    in.refresh_expires_in = std::chrono::seconds(60);
    set_refresh_cookie(call, in);
    ASSERT_EQ(browser.cookies.size(), 1);
    const Cookie& cookie = browser.cookies[0];
    EXPECT_TRUE(cookie.http_only);
    EXPECT_EQ(cookie.path, "/api/v1/auth");
    EXPECT_EQ(cookie.max_age_s, 60);
    browser.headers["Cookie"] = "a=b; " + cookie.name + "=" + cookie.value;
    EXPECT_EQ(refresh_cookie(call, in.profile.who.session_id).reveal(), "plr_token");
    EXPECT_THROW(static_cast<void>(refresh_cookie(call, new_id())), Error);
    EXPECT_THROW(static_cast<void>(refresh_cookie(call, "a")), Error);
    EXPECT_THROW(static_cast<void>(refresh_cookie(call, "")), Error);
}

}  // namespace
}  // namespace parlance::serve
