#include "serve/session.hpp"

namespace parlance::serve {

namespace {

using namespace std::chrono_literals;

/// A refused request's body is read so far, for a client that only reads after it has written.
constexpr std::size_t linger_bytes = 4 * 1024 * 1024;
constexpr auto linger_time = 2s;
constexpr auto handshake_time = 10s;

/// Tells the loop of a connection while it lives.
class Listed {
public:
    Listed(Loop& loop, Connection& connection) : loop_(loop), connection_(connection) {
        loop_.add(connection_);
    }
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;
    ~Listed() { loop_.remove(connection_); }

private:
    Loop& loop_;
    Connection& connection_;
};

/// Reads the next head. The failure of an unreadable one comes as a value, for it wants an answer.
Task<std::optional<Error>> next_request(RequestReader& reader, bool& more) {
    try {
        more = co_await reader.next();
        co_return std::nullopt;
    } catch (const Error& error) {
        co_return error;
    }
}

/// Ends so that the last answer arrives: closing while bytes of the client are unread would destroy
/// it.
Task<void> say_goodbye(Wire& wire, bool unread) {
    wire.expire_after(linger_time);
    co_await wire.end();
    if (!unread) co_return;
    std::array<char, 16384> scrap{};
    std::size_t read = 0;
    while (read < linger_bytes) {
        const std::size_t count = co_await wire.read_some(scrap);
        if (count == 0) break;
        read += count;
    }
}

bool is_old(const RequestReader& reader) {
    return reader.version() < 11;
}

std::string hsts(bool secure) {
    return secure ? "Strict-Transport-Security: max-age=31536000\r\n" : "";
}

Task<void> converse(Doorway& doorway, Loop& loop, Connection& connection) {
    const auto executor = co_await boost::asio::this_coro::executor;
    RequestReader reader(*connection.wire);
    ResponseWriter writer(*connection.wire);
    writer.set_always(hsts(doorway.secure));
    bool unread = false;
    while (!loop.draining()) {
        connection.idle = true;
        bool more = false;
        std::optional<Error> unreadable = co_await next_request(reader, more);
        connection.idle = false;
        if (!unreadable && !more) co_return;
        if (unreadable && unreadable->code() == "client_gone") co_return;
        Exchange exchange(doorway, connection, reader, writer, executor);
        if (unreadable) {
            unread = true;
            co_await exchange.refuse(std::move(*unreadable));
            break;
        }
        const bool keep = reader.keep_alive() && !loop.draining();
        writer.start(keep, reader.method() == "HEAD", is_old(reader));
        co_await exchange.answer();
        unread = !reader.body_ended();
        if (!writer.keep_alive()) break;
    }
    co_await say_goodbye(*connection.wire, unread);
}

}  // namespace

Task<void> serve_connection(Doorway& doorway, Loop& loop, std::unique_ptr<Wire> wire) {
    Connection connection{.wire = std::move(wire)};
    const Listed listed(loop, connection);
    try {
        connection.wire->expire_after(handshake_time);
        co_await connection.wire->open();
        co_await converse(doorway, loop, connection);
    } catch (const Error& error) {
        // A client that leaves is no failure of ours.
        if (error.code() != "client_gone") throw;
    }
}

}  // namespace parlance::serve
