#include "store/packed.hpp"

#include <lz4.h>

#include <stdexcept>

namespace parlance::store {

namespace {

/// No byte of a block stands for more than this many of the text.
constexpr std::size_t expansion_max = 255;

}  // namespace

std::string packed(std::string_view text) {
    if (text.size() > LZ4_MAX_INPUT_SIZE) throw std::length_error("too long a text to seal");
    const auto size = static_cast<int>(text.size());
    std::string out;
    append_length(out, text.size());
    out.resize(length_bytes + static_cast<std::size_t>(LZ4_compressBound(size)));
    char* const block = out.data() + length_bytes;
    const int used = LZ4_compress_default(text.data(), block, size, LZ4_compressBound(size));
    out.resize(length_bytes + static_cast<std::size_t>(used));
    return out;
}

std::optional<Secret> unpacked(std::string_view block) {
    if (block.size() < length_bytes) return std::nullopt;
    const std::size_t size = length_at_front(block);
    block.remove_prefix(length_bytes);
    if (size > block.size() * expansion_max || size > LZ4_MAX_INPUT_SIZE) return std::nullopt;
    std::string text(size, '\0');
    const int made = LZ4_decompress_safe(
        block.data(), text.data(), static_cast<int>(block.size()), static_cast<int>(size)
    );
    Secret opened(text);
    wipe(text);
    if (made != static_cast<int>(size)) return std::nullopt;
    return opened;
}

void append_length(std::string& out, std::size_t length) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(length >> shift));
}

std::size_t length_at_front(std::string_view bytes) {
    std::size_t length = 0;
    for (const char byte : bytes.substr(0, length_bytes))
        length = (length << 8) | static_cast<unsigned char>(byte);
    return length;
}

}  // namespace parlance::store
