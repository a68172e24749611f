#include "serve/wire.hpp"

#include "base/error.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace parlance::serve {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Socket = asio::ip::tcp::socket;

[[noreturn]] void gone() {
    throw Error(Failure::cancelled, "client_gone", "The client went away.");
}

std::string address_of(const Socket& socket) {
    error_code unknown;
    const auto remote = socket.remote_endpoint(unknown);
    if (unknown) return {};
    const asio::ip::address address = remote.address();
    // A socket for both families shows IPv4 clients in IPv6 clothes.
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

void close_socket(Socket& socket) noexcept {
    error_code ignored;
    socket.shutdown(Socket::shutdown_both, ignored);
    socket.close(ignored);
}

template <class Stream>
Task<std::size_t> read_from(Stream& stream, std::span<char> into) {
    error_code failed;
    const std::size_t count = co_await stream.async_read_some(
        asio::buffer(into.data(), into.size()), asio::redirect_error(asio::use_awaitable, failed)
    );
    if (failed == asio::error::eof || failed == asio::ssl::error::stream_truncated) co_return 0;
    if (failed) gone();
    co_return count;
}

template <class Stream>
Task<void>
write_to(Stream& stream, std::string_view first, std::string_view second, std::string_view third) {
    const std::array buffers{
        asio::const_buffer(first.data(), first.size()),
        asio::const_buffer(second.data(), second.size()),
        asio::const_buffer(third.data(), third.size()),
    };
    error_code failed;
    co_await asio::async_write(stream, buffers, asio::redirect_error(asio::use_awaitable, failed));
    if (failed) gone();
}

class PlainWire final : public Wire {
public:
    explicit PlainWire(Socket socket) : socket_(std::move(socket)) {
        remote_address_ = address_of(socket_);
    }
    ~PlainWire() override { close_socket(socket_); }
    PlainWire(const PlainWire&) = delete;
    PlainWire& operator=(const PlainWire&) = delete;

    Task<void> open() override { co_return; }
    Task<std::size_t> read_some(std::span<char> into) override { return read_from(socket_, into); }
    Task<void> write(std::string_view first, std::string_view second, std::string_view third)
        override {
        return write_to(socket_, first, second, third);
    }
    Task<void> end() override {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        co_return;
    }
    void close() noexcept override { close_socket(socket_); }
    int descriptor() noexcept override { return socket_.is_open() ? socket_.native_handle() : -1; }

private:
    Socket socket_;
};

class TlsWire final : public Wire {
public:
    TlsWire(Socket socket, asio::ssl::context& context) : stream_(std::move(socket), context) {
        remote_address_ = address_of(stream_.next_layer());
    }
    ~TlsWire() override { close_socket(stream_.next_layer()); }
    TlsWire(const TlsWire&) = delete;
    TlsWire& operator=(const TlsWire&) = delete;

    Task<void> open() override {
        error_code failed;
        co_await stream_.async_handshake(
            asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, failed)
        );
        if (failed) gone();
    }
    Task<std::size_t> read_some(std::span<char> into) override { return read_from(stream_, into); }
    Task<void> write(std::string_view first, std::string_view second, std::string_view third)
        override {
        return write_to(stream_, first, second, third);
    }
    Task<void> end() override {
        error_code ignored;
        co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        stream_.next_layer().shutdown(Socket::shutdown_send, ignored);
    }
    void close() noexcept override { close_socket(stream_.next_layer()); }
    int descriptor() noexcept override {
        Socket& socket = stream_.next_layer();
        return socket.is_open() ? socket.native_handle() : -1;
    }

private:
    asio::ssl::stream<Socket> stream_;
};

}  // namespace

std::unique_ptr<Wire> plain_wire(Socket socket) {
    return std::make_unique<PlainWire>(std::move(socket));
}

std::unique_ptr<Wire> tls_wire(Socket socket, asio::ssl::context& context) {
    return std::make_unique<TlsWire>(std::move(socket), context);
}

}  // namespace parlance::serve
