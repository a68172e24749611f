#include "serve/request_reader.hpp"

#include "base/error.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <vector>

namespace parlance::serve {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::uint64_t body_rate_min = 1024;  // bytes per second, after the grace
constexpr std::size_t piece_bytes = 16 * 1024;

[[noreturn]] void malformed(std::string_view why) {
    throw Error(Failure::invalid, "malformed_request", fmt::format("This is not HTTP: {}.", why));
}

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

boost::beast::string_view beast_view(std::string_view text) {
    return {text.data(), text.size()};
}

std::size_t count(const http::fields& fields, http::field name) {
    const auto [first, last] = fields.equal_range(name);
    return static_cast<std::size_t>(std::distance(first, last));
}

/// Two readers must never disagree about where the body ends.
void check_framing(const http::request<http::buffer_body>& request) {
    const std::size_t lengths = count(request, http::field::content_length);
    const std::size_t codings = count(request, http::field::transfer_encoding);
    if (lengths > 1) malformed("Content-Length stands twice");
    if (lengths + codings > 1) malformed("Content-Length and Transfer-Encoding exclude each other");
    const std::string_view length = view(request[http::field::content_length]);
    if (length.find_first_not_of("0123456789") != length.npos)
        malformed("Content-Length is no number");
    if (codings == 0) return;
    if (request.version() < 11) malformed("HTTP/1.0 has no Transfer-Encoding");
    if (!boost::beast::iequals(request[http::field::transfer_encoding], "chunked"))
        malformed("the only Transfer-Encoding is chunked");
}

void check_host(const http::request<http::buffer_body>& request) {
    const std::size_t hosts = count(request, http::field::host);
    if (hosts > 1 || (hosts == 0 && request.version() >= 11))
        malformed("a request names its Host once");
    // A folded header line would hide here.
    if (hosts == 1 &&
        view(request[http::field::host]).find_first_of(" \t,/@") != std::string_view::npos)
        malformed("the Host has a character that no name has");
}

/// A proxy may have looked at another one than we would.
void check_credentials(const http::request<http::buffer_body>& request) {
    if (count(request, http::field::authorization) > 1)
        malformed("a request names its credentials once");
}

}  // namespace

struct RequestReader::Impl {
    Impl(Wire& its_wire, Patience its_patience) : wire(its_wire), patience(its_patience) {}

    Wire& wire;
    Patience patience;
    std::vector<char> buffer = std::vector<char>(header_bytes_max + 4096);
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<http::request_parser<http::buffer_body>> parser;
    std::vector<char> piece;
    Wire::Time body_begun;
    std::uint64_t body_bytes = 0;
    bool body_read = false;

    [[nodiscard]] const http::request<http::buffer_body>& request() const { return parser->get(); }

    Task<bool> fill() {
        if (begin == end) begin = end = 0;
        if (end == buffer.size()) {
            std::copy(
                buffer.begin() + static_cast<std::ptrdiff_t>(begin), buffer.end(), buffer.begin()
            );
            end -= begin;
            begin = 0;
        }
        const std::size_t got = co_await wire.read_some({buffer.data() + end, buffer.size() - end});
        end += got;
        co_return got > 0;
    }

    /// Gives the parser what there is; true when it wants more bytes from the client.
    bool parse() {
        error_code failed;
        begin += parser->put(boost::asio::buffer(buffer.data() + begin, end - begin), failed);
        if (failed == http::error::need_more) return true;
        if (failed == http::error::header_limit) {
            throw Error(
                Failure::too_large, "headers_too_large", "The headers are larger than 16 KiB."
            );
        }
        if (failed && failed != http::error::need_buffer) malformed(failed.message());
        return begin == end;
    }

    void check_head() {
        check_framing(request());
        check_host(request());
        check_credentials(request());
        piece.resize(parser->is_done() ? 0 : piece_bytes);
        body_begun = {};
        body_bytes = 0;
        body_read = false;
    }

    Task<void> begin_body() {
        body_read = true;
        body_begun = std::chrono::steady_clock::now();
        const bool waits = boost::beast::iequals(request()[http::field::expect], "100-continue");
        if (waits && begin == end) co_await wire.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
};

RequestReader::RequestReader(Wire& wire, Patience patience)
    : impl_(std::make_unique<Impl>(wire, patience)) {}

RequestReader::~RequestReader() = default;

Task<bool> RequestReader::next() {
    Impl& at = *impl_;
    at.parser.emplace();
    at.parser->header_limit(header_bytes_max);
    at.parser->body_limit(boost::none);
    at.wire.expire_after(at.begin == at.end ? at.patience.idle : at.patience.head);
    if (at.begin == at.end) {
        const bool more = co_await at.fill();
        if (!more) co_return false;
        at.wire.expire_after(at.patience.head);
    }
    while (!at.parser->is_header_done()) {
        const bool wants_more = at.begin == at.end || at.parse();
        if (!wants_more || at.parser->is_header_done()) continue;
        const bool more = co_await at.fill();
        if (!more) throw Error(Failure::cancelled, "client_gone", "The client went away.");
    }
    at.check_head();
    co_return true;
}

std::string_view RequestReader::method() const {
    return view(impl_->request().method_string());
}

std::string_view RequestReader::target() const {
    std::string_view target = view(impl_->request().target());
    if (!target.starts_with("http://") && !target.starts_with("https://")) return target;
    target.remove_prefix(target.find("//") + 2);
    const std::size_t path = target.find('/');
    return path == target.npos ? "/" : target.substr(path);
}

std::string_view RequestReader::header(std::string_view name) const {
    const auto found = impl_->request().find(beast_view(name));
    return found == impl_->request().end() ? std::string_view() : view(found->value());
}

unsigned RequestReader::version() const {
    return impl_->request().version();
}

bool RequestReader::keep_alive() const {
    return impl_->request().keep_alive();
}

std::optional<std::uint64_t> RequestReader::content_length() const {
    const auto length = impl_->parser->content_length();
    if (!length) return std::nullopt;
    return *length;
}

Task<std::string_view> RequestReader::some_body() {
    Impl& at = *impl_;
    if (at.parser->is_done()) co_return std::string_view();
    if (!at.body_read) co_await at.begin_body();
    auto& body = at.parser->get().body();
    body.data = at.piece.data();
    body.size = at.piece.size();
    body.more = true;
    while (!at.parser->is_done() && body.size == at.piece.size()) {
        const bool wants_more = at.begin == at.end || at.parse();
        if (!wants_more || at.parser->is_done() || body.size < at.piece.size()) continue;
        at.wire.set_deadline(
            at.body_begun + at.patience.body + std::chrono::seconds(at.body_bytes / body_rate_min)
        );
        const bool more = co_await at.fill();
        if (!more) throw Error(Failure::cancelled, "client_gone", "The client went away.");
    }
    // Whoever takes the piece may need long for it.
    at.wire.set_deadline(Wire::Time::max());
    const std::size_t got = at.piece.size() - body.size;
    at.body_bytes += got;
    co_return std::string_view(at.piece.data(), got);
}

bool RequestReader::body_ended() const {
    return !impl_->parser || impl_->parser->is_done();
}

}  // namespace parlance::serve
