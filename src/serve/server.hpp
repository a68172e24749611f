#pragma once

#include "serve/exchange.hpp"
#include "serve/loop.hpp"
#include "serve/operation.hpp"
#include "serve/services.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace parlance::serve {

/// The HTTP server. Its connections are spread over one loop per core, each new one to the loop
/// that has the fewest, for a connection never changes its loop.
class Server {
public:
    /// Listens at once, on the address of the configuration, and serves from `start` on. Throws
    /// `Error` when the address is taken or makes no sense, or when the certificate is wrong.
    Server(Services& with, std::span<const Operation> operations);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Stops at once what still runs.
    ~Server();

    void start();

    /// The port it listens on, for a configured 0.
    [[nodiscard]] std::uint16_t port() const;
    /// How it is reached from this machine, such as `http://127.0.0.1:8080`.
    [[nodiscard]] std::string url() const;

    /// Takes no new connections and requests, lets those in flight end for so long at most, and
    /// returns when all have.
    void drain(std::chrono::seconds grace);

private:
    Task<void> accept();
    void place(boost::asio::ip::tcp::socket socket, Loop& loop);
    [[nodiscard]] Loop& emptiest();
    [[nodiscard]] std::size_t connections() const;

    Services& with_;
    std::unique_ptr<boost::asio::ssl::context> tls_;
    Doorway doorway_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::unique_ptr<boost::asio::ip::tcp::acceptor> acceptor_;
    boost::asio::ip::tcp::endpoint endpoint_;
};

}  // namespace parlance::serve
