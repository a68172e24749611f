#include "serve/negotiation.hpp"

#include "base/error.hpp"

#include <stdexcept>

namespace parlance::serve {

namespace {

/// Whether an `Accept` header names the type, itself or by a wildcard.
bool accepts(std::string_view accept, std::string_view type) {
    const std::string wildcard = std::string(type.substr(0, type.find('/'))) + "/*";
    while (!accept.empty()) {
        std::string_view item = accept.substr(0, accept.find(','));
        accept.remove_prefix(std::min(accept.size(), item.size() + 1));
        item = item.substr(0, item.find(';'));
        while (item.starts_with(' '))
            item.remove_prefix(1);
        while (item.ends_with(' '))
            item.remove_suffix(1);
        if (item == "*/*" || item == wildcard || item == type) return true;
    }
    return false;
}

bool is_only_json(const Operation& operation) {
    return std::ranges::all_of(operation.replies, [](const ReplyKind& each) {
        return each.what == ReplyKind::What::value;
    });
}

/// The permission that an access needs; nothing when being signed in is enough.
std::optional<Permission> permission_of(Access access) noexcept {
    switch (access) {
        case Access::anyone:
        case Access::signed_in:
            return std::nullopt;
        case Access::read:
            return Permission::read;
        case Access::write:
            return Permission::write;
        case Access::admin:
            return Permission::admin;
        case Access::owner:
            return Permission::owner;
    }
    return Permission::owner;
}

}  // namespace

void check_permission(const Principal& who, Access access) {
    const auto permission = permission_of(access);
    if (permission && !who.may(*permission)) {
        throw Error(
            Failure::forbidden, "forbidden", "Your role does not allow this. Ask an administrator."
        );
    }
}

void check_media_type(const Operation& operation, std::string_view content_type, bool bodiless) {
    if (!operation.has_body() || bodiless) return;
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    if (type == "application/json" || type == "application/json ") return;
    throw Error(
        Failure::unsupported,
        "unsupported_media_type",
        "Send the request as JSON, with Content-Type: application/json."
    );
}

bool wants_events(const Operation& operation, std::string_view accept) {
    return !operation.facts.events.empty() && accept.contains("text/event-stream");
}

void check_accept(const Operation& operation, std::string_view accept) {
    if (accept.empty() || !is_only_json(operation)) return;
    if (accepts(accept, "application/json") || accepts(accept, "application/problem+json")) return;
    throw Error(Failure::invalid, "not_acceptable", "This address answers with application/json.");
}

std::string cookie_line(const Cookie& cookie, bool secure) {
    for (const std::string* part : {&cookie.name, &cookie.value, &cookie.path}) {
        if (part->find_first_of("; ,\r\n\"\\") != part->npos)
            throw std::logic_error("a cookie has a character that it must not have");
    }
    std::string line = "Set-Cookie: " + cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
    if (cookie.max_age_s) line += "; Max-Age=" + std::to_string(*cookie.max_age_s);
    if (cookie.http_only) line += "; HttpOnly";
    if (secure) line += "; Secure";
    return line + "; SameSite=Strict\r\n";
}

}  // namespace parlance::serve
