#include "auth/tokens.hpp"

#include "base/ids.hpp"

#include <boost/json.hpp>

#include <cjose/cjose.h>
#include <gtest/gtest.h>
#include <jansson.h>

#include <ctime>
#include <initializer_list>

namespace parlance::auth {
namespace {

/// Signs any header and payload with a key of our own, as somebody would who has stolen nothing but
/// the form; or as we would, if we wrote other things into our tokens.
std::string signed_by(
    const store::SigningKey& key,
    const boost::json::object& header,
    const std::string& payload
) {
    cjose_err error{};
    const std::string_view jwk = key.private_jwk.reveal();
    cjose_jwk_t* const held = cjose_jwk_import(jwk.data(), jwk.size(), &error);
    json_error_t bad{};
    json_t* const fields = json_loads(boost::json::serialize(header).c_str(), 0, &bad);
    cjose_jws_t* const jws = cjose_jws_sign(
        held, fields, reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(), &error
    );
    const char* text = nullptr;
    std::string token;
    if (jws != nullptr && cjose_jws_export(jws, &text, &error)) token = text;
    cjose_jws_release(jws);
    json_decref(fields);
    cjose_jwk_release(held);
    return token;
}

std::string unsigned_token(const std::string& header, const std::string& payload) {
    return to_base64url(header) + "." + to_base64url(payload) + ".";
}

struct TokensTest : testing::Test {
    Claims claims_now() const {
        const std::int64_t now_s = seconds();
        return {
            "ada",
            "u1",
            "t1",
            "analyst",
            "s1",
            "j1",
            now_s,
            now_s,
            now_s + 900,
            {Permission::read, Permission::write},
            {Audience::api, Audience::mcp},
        };
    }
    std::int64_t seconds() const {
        return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    }
    bool good(const std::string& text) const { return keys.verify(text, now).has_value(); }
    std::string payload_of(const std::string& text) const {
        const std::size_t first = text.find('.');
        return *from_base64url(text.substr(first + 1, text.rfind('.') - first - 1));
    }
    boost::json::object header() const {
        return {{"alg", "ES256"}, {"kid", key.id}, {"typ", "at+jwt"}};
    }
    /// Our own payload with one claim changed, genuinely signed.
    std::string with(const char* name, boost::json::value value) const {
        boost::json::object fields = boost::json::parse(payload_of(token)).as_object();
        fields[name] = std::move(value);
        return signed_by(key, header(), boost::json::serialize(fields));
    }

