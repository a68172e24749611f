#pragma once

#include "base/task.hpp"
#include "base/testing/temporary_folder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace parlance::net::testing {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// Bytes that the server sends after a pause.
struct Step {
    std::string bytes;
    std::chrono::milliseconds pause{0};
};

/// A whole reply.
inline std::vector<Step> reply(
    int status,
    std::string_view body,
    std::string_view headers = "",
    std::string_view type = "application/json"
) {
    return {{fmt::format(
        "HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\r\n{}",
        status,
        type,
        body.size(),
        headers,
        body
    )}};
}

/// Server-sent events in chunks, one at a time.
inline std::vector<Step>
streams(const std::vector<std::string>& events, std::chrono::milliseconds pause = {}) {
    std::vector<Step> steps{
        {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"}
    };
    for (const std::string& event : events) {
        const std::string data = "data: " + event + "\n\n";
        steps.push_back({fmt::format("{:x}\r\n{}\r\n", data.size(), data), pause});
    }
    steps.push_back({"0\r\n\r\n"});
    return steps;
}

inline std::vector<Step> hangs() {
    return {{"", std::chrono::hours(1)}};
}

/// A key and a certificate for `name` that it signs itself.
struct Certificate {
    explicit Certificate(const std::string& name) {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_NAME* subject = X509_get_subject_name(certificate);
        const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, -1, -1, 0);
        X509_set_issuer_name(certificate, subject);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
        BIO* out = BIO_new_file(certificate_file.c_str(), "w");
        PEM_write_bio_X509(out, certificate);
        BIO_free(out);
        out = BIO_new_file(key_file.c_str(), "w");
        PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        BIO_free(out);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }

    TemporaryFolder folder;
    std::string certificate_file = folder.at("a.pem");
    std::string key_file = folder.at("a.key");
};

/// A provider on this machine that answers as the test says.
class HttpServer {
public:
    /// What to send for the request (its head and body) that is the `count`-th, from 1.
    using Script = std::function<std::vector<Step>(const std::string& request, int count)>;

    explicit HttpServer(Script script, const Certificate* certificate = nullptr)
        : script_(std::move(script)) {
        if (certificate != nullptr) {
            tls_.emplace(asio::ssl::context::tls_server);
            tls_->use_certificate_chain_file(certificate->certificate_file);
            tls_->use_private_key_file(certificate->key_file, asio::ssl::context::pem);
        }
        asio::co_spawn(context_, accept(), asio::detached);
        thread_ = std::jthread([this] { context_.run(); });
    }
    HttpServer(const HttpServer&) = delete;
    ~HttpServer() { context_.stop(); }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url(std::string_view host = "127.0.0.1") const {
        return fmt::format("{}://{}:{}/v1", tls_ ? "https" : "http", host, port_);
    }
    [[nodiscard]] int requests() const { return count_; }
    [[nodiscard]] int connections() const { return connections_; }
    /// The most that were being answered at once.
    [[nodiscard]] int most_at_once() const { return most_; }

private:
    Task<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            ++connections_;
            asio::co_spawn(context_, meet(std::move(socket)), asio::detached);
        }
    }

    Task<void> meet(tcp::socket socket) {
        if (!tls_) {
            co_await serve(socket);
            co_return;
        }
        asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
        co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
        co_await serve(stream);
    }

    template <class Stream>
    Task<void> serve(Stream& stream) {
        for (std::string buffer;;) {
            const std::string request = co_await read(stream, buffer);
            most_ = std::max<int>(most_, ++now_);
            bool close = false;
            for (const Step& step : script_(request, ++count_)) {
                asio::steady_timer timer(context_, step.pause);
                if (step.pause.count() > 0) co_await timer.async_wait(asio::use_awaitable);
                close = step.bytes == "close";
                if (close) break;
                co_await asio::async_write(stream, asio::buffer(step.bytes), asio::use_awaitable);
            }
            --now_;
            if (close) co_return;
        }
    }

    template <class Stream>
    static Task<std::string> read(Stream& stream, std::string& buffer) {
        const std::size_t head = co_await asio::async_read_until(
            stream, asio::dynamic_buffer(buffer), "\r\n\r\n", asio::use_awaitable
        );
        const auto at = buffer.find("Content-Length: ");
        const bool has_body = at < head;
        const std::size_t whole = head + (has_body ? std::stoul(buffer.substr(at + 16)) : 0);
        if (buffer.size() < whole) {
            const auto more = asio::transfer_exactly(whole - buffer.size());
            co_await asio::async_read(
                stream, asio::dynamic_buffer(buffer), more, asio::use_awaitable
            );
        }
        std::string request = buffer.substr(0, whole);
        buffer.erase(0, whole);
        co_return request;
    }

    const Script script_;
    std::atomic<int> count_{0}, connections_{0}, now_{0}, most_{0};
    std::optional<asio::ssl::context> tls_;
    asio::io_context context_{1};
    tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
    const std::uint16_t port_ = acceptor_.local_endpoint().port();
    std::jthread thread_;
};

}  // namespace parlance::net::testing
