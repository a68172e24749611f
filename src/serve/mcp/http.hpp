#pragma once

#include "serve/call.hpp"
#include "serve/event_reply.hpp"
#include "serve/loop.hpp"
#include "serve/mcp/server.hpp"
#include "serve/request_reader.hpp"
#include "serve/response_writer.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::serve {
struct Doorway;
}

namespace parlance::serve::mcp {

/// What an exchange lends to a request of the MCP endpoint.
struct HttpPeer {
    Doorway& doorway;
    Connection& connection;
    RequestReader& reader;
    ResponseWriter& writer;
    boost::asio::any_io_executor executor;
    Call& call;
    std::stop_source& stop;
    std::function<std::string()> headers;  ///< whole lines
};

/// One request to `/mcp` and its answer: Streamable HTTP of both eras. Checks in the order that the
/// protocol wants, and answers with one JSON object, or with a stream of events as soon as there is
/// something to tell before.
class HttpTurn final : private Outlet {
public:
    HttpTurn(Server& server, HttpPeer peer) : server_(server), peer_(std::move(peer)) {}

    Task<void> answer();

private:
    Task<void> send(std::string message) override;

    Task<std::optional<RpcError>> attempt();
    Task<void> perform();
    void check_names() const;
    Task<void> authenticate();
    [[nodiscard]] bool is_post();
    void check_media() const;
    Task<std::string> read_body();
    [[nodiscard]] Era era_of(const Message& message) const;

    Task<void> answer_modern(const Message& message);
    Task<void> answer_legacy(const Message& message);
    Task<void> listen_to_session();
    Task<void> end_session();
    void find_session(const Message& message);
    Task<void> run(const Message& message, Era era);
    void cancel(const Message& message);

    Task<void> begin_stream();
    Task<void> reply(std::string text);
    Task<void> reply_empty(int status, std::string more = {});
    Task<void> reply_error(const RpcError& error);
    [[nodiscard]] std::string header_lines() const;
    [[nodiscard]] std::string_view header(std::string_view name) const {
        return peer_.reader.header(name);
    }

    Server& server_;
    HttpPeer peer_;
    std::string id_;  ///< of the request, once it is known
    std::string more_headers_;
    std::shared_ptr<Session> session_;
    std::optional<EventReply> events_;
};

}  // namespace parlance::serve::mcp
