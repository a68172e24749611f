#include "auth/api_key_text.hpp"

namespace parlance::auth {

namespace {

constexpr std::size_t random_count = 32;
constexpr std::size_t sum_digits = 8;
constexpr std::size_t key_size = api_key_prefix.size() + 2 * random_count + sum_digits;
constexpr std::size_t hint_size = api_key_prefix.size() + 6;

std::string check_sum(std::string_view text) {
    return to_hex(bytes_of(sha256(text))).substr(0, sum_digits);
}

}  // namespace

Secret make_api_key() {
    std::string key = std::string(api_key_prefix) + to_hex(random_bytes(random_count));
    key += check_sum(key);
    return Secret(std::move(key));
}

bool looks_like_api_key(std::string_view text) noexcept {
    return text.starts_with(api_key_prefix);
}

bool is_api_key(std::string_view text) {
    if (!looks_like_api_key(text) || text.size() != key_size) return false;
    const std::string_view body = text.substr(0, key_size - sum_digits);
    return text.substr(body.size()) == check_sum(body);
}

std::string hint_of(const Secret& key) {
    return std::string(key.reveal().substr(0, hint_size));
}

}  // namespace parlance::auth
