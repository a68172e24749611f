#include "serve/operations/api_keys.hpp"

#include "auth/auth.hpp"
#include "serve/operations/api_key_shapes.hpp"
#include "serve/operations/caller.hpp"
#include "serve/services.hpp"

namespace parlance::serve {

namespace {

Permission permission_of(KeyScope scope) {
    switch (scope) {
        case KeyScope::read:
            return Permission::read;
        case KeyScope::write:
            return Permission::write;
        case KeyScope::admin:
            return Permission::admin;
    }
    return Permission::read;
}

std::vector<KeyScope> scopes_of(const store::ApiKey& key) {
    std::vector<KeyScope> all;
    const auto held = auth::permissions_in(key.scopes);
    for (const KeyScope each : {KeyScope::read, KeyScope::write, KeyScope::admin}) {
        if (std::ranges::find(held, permission_of(each)) != held.end()) all.push_back(each);
    }
    return all;
}

ApiKeyShape shape_of(const store::ApiKey& key) {
    return {
        .id = key.id,
        .name = key.name,
        .hint = key.hint,
        .scopes = scopes_of(key),
        .user_id = key.user_id,
        .username = key.username,
        .created_at = key.created_at,
        .expires_at = key.expires_at,
        .last_used_at = key.last_used_at,
        .last_used_from = key.last_used_from,
        .revoked_at = key.revoked_at,
    };
}

auth::NewApiKey wanted_by(const ApiKeyRequest& request) {
    if (request.never_expires && request.expires_in_days) {
        throw Error(Failure::invalid, "invalid_fields", "A key expires, or it never does.")
            .with_faults({{"/never_expires", "does not go with `expires_in_days`"}});
    }
    auth::NewApiKey wanted{.name = request.name};
    for (const KeyScope each : request.scopes)
        wanted.scopes.push_back(permission_of(each));
    if (request.expires_in_days) wanted.life = std::chrono::days(*request.expires_in_days);
    if (request.never_expires) wanted.life = std::nullopt;
    return wanted;
}

Task<ApiKeyList> list_api_keys(Services& with, Call& call) {
    const std::vector<store::ApiKey> all = co_await with.auth->api_keys().list(call.who());
    ApiKeyList list;
    for (const store::ApiKey& each : all)
        list.api_keys.push_back(shape_of(each));
    co_return list;
}

Task<MadeApiKeyShape> create_api_key(Services& with, Call& call, ApiKeyRequest request) {
    with.auth->require_in_person(call.who());
    const auth::MadeApiKey made =
        co_await with.auth->api_keys().create(call.who(), wanted_by(request), caller_of(call));
    co_return MadeApiKeyShape{std::string(made.key.reveal()), shape_of(made.row)};
}

Task<void> revoke_api_key(Services& with, Call& call, ApiKeyName request) {
    with.auth->require_in_person(call.who());
    co_await with.auth->api_keys().revoke(call.who(), request.key_id, caller_of(call));
}

}  // namespace

std::vector<Operation> api_key_operations() {
    return {
        operation(
            {.path = "/api/v1/api-keys",
             .id = "list_api_keys",
             .summary = "Lists your API keys; those of the tenant for administrators.",
             .tag = "api-keys",
             .access = Access::signed_in},
            &list_api_keys
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/api-keys",
             .id = "create_api_key",
             .summary = "Makes an API key, and tells it this once.",
             .tag = "api-keys",
             .access = Access::signed_in,
             .status = 201},
            &create_api_key
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/api-keys/{key_id}",
             .id = "revoke_api_key",
             .summary = "Ends an API key, at once.",
             .tag = "api-keys",
             .access = Access::signed_in,
             .status = 204},
            &revoke_api_key
        ),
    };
}

}  // namespace parlance::serve
