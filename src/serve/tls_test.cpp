#include "serve/tls.hpp"

#include "base/error.hpp"
#include "base/testing/temporary_folder.hpp"
#include "serve/testing.hpp"

#include <boost/asio/ssl.hpp>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <filesystem>

namespace parlance::serve {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using testing::Running;

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Free>;

/// Writes a new key, and a certificate for it that it signs itself.
void write_pair(const fs::path& certificate_file, const fs::path& key_file) {
    const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free> certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    PEM_write_X509(File(std::fopen(certificate_file.c_str(), "w")).get(), certificate.get());
    PEM_write_PrivateKey(
        File(std::fopen(key_file.c_str(), "w")).get(),
        key.get(),
        nullptr,
        nullptr,
        0,
        nullptr,
        nullptr
    );
}

class TlsTest : public ::testing::Test {
protected:
    void SetUp() override {
        write_pair(folder_ / "a.pem", folder_ / "a.key");
        write_pair(folder_ / "b.pem", folder_ / "b.key");
    }

    [[nodiscard]] Config config(const char* certificate, const char* key) const {
        return {
            .tls_certificate = (folder_ / certificate).string(), .tls_key = (folder_ / key).string()
        };
    }

    TemporaryFolder home_;
    const fs::path& folder_ = home_.path();
};

struct Health {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

Task<Health> health(Services&, Call& call) {
    call.set_cookie({.name = "a", .value = "b"});
    co_return Health{"ok"};
}

std::vector<Operation> operations() {
    return {operation(
        {.path = "/healthz", .id = "health", .tag = "system", .access = Access::anyone}, &health
    )};
}

/// One request over TLS, with the given versions only.
std::string ask(std::uint16_t port, int version_max) {
    asio::io_context context;
    asio::ssl::context tls(asio::ssl::context::tls_client);
    SSL_CTX_set_max_proto_version(tls.native_handle(), version_max);
    asio::ssl::stream<asio::ip::tcp::socket> stream(context, tls);
    stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
    boost::system::error_code failed;
    stream.handshake(asio::ssl::stream_base::client, failed);
    if (failed) return "no handshake";
    asio::write(
        stream, asio::buffer(testing::request("GET", "/healthz", {}, "Connection: close\r\n"))
    );
    std::string answer;
    asio::read(stream, asio::dynamic_buffer(answer), failed);
    EXPECT_EQ(failed, asio::error::eof);  // ended by a close_notify
    return answer;
}

TEST_F(TlsTest, ServesOverTls) {
    Running at(operations(), config("a.pem", "a.key"));
    const std::uint16_t port = at.start().port();
    const std::string answer = ask(port, TLS1_3_VERSION);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK"));
    EXPECT_TRUE(answer.contains("Strict-Transport-Security: max-age="));
    EXPECT_TRUE(answer.contains("Set-Cookie: a=b; Path=/; HttpOnly; Secure; SameSite=Strict"));
    EXPECT_TRUE(ask(port, TLS1_2_VERSION).contains("200 OK"));
    EXPECT_EQ(ask(port, TLS1_1_VERSION), "no handshake");
}

TEST_F(TlsTest, EndsThoseWhoSpeakPlainly) {
    Running at(operations(), config("a.pem", "a.key"));
    at.start();
    EXPECT_EQ(at.ask(testing::request("GET", "/healthz")).status, 0);
}

TEST_F(TlsTest, RefusesWhatDoesNotFit) {
    EXPECT_THROW((void)tls_context(config("a.pem", "b.key")), Error);
    EXPECT_THROW((void)tls_context(config("a.pem", "missing")), Error);
    EXPECT_THROW((void)tls_context(config("missing", "a.key")), Error);
    EXPECT_THROW((void)tls_context({.tls_certificate = "a"}), Error);
    EXPECT_EQ(tls_context({}), nullptr);
}

}  // namespace
}  // namespace parlance::serve
