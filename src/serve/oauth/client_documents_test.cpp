#include "serve/oauth/client_documents.hpp"

#include "base/wait_for.hpp"
#include "net/testing/http_server.hpp"
#include "serve/oauth/client_text.hpp"
#include "serve/oauth/form.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::oauth {
namespace {

using net::testing::Certificate;
using net::testing::HttpServer;

template <class Work>
std::string refusal_of(Work work) {
    try {
        work();
    } catch (const Refusal& refusal) {
        return refusal.error;
    }
    return {};
}

struct ClientDocumentsTest : testing::Test {
    static std::string document(const std::string& of) {
        return R"({"client_id":")" + of + R"(","client_name":"Some program",)" +
               R"("redirect_uris":["http://127.0.0.1/cb"],"logo_uri":"https://x.org/l.png"})";
    }
    ClientDocuments documents(net::Inside inside = true) const {
        return ClientDocuments(
            [this] { return now; }, {.authorities = certificate.certificate_file}, inside
        );
    }
    std::string fails(const std::string& of, net::Inside inside = true) {
        ClientDocuments read = documents(inside);
        return refusal_of([&] { wait_for(read.fetch(of)); });
    }

    Instant now = system_now();
    Certificate certificate{"localhost"};
    std::string said;
    std::string type = "application/json";
    int status = 200;
    HttpServer server{
        [this](const std::string&, int) { return net::testing::reply(status, said, "", type); },
        &certificate
    };
    std::string id = server.url("localhost");
};

TEST_F(ClientDocumentsTest, TellWhatTheClientIsAndAreKept) {
    said = document(id);
    ClientDocuments read = documents();
    const store::OAuthClient client = wait_for(read.fetch(id));
    EXPECT_EQ(client.id, id);
    EXPECT_EQ(client.name, "Some program");
    EXPECT_EQ(client.redirect_uris, std::vector<std::string>{"http://127.0.0.1/cb"});
    EXPECT_TRUE(read.kept(id));
    now += std::chrono::minutes(10);
    EXPECT_FALSE(read.kept(id));
}

TEST_F(ClientDocumentsTest, AreRefusedWhenTheyAreNotWhatTheyMustBe) {
    said = document("https://example.org/client.json");
    EXPECT_EQ(fails(id), "invalid_client");
    said = "[]";
    EXPECT_EQ(fails(id), "invalid_client");
    said = document(id);
    EXPECT_EQ(fails(id), "");
    status = 301;
    EXPECT_EQ(fails(id), "invalid_client");
    status = 200;
    type = "text/html";
    EXPECT_EQ(fails(id), "invalid_client");
    type = "application/json";
    said = document(id) + std::string(64 * 1024, ' ');
    EXPECT_EQ(fails(id), "invalid_client");
}

TEST_F(ClientDocumentsTest, AreNotFetchedFromInside) {
    said = document(id);
    EXPECT_EQ(fails(id, {}), "invalid_client");
    EXPECT_EQ(server.requests(), 0);
    for (const char* inner :
         {"https://127.0.0.1/x",
          "https://10.0.0.1/x",
          "https://169.254.169.254/latest/meta-data",
          "https://[::1]/x",
          "https://[::ffff:127.0.0.1]/x"})
        EXPECT_EQ(fails(inner, {}), "invalid_client") << inner;
}

TEST(ClientId, IsAnAddressWithAPathAndNothingElse) {
    EXPECT_TRUE(is_document_id("https://example.org/client.json"));
    for (const char* bad :
         {"http://example.org/client.json",
          "https://example.org",
          "https://example.org/",
          "https://me@example.org/x",
          "https://example.org/x#y",
          "https://example.org/x?y",
          "https://example.org/a/../b",
          "https:///x",
          "https://127.0.0.1.example.org/x",
          "ftp://example.org/x",
          "x"})
        EXPECT_FALSE(is_document_id(bad)) << bad;
    EXPECT_FALSE(is_document_id("https://example.org/" + std::string(500, 'x')));
}

TEST(ClientText, IsReadStrictly) {
    const auto fails = [](const char* text) {
        return refusal_of([&] { static_cast<void>(read_client(text)); });
    };
    EXPECT_EQ(fails(R"({"redirect_uris":["https://a.org/cb"],"other":[1]})"), "");
    EXPECT_EQ(fails("x"), "invalid_client_metadata");
    EXPECT_EQ(fails("[]"), "invalid_client_metadata");
    EXPECT_EQ(fails("{}"), "invalid_redirect_uri");
    EXPECT_EQ(fails(R"({"redirect_uris":[]})"), "invalid_redirect_uri");
    EXPECT_EQ(fails(R"({"redirect_uris":[1]})"), "invalid_redirect_uri");
    EXPECT_EQ(fails(R"x({"redirect_uris":["javascript:alert(1)"]})x"), "invalid_redirect_uri");
    EXPECT_EQ(
        fails(R"({"redirect_uris":["https://a.org/cb"],"client_name":1})"),
        "invalid_client_metadata"
    );
}

TEST(ClientText, HoldsANameThatShowsAllOfItself) {
    for (const char* name : {R"("a\nb")", R"("a \u202eb")", R"("\u061ca\u00ad \u200bb")"}) {
        const std::string text =
            std::string(R"({"redirect_uris":["https://a.org/cb"],"client_name":)") + name + "}";
        EXPECT_EQ(read_client(text).name, "a b") << name;
    }
}

TEST(Form, ReadsEachParameterOnce) {
    const Form form("a=1&b=%20x&c=&unknown=y");
    EXPECT_EQ(form.get("a"), "1");
    EXPECT_EQ(form.get("b"), " x");
    EXPECT_EQ(form.find("c"), std::nullopt);
    EXPECT_EQ(refusal_of([&] { static_cast<void>(form.get("d")); }), "invalid_request");
    for (const char* bad : {"a=1&a=2", "a=%", "a=%ff"})
        EXPECT_EQ(refusal_of([&] { Form{bad}; }), "invalid_request") << bad;
}

}  // namespace
}  // namespace parlance::serve::oauth
