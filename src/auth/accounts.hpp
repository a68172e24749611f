#pragma once

#include "auth/passwords.hpp"
#include "base/clock.hpp"
#include "base/principal.hpp"
#include "store/ledger.hpp"

#include <optional>
#include <string>

/// Accounts that an administrator of the machine makes or mends, without a server. A running one
/// notices within seconds.
namespace parlance::auth {

/// A code with which a person who has no password yet, or has forgotten it, chooses one: by
/// registering with the same username and this code.
struct PasswordCode {
    std::string code;
    Instant expires_at;
};

struct Account {
    std::string user_id;
    std::string username;
    std::optional<PasswordCode> code;  ///< when no password was given
};

struct NewAccount {
    std::string tenant;  ///< name or id
    std::string username;
    std::optional<std::string> email;
    std::string role;
    std::optional<Secret> password;
};

/// Throws `Error`: the field that is wrong, `username_taken`, `email_taken`, `tenant_not_found`.
Account add_account(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const NewAccount& wanted,
    const PasswordRules& rules = {},
    PasswordCost cost = {}
);

/// Ends all sessions of the person. Throws `Error` (`user_not_found`).
Account reset_password(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& username,
    const std::optional<Secret>& password,
    const PasswordRules& rules = {},
    PasswordCost cost = {}
);

/// Adds somebody without a password, within another change; returns the id. For imports.
[[nodiscard]] Account invite_account(
    store::Writer& writer,
    store::Ledger& ledger,
    System,
    const std::string& tenant_id,
    const NewAccount& wanted
);

}  // namespace parlance::auth
