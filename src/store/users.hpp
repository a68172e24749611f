#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// A person. Belongs to one tenant or to several, by `Membership`.
struct User {
    std::string id;
    std::string username;
    std::optional<std::string> email;
    std::optional<std::string> password_hash;  ///< nothing: invited, cannot sign in yet
    Instant created_at;
};

struct NewUser {
    std::string username;
    std::optional<std::string> email;
    std::optional<std::string> password_hash;
};

/// Names and addresses are unique in the installation, whatever their case. Throws
/// `ConstraintError` when one is taken.
[[nodiscard]] User create_user(Writer& writer, System, const NewUser& user);
[[nodiscard]] std::optional<User> user_by_name(Reader& reader, System, std::string_view username);
[[nodiscard]] std::optional<User> user_by_email(Reader& reader, System, std::string_view email);
[[nodiscard]] std::optional<User> user_by_id(Reader& reader, System, std::string_view id);
/// The one who asks.
[[nodiscard]] User user(Reader& reader, const Principal& who);
[[nodiscard]] bool any_user(Reader& reader, System);
/// Gives the person the new password; throws `Error` (not_found).
void set_password(Writer& writer, System, std::string_view user_id, std::string_view hash);
/// Takes the password away: nobody signs in before a new one is chosen.
void clear_password(Writer& writer, System, std::string_view user_id);

}  // namespace parlance::store
