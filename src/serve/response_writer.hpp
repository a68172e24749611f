#pragma once

#include "base/task.hpp"
#include "serve/compress.hpp"
#include "serve/wire.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve {

/// Headers of every answer of the API: nothing of it is kept, shown as a page or read by others.
inline constexpr std::string_view api_headers =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

/// Headers of every page and file of the web app. The policy is constant because the build moves
/// inline scripts into files; styles stay inline because the editor and the charts need them.
inline constexpr std::string_view page_headers =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src "
    "'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

struct ResponseHead {
    int status = 200;
    std::string_view content_type;           ///< empty: there is no body
    std::string_view headers = api_headers;  ///< a block of whole lines
    std::string_view more;                   ///< more whole lines
    Coding coding = Coding::identity;
};

/// Writes the answers of one connection.
class ResponseWriter {
public:
    explicit ResponseWriter(Wire& wire) : wire_(wire) {}

    /// Forgets the last answer. `head_only` is for HEAD; an old client gets its body up to the end
    /// of the connection instead of in chunks.
    void start(bool keep_alive, bool head_only, bool old_client);

    /// Answers with a body that is known.
    Task<void> whole(ResponseHead head, std::string_view body);

    /// Answers with a body that comes piece by piece, each of which has been accepted by the
    /// system's buffers when the call returns.
    Task<void> begin(ResponseHead head);
    Task<void> piece(std::string_view bytes);
    Task<void> end();

    [[nodiscard]] bool begun() const noexcept { return status_ != 0; }
    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
    [[nodiscard]] bool keep_alive() const noexcept { return keep_alive_; }
    void close_after() noexcept { keep_alive_ = false; }
    /// Sent with every answer, such as HSTS.
    void set_always(std::string lines) { always_ = std::move(lines); }

private:
    void write_head(const ResponseHead& head, std::optional<std::size_t> length);
    Task<void>
    write(std::string_view first, std::string_view second = {}, std::string_view third = {});

    Wire& wire_;
    std::string always_;
    std::string head_;
    int status_ = 0;
    std::uint64_t bytes_ = 0;
    bool keep_alive_ = true;
    bool head_only_ = false;
    bool old_client_ = false;
};

}  // namespace parlance::serve
