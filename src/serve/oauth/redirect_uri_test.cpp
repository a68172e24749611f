#include "serve/oauth/redirect_uri.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::oauth {
namespace {

TEST(RedirectUri, IsHttpsOrThisMachineOrAProgram) {
    for (const char* good :
         {"https://claude.ai/api/mcp/auth_callback",
          "https://example.org:8443/cb?x=1",
          "http://127.0.0.1:7777/callback",
          "http://127.0.0.1/callback",
          "http://localhost:1/cb",
          "http://[::1]:9/cb",
          "cursor://anysphere.cursor-retrieval/oauth/callback",
          "com.example.app:/oauth"})
        EXPECT_TRUE(is_redirect_uri(good)) << good;
    for (const char* bad :
         {"",
          "/callback",
          "//example.org/cb",
          "http://example.org/cb",
          "http://127.0.0.1.example.org/cb",
          "http://127.0.0.1x/cb",
          "http://127.0.0.1%2eexample.org/cb",
          "http://[::1].example.org/cb",
          "http://127.0.0.1:80.example.org/cb",
          "http://localhost.example.org/cb",
          "http://127.0.0.1@example.org/cb",
          "https://me@example.org/cb",
          "https://example.org/cb#fragment",
          "https://",
          "https:///cb",
          "javascript:alert(1)",
          "JavaScript:alert(1)",
          "data:text/html,x",
          "file:///etc/passwd",
          "blob:https://example.org/x",
          "ftp://example.org/",
          "https://example.org/c b",
          "https://example.org/\r\nSet-Cookie: x",
          "https://exämple.org/cb"})
        EXPECT_FALSE(is_redirect_uri(bad)) << bad;
    EXPECT_FALSE(is_redirect_uri("https://example.org/" + std::string(2000, 'x')));
}

TEST(RedirectUri, IsComparedByteForByteButForTheLoopbackPort) {
    const char* const local = "http://127.0.0.1:7777/callback";
    EXPECT_TRUE(same_redirect(local, local));
    EXPECT_TRUE(same_redirect(local, "http://127.0.0.1:50123/callback"));
    EXPECT_TRUE(same_redirect("http://127.0.0.1/callback", local));
    EXPECT_TRUE(same_redirect("http://[::1]/cb", "http://[::1]:80/cb"));
    for (const char* other :
         {"http://localhost:7777/callback",
          "http://127.0.0.1:7777/callback/",
          "http://127.0.0.1:7777/callback?x",
          "http://127.0.0.1:7777/Callback",
          "http://127.0.0.1:7777/../callback",
          "https://127.0.0.1:7777/callback",
          "http://127.0.0.1:7777@example.org/callback",
          "http://127.0.0.1:7777/callback#x"})
        EXPECT_FALSE(same_redirect(local, other)) << other;
    const char* const web = "https://example.org/cb";
    EXPECT_TRUE(same_redirect(web, web));
    for (const char* other :
         {"https://example.org:443/cb",
          "https://example.org/cb/",
          "https://example.org/cb?x=1",
          "https://EXAMPLE.org/cb",
          "https://example.org.evil.test/cb",
          "https://evil.test/https://example.org/cb",
          "http://example.org/cb"})
        EXPECT_FALSE(same_redirect(web, other)) << other;
}

TEST(RedirectUri, IsShownByItsHostOrItsProgram) {
    EXPECT_EQ(place_of_redirect("https://example.org:8443/cb"), "example.org:8443");
    EXPECT_EQ(place_of_redirect("http://127.0.0.1:7/cb"), "127.0.0.1:7");
    EXPECT_EQ(place_of_redirect("cursor://x/y"), "cursor:");
}

TEST(RedirectUri, LeadsToASiteOrStaysOnTheMachine) {
    for (const char* site : {"https://example.org/cb", "HTTPS://example.org/cb?x=1", "no address"})
        EXPECT_TRUE(leads_to_a_site(site)) << site;
    for (const char* here : {"http://127.0.0.1:7/cb?x=1", "cursor://x/y", "com.example.app:/cb"})
        EXPECT_FALSE(leads_to_a_site(here)) << here;
}

TEST(RedirectUri, TakesMoreParameters) {
    EXPECT_EQ(with_query("https://a.org/cb", "code=1"), "https://a.org/cb?code=1");
    EXPECT_EQ(with_query("https://a.org/cb?x=1", "code=1"), "https://a.org/cb?x=1&code=1");
}

}  // namespace
}  // namespace parlance::serve::oauth
