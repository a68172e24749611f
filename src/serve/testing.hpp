#pragma once

#include "serve/operation.hpp"
#include "serve/server.hpp"
#include "serve/services.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// What the tests of the server share: a server in this process and a client of raw bytes.
namespace parlance::serve::testing {

/// An answer as it came over the wire, its chunks put together.
struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    bool complete = false;  ///< the whole body came

    [[nodiscard]] std::string header(std::string_view name) const {
        const std::string marker = "\r\n" + std::string(name) + ": ";
        const std::size_t at = head.find(marker);
        if (at == head.npos) return {};
        const std::size_t begin = at + marker.size();
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    [[nodiscard]] boost::json::value json() const { return json::parse(body); }
    [[nodiscard]] std::string code() const { return std::string(json().at("code").as_string()); }
};

/// Speaks HTTP byte by byte, as no library would.
class Client {
public:
    explicit Client(std::uint16_t port, std::string_view address = "127.0.0.1")
        : socket_(context_) {
        socket_.connect({boost::asio::ip::make_address(address), port});
    }

    void send(std::string_view bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }

    /// Whether the server still takes them.
    bool sends(std::string_view bytes) {
        boost::system::error_code failed;
        boost::asio::write(socket_, boost::asio::buffer(bytes), failed);
        return !failed;
    }

    /// Reads more; false at the end of the connection.
    bool more() {
        std::array<char, 65536> piece{};
        boost::system::error_code ended;
        const std::size_t count = socket_.read_some(boost::asio::buffer(piece), ended);
        held_.append(piece.data(), count);
        return !ended;
    }

    /// Reads the next answer; `status` 0 when the connection ends before its head.
    Answer read(bool bodiless = false) {
        Answer answer;
        std::size_t end = 0;
        while ((end = held_.find("\r\n\r\n")) == held_.npos) {
            if (!more()) return answer;
        }
        answer.head = held_.substr(0, end + 2);
        held_.erase(0, end + 4);
        std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
        if (answer.status == 100) return read();
        const bool none = bodiless || answer.status == 204 || answer.status == 304;
        answer.complete = none || read_body(answer);
        return answer;
    }

    Answer ask(std::string_view bytes) {
        send(bytes);
        return read();
    }

    /// Whether the server ends the connection, and sends nothing before.
    bool ended() { return held_.empty() && !more(); }

    void close() { socket_.close(); }
    void stop_sending() { socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send); }

private:
    bool read_body(Answer& answer) {
        if (answer.header("Transfer-Encoding") == "chunked") return read_chunks(answer.body);
        const std::string length = answer.header("Content-Length");
        if (length.empty()) {
            while (more()) {
            }
            answer.body = std::exchange(held_, {});
            return true;
        }
        return take(answer.body, std::stoul(length));
    }
    bool read_chunks(std::string& body) {
        for (;;) {
            std::size_t line = 0;
            while ((line = held_.find("\r\n")) == held_.npos) {
                if (!more()) return false;
            }
            const std::size_t size = std::stoul(held_.substr(0, line), nullptr, 16);
            held_.erase(0, line + 2);
            std::string ignored;
            if (!take(body, size) || !take(ignored, 2)) return false;
            if (size == 0) return true;
        }
    }
    bool take(std::string& into, std::size_t count) {
        while (held_.size() < count) {
            if (!more()) return false;
        }
        into += held_.substr(0, count);
        held_.erase(0, count);
        return true;
    }

    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_;
    std::string held_;
};

/// A request with the headers that every good one has.
inline std::string request(
    std::string_view method,
    std::string_view target,
    std::string_view body = {},
    std::string_view headers = {}
) {
    std::string text =
        fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}", method, target, headers);
    if (!body.empty())
        text +=
            fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
    return text + "\r\n" + std::string(body);
}

/// A server with its operations on a free port.
class Running {
public:
    explicit Running(std::vector<Operation> operations, Config config = {})
        : operations_(std::move(operations)) {
        config.port = 0;
        if (config.threads == 0) config.threads = 2;
        services.config = std::move(config);
        services.authenticate = [](const Call& call, auth::Audience) {
            return somebody(std::string(call.header("Authorization")));
        };
    }

    Server& start() {
        server_ = std::make_unique<Server>(services, operations_);
        server_->start();
        return *server_;
    }
    [[nodiscard]] Client client() const { return Client(server_->port()); }
    [[nodiscard]] Answer ask(std::string_view bytes) const { return client().ask(bytes); }

    Services services;

private:
    /// `Bearer read` may read, and so on.
    static Task<std::shared_ptr<const Principal>> somebody(std::string authorization) {
        if (!authorization.starts_with("Bearer "))
            throw Error(Failure::unauthenticated, "not_signed_in", "Sign in first.");
        auto who = std::make_shared<Principal>();
        who->tenant_id = "tenant";
        who->user_id = "user";
        if (authorization == "Bearer read") who->permissions = {Permission::read};
        co_return who;
    }

    std::vector<Operation> operations_;
    std::unique_ptr<Server> server_;
};

/// What an operation of a test is called, for anyone.
inline Facts facts(Method method, std::string_view path, std::string_view id) {
    return Facts{
        .method = method,
        .path = path,
        .id = id,
        .summary = "Does it.",
        .tag = "system",
        .access = Access::anyone
    };
}

/// Whether it holds before the time is over.
inline bool within(std::chrono::milliseconds limit, const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

}  // namespace parlance::serve::testing
