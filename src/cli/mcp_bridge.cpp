#include "cli/mcp_bridge.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/url/parse.hpp>

#include <chrono>

namespace parlance::cli {

namespace {

namespace bj = boost::json;
namespace mcp = serve::mcp;
using namespace std::chrono_literals;

constexpr std::size_t traffic_bytes_max = std::size_t{1} << 40;

std::string endpoint_of(const std::string& given) {
    const auto url = boost::urls::parse_uri(given);
    const bool web = url && (url->scheme() == "https" || url->scheme() == "http");
    if (!web || url->encoded_host().empty())
        throw Error(
            Failure::invalid,
            "mcp_url_invalid",
            "The URL must look like https://parlance.example.org."
        );
    std::string address = given;
    while (address.ends_with('/'))
        address.pop_back();
    return address.ends_with("/mcp") ? address : address + "/mcp";
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char each) { return each > ' ' && each < 0x7F; });
}

/// RFC 4648 §4.
std::string base64(std::string_view text) {
    std::string made = public_to_base64url(text);
    std::ranges::replace(made, '-', '+');
    std::ranges::replace(made, '_', '/');
    while (made.size() % 4 != 0)
        made += '=';
    return made;
}

/// What `Mcp-Name` repeats: the tool, the prompt or the resource.
std::string name_of(const mcp::Message& message) {
    const bool reads = message.method == "resources/read";
    const bool names = message.method == "tools/call" || message.method == "prompts/get";
    if (!reads && !names) return {};
    const bj::string* name = message.param_text(reads ? "uri" : "name");
    if (name == nullptr) return {};
    if (is_plain(*name) && !std::string_view(*name).starts_with("=?")) return std::string(*name);
    return "=?base64?" + base64(*name) + "?=";
}

/// The lines of data in a stream of events, or the one object, as they come.
class Pieces {
public:
    explicit Pieces(std::function<void(std::string)> take) : take_(std::move(take)) {}

    void add(std::string_view piece) {
        held_ += piece;
        if (held_.starts_with('{')) return;
        std::size_t end = 0;
        while ((end = held_.find('\n')) != held_.npos) {
            take_line(std::string_view(held_).substr(0, end));
            held_.erase(0, end + 1);
        }
    }
    void end() {
        if (held_.starts_with('{')) take_(std::move(held_));
        held_.clear();
    }

private:
    void take_line(std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.starts_with("data:")) return;
        line.remove_prefix(line.starts_with("data: ") ? 6 : 5);
        if (!line.empty()) take_(std::string(line));
    }

    std::function<void(std::string)> take_;
    std::string held_;
};

bj::value json_or_null(std::string_view text) {
    constexpr std::size_t depth = 64;  // rows may hold documents
    try {
        return json::parse(text, {}, depth);
    } catch (const Error&) {
        return nullptr;
    }
}

}  // namespace

/// A message on its way to the server.
struct McpBridge::Way {
    std::string id;  ///< of a request
    bool begins;     ///< the handshake of the legacy era
    bool answered = false;
};

McpBridge::McpBridge(
    const std::string& url,
    const std::string& api_key,
    boost::asio::io_context& context,
    Write write
)
    : url_(endpoint_of(url)),
      key_(std::string_view(api_key)),
      context_(context),
      write_(std::move(write)),
      transport_({.reply_bytes_max = traffic_bytes_max}) {
    if (api_key.empty() || !is_plain(api_key))
        throw Error(
            Failure::invalid,
            "api_key_missing",
            "Give the API key of the server: set PARLANCE_API_KEY."
        );
}

void McpBridge::take(std::string line) {
    if (line.find_first_not_of(" \t\r") == line.npos) return;
    ++carried_;
    boost::asio::co_spawn(context_, carry(std::move(line)), [this](std::exception_ptr) {
        --carried_;
    });
}

void McpBridge::end() {
    for (auto& [id, stop] : listening_)
        stop.request_stop();
}

void McpBridge::stop() {
    for (auto* all : {&running_, &listening_}) {
        for (auto& [id, stop] : *all)
            stop.request_stop();
    }
}

