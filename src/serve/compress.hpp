#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace parlance::serve {

enum class Coding : std::uint8_t { identity, gzip, br };

[[nodiscard]] std::string_view name_of(Coding coding) noexcept;

/// The best coding that an `Accept-Encoding` header allows (RFC 9110 §12.5.3); `br` before gzip.
[[nodiscard]] Coding best_coding(std::string_view accept_encoding);

/// Whether bodies of this type become smaller.
[[nodiscard]] bool is_compressible(std::string_view content_type) noexcept;

/// How hard to try: once for a file that is sent often, or each time for an answer.
enum class Effort : std::uint8_t { quick, thorough };

[[nodiscard]] std::string compressed(std::string_view body, Coding coding, Effort effort);

/// Compresses a stream piece by piece with gzip.
class GzipStream {
public:
    GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream();

    /// Appends what can be read so far.
    void add(std::string& out, std::string_view piece);
    void finish(std::string& out);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::serve
