#include "store/users.hpp"

#include "base/ids.hpp"
#include "store/paging.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns = "SELECT id, username, email, password_hash, created_at FROM users ";

std::optional<User> user_of(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return User{
        row->text("id"),
        row->text("username"),
        row->text_if("email"),
        row->text_if("password_hash"),
        row->instant("created_at"),
    };
}

std::optional<std::string> key_of(const std::optional<std::string>& email) {
    if (!email) return std::nullopt;
    return lower(*email);
}

}  // namespace

User create_user(Writer& writer, System, const NewUser& user) {
    User made{new_id(), user.username, user.email, user.password_hash, system_now()};
    writer.run(
        "INSERT INTO users (id, username, username_key, email, email_key, password_hash, "
        "created_at, updated_at) "
        "VALUES (:id, :username, :username_key, :email, :email_key, :hash, :at, :at)",
        {{"id", made.id},
         {"username", made.username},
         {"username_key", lower(made.username)},
         {"email", made.email},
         {"email_key", key_of(made.email)},
         {"hash", made.password_hash},
         {"at", made.created_at}}
    );
    return made;
}

std::optional<User> user_by_name(Reader& reader, System, std::string_view username) {
    return user_of(
        reader.row(std::string(columns) + "WHERE username_key = :key", {{"key", lower(username)}})
    );
}

std::optional<User> user_by_email(Reader& reader, System, std::string_view email) {
    return user_of(
        reader.row(std::string(columns) + "WHERE email_key = :key", {{"key", lower(email)}})
    );
}

std::optional<User> user_by_id(Reader& reader, System, std::string_view id) {
    return user_of(reader.row(std::string(columns) + "WHERE id = :id", {{"id", id}}));
}

User user(Reader& reader, const Principal& who) {
    std::optional<User> found = user_by_id(reader, System{}, who.user_id);
    if (!found) throw_not_found("user");
    return std::move(*found);
}

bool any_user(Reader& reader, System) {
    return reader.row("SELECT id FROM users LIMIT 1").has_value();
}

namespace {

void put_hash(Writer& writer, std::string_view user_id, const Parameter& hash) {
    const std::int64_t touched = writer.run(
        "UPDATE users SET password_hash = :hash, updated_at = :at WHERE id = :id",
        {{"hash", hash}, {"at", system_now()}, {"id", user_id}}
    );
    if (touched == 0) throw_not_found("user");
}

}  // namespace

void set_password(Writer& writer, System, std::string_view user_id, std::string_view hash) {
    put_hash(writer, user_id, hash);
}

void clear_password(Writer& writer, System, std::string_view user_id) {
    put_hash(writer, user_id, std::nullopt);
}

}  // namespace parlance::store
