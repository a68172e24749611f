#include "serve/request_id.hpp"

#include "base/ids.hpp"

#include <atomic>

namespace parlance::serve {

namespace {

constexpr std::size_t given_max = 64;

bool is_plain(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
           (each >= '0' && each <= '9') || each == '-' || each == '_' || each == '.';
}

/// A random word for this process and a number: unique, and cheap to make.
std::string fresh() {
    static const std::string process = random_token(9);
    static std::atomic<std::uint64_t> next = 1;
    return fmt::format("{}-{:x}", process, next.fetch_add(1, std::memory_order_relaxed));
}

}  // namespace

std::string request_id_of(std::string_view given) {
    const bool sane =
        !given.empty() && given.size() <= given_max && std::ranges::all_of(given, is_plain);
    return sane ? std::string(given) : fresh();
}

}  // namespace parlance::serve
