#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

/// The Model Context Protocol: what both of its eras share. *Modern* is revision 2026-07-28, in
/// which each request stands for itself; *legacy* are the earlier ones, which begin with a
/// handshake.
namespace parlance::serve::mcp {

inline constexpr std::string_view endpoint_path = "/mcp";

enum class Era : std::uint8_t { modern, legacy };

inline constexpr std::array<std::string_view, 1> modern_versions{"2026-07-28"};
/// The newest first.
inline constexpr std::array<std::string_view, 4> legacy_versions{
    "2025-11-25",
    "2025-06-18",
    "2025-03-26",
    "2024-11-05"
};

[[nodiscard]] bool is_modern(std::string_view version) noexcept;
[[nodiscard]] bool is_legacy(std::string_view version) noexcept;
/// All of them, as a list of JSON.
[[nodiscard]] boost::json::array supported_versions();

/// Members of `params._meta`.
namespace meta {
inline constexpr std::string_view version = "io.modelcontextprotocol/protocolVersion";
inline constexpr std::string_view capabilities = "io.modelcontextprotocol/clientCapabilities";
inline constexpr std::string_view log_level = "io.modelcontextprotocol/logLevel";
inline constexpr std::string_view subscription = "io.modelcontextprotocol/subscriptionId";
inline constexpr std::string_view server_info = "io.modelcontextprotocol/serverInfo";
}  // namespace meta

/// Error codes of JSON-RPC and of MCP.
namespace code {
inline constexpr int parse_error = -32700;
inline constexpr int invalid_request = -32600;
inline constexpr int unknown_method = -32601;
inline constexpr int invalid_params = -32602;
inline constexpr int internal = -32603;
inline constexpr int transport = -32000;  ///< refused before the message was looked at
inline constexpr int session_not_found = -32001;
inline constexpr int resource_not_found = -32002;  ///< legacy
inline constexpr int header_mismatch = -32020;
inline constexpr int missing_capability = -32021;
inline constexpr int unsupported_version = -32022;
}  // namespace code

/// A failure of the protocol itself. What goes wrong within a tool is a result instead, for models
/// are to read it.
struct RpcError : std::exception {
    RpcError(int wanted_code, std::string what_happened, int http_status = 200)
        : number(wanted_code), message(std::move(what_happened)), status(http_status) {}

    RpcError&& with(boost::json::value more) && {
        data = std::move(more);
        return std::move(*this);
    }
    [[nodiscard]] const char* what() const noexcept override { return message.c_str(); }

    int number;
    std::string message;
    int status;  ///< of HTTP
    std::optional<boost::json::value> data;
};

/// What a request is answered with: the text of a JSON object.
struct Result {
    std::string text = "{}";
    std::string_view type = "complete";  ///< or `input_required`
    /// For how long the client may keep it; nothing: that is not said.
    std::optional<std::int64_t> ttl_ms = {};
    bool for_everybody = false;  ///< it may keep it for others too
    std::string meta = {};       ///< more members of `_meta`, as JSON text
};

/// Name and version of this server.
[[nodiscard]] const std::string& server_info();

/// The levels of log messages, the least first; nothing for an unknown one.
[[nodiscard]] std::optional<int> severity_of(std::string_view level) noexcept;

/// The whole answer to a request.
[[nodiscard]] std::string response(Era era, std::string_view id, const Result& result);
/// `id` is JSON text; empty: there was none that could be read.
[[nodiscard]] std::string error_response(std::string_view id, const RpcError& error);
/// A message that wants no answer; `params` is the text of a JSON object.
[[nodiscard]] std::string notification(std::string_view method, std::string_view params);

[[nodiscard]] std::string to_text(const boost::json::value& value);

}  // namespace parlance::serve::mcp
