#include "serve/mcp/http.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "serve/exchange.hpp"
#include "serve/mcp/headers.hpp"
#include "serve/oauth/place.hpp"
#include "serve/problem.hpp"

namespace parlance::serve::mcp {

namespace {

constexpr std::size_t body_bytes_max = 1024 * 1024;

/// While it lives, the loop stops the request when the client goes away.
class Watched {
public:
    Watched(Connection& connection, std::stop_source& stop) : connection_(connection) {
        connection_.running = &stop;
        connection_.wire->set_deadline(Wire::Time::max());
    }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched() {
        connection_.running = nullptr;
        connection_.on_tick = nullptr;
    }

private:
    Connection& connection_;
};

RpcError internal_error() {
    return {code::internal, "Something went wrong on our side; it was noted in the log.", 500};
}

RpcError refused(const Error& error) {
    return {code::transport, error.code() + ": " + error.message(), status_of(error)};
}

RpcError unsupported(std::string_view version) {
    boost::json::object about{{"supported", supported_versions()}, {"requested", version}};
    return RpcError(code::unsupported_version, "This protocol version is not supported.", 400)
        .with(std::move(about));
}

}  // namespace

Task<void> HttpTurn::answer() {
    const std::optional<RpcError> failed = co_await attempt();
    if (events_) co_await events_->settle();
    if (failed) co_await reply_error(*failed);
    peer_.connection.on_tick = nullptr;
}

/// An await must not stand in a handler of exceptions, so the failure becomes a value here.
Task<std::optional<RpcError>> HttpTurn::attempt() {
    try {
        co_await perform();
        co_return std::nullopt;
    } catch (const RpcError& error) {
        co_return error;
    } catch (const Error& error) {
        if (error.code() == "client_gone") throw;
        co_return refused(error);
    } catch (const std::exception& error) {
        log::error(
            "internal_error", {{"request_id", peer_.call.request_id}, {"what", error.what()}}
        );
        co_return internal_error();
    }
}

Task<void> HttpTurn::perform() {
    check_names();
    co_await authenticate();
    if (!is_post()) {
        if (header("Mcp-Session-Id").empty() || !server_.extension())
            co_return co_await reply_empty(405, "Allow: POST\r\n");
        find_session(Message{});
        co_return co_await (peer_.reader.method() == "GET" ? listen_to_session() : end_session());
    }
    check_media();
    const std::string body = co_await read_body();
    const boost::json::value value = parse_message(body);
    const Message message = read_message(value);
    id_ = message.id;
    if (era_of(message) == Era::modern) {
        co_await answer_modern(message);
    } else {
        co_await answer_legacy(message);
    }
}

/// Pages of other sites must not reach a server on the person's machine.
void HttpTurn::check_names() const {
    try {
        peer_.doorway.admission.check_host(header("Host"));
        peer_.doorway.admission.check_origin("POST", header("Origin"), header("Host"));
    } catch (const Error& error) {
        throw RpcError(code::transport, error.code() + ": " + error.message(), 403);
    }
}

Task<void> HttpTurn::authenticate() {
    const Timings::Measure measure = peer_.call.timings.measure("auth");
    const Config& config = server_.services().config;
    const auto challenge = [&](std::string_view error) {
        more_headers_ +=
            "WWW-Authenticate: " + oauth::bearer_challenge(config, peer_.call, error) + "\r\n";
    };
    try {
        peer_.call.principal =
            co_await server_.services().authenticate(peer_.call, auth::Audience::mcp);
    } catch (const Error& error) {
        const bool forbidden = error.why() == Failure::forbidden;
        if (!forbidden && error.why() != Failure::unauthenticated) throw;
        const bool sent = !header("Authorization").empty();
        challenge(forbidden ? "insufficient_scope" : sent ? "invalid_token" : "");
        throw RpcError(code::transport, error.message(), forbidden ? 403 : 401);
    }
    if (peer_.call.principal->may(Permission::read)) co_return;
    challenge("insufficient_scope");
    throw RpcError(code::transport, "This token does not let you read.", 403);
}

bool HttpTurn::is_post() {
    const std::string_view method = peer_.reader.method();
    if (method == "POST" || method == "GET" || method == "DELETE") return method == "POST";
    more_headers_ += "Allow: POST\r\n";
    throw RpcError(code::transport, "This address takes POST.", 405);
}

void HttpTurn::check_media() const {
    if (!is_json(header("Content-Type")))
        throw RpcError(code::transport, "Content-Type must be application/json.", 415);
    if (!accepts_both(header("Accept")))
        throw RpcError(
            code::transport, "Accept must list application/json and text/event-stream.", 406
        );
}

Task<std::string> HttpTurn::read_body() {
    const RpcError too_large(code::transport, "The message is larger than 1 MiB.", 413);
    if (peer_.reader.content_length().value_or(0) > body_bytes_max) throw too_large;
    std::string body;
    for (;;) {
        const std::string_view piece = co_await peer_.reader.some_body();
        if (piece.empty()) break;
        if (body.size() + piece.size() > body_bytes_max) throw too_large;
        body += piece;
    }
    co_return body;
}

/// A request that looks modern in any respect is judged as one.
Era HttpTurn::era_of(const Message& message) const {
    const std::string_view version = header("MCP-Protocol-Version");
    const bool claims = member(message.meta, meta::version) != nullptr;
    const bool unknown = !version.empty() && !is_legacy(version) &&
                         header("Mcp-Session-Id").empty() && message.method != "initialize";
    const bool modern =
        claims || message.method == "server/discover" || is_modern(version) || unknown;
    return modern ? Era::modern : Era::legacy;
}

Task<void> HttpTurn::answer_modern(const Message& message) {
    if (message.id.empty() || message.method.empty()) co_return co_await reply_empty(202);
    check_headers(message, [this](std::string_view name) { return header(name); });
    const boost::json::value* version = member(message.meta, meta::version);
    if (version == nullptr || !version->is_string() ||
        object_member(message.meta, meta::capabilities) == nullptr)
        throw RpcError(
            code::invalid_params,
            fmt::format("_meta must have {} and {}.", meta::version, meta::capabilities),
            400
        );
    if (!is_modern(version->get_string())) throw unsupported(version->get_string());
    co_await run(message, Era::modern);
}

Task<void> HttpTurn::answer_legacy(const Message& message) {
    if (server_.extension()) find_session(message);
    const std::string_view version = header("MCP-Protocol-Version");
    if (!version.empty() && !is_legacy(version))
        throw RpcError(code::transport, "This MCP-Protocol-Version is not supported.", 400)
            .with(boost::json::object{{"supported", supported_versions()}});
    if (message.method == "notifications/cancelled") cancel(message);
    if (message.method.empty() && session_) session_->answered(message);
    if (message.id.empty() || message.method.empty()) co_return co_await reply_empty(202);
    co_await run(message, Era::legacy);
}

/// With sessions, a request names one of its own, or begins one.
void HttpTurn::find_session(const Message& message) {
    if (message.method == "initialize") {
        session_ = server_.extension()->begin(*peer_.call.principal, message);
        if (session_) more_headers_ += "Mcp-Session-Id: " + session_->id() + "\r\n";
        return;
    }
    const std::string_view id = header("Mcp-Session-Id");
    if (id.empty())
        throw RpcError(code::transport, "Mcp-Session-Id is missing.", 400)
            .with(boost::json::object{{"supported", supported_versions()}});
    session_ = server_.extension()->find(*peer_.call.principal, id);
    if (!session_) throw RpcError(code::session_not_found, "There is no such session.", 404);
}

Task<void> HttpTurn::listen_to_session() {
    const Watched watched(peer_.connection, peer_.stop);
    co_await begin_stream();
    co_await session_->stream(*this, peer_.stop.get_token());
    co_await events_->end();
}

Task<void> HttpTurn::end_session() {
    server_.extension()->end(session_->id());
    co_await reply_empty(200);
}

void HttpTurn::cancel(const Message& message) {
    const boost::json::value* id = member(message.params, "requestId");
    if (id == nullptr) return;
    const std::string session = session_ ? session_->id() : std::string();
    server_.calls().cancel(Calls::key_of(*peer_.call.principal, session, to_text(*id)));
}

Task<void> HttpTurn::run(const Message& message, Era era) {
    const Watched watched(peer_.connection, peer_.stop);
    const std::string session = session_ ? session_->id() : std::string();
    const Calls::Entered entered(
        server_.calls(), Calls::key_of(*peer_.call.principal, session, message.id), peer_.stop
    );
    Turn turn{
        .era = era,
        .message = message,
        .who = peer_.call.principal,
        .request_id = peer_.call.request_id,
        .remote_address = peer_.call.remote_address,
        .stop = peer_.stop.get_token(),
        .outlet = *this,
        .pushes = session_ != nullptr,
        .session = session_,
    };
    if (session_) turn.log_level = session_->log_level();
    if (era == Era::modern) {
        turn.log_level = log_level_of(message);
        turn.capabilities = object_member(message.meta, meta::capabilities);
    }
    const Result result = co_await server_.answer(turn);
    co_await reply(response(era, message.id, result));
}

Task<void> HttpTurn::begin_stream() {
    events_.emplace(peer_.writer, peer_.executor, peer_.doorway.with.patience.silence);
    events_->without_ids();
    peer_.connection.on_tick = [this] { events_->tick(); };
    co_await events_->begin(header_lines());
}

Task<void> HttpTurn::send(std::string message) {
    if (!events_) co_await begin_stream();
    co_await events_->send("message", message);
}

Task<void> HttpTurn::reply(std::string text) {
    if (events_) {
        co_await events_->send("message", text);
        co_return co_await events_->end();
    }
    const std::string lines = header_lines();
    const ResponseHead head{.content_type = "application/json", .more = lines};
    co_await peer_.writer.whole(head, text);
}

Task<void> HttpTurn::reply_empty(int status, std::string more) {
    const std::string lines = header_lines() + more;
    const ResponseHead head{.status = status, .more = lines};
    co_await peer_.writer.whole(head, {});
}

Task<void> HttpTurn::reply_error(const RpcError& error) {
    const std::string text = error_response(id_, error);
    if (events_) {
        co_await events_->send("message", text);
        co_return co_await events_->end();
    }
    if (!peer_.reader.body_ended()) peer_.writer.close_after();
    const std::string lines = header_lines();
    const ResponseHead head{
        .status = error.status, .content_type = "application/json", .more = lines
    };
    co_await peer_.writer.whole(head, text);
}

std::string HttpTurn::header_lines() const {
    return peer_.headers() + more_headers_;
}

}  // namespace parlance::serve::mcp
