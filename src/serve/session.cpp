#include "serve/session.hpp"

#include "serve/services.hpp"

namespace parlance::serve {

namespace {

/// A refused request's body is read so far, for a client that only reads after it has written.
constexpr std::size_t linger_bytes = 64 * 1024 * 1024;
/// When those for whom there was no room may try again.
constexpr int full_retry_s = 5;

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
Task<void> say_goodbye(Wire& wire, bool unread, Patience patience) {
    wire.expire_after(patience.goodbye);
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

Error no_room() {
    return Error(
               Failure::busy,
               "server_full",
               "The server has no room for more people. Try again shortly."
    )
        .retry_after(full_retry_s);
}

Task<void> converse(Doorway& doorway, Loop& loop, Connection& connection) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const Patience patience = doorway.with.patience;
    RequestReader reader(*connection.wire, patience);
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
    co_await say_goodbye(*connection.wire, unread, patience);
}

/// Answers before the client has said a word; what it sends meanwhile is read and thrown away.
Task<void> send_away(Doorway& doorway, Connection& connection) {
    const auto executor = co_await boost::asio::this_coro::executor;
    RequestReader reader(*connection.wire);
    ResponseWriter writer(*connection.wire);
    writer.set_always(hsts(doorway.secure));
    Exchange exchange(doorway, connection, reader, writer, executor);
    co_await exchange.refuse(no_room());
    co_await say_goodbye(*connection.wire, true, doorway.with.patience);
}

}  // namespace

Task<void> serve_connection(Doorway& doorway, Loop& loop, std::unique_ptr<Wire> wire) {
    Connection connection{.wire = std::move(wire)};
    const Listed listed(loop, connection);
    try {
        connection.wire->expire_after(doorway.with.patience.handshake);
        co_await connection.wire->open();
        co_await converse(doorway, loop, connection);
    } catch (const Error& error) {
        // A client that leaves is no failure of ours.
        if (error.code() != "client_gone") throw;
    }
}

Task<void> turn_away(Doorway& doorway, Loop& loop, std::unique_ptr<Wire> wire) {
    Connection connection{.wire = std::move(wire), .welcome = false};
    const Listed listed(loop, connection);
    try {
        connection.wire->expire_after(doorway.with.patience.goodbye);
        co_await connection.wire->open();
        co_await send_away(doorway, connection);
    } catch (const Error& error) {
        if (error.code() != "client_gone") throw;
    }
}

}  // namespace parlance::serve
