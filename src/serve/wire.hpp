#pragma once

#include "base/task.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace parlance::serve {

/// The bytes of one client, with or without TLS. Reads and writes throw `Error` (cancelled,
/// `client_gone`) when the client is gone or the deadline has passed; the loop that owns the
/// connection watches the deadline (`loop.hpp`).
class Wire {
public:
    using Time = std::chrono::steady_clock::time_point;

    Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    virtual ~Wire() = default;

    /// Agrees on TLS.
    virtual Task<void> open() = 0;
    /// Returns 0 when the client has ended its side.
    virtual Task<std::size_t> read_some(std::span<char> into) = 0;
    /// Writes all of them, with as few system calls as can be.
    virtual Task<void>
    write(std::string_view first, std::string_view second = {}, std::string_view third = {}) = 0;
    /// Ends politely: the client reads the end, then the socket closes.
    virtual Task<void> end() = 0;
    /// Ends at once; whatever waits fails.
    virtual void close() noexcept = 0;
    [[nodiscard]] virtual int descriptor() noexcept = 0;

    [[nodiscard]] const std::string& remote_address() const noexcept { return remote_address_; }
    [[nodiscard]] Time deadline() const noexcept { return deadline_; }
    void set_deadline(Time at) noexcept { deadline_ = at; }
    void expire_after(std::chrono::milliseconds wait) noexcept {
        deadline_ = std::chrono::steady_clock::now() + wait;
    }

protected:
    std::string remote_address_;

private:
    Time deadline_ = Time::max();
};

[[nodiscard]] std::unique_ptr<Wire> plain_wire(boost::asio::ip::tcp::socket socket);
[[nodiscard]] std::unique_ptr<Wire>
tls_wire(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

}  // namespace parlance::serve
