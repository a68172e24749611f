#include "auth/permissions.hpp"

namespace parlance::auth {

std::vector<Permission> permissions_of(std::string_view role) {
    using enum Permission;
    if (role == "viewer") return {read};
    if (role == "analyst") return {read, write};
    if (role == "admin") return {read, write, admin};
    if (role == "owner") return {read, write, admin, owner};
    return {};
}

std::string_view name_of(Permission permission) noexcept {
    switch (permission) {
        case Permission::read:
            return "read";
        case Permission::write:
            return "write";
        case Permission::admin:
            return "admin";
        case Permission::owner:
            return "owner";
    }
    return "";
}

bool may_give(std::string_view giver, std::string_view role) {
    const std::size_t given = permissions_of(role).size();
    return given > 0 && given <= permissions_of(giver).size();
}

}  // namespace parlance::auth
