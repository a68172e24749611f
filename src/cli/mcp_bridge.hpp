#pragma once

#include "base/crypto.hpp"
#include "net/transport.hpp"
#include "serve/mcp/message.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::cli {

/// Carries the protocol between a pair of pipes and a server: each message becomes a request of
/// Streamable HTTP, and what comes back becomes lines. All but `write`'s caller is the thread of
/// the context.
class McpBridge {
public:
    using Write = std::function<void(std::string_view)>;

    /// Throws `Error` (invalid, `mcp_url_invalid`, `api_key_missing`).
    McpBridge(
        const std::string& url,
        const std::string& api_key,
        boost::asio::io_context& context,
        Write write
    );

    void take(std::string line);
    /// No more will come: stops what only listens; answers that are on their way still arrive.
    void end();
    /// Whether every message has been carried, and its answer brought back.
    [[nodiscard]] bool idle() const noexcept { return carried_ == 0; }
    /// Stops waiting for answers.
    void stop();

private:
    struct Way;
    Task<void> carry(std::string line);
    Task<void> send(std::string line, const serve::mcp::Message& message);
    void hear(const serve::mcp::Message& message);
    void give(const std::string& text, Way& way);
    [[nodiscard]] net::Outgoing request_of(std::string line, const serve::mcp::Message& message)
        const;

    std::string url_;
    Secret key_;
    boost::asio::io_context& context_;
    Write write_;
    std::size_t carried_ = 0;
    std::string version_;  ///< that a handshake of the legacy era has settled
    std::map<std::string, std::stop_source> running_;  ///< by the id of the request
    std::map<std::string, std::stop_source> listening_;
    net::Transport transport_;
};

}  // namespace parlance::cli
