#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace parlance {

/// What a signed-in person may do. The names stand in the token's `permissions` claim.
enum class Permission : std::uint8_t {
    read,   ///< ask, look at schemas, results and the own history
    write,  ///< upload files, save queries, dashboards and knowledge
    admin,  ///< connections, members, policies, logs
    owner,  ///< the tenant itself: keys, deletion, ownership
};

/// Who asks: made by `auth` from a verified token or key, and by nobody else in a running server.
/// The tenant of every read and write comes from here, never from a body or a path.
struct Principal {
    std::string tenant_id;
    std::string user_id;
    std::string username;
    std::string role;  ///< owner, admin, analyst or viewer
    std::vector<Permission> permissions;
    std::string session_id;
    std::string api_key_id;  ///< of the key that the request came with; empty: a session
    std::map<std::string, std::string> attributes;  ///< for row rules, such as region = DE

    [[nodiscard]] bool may(Permission wanted) const {
        for (const Permission held : permissions) {
            if (held == wanted) return true;
        }
        return false;
    }
};

/// Stands for Parlance itself where no person asks: migrations, clean-up, sign-in before anybody is
/// known. Saying `System{}` is how a store call without a tenant is made visible to the reader.
struct System {
    explicit System() = default;
};

}  // namespace parlance
