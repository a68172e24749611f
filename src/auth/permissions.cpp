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

bool may_give(const Principal& giver, std::string_view role) {
    const std::vector<Permission> given = permissions_of(role);
    const auto may = [&](Permission each) { return giver.may(each); };
    return !given.empty() && std::ranges::all_of(given, may);
}

}  // namespace parlance::auth
