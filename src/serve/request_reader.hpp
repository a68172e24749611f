#pragma once

#include "base/task.hpp"
#include "serve/patience.hpp"
#include "serve/wire.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve {

/// Bytes that the line and the headers of a request may take.
inline constexpr std::uint32_t header_bytes_max = 16 * 1024;

/// Reads the requests of one connection one after another; pipelined ones wait in the buffer.
/// Strict where a lenient reader could disagree with a proxy in front of it about where a request
/// ends (RFC 9112 §6.3, §11.2).
class RequestReader {
public:
    explicit RequestReader(Wire& wire, Patience patience = {});
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;
    ~RequestReader();

    /// Reads the next head. False when the client has ended in between. Throws `Error`:
    /// `malformed_request`, `headers_too_large`, and `client_gone` when it was too slow.
    Task<bool> next();

    [[nodiscard]] std::string_view method() const;
    /// In origin form: the path and the query.
    [[nodiscard]] std::string_view target() const;
    /// The first value; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// 11 for HTTP/1.1.
    [[nodiscard]] unsigned version() const;
    [[nodiscard]] bool keep_alive() const;
    /// Nothing for a chunked body.
    [[nodiscard]] std::optional<std::uint64_t> content_length() const;

    /// The next piece of the body, valid until the next call; empty at the end. A client that sends
    /// slower than 1 KiB a second for long is gone.
    Task<std::string_view> some_body();
    [[nodiscard]] bool body_ended() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::serve
