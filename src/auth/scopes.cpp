#include "auth/scopes.hpp"

#include "auth/permissions.hpp"

#include <algorithm>
#include <ranges>

namespace parlance::auth {

namespace {

constexpr std::array order{
    Permission::read,
    Permission::write,
    Permission::admin,
    Permission::owner
};
constexpr std::string_view oauth_prefix = "parlance:";

std::string joined(const Permissions& permissions, std::string_view prefix) {
    std::string text;
    for (const Permission each : permissions) {
        if (!text.empty()) text += ' ';
        text += prefix;
        text += name_of(each);
    }
    return text;
}

std::optional<Permission> permission_named(std::string_view name) {
    const auto found = std::ranges::find(order, name, &name_of);
    return found == order.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

Permissions with_implied(const Permissions& asked) {
    Permissions all;
    if (asked.empty()) return all;
    const Permission most = std::ranges::max(asked);
    std::ranges::copy_if(order, std::back_inserter(all), [&](Permission each) {
        return each <= most;
    });
    return all;
}

Permissions both(const Permissions& held, const Permissions& given) {
    Permissions all;
    std::ranges::copy_if(held, std::back_inserter(all), [&](Permission each) {
        return std::ranges::find(given, each) != given.end();
    });
    return all;
}

std::string text_of(const Permissions& permissions) {
    return joined(permissions, "");
}

Permissions permissions_in(std::string_view text) {
    Permissions all;
    for (const auto word : std::views::split(text, ' ')) {
        const auto known = permission_named({word.begin(), word.end()});
        if (known) all.push_back(*known);
    }
    return all;
}

std::string oauth_scope(const Permissions& permissions) {
    return joined(permissions, oauth_prefix);
}

std::optional<Permissions> from_oauth_scope(std::string_view text) {
    Permissions asked;
    for (const auto word : std::views::split(text, ' ')) {
        const std::string_view name(word.begin(), word.end());
        if (name.empty()) continue;
        if (!name.starts_with(oauth_prefix)) return std::nullopt;
        const auto known = permission_named(name.substr(oauth_prefix.size()));
        if (!known || *known > Permission::write) return std::nullopt;
        asked.push_back(*known);
    }
    return with_implied(asked);
}

}  // namespace parlance::auth
