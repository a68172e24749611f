#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on API keys take and give.
namespace parlance::serve {

enum class KeyScope : std::uint8_t {
    read,   ///< ask and look
    write,  ///< also save and upload
    admin,  ///< also administer
};
BOOST_DESCRIBE_ENUM(KeyScope, read, write, admin)

struct ApiKeyRequest {
    std::string name;
    std::vector<KeyScope> scopes{KeyScope::read};
    std::optional<std::int32_t> expires_in_days;
    bool never_expires = false;
};
BOOST_DESCRIBE_STRUCT(ApiKeyRequest, (), (name, scopes, expires_in_days, never_expires))
constexpr auto notes(const ApiKeyRequest*) {
    return std::array{
        json::note("name", "What the key is for.").length(1, 100),
        json::note(
            "scopes", "What it may do, at most what you may do. Broader ones imply narrower ones."
        )
            .optional(),
        json::note("expires_in_days", "90 without it, at most 365.").between(1, 365),
        json::note("never_expires", "For administrators, instead of `expires_in_days`.").optional(),
    };
}

struct ApiKeyShape {
    std::string id;
    std::string name;
    std::string hint;
    std::vector<KeyScope> scopes;
    std::string user_id;
    std::string username;
    Instant created_at;
    std::optional<Instant> expires_at;
    std::optional<Instant> last_used_at;
    std::optional<std::string> last_used_from;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(
    ApiKeyShape,
    (),
    (id,
     name,
     hint,
     scopes,
     user_id,
     username,
     created_at,
     expires_at,
     last_used_at,
     last_used_from,
     revoked_at)
)
constexpr auto notes(const ApiKeyShape*) {
    return std::array{
        json::note("", "A key with which a program does what a person may do, or less."),
        json::note("hint", "How the key begins.").example(R"("prlk_5e1f0c")"),
        json::note("user_id", "In whose name it acts."),
        json::note("expires_at", "Missing: never."),
        json::note("last_used_at", "To the minute."),
        json::note(
            "last_used_from", "`this machine`, `private network` or `internet`; never an address."
        ),
    };
}

struct MadeApiKeyShape {
    std::string key;
    ApiKeyShape api_key;
};
BOOST_DESCRIBE_STRUCT(MadeApiKeyShape, (), (key, api_key))
constexpr auto notes(const MadeApiKeyShape*) {
    return std::array{
        json::note("key", "Send it as `Authorization: Bearer`. It is told this once."),
        json::note("api_key", "What is known of it later."),
    };
}

struct ApiKeyList {
    std::vector<ApiKeyShape> api_keys;
};
BOOST_DESCRIBE_STRUCT(ApiKeyList, (), (api_keys))
constexpr auto notes(const ApiKeyList*) {
    return std::array{json::note("api_keys", "Newest first.")};
}

struct ApiKeyName {
    std::string key_id;
};
BOOST_DESCRIBE_STRUCT(ApiKeyName, (), (key_id))
constexpr auto notes(const ApiKeyName*) {
    return std::array{json::note("key_id", "The key.").length(1, 64)};
}

}  // namespace parlance::serve
