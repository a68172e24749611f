#include "serve/operations/refresh_cookie.hpp"

#include "base/ids.hpp"

namespace parlance::serve {

namespace {

constexpr const char* cookie_path = "/api/v1/auth";

std::string name_for(std::string_view session_id) {
    return "parlance_session_" + std::string(session_id);
}

/// `https://host:port` of `https://host:port/path`.
std::string_view origin_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    return url.substr(0, url.find('/', scheme + 3));
}

std::string_view host_of(std::string_view origin) {
    const std::size_t scheme = origin.find("://");
    return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

bool is_own(const Config& config, const Call& call, std::string_view origin) {
    const std::string_view site = call.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return false;
    if (!config.public_url.empty() && origin == origin_of(config.public_url)) return true;
    const std::string_view host = call.header("Host");
    return !host.empty() && host_of(origin) == host;
}

}  // namespace

void set_refresh_cookie(Call& call, const auth::SignedIn& in) {
    call.set_cookie({
        .name = name_for(in.profile.who.session_id),
        .value = std::string(in.refresh_token.reveal()),
        .path = cookie_path,
        .max_age_s = in.refresh_expires_in.count(),
    });
}

void remove_refresh_cookie(Call& call, const std::string& session_id) {
    if (!is_id(session_id)) return;
    call.set_cookie({.name = name_for(session_id), .value = "", .path = cookie_path, .max_age_s = 0}
    );
}

Secret refresh_cookie(const Call& call, const std::string& session_id) {
    const std::string_view token =
        is_id(session_id) ? call.cookie(name_for(session_id)) : std::string_view();
    if (!token.empty()) return Secret(token);
    throw Error(
        Failure::unauthenticated, "invalid_refresh_token", "This session has ended. Sign in again."
    );
}

void require_own_origin(const Config& config, const Call& call) {
    if (is_own(config, call, call.header("Origin"))) return;
    throw Error(
        Failure::forbidden,
        "foreign_origin",
        "Sessions that live in a cookie are for pages of this server only."
    );
}

}  // namespace parlance::serve
