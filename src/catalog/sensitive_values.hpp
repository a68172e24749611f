#pragma once

#include "catalog/sensitive.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What values tell.
namespace parlance::catalog {

[[nodiscard]] bool looks_like_email(std::string_view text);
[[nodiscard]] bool looks_like_phone(std::string_view text);
[[nodiscard]] bool looks_like_ip_address(std::string_view text);
/// A token, a key or the hash of a password: a known form, or long and without order.
[[nodiscard]] bool looks_like_secret(std::string_view text);
[[nodiscard]] bool looks_like_person(std::string_view text);
[[nodiscard]] bool looks_like_address(std::string_view text);

/// What most of the values look like.
struct SeenKind {
    Sensitive kind;
    std::size_t matching = 0;
    std::size_t looked_at = 0;

    [[nodiscard]] double share() const {
        return static_cast<double>(matching) / static_cast<double>(looked_at);
    }
};

/// Every kind that at least half of the values look like.
[[nodiscard]] std::vector<SeenKind> kinds_of(const std::vector<std::string>& values);

}  // namespace parlance::catalog
