#pragma once

#include "auth/passwords.hpp"
#include "base/error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What names and addresses may be. Everything that makes an account asks here.
namespace parlance::auth {

/// 1 to 64 ASCII letters, digits, dots, underscores and hyphens: no two names look the same, and no
/// name looks like an address.
[[nodiscard]] bool is_username(std::string_view text);

/// No more than what any address has: the proof is the mail that arrives.
[[nodiscard]] bool is_email(std::string_view text);

/// 1 to 100 bytes without control characters.
[[nodiscard]] bool is_tenant_name(std::string_view text);

/// The fields of a new account, as far as they are given.
struct AccountFields {
    std::string_view username;
    std::optional<std::string> email;
    std::optional<std::string> tenant_name;
    const Secret* password = nullptr;
};

/// Throws one `Error` (`invalid_fields`) with all that is wrong.
void check_fields(const AccountFields& fields, const PasswordRules& rules);

}  // namespace parlance::auth
