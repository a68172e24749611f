#include "serve/mcp/lines.hpp"

#include "base/ids.hpp"
#include "base/log.hpp"
#include "serve/mcp/headers.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

/// A longer line is no message that anybody meant.
constexpr std::size_t line_bytes_max = 4 * 1024 * 1024;

bool is_modern_message(const Message& message) {
    return message.method == "server/discover" || member(message.meta, meta::version) != nullptr;
}

void check_meta(const Message& message) {
    const std::string_view version = message.meta_text(meta::version);
    if (version.empty() || object_member(message.meta, meta::capabilities) == nullptr)
        throw RpcError(
            code::invalid_params,
            fmt::format("_meta must have {} and {}.", meta::version, meta::capabilities)
        );
    if (!is_modern(version))
        throw RpcError(code::unsupported_version, "This protocol version is not supported.")
            .with(bj::object{{"supported", supported_versions()}, {"requested", version}});
}

/// Without an id that could be read, the answer has none: `null` says so.
std::string refusal(std::string_view id, const RpcError& error) {
    return error_response(id.empty() ? "null" : id, error);
}

}  // namespace

class Lines::Pipe final : public Outlet {
public:
    explicit Pipe(Lines& lines, std::stop_token stop) : lines_(lines), stop_(std::move(stop)) {}

    Task<void> send(std::string message) override {
        if (!stop_.stop_requested()) lines_.write_(message);
        co_return;
    }

private:
    Lines& lines_;
    std::stop_token stop_;
};

Lines::Lines(
    Server& server,
    std::shared_ptr<const Principal> who,
    boost::asio::io_context& context,
    std::function<void(std::string_view)> write
)
    : server_(server), who_(std::move(who)), context_(context), write_(std::move(write)) {}

void Lines::take(std::string line) {
    if (line.find_first_not_of(" \t\r") == line.npos) return;
    ++running_;
    boost::asio::co_spawn(context_, serve(std::move(line)), [this](std::exception_ptr) {
        --running_;
    });
}

void Lines::end() {
    ending_.request_stop();
}

void Lines::stop() {
    end();
    stopping_.request_stop();
}

Task<void> Lines::serve(std::string line) {
    std::string id;
    std::optional<std::string> answer;
    try {
        if (line.size() > line_bytes_max)
            throw RpcError(code::invalid_request, "The message is larger than 4 MiB.");
        const bj::value value = parse_message(line);
        const Message message = read_message(value);
        id = message.id;
        if (message.id.empty() || message.method.empty()) {
            hear(message);
        } else {
            std::stop_source stop;
            const bool listens = message.method == "subscriptions/listen";
            const std::stop_source& sooner = listens ? ending_ : stopping_;
            const std::stop_callback on_end(sooner.get_token(), [&] { stop.request_stop(); });
            answer = co_await answered(message, stop);
            // Whoever cancelled a request does not wait for its answer.
            if (stop.stop_requested() && !listens) answer.reset();
        }
    } catch (const RpcError& error) {
        answer = refusal(id, error);
    } catch (const std::exception& error) {
        log::error("internal_error", {{"what", error.what()}});
        answer = refusal(id, RpcError(code::internal, "Something went wrong on our side."));
    }
    if (answer && !stopping_.stop_requested()) write_(*answer);
}

Task<std::string> Lines::answered(const Message& message, std::stop_source stop) {
    const Calls::Entered entered(server_.calls(), Calls::key_of(*who_, {}, message.id), stop);
    const Era era = is_modern_message(message) ? Era::modern : Era::legacy;
    if (era == Era::modern) check_meta(message);
    Pipe pipe(
        *this, message.method == "subscriptions/listen" ? std::stop_token() : stop.get_token()
    );
    Turn turn{
        .era = era,
        .message = message,
        .who = who_,
        .request_id = fmt::format("stdio-{}", ++requests_),
        .remote_address = "",
        .stop = stop.get_token(),
        .outlet = pipe,
    };
    turn.log_level = era == Era::modern ? log_level_of(message) : log_level_;
    if (era == Era::modern) turn.capabilities = object_member(message.meta, meta::capabilities);
    const Result result = co_await server_.answer(turn);
    if (message.method == "logging/setLevel")
        log_level_ = severity_of(*message.param_text("level"));
    co_return response(era, message.id, result);
}

/// What wants no answer.
void Lines::hear(const Message& message) {
    if (message.method != "notifications/cancelled") return;
    const bj::value* id = member(message.params, "requestId");
    if (id != nullptr) server_.calls().cancel(Calls::key_of(*who_, {}, to_text(*id)));
}

}  // namespace parlance::serve::mcp
