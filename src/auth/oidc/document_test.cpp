#include "auth/oidc/document.hpp"

#include "auth/oidc/key_ring.hpp"
#include "base/testing/code_of.hpp"

#include <gtest/gtest.h>

namespace parlance::auth::oidc {
namespace {

const std::string issuer = "https://login.example.org/tenant";

std::string document(std::string_view more = "") {
    return R"({"issuer":"https://login.example.org/tenant",)"
           R"("authorization_endpoint":"https://login.example.org/auth",)"
           R"("token_endpoint":"https://login.example.org/token",)"
           R"("jwks_uri":"https://login.example.org/keys")" +
           std::string(more) + "}";
}

std::string refused(const std::string& text, const std::string& of = issuer) {
    return code_of([&] { static_cast<void>(read_document(text, of, false)); });
}

TEST(OidcDocument, LiesBehindTheIssuer) {
    const std::string url = "https://login.example.org/tenant/.well-known/openid-configuration";
    EXPECT_EQ(document_url(issuer), url);
    EXPECT_EQ(document_url(issuer + "/"), url);
}

TEST(OidcDocument, IsOfTheIssuerThatWasAsked) {
    EXPECT_EQ(
        read_document(document(), issuer, false).token_endpoint, "https://login.example.org/token"
    );
    EXPECT_EQ(refused(document(), issuer + "/"), "oidc_unavailable");
    EXPECT_EQ(refused("[]"), "oidc_unavailable");
    EXPECT_EQ(refused("{"), "oidc_unavailable");
    EXPECT_EQ(refused(R"({"issuer":"https://login.example.org/tenant"})"), "oidc_unavailable");
}

TEST(OidcDocument, NamesOnlyAddressesThatMayBeMet) {
    std::string plain = document();
    plain.replace(plain.find("https://login.example.org/token"), 5, "http");
    EXPECT_EQ(refused(plain), "oidc_unavailable");
    const Document read =
        read_document(document(R"(,"userinfo_endpoint":"file:///etc/passwd")"), issuer, false);
    EXPECT_TRUE(read.userinfo_endpoint.empty());
}

TEST(OidcDocument, LeadsToWherePeopleSignOut) {
    EXPECT_TRUE(read_document(document(), issuer, false).end_session_endpoint.empty());
    const Document bad = read_document(
        document(R"(,"end_session_endpoint":"ftp://login.example.org/out")"), issuer, false
    );
    EXPECT_TRUE(bad.end_session_endpoint.empty());
    const Document read = read_document(
        document(R"(,"end_session_endpoint":"https://login.example.org/out?a=b")"), issuer, false
    );
    End end{.client_id = "a client", .back_to = "https://here.example.org/login"};
    end.id_token = Secret(std::string_view("x.y.z"));
    EXPECT_EQ(
        end_session_url(read, end),
        "https://login.example.org/out?a=b&client_id=a%20client&post_logout_redirect_uri="
        "https%3A%2F%2Fhere.example.org%2Flogin&id_token_hint=x.y.z"
    );
    // One that no address would hold is left out.
    end.id_token = Secret(std::string(5000, 'x'));
    EXPECT_FALSE(end_session_url(read, end).contains("id_token_hint"));
}

TEST(OidcDocument, SaysHowTheClientShowsItself) {
    const auto basic = [](std::string_view methods) {
        const std::string more =
            R"(,"token_endpoint_auth_methods_supported":)" + std::string(methods);
        return read_document(document(more), issuer, false).wants_basic;
    };
    EXPECT_TRUE(read_document(document(), issuer, false).wants_basic);
    EXPECT_TRUE(basic(R"(["client_secret_post","client_secret_basic"])"));
    EXPECT_FALSE(basic(R"(["client_secret_post"])"));
}

TEST(OidcDocument, EncodesWhatItSends) {
    Document provider = read_document(document(), issuer, false);
    provider.authorization_endpoint += "?p=1";
    const std::string url = authorization_url(provider, {"a&b", "https://me/sso", "s", "n", "c"});
    EXPECT_TRUE(url.starts_with("https://login.example.org/auth?p=1&response_type=code&"));
    EXPECT_NE(url.find("client_id=a%26b&redirect_uri=https%3A%2F%2Fme%2Fsso"), url.npos);

    Trade trade{"a:b", Secret(std::string_view("s+/")), "https://me/sso", "c&x", "v"};
    const net::Request basic = token_request(provider, trade);
    EXPECT_EQ(basic.content_type, "application/x-www-form-urlencoded");
    EXPECT_EQ(basic.headers.back().value.reveal(), "Basic YSUzQWI6cyUyQiUyRg==");
    EXPECT_EQ(basic.body.find("client_secret"), std::string::npos);
    EXPECT_NE(basic.body.find("code=c%26x"), std::string::npos);
    provider.wants_basic = false;
    EXPECT_NE(token_request(provider, trade).body.find("client_secret=s%2B%2F"), std::string::npos);
}

TEST(OidcKeys, TakesOnlyKeysThatSignAsWeVerify) {
    const KeyRing none(
        R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"},7]})"
    );
    EXPECT_FALSE(none.has_key_of("eyJhbGciOiJIUzI1NiJ9.e30.AAAA"));
    EXPECT_FALSE(none.verified("eyJhbGciOiJub25lIn0.e30."));
    EXPECT_FALSE(none.verified("..") || none.verified("") || none.verified("a.b.c.d"));
    EXPECT_EQ(code_of([] { const KeyRing ring("{}"); }), "oidc_unavailable");
}

}  // namespace
}  // namespace parlance::auth::oidc
