#include "serve/share_token.hpp"

namespace parlance::serve {

namespace {

constexpr std::string_view prefix = "prls_";
constexpr std::size_t random_count = 32;
constexpr std::size_t hint_size = prefix.size() + 6;

}  // namespace

Secret make_share_token() {
    return Secret(std::string(prefix) + to_hex(random_bytes(random_count)));
}

bool is_share_token(std::string_view text) {
    if (!text.starts_with(prefix) || text.size() != prefix.size() + 2 * random_count) return false;
    return text.substr(prefix.size()).find_first_not_of("0123456789abcdef") == text.npos;
}

std::string hash_of_share(std::string_view token) {
    return to_hex(bytes_of(sha256(token)));
}

std::string hint_of_share(const Secret& token) {
    return std::string(token.reveal().substr(0, hint_size));
}

}  // namespace parlance::serve
