#include "serve/server.hpp"

#include "base/log.hpp"
#include "serve/metrics.hpp"
#include "serve/session.hpp"
#include "serve/tls.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include <future>

namespace parlance::serve {

namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

constexpr int backlog = 1024;
/// So many at once and loop are told that there is no room; beyond, the connection just closes.
constexpr std::size_t turned_away_max = 64;
constexpr const char* connections_gauge = "parlance_connections";

Error cannot_listen(const Config& config, const error_code& why) {
    return {
        Failure::conflict,
        "cannot_listen",
        fmt::format("Cannot listen on {} port {}: {}.", config.listen, config.port, why.message())
    };
}

Tcp::endpoint endpoint_of(const Config& config) {
    const std::string address = config.listen == "localhost" ? "127.0.0.1" : config.listen;
    error_code failed;
    const auto parsed = asio::ip::make_address(address, failed);
    if (failed) throw cannot_listen(config, failed);
    return {parsed, static_cast<std::uint16_t>(config.port)};
}

std::unique_ptr<Tcp::acceptor> listen(asio::io_context& context, const Config& config) {
    const Tcp::endpoint endpoint = endpoint_of(config);
    auto acceptor = std::make_unique<Tcp::acceptor>(context);
    error_code failed;
    acceptor->open(endpoint.protocol(), failed);
    if (!failed) acceptor->set_option(Tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor->bind(endpoint, failed);
    if (!failed) acceptor->listen(backlog, failed);
    if (failed) throw cannot_listen(config, failed);
    return acceptor;
}

std::size_t threads_of(const Config& config) {
    if (config.threads > 0) return static_cast<std::size_t>(config.threads);
    return std::max(1U, std::thread::hardware_concurrency());
}

void log_failure(std::string_view where, const std::exception_ptr& failed) {
    if (!failed) return;
    try {
        std::rethrow_exception(failed);
    } catch (const std::exception& error) {
        log::error("connection_failed", {{"where", where}, {"what", error.what()}});
    }
}

}  // namespace

Server::Server(Services& with, std::span<const Operation> operations)
    : with_(with),
      tls_(tls_context(with.config)),
      doorway_{
          .with = with,
          .router = Router(operations),
          .mcp = mcp::Server(with, operations),
          .admission = Admission(with.config),
          .secure = tls_ != nullptr || with.config.public_url.starts_with("https://"),
      } {
    for (std::size_t number = 0; number < threads_of(with.config); ++number)
        loops_.push_back(std::make_unique<Loop>(number));
    acceptor_ = listen(loops_.front()->context(), with.config);
    endpoint_ = acceptor_->local_endpoint();
    if (with_.metrics) {
        with_.metrics->gauge(connections_gauge, "Open client connections.", [this] {
            return static_cast<double>(connections());
        });
    }
}

Server::~Server() {
    if (with_.metrics) with_.metrics->forget_gauge(connections_gauge);
    drain(0s);
}

void Server::start() {
    const auto done = [](const std::exception_ptr& failed) { log_failure("accept", failed); };
    asio::co_spawn(loops_.front()->context(), accept(), done);
}

std::uint16_t Server::port() const {
    return endpoint_.port();
}

std::string Server::url() const {
    const asio::ip::address address = endpoint_.address();
    const std::string any = address.is_v6() ? "[::1]" : "127.0.0.1";
    const std::string plain =
        address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    const std::string_view scheme = tls_ ? "https" : "http";
    return fmt::format("{}://{}:{}", scheme, address.is_unspecified() ? any : plain, port());
}

Task<void> Server::accept() {
    asio::steady_timer pause(acceptor_->get_executor());
    while (acceptor_->is_open()) {
        Loop& loop = emptiest();
        error_code failed;
        Tcp::socket socket = co_await acceptor_->async_accept(
            loop.context(), asio::redirect_error(asio::use_awaitable, failed)
        );
        if (!failed) {
            place(std::move(socket), loop);
        } else if (acceptor_->is_open()) {
            // Out of descriptors, for one: those that end will free some.
            log::warning("accept_failed", {{"what", failed.message()}});
            pause.expires_after(100ms);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        }
    }
}

void Server::place(Tcp::socket socket, Loop& loop) {
    const bool full = connections() >= static_cast<std::size_t>(with_.config.connections_max);
    if (full && loop.unwelcome() >= turned_away_max) return log::warning("server_full");
    error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    auto wire = tls_ ? tls_wire(std::move(socket), *tls_) : plain_wire(std::move(socket));
    const auto done = [](const std::exception_ptr& failed) { log_failure("serve", failed); };
    loop.expect(!full);
    const auto serve = full ? turn_away : serve_connection;
    asio::co_spawn(loop.context(), serve(doorway_, loop, std::move(wire)), done);
}

Loop& Server::emptiest() {
    return **std::ranges::min_element(loops_, {}, [](const auto& loop) {
        return loop->connections();
    });
}

std::size_t Server::connections() const {
    std::size_t all = 0;
    for (const auto& loop : loops_)
        all += loop->connections();
    return all;
}

void Server::drain(std::chrono::seconds grace) {
    if (loops_.empty()) return;
    std::promise<void> closed;
    asio::post(loops_.front()->context(), [&] {
        error_code ignored;
        acceptor_->close(ignored);
        closed.set_value();
    });
    closed.get_future().wait();
    for (const auto& loop : loops_)
        loop->drain(grace);
    for (const auto& loop : loops_)
        loop->join();
    loops_.clear();
}

}  // namespace parlance::serve
