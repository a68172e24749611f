#include "serve/response_writer.hpp"

#include "serve/problem.hpp"

#include <fmt/chrono.h>

#include <ctime>

namespace parlance::serve {

namespace {

using namespace std::chrono_literals;

/// A client that takes nothing for so long is gone.
constexpr auto write_time = 60s;

/// The value of `Date`, made once a second.
std::string_view date_now() {
    thread_local std::time_t second = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != second) {
        second = now;
        text = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(now));
    }
    return text;
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

}  // namespace

void ResponseWriter::start(bool keep_alive, bool head_only, bool old_client) {
    status_ = 0;
    bytes_ = 0;
    keep_alive_ = keep_alive;
    head_only_ = head_only;
    old_client_ = old_client;
}

void ResponseWriter::write_head(const ResponseHead& head, std::optional<std::size_t> length) {
    status_ = head.status;
    head_ = "HTTP/1.1 ";
    head_ += std::to_string(head.status);
    head_ += ' ';
    head_ += phrase_of(head.status);
    head_ += "\r\n";
    add_line(head_, "Date", date_now());
    if (!head.content_type.empty()) add_line(head_, "Content-Type", head.content_type);
    if (head.coding != Coding::identity) add_line(head_, "Content-Encoding", name_of(head.coding));
    if (is_compressible(head.content_type)) add_line(head_, "Vary", "Accept-Encoding");
    head_ += head.headers;
    head_ += always_;
    head_ += head.more;
    const bool bodiless = head.status == 204 || head.status == 304;
    if (length && !bodiless) add_line(head_, "Content-Length", std::to_string(*length));
    if (!length && !old_client_) add_line(head_, "Transfer-Encoding", "chunked");
    if (!length && old_client_) keep_alive_ = false;
    add_line(head_, "Connection", keep_alive_ ? "keep-alive" : "close");
    head_ += "\r\n";
}

Task<void> ResponseWriter::whole(ResponseHead head, std::string_view body) {
    write_head(head, body.size());
    if (head_only_ || head.status == 204 || head.status == 304) body = {};
    bytes_ = body.size();
    co_await write(head_, body);
}

Task<void> ResponseWriter::begin(ResponseHead head) {
    write_head(head, std::nullopt);
    co_await write(head_);
}

Task<void> ResponseWriter::piece(std::string_view bytes) {
    if (head_only_ || bytes.empty()) co_return;
    bytes_ += bytes.size();
    if (old_client_) co_return co_await write(bytes);
    const std::string size = fmt::format("{:x}\r\n", bytes.size());
    co_await write(size, bytes, "\r\n");
}

Task<void> ResponseWriter::end() {
    if (head_only_ || old_client_) co_return;
    co_await write("0\r\n\r\n");
}

Task<void>
ResponseWriter::write(std::string_view first, std::string_view second, std::string_view third) {
    wire_.expire_after(write_time);
    co_await wire_.write(first, second, third);
    // What comes next may take the handler as long as it needs.
    wire_.set_deadline(Wire::Time::max());
}

}  // namespace parlance::serve
