#include "serve/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace parlance::serve {

namespace {

constexpr int gzip_window = 15 + 16;  // the largest, with gzip's own header

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

/// The weight that an item such as `gzip;q=0.5` gives; 1 without one.
double weight_of(std::string_view item) {
    const std::size_t mark = item.find("q=");
    if (mark == item.npos) return 1;
    const std::string_view text = item.substr(mark + 2);
    double weight = 0;
    std::from_chars(text.data(), text.data() + text.size(), weight);
    return weight;
}

/// The weight of a coding in the header, or nothing when it is not named.
std::optional<double> weight_in(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const std::string_view item = header.substr(0, header.find(','));
        header.remove_prefix(std::min(header.size(), item.size() + 1));
        if (trimmed(item.substr(0, item.find(';'))) == coding) return weight_of(item);
    }
    return std::nullopt;
}

std::string brotli(std::string_view body, int quality) {
    std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
    std::string out(size, '\0');
    const auto* input = reinterpret_cast<const std::uint8_t*>(body.data());
    auto* output = reinterpret_cast<std::uint8_t*>(out.data());
    const auto done = BrotliEncoderCompress(
        quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(), input, &size, output
    );
    if (done == BROTLI_FALSE) throw std::runtime_error("brotli failed");
    out.resize(size);
    return out;
}

struct Deflate {
    z_stream stream{};

    explicit Deflate(int level) {
        constexpr int memory = 8;
        const int made =
            deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY);
        if (made != Z_OK) throw std::bad_alloc();
    }
    Deflate(const Deflate&) = delete;
    Deflate& operator=(const Deflate&) = delete;
    ~Deflate() { deflateEnd(&stream); }

    void run(std::string& out, std::string_view piece, int flush) {
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        stream.avail_in = static_cast<uInt>(piece.size());
        do {
            const std::size_t before = out.size();
            const std::size_t room = std::max<std::size_t>(piece.size() / 4, 1024);
            out.resize(before + room);
            stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
            stream.avail_out = static_cast<uInt>(room);
            deflate(&stream, flush);
            out.resize(out.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
};

}  // namespace

std::string_view name_of(Coding coding) noexcept {
    switch (coding) {
        case Coding::identity:
            return "identity";
        case Coding::gzip:
            return "gzip";
        case Coding::br:
            return "br";
    }
    return "identity";
}

Coding best_coding(std::string_view accept_encoding) {
    const double other = weight_in(accept_encoding, "*").value_or(0);
    const double br = weight_in(accept_encoding, "br").value_or(other);
    const double gzip = weight_in(accept_encoding, "gzip").value_or(other);
    if (br <= 0 && gzip <= 0) return Coding::identity;
    return br >= gzip ? Coding::br : Coding::gzip;
}

bool is_compressible(std::string_view content_type) noexcept {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("javascript") ||
           type.ends_with("xml") || type == "application/manifest+json" ||
           type == "application/wasm" || type == "application/x-ndjson";
}

struct GzipStream::Impl {
    Deflate deflate{Z_BEST_SPEED};
};

GzipStream::GzipStream() : impl_(std::make_unique<Impl>()) {}
GzipStream::~GzipStream() = default;

void GzipStream::add(std::string& out, std::string_view piece) {
    impl_->deflate.run(out, piece, Z_SYNC_FLUSH);
}

void GzipStream::finish(std::string& out) {
    impl_->deflate.run(out, {}, Z_FINISH);
}

std::string compressed(std::string_view body, Coding coding, Effort effort) {
    const bool quick = effort == Effort::quick;
    if (coding == Coding::identity) return std::string(body);
    if (coding == Coding::br) return brotli(body, quick ? 4 : 9);
    std::string out;
    Deflate(quick ? Z_BEST_SPEED : Z_BEST_COMPRESSION).run(out, body, Z_FINISH);
    return out;
}

}  // namespace parlance::serve