Task<void> McpBridge::carry(std::string line) {
    std::string id;
    std::optional<std::string> refused;
    try {
        const bj::value value = mcp::parse_message(line);
        const mcp::Message message = mcp::read_message(value);
        id = message.id;
        hear(message);
        co_await send(std::move(line), message);
    } catch (const mcp::RpcError& error) {
        refused = mcp::error_response(id.empty() ? "null" : id, error);
    } catch (const std::exception&) {
        refused = mcp::error_response(
            id.empty() ? "null" : id,
            mcp::RpcError(mcp::code::internal, "The message could not be carried.")
        );
    }
    if (refused) write_(*refused);
}

/// A request that nobody waits for any more is not read any further.
void McpBridge::hear(const mcp::Message& message) {
    if (message.method != "notifications/cancelled") return;
    const bj::value* about = mcp::member(message.params, "requestId");
    if (about == nullptr) return;
    for (auto* all : {&running_, &listening_}) {
        const auto found = all->find(mcp::to_text(*about));
        if (found != all->end()) found->second.request_stop();
    }
}

net::Outgoing McpBridge::request_of(std::string line, const mcp::Message& message) const {
    net::Outgoing outgoing{.inside = true, .time_max = 10min};
    if (message.method == "subscriptions/listen") outgoing.time_max = 24h * 365;
    outgoing.request.url = url_;
    outgoing.request.body = std::move(line);
    const auto add = [&](std::string name, std::string value) {
        if (!value.empty())
            outgoing.request.headers.push_back({std::move(name), Secret(std::move(value))});
    };
    const std::string modern(message.meta_text(mcp::meta::version));
    add("Accept", "application/json, text/event-stream");
    add("Authorization", "Bearer " + std::string(key_.reveal()));
    add("MCP-Protocol-Version", modern.empty() ? version_ : modern);
    if (!modern.empty() && !message.method.empty()) add("Mcp-Method", std::string(message.method));
    if (!modern.empty()) add("Mcp-Name", name_of(message));
    return outgoing;
}

Task<void> McpBridge::send(std::string line, const mcp::Message& message) {
    const auto way = std::make_shared<Way>(message.id, message.method == "initialize");
    net::Outgoing outgoing = request_of(std::move(line), message);
    const auto pieces = std::make_shared<Pieces>([this, way](std::string text) {
        boost::asio::post(context_, [this, way, text = std::move(text)] { give(text, *way); });
    });
    outgoing.on_piece = [pieces](std::string_view piece) { pieces->add(piece); };
    std::stop_source stop;
    auto& entered = message.method == "subscriptions/listen" ? listening_ : running_;
    if (!way->id.empty()) entered[way->id] = stop;
    const auto reply = co_await transport_.send(std::move(outgoing), stop.get_token());
    pieces->end();
    entered.erase(way->id);
    // What came is handed on first.
    co_await boost::asio::post(context_, boost::asio::use_awaitable);
    if (way->answered || way->id.empty() || stop.stop_requested()) co_return;
    throw mcp::RpcError(
        mcp::code::transport,
        reply ? fmt::format("What answered (status {}) is no MCP server.", reply->status)
              : "The server cannot be reached."
    );
}

/// Only messages of the protocol are handed on.
void McpBridge::give(const std::string& text, Way& way) {
    const bj::value reply = json_or_null(text);
    const bj::object* object = reply.if_object();
    if (mcp::member(object, "jsonrpc") == nullptr) return;
    const bj::object* result = mcp::object_member(object, "result");
    const bool refused = mcp::member(object, "error") != nullptr;
    way.answered = way.answered || refused || result != nullptr;
    const bj::value* version = mcp::member(way.begins ? result : nullptr, "protocolVersion");
    if (version != nullptr && version->is_string()) version_ = version->get_string();
    // A refusal that came before the message was read has no id; the client needs one.
    const bool nameless = refused && mcp::member(object, "id") == nullptr && !way.id.empty();
    if (!nameless) return write_(text);
    bj::object whole = *object;
    whole["id"] = mcp::parse_message(way.id);
    write_(mcp::to_text(whole));
}

}  // namespace parlance::cli