    Instant now = system_now();
    store::SigningKey key = make_signing_key();
    KeySet keys{{key}, {"https://me", "us", "us/mcp"}};
    std::string token = keys.sign(claims_now());
};

TEST_F(TokensTest, SayWhatWasSigned) {
    EXPECT_EQ(keys.verify(token, now), claims_now());
    const auto fields = boost::json::parse(payload_of(token)).as_object();
    EXPECT_EQ(fields.at("sub"), "ada");
    EXPECT_EQ(fields.at("iss"), "https://me");
    EXPECT_EQ(fields.at("aud"), (boost::json::array{"us", "us/mcp"}));
    EXPECT_EQ(fields.at("scope"), "parlance:read parlance:write");
    EXPECT_FALSE(fields.contains("client_id"));
    EXPECT_EQ(fields.at("permissions"), (boost::json::array{"read", "write"}));
    EXPECT_TRUE(good(signed_by(key, header(), payload_of(token))));
}

TEST_F(TokensTest, OfClientsSayWhoseTheyAreAndHoldTheirScopesOnly) {
    Claims claims = claims_now();
    claims.client_id = "client";
    claims.scopes = {Permission::read};
    claims.audiences = {Audience::mcp};
    const std::string text = keys.sign(claims);
    EXPECT_EQ(keys.verify(text, now), claims);
    const auto fields = boost::json::parse(payload_of(text)).as_object();
    EXPECT_EQ(fields.at("client_id"), "client");
    EXPECT_EQ(fields.at("permissions"), boost::json::array{"read"});
    EXPECT_EQ(fields.at("aud"), boost::json::array{"us/mcp"});
}

TEST_F(TokensTest, EndAfterTheirTimeAndASmallSkew) {
    now += std::chrono::minutes(15) + std::chrono::seconds(28);
    EXPECT_TRUE(good(token));
    now += std::chrono::seconds(4);
    EXPECT_FALSE(good(token));
    now = system_now() - std::chrono::minutes(5);
    EXPECT_FALSE(good(token));
}

TEST_F(TokensTest, RefuseEveryOtherAlgorithm) {
    const std::string payload = payload_of(token);
    for (const char* name :
         {"none",
          "None",
          "NONE",
          "nOnE",
          "none ",
          "",
          "HS256",
          "RS256",
          "ES384",
          "EdDSA",
          "es256",
          "ES256 "}) {
        boost::json::object changed = header();
        changed["alg"] = name;
        const std::string text = boost::json::serialize(changed);
        EXPECT_FALSE(good(unsigned_token(text, payload))) << name;
        const std::string signature = token.substr(token.rfind('.') + 1);
        EXPECT_FALSE(good(unsigned_token(text, payload) + signature)) << name;
    }
    boost::json::object missing = header();
    missing.erase("alg");
    EXPECT_FALSE(good(unsigned_token(boost::json::serialize(missing), payload)));
}

TEST_F(TokensTest, RefuseAMacMadeWithThePublicKey) {
    boost::json::object changed = header();
    changed["alg"] = "HS256";
    const std::string body =
        to_base64url(boost::json::serialize(changed)) + "." + to_base64url(payload_of(token));
    for (const std::string& secret :
         {key.public_jwk, keys.jwks(), std::string(), std::string("secret")}) {
        const Digest mac = hmac_sha256(secret, body);
        EXPECT_FALSE(good(body + "." + to_base64url(bytes_of(mac))));
        EXPECT_FALSE(
            good(body + "." + to_base64url(std::string(bytes_of(mac)) + std::string(bytes_of(mac))))
        );
    }
}

TEST_F(TokensTest, RefuseOtherKeys) {
    const store::SigningKey stranger = make_signing_key();
    EXPECT_FALSE(good(signed_by(stranger, header(), payload_of(token))));
    for (const char* kid : {"", "x", "../../key", "0"}) {
        boost::json::object changed = header();
        changed["kid"] = kid;
        EXPECT_FALSE(good(signed_by(key, changed, payload_of(token)))) << kid;
    }
    boost::json::object changed = header();
    changed["kid"] = stranger.id;
    EXPECT_FALSE(good(signed_by(stranger, changed, payload_of(token))));
}

TEST_F(TokensTest, NeverLookAtKeysInTheHeader) {
    const store::SigningKey stranger = make_signing_key();
    for (const char* name : {"jku", "x5u"}) {
        boost::json::object changed = header();
        changed[name] = "http://127.0.0.1:9/keys.json";
        EXPECT_FALSE(good(signed_by(key, changed, payload_of(token)))) << name;
    }
    boost::json::object changed = header();
    changed["jwk"] = boost::json::parse(stranger.public_jwk);
    EXPECT_FALSE(good(signed_by(stranger, changed, payload_of(token))));
}

TEST_F(TokensTest, RefuseOtherTypes) {
    for (const char* typ : {"JWT", "rt+jwt", "application/at+jwt", "AT+JWT", ""}) {
        boost::json::object changed = header();
        changed["typ"] = typ;
        EXPECT_FALSE(good(signed_by(key, changed, payload_of(token)))) << typ;
    }
    boost::json::object changed = header();
    changed.erase("typ");
    EXPECT_FALSE(good(signed_by(key, changed, payload_of(token))));
}

TEST_F(TokensTest, RefuseOtherIssuersAudiencesAndTimes) {
    EXPECT_TRUE(good(with("iss", "https://me")));
    EXPECT_FALSE(good(with("iss", "https://other")));
    EXPECT_FALSE(good(with("iss", "https://me ")));
    EXPECT_TRUE(good(with("aud", boost::json::array{"us"})));
    EXPECT_FALSE(good(with("aud", "us")));
    EXPECT_FALSE(good(with("aud", "other")));
    EXPECT_FALSE(good(with("aud", boost::json::array{"us", "other"})));
    for (const boost::json::value& exp :
         {boost::json::value("9999999999"),
          boost::json::value(nullptr),
          boost::json::value(-1),
          boost::json::value(1e18),
          boost::json::value(0)}) {
        EXPECT_FALSE(good(with("exp", exp)));
    }
    EXPECT_FALSE(good(with("nbf", seconds() + 60)));
    EXPECT_FALSE(good(with("permissions", boost::json::array{"read", "owner"})));
    EXPECT_FALSE(good(with("scope", "parlance:read parlance:owner")));
    EXPECT_FALSE(good(with("scope", "read write")));
    EXPECT_FALSE(good(with("extra", 1)));
}

TEST_F(TokensTest, RefusePayloadsThatAreNotExactlyOurs) {
    const std::string payload = payload_of(token);
    const auto doubled = payload.substr(0, payload.size() - 1) + R"(,"tenant_id":"t2"})";
    for (const std::string& bad :
         {doubled,
          payload + " ",
          " " + payload,
          payload + "x",
          "\xef\xbb\xbf" + payload,
          std::string("[]"),
          std::string("{}"),
          std::string("\xff"),
          std::string()}) {
        EXPECT_FALSE(good(signed_by(key, header(), bad))) << bad;
    }
}

TEST_F(TokensTest, RefuseEveryChangedByte) {
    for (std::size_t at = 0; at < token.size(); ++at) {
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(good(changed)) << at;
    }
}

TEST_F(TokensTest, RefuseSignaturesOfOtherForms) {
    const std::string body = token.substr(0, token.rfind('.') + 1);
    const std::string signature = *from_base64url(token.substr(body.size()));
    EXPECT_TRUE(good(body + to_base64url(signature)));
    EXPECT_FALSE(good(body + to_base64url(signature.substr(1))));
    EXPECT_FALSE(good(body + to_base64url(signature + "x")));
    EXPECT_FALSE(good(body + to_base64url(std::string(64, '\0'))));
    EXPECT_FALSE(good(body + to_base64url(signature) + "="));
    EXPECT_FALSE(good(token + "\n"));
    EXPECT_FALSE(good(" " + token));
    EXPECT_FALSE(good(token + "."));
    EXPECT_FALSE(good(token.substr(0, token.rfind('.'))));
    EXPECT_FALSE(good(""));
    EXPECT_FALSE(good(".."));
}

TEST_F(TokensTest, DoNotLookAtHugeTexts) {
    const std::clock_t begun = std::clock();  // of the processor: others may be busy on it
    EXPECT_FALSE(good(std::string(1 << 20, 'A')));
    EXPECT_FALSE(good(unsigned_token(std::string(1 << 20, '['), "{}")));
    EXPECT_FALSE(good(unsigned_token(std::string(2000, '['), "{}") + std::string(86, 'A')));
    EXPECT_LT(std::clock() - begun, CLOCKS_PER_SEC / 20);
}

TEST_F(TokensTest, PublishPublicHalvesOnly) {
    const auto set = boost::json::parse(keys.jwks()).as_object().at("keys").as_array();
    ASSERT_EQ(set.size(), 1);
    EXPECT_EQ(set[0].at("kid").as_string(), key.id);
    EXPECT_EQ(set[0].at("alg"), "ES256");
    EXPECT_EQ(set[0].at("use"), "sig");
    EXPECT_EQ(set[0].at("crv"), "P-256");
    EXPECT_FALSE(set[0].as_object().contains("d"));
    EXPECT_TRUE(boost::json::parse(key.private_jwk.reveal()).as_object().contains("d"));
}

}  // namespace
}  // namespace parlance::auth
