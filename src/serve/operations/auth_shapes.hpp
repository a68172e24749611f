#pragma once

#include "base/clock.hpp"
#include "base/config.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the operations on accounts and people take and give.
namespace parlance::serve {

enum class MemberRole : std::uint8_t { owner, admin, analyst, viewer };
BOOST_DESCRIBE_ENUM(MemberRole, owner, admin, analyst, viewer)

namespace auth_notes {
constexpr auto password =
    json::note("password", "At least 8 characters; 15 or more are better.").length(1, 1024);
constexpr auto cookie =
    json::note("cookie", "Keep the refresh token in an HttpOnly cookie, as browsers should.")
        .optional();
constexpr auto role = json::note("role", "What the person may do.");
constexpr auto user_id = json::note("user_id", "The person.").length(1, 64);
}  // namespace auth_notes

struct AuthOptionsRequest {
    std::optional<std::string> provider_id;
};
BOOST_DESCRIBE_STRUCT(AuthOptionsRequest, (), (provider_id))
constexpr auto notes(const AuthOptionsRequest*) {
    return std::array{
        json::note("provider_id", "Of a team's sign-in link; that of the house without it.")
            .length(1, 64)
    };
}

struct AuthProvider {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AuthProvider, (), (id, name))

struct AuthOptions {
    Registration registration = Registration::invitation;
    std::string version;
    std::optional<AuthProvider> provider;
};
BOOST_DESCRIBE_STRUCT(AuthOptions, (), (registration, version, provider))
constexpr auto notes(const AuthOptions*) {
    return std::array{
        json::note("registration", "Who may register just now."),
        json::note("version", "The version of Parlance."),
        json::note("provider", "Where people can sign in by OpenID Connect."),
    };
}

struct RegisterRequest {
    std::string username;
    std::optional<std::string> email;
    std::string password;
    std::optional<std::string> tenant_name;
    std::optional<std::string> invitation_code;
    bool cookie = false;
};
BOOST_DESCRIBE_STRUCT(
    RegisterRequest,
    (),
    (username, email, password, tenant_name, invitation_code, cookie)
)
constexpr auto notes(const RegisterRequest*) {
    return std::array{
        json::note("username", "Letters, digits, dots, underscores and hyphens.").length(1, 64),
        json::note("email", "Can be used to sign in.").length(1, 254),
        auth_notes::password,
        json::note("tenant_name", "How the new tenant is called; the username without it.")
            .length(1, 100),
        json::note("invitation_code", "Joins the tenant that it was made for.").length(1, 128),
        auth_notes::cookie,
    };
}

struct LoginRequest {
    std::optional<std::string> username;
    std::optional<std::string> email;
    std::string password;
    std::optional<std::string> tenant_id;
    bool cookie = false;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (username, email, password, tenant_id, cookie))
constexpr auto notes(const LoginRequest*) {
    return std::array{
        json::note("username", "Either this or `email`.").length(1, 64),
        json::note("email", "Either this or `username`.").length(1, 254),
        json::note("password", "Your password.").length(1, 1024),
        json::note("tenant_id", "Which of your tenants; the one used last without it.")
            .length(1, 64),
        auth_notes::cookie,
    };
}

struct RefreshRequest {
    std::optional<std::string> refresh_token;
    std::optional<std::string> session_id;
    bool cookie = false;
};
BOOST_DESCRIBE_STRUCT(RefreshRequest, (), (refresh_token, session_id, cookie))
constexpr auto notes(const RefreshRequest*) {
    return std::array{
        json::note("refresh_token", "The newest one; without it the session's cookie is taken.")
            .length(1, 256),
        json::note("session_id", "Whose cookie to take.").length(1, 64),
        auth_notes::cookie,
    };
}

struct MeUser {
    std::string id;
    std::string username;
    std::optional<std::string> email;
};
BOOST_DESCRIBE_STRUCT(MeUser, (), (id, username, email))

struct MeTenant {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(MeTenant, (), (id, name))

struct Me {
    MeUser user;
    MeTenant tenant;
    MemberRole role = MemberRole::viewer;
    std::vector<std::string> permissions;
    std::string session_id;
};
BOOST_DESCRIBE_STRUCT(Me, (), (user, tenant, role, permissions, session_id))
constexpr auto notes(const Me*) {
    return std::array{
        json::note("", "Who you are, and what you may do."),
        json::note("permissions", "Some of read, write, admin and owner."),
    };
}

struct Tokens {
    std::string access_token;
    std::string token_type = "Bearer";
    std::int64_t expires_in = 0;
    std::optional<std::string> refresh_token;
    std::string session_id;
    Me me;
};
BOOST_DESCRIBE_STRUCT(
    Tokens,
    (),
    (access_token, token_type, expires_in, refresh_token, session_id, me)
)
constexpr auto notes(const Tokens*) {
    return std::array{
        json::note("access_token", "A JSON Web Token for the header `Authorization: Bearer …`."),
        json::note("expires_in", "Seconds until it ends."),
        json::note("refresh_token", "Trade it once for the next pair. Absent when it is a cookie."),
    };
}

struct SessionShape {
    std::string id;
    Instant created_at;
    Instant last_used_at;
    Instant expires_at;
    std::string user_agent;
    std::string address;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(
    SessionShape,
    (),
    (id, created_at, last_used_at, expires_at, user_agent, address, current)
)

struct SessionList {
    std::vector<SessionShape> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))

struct SessionName {
    std::string session_id;
};
BOOST_DESCRIBE_STRUCT(SessionName, (), (session_id))
constexpr auto notes(const SessionName*) {
    return std::array{json::note("session_id", "One of your sessions.").length(1, 64)};
}

struct InviteRequest {
    MemberRole role = MemberRole::viewer;
    std::optional<std::string> email;
    std::optional<std::int32_t> expires_in_days;
};
BOOST_DESCRIBE_STRUCT(InviteRequest, (), (role, email, expires_in_days))
constexpr auto notes(const InviteRequest*) {
    return std::array{
        auth_notes::role,
        json::note("email", "Only somebody with this address may use it.").length(3, 254),
        json::note("expires_in_days", "How long it is good; 7 without it.").between(1, 90),
    };
}

struct Invitation {
    std::string id;
    std::string code;
    MemberRole role = MemberRole::viewer;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (id, code, role, expires_at))
constexpr auto notes(const Invitation*) {
    return std::array{json::note("code", "Good once; shown only now.")};
}

struct OpenInvitation {
    std::string id;
    MemberRole role = MemberRole::viewer;
    std::optional<std::string> email;
    std::optional<std::string> username;
    std::optional<std::string> invited_by;
    Instant created_at;
    Instant expires_at;
    bool expired = false;
};
BOOST_DESCRIBE_STRUCT(
    OpenInvitation,
    (),
    (id, role, email, username, invited_by, created_at, expires_at, expired)
)
constexpr auto notes(const OpenInvitation*) {
    return std::array{
        json::note("email", "Only somebody with this address may use it."),
        json::note("username", "Whom it is for, when that person is here already."),
        json::note("expired", "It is good no more, unless it is renewed."),
    };
}

struct InvitationList {
    std::vector<OpenInvitation> invitations;
};
BOOST_DESCRIBE_STRUCT(InvitationList, (), (invitations))

struct InvitationName {
    std::string invitation_id;
};
BOOST_DESCRIBE_STRUCT(InvitationName, (), (invitation_id))
constexpr auto notes(const InvitationName*) {
    return std::array{json::note("invitation_id", "The invitation.").length(1, 64)};
}

struct MemberShape {
    std::string user_id;
    std::string username;
    std::optional<std::string> email;
    MemberRole role = MemberRole::viewer;
    Instant created_at;
    std::optional<Instant> last_seen_at;
    std::map<std::string, std::string> attributes;
    std::optional<Instant> disabled_at;
};
BOOST_DESCRIBE_STRUCT(
    MemberShape,
    (),
    (user_id, username, email, role, created_at, last_seen_at, attributes, disabled_at)
)
constexpr auto notes(const MemberShape*) {
    return std::array{
        json::note("attributes", "What row rules may ask of the person, such as region = DE."),
        json::note("disabled_at", "Since when the person may not come in."),
    };
}

struct MemberList {
    std::vector<MemberShape> members;
};
BOOST_DESCRIBE_STRUCT(MemberList, (), (members))

struct MemberName {
    std::string user_id;
};
BOOST_DESCRIBE_STRUCT(MemberName, (), (user_id))
constexpr auto notes(const MemberName*) {
    return std::array{auth_notes::user_id};
}

struct MemberChange {
    std::string user_id;
    std::optional<MemberRole> role;
    std::optional<std::map<std::string, std::string>> attributes;
    std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(MemberChange, (), (user_id, role, attributes, disabled))
constexpr auto notes(const MemberChange*) {
    return std::array{
        auth_notes::user_id,
        auth_notes::role,
        json::note(
            "attributes", "Replaces all attributes; row rules ask for them as `:user.region`."
        ),
        json::note("disabled", "Keeps the person out: sessions end, keys rest."),
    };
}

}  // namespace parlance::serve
