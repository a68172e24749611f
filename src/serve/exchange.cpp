#include "serve/exchange.hpp"

#include "base/log.hpp"
#include "serve/file_reply.hpp"
#include "serve/http_input.hpp"
#include "serve/mcp/http.hpp"
#include "serve/metrics.hpp"
#include "serve/negotiation.hpp"
#include "serve/problem.hpp"
#include "serve/request_id.hpp"
#include "serve/services.hpp"
#include "serve/site.hpp"
#include "serve/upload.hpp"

#include <cmath>
#include <fstream>

namespace parlance::serve {

namespace {

constexpr std::size_t body_bytes_max = 1024 * 1024;
/// Below it, compressing costs more than it saves.
constexpr std::size_t compress_least = 1024;
constexpr std::size_t file_piece_bytes = 64 * 1024;

Error internal_error() {
    return {
        Failure::internal,
        "internal",
        "Something went wrong on our side. The log has the details under the request id."
    };
}

Error not_found() {
    return {Failure::not_found, "not_found", "There is nothing at this address."};
}

/// While it lives, the loop stops the handler when the client goes away.
class Running {
public:
    Running(Connection& connection, std::stop_source& stop) : connection_(connection) {
        connection_.running = &stop;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { connection_.running = nullptr; }

private:
    Connection& connection_;
};

std::string server_timing(const Timings& timings, double total_ms) {
    std::string line = fmt::format("Server-Timing: total;dur={:.3f}", total_ms);
    for (const Timings::Phase& phase : timings.phases())
        fmt::format_to(std::back_inserter(line), ", {};dur={:.3f}", phase.name, phase.ms);
    return line + "\r\n";
}

}  // namespace

Exchange::Exchange(
    Doorway& doorway,
    Connection& connection,
    RequestReader& reader,
    ResponseWriter& writer,
    boost::asio::any_io_executor executor
)
    : doorway_(doorway),
      connection_(connection),
      reader_(reader),
      writer_(writer),
      executor_(std::move(executor)) {
    call_.remote_address = connection.wire->remote_address();
    call_.stop = stop_.get_token();
}

Task<void> Exchange::answer() {
    call_.request_id = request_id_of(header("X-Request-Id"));
    std::optional<Error> failed = co_await attempt();
    if (events_) co_await events_->settle();
    if (failed) co_await reply_problem(std::move(*failed));
    connection_.on_tick = nullptr;
    tell();
}

Task<void> Exchange::refuse(Error error) {
    call_.request_id = request_id_of({});
    writer_.start(false, false, false);
    co_await reply_problem(std::move(error));
    tell();
}

/// An await must not stand in a handler of exceptions, so the failure becomes a value here.
Task<std::optional<Error>> Exchange::attempt() {
    try {
        co_await perform();
        co_return std::nullopt;
    } catch (const Error& error) {
        co_return error;
    } catch (const std::exception& error) {
        log::error("internal_error", {{"request_id", call_.request_id}, {"what", error.what()}});
        co_return internal_error();
    }
}

Task<void> Exchange::perform() {
    const std::string_view target = reader_.target();
    const std::string_view path = target.substr(0, target.find('?'));
    query_ = target.substr(std::min(path.size() + 1, target.size()));
    if (path == mcp::endpoint_path) co_return co_await serve_mcp();
    doorway_.admission.check_host(header("Host"));
    doorway_.admission.check_origin(reader_.method(), header("Origin"), header("Host"));
    auto match = doorway_.router.find(reader_.method(), path);
    if (!match) co_return co_await reply_page(path);
    if (match->operation != nullptr)
        co_return co_await run(*match->operation, std::move(match->values));
    more_headers_ = "Allow: " + match->allow + "\r\n";
    if (reader_.method() != "OPTIONS") {
        throw Error(
            Failure::unsupported, "method_not_allowed", "This address does not take this method."
        );
    }
    const std::string lines = headers();
    const ResponseHead head{.status = 204, .more = lines};
    co_await writer_.whole(head, {});
}

/// The endpoint of MCP has an order of checks and a form of failures of its own.
Task<void> Exchange::serve_mcp() {
    is_mcp_ = true;
    call_.door_name = "mcp";
    if (connection_.last_request) writer_.close_after();
    mcp::HttpTurn turn(
        doorway_.mcp,
        {.doorway = doorway_,
         .connection = connection_,
         .reader = reader_,
         .writer = writer_,
         .executor = executor_,
         .call = call_,
         .stop = stop_,
         .headers = [this] { return headers(); }}
    );
    co_await turn.answer();
}

Task<void> Exchange::run(const Operation& operation, PathValues path) {
    operation_ = &operation;
    if (operation.facts.access != Access::anyone) co_await authenticate(operation);
    check_media_type(operation, header("Content-Type"), reader_.body_ended());
    const bool as_events = wants_events(operation, header("Accept"));
    if (!as_events) check_accept(operation, header("Accept"));
    std::string body;
    if (operation.has_body() || operation.has_raw_body()) body = co_await read_body();
    text_ = operation.has_raw_body() ? std::string_view(body) : query_;
    // A request that needs nothing may have no body at all.
    if (operation.has_body() && body.empty()) body = "{}";
    const HttpInput input(operation, path, query_, body);
    connection_.wire->set_deadline(Wire::Time::max());
    const Running running(connection_, stop_);
    // What is wrong in the input is thrown here, before a stream of events could begin.
    Task<Outcome> work = operation.run(doorway_.with, call_, input);
    if (as_events) co_await begin_events();
    Outcome outcome = co_await std::move(work);
    co_await reply(operation, std::move(outcome));
}

Task<void> Exchange::authenticate(const Operation& operation) {
    const Timings::Measure measure = call_.timings.measure("auth");
    if (!doorway_.with.authenticate) throw std::logic_error("nothing authenticates");
    call_.principal = co_await doorway_.with.authenticate(call_, auth::Audience::api);
    if (!call_.principal) throw std::logic_error("authentication gave nobody");
    check_permission(*call_.principal, operation.facts.access);
}

Task<std::string> Exchange::read_body() {
    const Error too_large(
        Failure::too_large, "body_too_large", "The request is larger than 1 MiB."
    );
    if (reader_.content_length().value_or(0) > body_bytes_max) throw too_large;
    std::string body;
    for (;;) {
        const std::string_view piece = co_await reader_.some_body();
        if (piece.empty()) break;
        if (body.size() + piece.size() > body_bytes_max) throw too_large;
        body += piece;
    }
    co_return body;
}

Task<void> Exchange::begin_events() {
    events_.emplace(writer_, executor_, doorway_.with.patience.silence);
    connection_.on_tick = [this] { events_->tick(); };
    co_await events_->begin(headers());
}

Task<void> Exchange::event(std::string_view name, std::string json) {
    if (events_) co_await events_->send(name, json);
}

RowSink& Exchange::rows(RowHead head) {
    const bool is_file = head.format == RowFormat::xlsx || head.format == RowFormat::parquet;
    if (is_file || head.whole) {
        rows_ = std::make_unique<FileReply>(
            writer_,
            *doorway_.with.blocking,
            exports_folder(doorway_.with.config),
            std::move(head),
            headers()
        );
    } else {
        rows_ = std::make_unique<RowReply>(
            writer_, std::move(head), best_coding(header("Accept-Encoding")), headers()
        );
    }
    return *rows_;
}

Upload& Exchange::upload() {
    constexpr std::uint64_t mib = 1024 * 1024;
    if (!upload_) {
        const auto limit = static_cast<std::uint64_t>(doorway_.with.config.upload_mib_max);
        upload_ = upload_of(reader_, limit * mib);
    }
    return *upload_;
}

void Exchange::set_cookie(Cookie cookie) {
    more_headers_ += cookie_line(cookie, doorway_.secure);
}

Task<void> Exchange::reply(const Operation& operation, Outcome outcome) {
    decide_on_connection();
    if (const auto* value = std::get_if<json::Raw>(&outcome)) {
        co_await reply_value(operation, value->text);
    } else if (const auto* rows = std::get_if<Rows>(&outcome)) {
        if (!rows_) throw std::logic_error("a handler returned rows and streamed none");
        co_await rows_->end(rows->summary);
    } else if (const auto* file = std::get_if<File>(&outcome)) {
        co_await reply_file(*file);
    } else if (events_) {
        co_await events_->end();
    } else {
        const std::string lines = headers();
        const ResponseHead head{.status = 204, .more = lines};
        co_await writer_.whole(head, {});
    }
}

Task<void> Exchange::reply_value(const Operation& operation, const std::string& text) {
    if (events_) {
        co_await events_->send(operation.facts.last_event, text);
        co_return co_await events_->end();
    }
    // Tokens beside text that others may choose must not be compressed together (BREACH).
    const bool packs = text.size() >= compress_least && operation.facts.access != Access::anyone;
    const Coding coding = packs ? best_coding(header("Accept-Encoding")) : Coding::identity;
    const std::string lines = headers();
    const ResponseHead head{
        .status = operation.facts.status,
        .content_type = "application/json",
        .more = lines,
        .coding = coding,
    };
    if (coding == Coding::identity) co_return co_await writer_.whole(head, text);
    const std::string packed = compressed(text, coding, Effort::quick);
    co_await writer_.whole(head, packed);
}

Task<void> Exchange::reply_file(const File& file) {
    std::string lines = headers();
    if (!file.save_as.empty())
        lines += fmt::format("Content-Disposition: attachment; filename=\"{}\"\r\n", file.save_as);
    if (!file.location.empty()) lines += fmt::format("Location: {}\r\n", file.location);
    ResponseHead head{.status = file.status, .content_type = file.content_type, .more = lines};
    if (file.content_type.starts_with("text/html")) head.headers = page_headers;
    if (file.path.empty()) co_return co_await writer_.whole(head, file.content);
    std::ifstream input(file.path, std::ios::binary);
    if (!input) throw not_found();
    std::error_code failed;
    if (file.temporary) std::filesystem::remove(file.path, failed);
    co_await writer_.begin(head);
    std::string piece(file_piece_bytes, '\0');
    while (input.read(piece.data(), file_piece_bytes) || input.gcount() > 0)
        co_await writer_.piece({piece.data(), static_cast<std::size_t>(input.gcount())});
    co_await writer_.end();
}

Task<void> Exchange::reply_page(std::string_view path) {
    decide_on_connection();
    const bool reads = reader_.method() == "GET" || reader_.method() == "HEAD";
    const Site* site = doorway_.with.site.get();
    if (site == nullptr || !reads || path.starts_with("/api/")) throw not_found();
    const Coding coding = best_coding(header("Accept-Encoding"));
    const Site::Answer page = site->answer(path, coding, header("If-None-Match"));
    const std::string lines = headers() + page.headers;
    const ResponseHead head{
        .status = page.status,
        .content_type = page.content_type,
        .headers = page_headers,
        .more = lines,
        .coding = page.coding,
    };
    co_await writer_.whole(head, *page.body);
}

Task<void> Exchange::reply_problem(Error error) {
    error_code_ = error.code();
    decide_on_connection();
    if (error.code() == "client_gone") co_return writer_.close_after();
    const Problem problem = problem_of(error, call_.request_id);
    const std::string text = json::to_text(problem);
    if (writer_.begun() && events_) {
        co_await events_->send("error", text);
        co_return co_await events_->end();
    }
    // Half an answer has left: only the end of the connection can tell that the rest will not come.
    if (writer_.begun()) co_return connection_.wire->close();
    if (problem.status == 401) more_headers_ += "WWW-Authenticate: Bearer\r\n";
    if (problem.retry_after)
        more_headers_ += fmt::format("Retry-After: {}\r\n", *problem.retry_after);
    const std::string lines = headers();
    const ResponseHead head{
        .status = problem.status, .content_type = "application/problem+json", .more = lines
    };
    co_await writer_.whole(head, text);
}

/// After an unread body, and while the server drains, no other request can follow.
void Exchange::decide_on_connection() {
    if (!reader_.body_ended() || connection_.last_request) writer_.close_after();
}

std::string Exchange::headers() const {
    std::string lines = "X-Request-Id: " + call_.request_id + "\r\n";
    const std::chrono::duration<double, std::milli> so_far =
        std::chrono::steady_clock::now() - begun_;
    lines += server_timing(call_.timings, so_far.count());
    lines += more_headers_;
    return lines;
}

/// One line of the log and one observation per request; never the query, which may hold secrets.
void Exchange::tell() const {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun_;
    const int status = error_code_ == "client_gone" ? 499 : writer_.status();
    const std::string_view what = operation_ != nullptr ? operation_->facts.id
                                  : is_mcp_             ? "mcp"
                                                        : "page";
    if (doorway_.with.metrics) doorway_.with.metrics->observe(what, status, took.count());
    const bool routine = operation_ == nullptr ? !is_mcp_ : operation_->facts.tag == "system";
    const log::Level level = routine && status < 400 ? log::Level::debug : log::Level::info;
    if (!log::writes(level)) return;
    const Principal nobody;
    const Principal& who = call_.principal ? *call_.principal : nobody;
    log::write(
        level,
        "request",
        {{"request_id", call_.request_id},
         {"operation", what},
         {"status", status},
         {"ms", std::round(took.count() * 1e6) / 1e3},
         {"bytes", writer_.bytes()},
         {"remote", call_.remote_address},
         {"tenant_id", who.tenant_id},
         {"user_id", who.user_id},
         {"api_key_id", who.api_key_id},
         {"code", error_code_}}
    );
}

}  // namespace parlance::serve
